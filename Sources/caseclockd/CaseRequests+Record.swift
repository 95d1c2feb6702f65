import CaseloadFiles
import Casework
import CivilTime
import Control
import Ledger

/// What somebody wants to record of a case, understood and allowed, or refused.
extension CaseRequests {
    /// What is to be done about a call.
    enum Answer {
        /// A new fact, to be kept with its row of the trail.
        case new(RecordedFact, CaseState)
        /// It was recorded before, and an answer may have been lost.
        case standing(RecordedFact)
        /// A caseload file says so already: that is one fact, and stays one.
        case declared(Fact, CaseState)
    }

    /// Looks a fact over that is to be recorded; `check` may refuse it, once it is known that it is
    /// a new one.
    ///
    /// - Throws: the error to answer with.
    func record(
        _ input: CasesInterface.Recording,
        check: (Fact, CaseState) throws(VarlinkError) -> Void = { _, _ in }
    ) throws(VarlinkError) -> Answer {
        let (state, needs) = try changeable(orOwed: input.caseNumber)
        let request = Self.request(input)
        if let key = input.key {
            guard Code.isValid(key) else {
                throw ServiceDescription.Failure.invalidParameter("key").wire
            }
            if let before = try recorded(by: key) {
                guard before.caseNumber == input.caseNumber, before.request == request else {
                    throw CasesInterface.Failure.keyInUse(key, id: before.id).wire
                }
                return .standing(before)
            }
        }
        let written = try fact(input, state)
        if let known = state.known(written) {
            if let needs { throw refusal(needs, input.caseNumber) }
            guard let id = id(of: known, in: input.caseNumber) else {
                return .declared(known, state)
            }
            return .standing(id)
        }
        try checkHoldReason(written)
        try checkAssignment(written, state)
        let fact = state.newest(written, at: caller.now)
        if let needs, !endsOwed(fact, in: state) {
            throw refusal(needs, input.caseNumber)
        }
        try checkEffect(of: fact, in: state)
        try check(fact, state)
        let id = try freeID(of: fact, in: input)
        var after = state.record
        after.recorded.append(fact)
        return .new(
            RecordedFact(
                id: id, caseNumber: input.caseNumber, profile: state.timeline.profile, fact: fact,
                key: input.key, request: request,
                wasDeclared: after.recordedTwins.contains(fact)), state)
    }

    /// A case that the caller may change.
    ///
    /// - Throws: the error to answer with.
    func changeable(_ number: String) throws(VarlinkError) -> CaseState {
        if caller.permit.role < .coordinator { throw refusal(.coordinator, nil) }
        let state = try state(of: number, on: today)
        if let needs = caller.permit.lacks(toActOn: state.parties, in: directory) {
            throw refusal(needs, number)
        }
        return state
    }

    /// A case that the caller may change, or in which they owe something: then what they record has
    /// to end it, and the role is given that anything else takes.
    ///
    /// - Throws: the error to answer with.
    private func changeable(
        orOwed number: String
    ) throws(VarlinkError) -> (CaseState, AccessRule.Role?) {
        if caller.permit.role < .coordinator { throw refusal(.coordinator, nil) }
        let state = try state(of: number, on: today)
        guard let needs = caller.permit.lacks(toActOn: state.parties, in: directory) else {
            return (state, nil)
        }
        guard state.deadlines.contains(where: { $0.end == nil && mayAct(on: $0, of: state) })
        else { throw refusal(needs, number) }
        return (state, needs)
    }

    private func mayAct(on deadline: Deadline, of state: CaseState) -> Bool {
        let parties = DeadlineParties(owner: deadline.owner, state.timeline)
        return caller.permit.lacks(toActOn: parties, in: directory) == nil
    }

    /// Whether a fact closes an open deadline that is the caller's to act on.
    private func endsOwed(_ fact: Fact, in state: CaseState) -> Bool {
        var after = state.record
        after.recorded.append(fact)
        let ended = CaseState(after, on: today, site: site, directory: directory).deadlines
            .filter { $0.end?.kind == .met || $0.end?.kind == .metLate }.map(\.identity)
        return state.deadlines.contains { deadline in
            deadline.end == nil && ended.contains(deadline.identity)
                && mayAct(on: deadline, of: state)
        }
    }

