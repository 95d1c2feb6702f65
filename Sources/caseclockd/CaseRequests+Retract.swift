import CaseloadFiles
import Casework
import CivilTime
import Control
import Delivery
import Ledger

/// What somebody wants to take back, found and allowed, or refused.
extension CaseRequests {
    /// The recorded fact that is meant, retracted before or not.
    ///
    /// - Throws: the error to answer with.
    func toRetract(_ input: CasesInterface.Retracting) throws(VarlinkError) -> RecordedFact {
        if caller.permit.role < .coordinator { throw refusal(.coordinator, nil) }
        let all = try deadlines.reading { () throws(LedgerError) in
            try book.ledger.recordedFacts(case: input.caseNumber)
        }
        if all.isEmpty { try checkCase(input.caseNumber) }
        let state: CaseState? =
            book.caseNumbers.contains(input.caseNumber)
            ? try self.state(of: input.caseNumber, on: today) : nil
        // What is not theirs is told to them in no error either.
        let theirs = all.filter { mayRetract($0, of: state) }
        if theirs.isEmpty, let needs = lacks(toActOn: state) ?? all.first.flatMap(lacks) {
            throw refusal(needs, input.caseNumber)
        }
        let fact = try named(input, among: theirs, state)
        try check(reason: input.reason)
        return fact
    }

    /// Whether a fact may be taken back: by whoever may act on the case and, on the day on which it
    /// was recorded, by its author; of a case that is gone by the author and who supervises them.
    private func mayRetract(_ fact: RecordedFact, of state: CaseState?) -> Bool {
        if state != nil {
            let isNew = site.day(at: fact.fact.known) >= today
            return lacks(toActOn: state) == nil || isNew && fact.author == caller.author
        }
        return fact.author == caller.author || lacks(fact) == nil
    }

    private func lacks(toActOn state: CaseState?) -> AccessRule.Role? {
        state.flatMap { caller.permit.lacks(toActOn: $0.parties, in: directory) }
    }

    private func lacks(_ fact: RecordedFact) -> AccessRule.Role? {
        caller.permit.lacks(toActOn: DeadlineParties(owner: fact.author), in: directory)
    }

    private func named(
        _ input: CasesInterface.Retracting, among all: [RecordedFact], _ state: CaseState?
    ) throws(VarlinkError) -> RecordedFact {
        if let id = input.id { return try named(id: id, among: all) }
        guard let name = input.kind else {
            throw ServiceDescription.Failure.invalidParameter("id").wire
        }
        guard let kind = FactKind(name) else {
            let nearest = DeadlinesRequests.nearest(name, among: FactKind.standard.map(\.name))
            throw CasesInterface.Failure.noSuchFact(name, nearest: nearest).wire
        }
        let date = input.date == nil ? nil : try day(input.date, parameter: "date")
        func isMeant(_ fact: Fact) -> Bool {
            fact.kind == kind && (input.subject == nil || fact.subject.text == input.subject)
                && (date == nil || fact.date == date)
        }
        let meant = all.filter { isMeant($0.fact) }
        let standing = meant.filter { $0.retracted == nil }
        if standing.count > 1 {
            throw CasesInterface.Failure.whichFact(
                caseNumber: input.caseNumber, candidates: standing.map(\.id)
            ).wire
        }
        // A declared one is told of before one that was retracted long ago.
        if let only = standing.first { return only }
        if let declared = state?.record.declared.facts.first(where: isMeant),
            let place = declared.origin.place
        {
            throw CasesInterface.Failure.declaredFact(place: place.description).wire
        }
        guard let last = meant.last else {
            throw CasesInterface.Failure.noSuchFact(
                name, nearest: Array(Set(all.map(\.fact.kind.name))).sorted()
            ).wire
        }
        return last
    }

    private func named(
        id typed: String, among all: [RecordedFact]
    ) throws(VarlinkError) -> RecordedFact {
        let found = DecisionID.typed(typed).map { id in all.filter { $0.id.hasPrefix(id) } } ?? []
        guard found.count == 1, let only = found.first else {
            throw CasesInterface.Failure.noSuchFact(typed, nearest: found.prefix(5).map(\.id)).wire
        }
        return only
    }
}
