import CaseloadFiles
import Casework
import Control
import Ledger
import Systemd

/// That somebody looked at what is not of their own caseload is in the audit trail (DESIGN 5).
extension Daemon {
    /// Adds a row to the trail that a caller looks at something, unless the last hour has one.
    ///
    /// It is called once it is clear what the answer is, and before it is given.
    /// The filters are names that exist, never what a caller typed.
    ///
    /// - Throws: the error to answer with, where the row can't be written: then there is no look.
    func noteLook(
        _ caller: Caller, caseNumber: String? = nil, target: String? = nil,
        filters: KeyValuePairs<String, String?> = [:]
    ) throws(VarlinkError) {
        let json = filters.contains { $0.value != nil } ? Caller.json(filters) : nil
        let look = LookWatch.Look(
            uid: caller.permit.uid, method: caller.method, caseNumber: caseNumber, target: target,
            filters: json)
        let now = SystemClock.monotonicMicroseconds()
        guard looks.isNew(look, at: now) else { return }
        let row = caller.audit(caseNumber: caseNumber, target: target, after: json)
        try writing { () throws(LedgerError) in try book.ledger.add(row) }
        looks.note(look, at: now)
    }

    /// Notes a look at a list of deadlines that was narrowed for its caller.
    func noteLook(_ list: NarrowedList, _ caller: Caller) throws(VarlinkError) {
        guard !list.isOwn else { return }
        let input = list.input
        try noteLook(
            caller, caseNumber: input.caseNumber,
            filters: [
                "coordinator": known(person: input.coordinator), "agency": input.agency,
                "team": input.team, "profile": input.profile, "rule": input.rule,
            ])
    }

    /// Notes a look at acts: at those of a case, or of more than one's own.
    func noteLook(
        atActs input: DeadlinesInterface.ActsQuery, _ caller: Caller
    ) throws(VarlinkError) {
        guard let number = input.caseNumber else {
            if caller.permit.role != .coordinator { try noteLook(caller) }
            return
        }
        if try isOwn(number, caller) { return }
        try noteLook(caller, caseNumber: number)
    }

    /// Notes a look at what is or was to be said to others.
    func noteLook(
        atOutbox input: NotificationsInterface.Query, _ caller: Caller
    ) throws(VarlinkError) {
        if let person = input.person, person == caller.permit.person { return }
        try noteLook(
            caller,
            filters: [
                "person": known(person: input.person),
                "channel": input.channel.flatMap { Channel(rawValue: $0)?.rawValue },
            ])
    }

    /// Notes a look at what will be said to others, or of a case of others.
    func noteLook(
        atPreview input: NotificationsInterface.PreviewQuery, _ caller: Caller
    ) throws(VarlinkError) {
        if caller.permit.person != nil, input.person == caller.permit.person { return }
        try noteLook(
            atCase: input.caseNumber, caller, filters: ["person": known(person: input.person)])
    }

    /// Notes a look at a case, or at those that match, unless all of it is the caller's own.
    func noteLook(
        atCase number: String?, coordinator: String? = nil, _ caller: Caller,
        filters: KeyValuePairs<String, String?> = [:]
    ) throws(VarlinkError) {
        if let number {
            if try isOwn(number, caller) { return }
        } else if caller.permit.role == .coordinator
            || caller.permit.person != nil && coordinator == caller.permit.person
        {
            return
        }
        try noteLook(caller, caseNumber: number.flatMap(knownCase), filters: filters)
    }

    /// Whether a case is of the caller's own caseload.
    func isOwn(_ caseNumber: String, _ caller: Caller) throws(VarlinkError) -> Bool {
        guard caller.permit.person != nil,
            let view = try deadlines(for: caller.permit).view(caseNumber)
        else {
            return false
        }
        return caller.permit.isOwn(view.parties(of: nil))
    }

    /// A code as it may be in the trail: that of somebody, or a word for one that is nobody's.
    private func known(person code: String?) -> String? {
        guard let code else { return nil }
        return keeper.directory.people[code] != nil || book.docket.owes(code) ? code : "unknown"
    }
}