    /// Who gets a case by a fact gets it as by Reassign: somebody who is there, from a supervisor of
    /// both sides.
    private func checkAssignment(_ fact: Fact, _ state: CaseState) throws(VarlinkError) {
        guard fact.kind == .coordinatorAssigned, let person = fact.attributes.code(.person),
            person != state.timeline.coordinator
        else { return }
        try checkPerson(person)
        guard caller.permit.role >= .supervisor else {
            throw refusal(.supervisor, state.timeline.caseNumber)
        }
        guard caller.permit.role > .supervisor || caller.permit.isInTeam(person, directory) else {
            throw refusal(.administrator, state.timeline.caseNumber)
        }
    }

    /// Reasons are the site's codes, and nothing else is kept.
    ///
    /// - Throws: the error to answer with.
    func check(reason: String) throws(VarlinkError) {
        let known = site.configuration.reasons
        guard known.contains(reason) else {
            throw CasesInterface.Failure.unknownReason(reason, known: known).wire
        }
    }

    private func checkHoldReason(_ fact: Fact) throws(VarlinkError) {
        guard fact.kind == .hold, let reason = fact.attributes.code(.reason) else { return }
        try check(reason: reason)
    }

    /// Everything that was asked for, word by word: two calls with one key must not differ in it.
    private static func request(_ input: CasesInterface.Recording) -> String {
        let attributes = (input.attributes ?? []).map {
            "\($0.name)=\($0.values.joined(separator: ","))"
        }.sorted()
        return ([input.kind, input.subject ?? "", input.date ?? ""] + attributes)
            .joined(separator: " ")
    }

    private func recorded(by key: String) throws(VarlinkError) -> RecordedFact? {
        try deadlines.reading { () throws(LedgerError) in
            try book.ledger.recordedFact(key: key, author: caller.author)
        }
    }

    private func id(of fact: Fact, in number: String) -> RecordedFact? {
        book.decisions.recorded[number]?.first { $0.fact == fact }
    }

    private func freeID(
        of fact: Fact, in input: CasesInterface.Recording
    ) throws(VarlinkError) -> String {
        let fields = [
            "fact", input.caseNumber, fact.kind.name, fact.subject.text, fact.date.description,
            caller.author,
        ]
        return try deadlines.freeID(fields, at: caller.now) { id throws(LedgerError) in
            try book.ledger.recordedFacts(idBeginning: id).isEmpty
        }
    }

    /// What would be without effect is not recorded (SEMANTICS E2, F6, H1).
    private func checkEffect(of fact: Fact, in state: CaseState) throws(VarlinkError) {
        // What takes effect on a later day has its problems then.
        let day = fact.kind.mayLieAhead ? max(fact.date, today) : today
        var after = state.record
        after.recorded.append(fact)
        let before = Set(Timeline(state.record, on: day, directory: directory).problems)
        let timeline = Timeline(after, on: day, directory: directory)
        let counts = timeline.episodes.contains { $0.counts(fact) }
        // What it takes the effect from, as a discharge may, is told, and no reason to refuse it.
        let new = timeline.problems.first { problem in
            guard !before.contains(problem) else { return false }
            return switch problem.code {
            case .futureFact, .outsideEpisode: !counts
            case .resumeWithoutHold:
                fact.kind == .resume && problem.text.contains(" \(fact.date) ")
            default: false
            }
        }
        guard let new else { return }
        throw CasesInterface.Failure.noEffect(code: new.code.rawValue, text: new.text).wire
    }
}

extension CaseState {
    /// The fact in force that says the same as another; nil for none.
    func known(_ fact: Fact) -> Fact? {
        let episodes =
            fact.date > timeline.day
            ? Timeline(record, on: fact.date, directory: timeline.directory).episodes
            : timeline.episodes
        return (record.declared.facts + record.recorded).first { other in
            other.saysTheSame(as: fact) && episodes.contains { $0.counts(other) }
        }
    }

    /// A fact that counts over what was known of the same before, also in the same second (F3).
    func newest(_ fact: Fact, at now: Instant) -> Fact {
        let others = (record.declared.facts + record.recorded).filter { $0.key == fact.key }
        guard case .recorded(let author, _) = fact.origin, let last = others.map(\.known).max(),
            last >= now
        else { return fact }
        let known = Instant(seconds: last.seconds + 1)
        return Fact(
            fact.kind, subject: fact.subject, date: fact.date, attributes: fact.attributes,
            origin: .recorded(by: author, at: known), known: known)
    }
}
