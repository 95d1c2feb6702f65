import CaseloadFiles
import Casework
import CivilTime
import Control
import Ledger
import Systemd

/// The cases that match a List call, from the ledger, by number.
struct CaseListing: Sendable {
    let site: Site
    let directory: Directory
    let decisions: Decisions
    let day: CivilDate
    let permit: Permit
    /// How many cases an answer has at most.
    let limit: Int
    let statuses: Set<String>?
    let coordinator: String?
    let agency: String?
    let profile: String?
    /// The number after which it goes on.
    let cursor: String?

    /// How many cases are read at once.
    private static let batch = 200

    /// One page of the answer.
    func page(_ ledger: Ledger) throws(LedgerError) -> CasesInterface.Cases {
        var found: [CasesInterface.Case] = []
        var after = cursor ?? ""
        let teller = CaseTeller(site: site, recorded: nil)
        while true {
            // A damaged entry is a problem that loading the caseload tells; the rest are shown.
            let (cases, last) = try ledger.declaredCases(after: after, limit: Self.batch)
            for declared in cases where profile == nil || declared.profile == profile {
                let record = decisions.record(declared)
                let timeline = Timeline(record, on: day, directory: directory)
                guard wants(timeline) else { continue }
                guard found.count < limit else {
                    return CasesInterface.Cases(
                        cases: found, asOf: day, cursor: found.last?.caseNumber)
                }
                let state = CaseState(record, on: day, site: site, directory: directory)
                found.append(teller.summary(state))
            }
            guard let last else { return CasesInterface.Cases(cases: found, asOf: day) }
            after = last
        }
    }

    private func wants(_ timeline: Timeline) -> Bool {
        if let statuses, !statuses.contains(timeline.status.rawValue) { return false }
        if let coordinator, timeline.coordinator != coordinator { return false }
        if let agency, !timeline.involves(agency) { return false }
        return permit.maySee(DeadlineParties(owner: nil, timeline), in: directory)
    }
}

extension CaseRequests {
    /// Understands a List call.
    ///
    /// - Throws: the error to answer with.
    func listing(_ input: CasesInterface.CasesQuery) throws(VarlinkError) -> CaseListing {
        let limit = try deadlines.limits.rows(input.limit)
        for status in input.status ?? [] where !CasesInterface.statuses.contains(status) {
            throw Self.invalid("status")
        }
        if let profile = input.profile, site.engines[profile] == nil {
            throw Self.invalid("profile")
        }
        if let agency = input.agency, !Code.isValid(agency) { throw Self.invalid("agency") }
        if let cursor = input.cursor, !Code.isValid(cursor) { throw Self.invalid("cursor") }
        if let person = input.coordinator { try checkPerson(person) }
        return CaseListing(
            site: site, directory: directory, decisions: book.decisions, day: today,
            permit: caller.permit, limit: limit, statuses: input.status.map { Set($0) },
            coordinator: input.coordinator, agency: input.agency, profile: input.profile,
            cursor: input.cursor)
    }

    /// Sees to it that somebody is known.
    ///
    /// - Throws: the error to answer with, which names one that looks like it.
    func checkPerson(_ code: String) throws(VarlinkError) {
        let owners = book.docket.owners
        guard directory.people[code] == nil, !owners.contains(code) else { return }
        let known = Set(owners).union(directory.people.keys)
        throw CasesInterface.Failure.noSuchPerson(
            code, nearest: DeadlinesRequests.nearest(code, among: known)
        ).wire
    }

    private static func invalid(_ parameter: String) -> VarlinkError {
        ServiceDescription.Failure.invalidParameter(parameter).wire
    }
}

extension Daemon {
    /// Lists cases: each is worked out, so on a thread of its own.
    func listCases(
        _ input: CasesInterface.CasesQuery, _ request: VarlinkRequest
    ) throws(VarlinkError) -> VarlinkAnswer {
        let requests = try caseRequests(request)
        let listing = try requests.listing(input)
        try noteLook(
            atCase: nil, coordinator: listing.coordinator, requests.caller,
            filters: [
                "coordinator": listing.coordinator,
                "agency": listing.agency.map { agency in
                    keeper.directory.agencies.contains(agency) ? agency : "unknown"
                },
                "profile": listing.profile,
            ])
        // Nobody hears the answer of a call without reply.
        guard !request.call.oneway else { return .later }
        return try later(request.ticket) { worker throws(LedgerError) in
            try listing.page(worker)
        } answer: {
            .reply($0)
        }
    }
}
