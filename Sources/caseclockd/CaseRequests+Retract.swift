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
        if let state, !caller.permit.maySee(state.parties, in: directory),
            !all.contains(where: { $0.author == caller.author })
        {
            throw refusal(.supervisor, input.caseNumber)
        }
        let fact = try named(input, among: all, state)
        if fact.author != caller.author {
            let parties = state?.parties ?? DeadlineParties(owner: fact.author)
            if let needs = caller.permit.lacks(toActOn: parties, in: directory) {
                throw refusal(needs, input.caseNumber)
            }
        }
        try check(reason: input.reason)
        return fact
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
