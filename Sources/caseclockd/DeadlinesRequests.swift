import CaseloadFiles
import Casework
import CivilTime
import Control
import JSONText
import Ledger

/// Answers `io.caseclock.Deadlines` from the docket, and from the ledger where the docket can't.
struct DeadlinesRequests {
    let site: Site
    let book: CaseBook
    let directory: Directory
    let today: CivilDate
    let limits: ConnectionLimits
    /// Who asks; nil for nobody in particular, who may know of all.
    var permit: Permit?

    /// A List call, understood.
    struct Question: Sendable {
        var query: DocketQuery
        /// Whether the docket answers: it has today's open deadlines.
        var isDocket: Bool
    }

    /// Understands a List call.
    ///
    /// - Throws: the error to answer with.
    func question(_ input: DeadlinesInterface.Query) throws(VarlinkError) -> Question {
        let day = try self.day(input.asOf, parameter: "asOf")
        var query = DocketQuery(day: day, limit: try limits.rows(input.limit))
        query.withinDays = input.within
        query.overdue = input.overdue
        query.owner = input.coordinator
        query.agency = input.agency.map { AgencyConcern($0, in: directory) }
        query.profile = input.profile
        query.rule = input.rule
        query.caseNumber = input.caseNumber
        if let states = input.state {
            let known = states.compactMap(Deadline.State.init(rawValue:))
            guard known.count == states.count else {
                throw ServiceDescription.Failure.invalidParameter("state").wire
            }
            query.states = Set(known)
        } else {
            query.states = Set(Deadline.State.allCases.filter(\.isOpen))
        }
        if let cursor = input.cursor {
            guard let position = Self.position(cursor) else {
                throw ServiceDescription.Failure.invalidParameter("cursor").wire
            }
            query.after = position
        }
        try checkNames(input)
        let isOpenOnly = query.states?.allSatisfy(\.isOpen) ?? false
        let isDocket = day == today && isOpenOnly
        if isDocket, let person = input.coordinator { try checkPerson(person) }
        if let team = input.team, !book.supervisors.values.contains(team) {
            try checkPerson(team)
        }
        return Question(query: query, isDocket: isDocket)
    }

    /// Somebody who owes nothing today must at least be known; on another day anybody may have.
    func checkPerson(_ code: String) throws(VarlinkError) {
        guard directory.people[code] == nil else { return }
        let owners = book.docket.owners
        guard !owners.contains(code) else { return }
        throw DeadlinesInterface.Failure.noSuchPerson(
            code, nearest: Self.nearest(code, among: Set(owners).union(directory.people.keys))
        ).wire
    }

    func checkNames(_ input: DeadlinesInterface.Query) throws(VarlinkError) {
        if let number = input.caseNumber { try checkCase(number) }
        if let profile = input.profile, site.engines[profile] == nil {
            throw ServiceDescription.Failure.invalidParameter("profile").wire
        }
        if let agency = input.agency, !directory.agencies.contains(agency) {
            throw DeadlinesInterface.Failure.noSuchAgency(
                agency, nearest: Self.nearest(agency, among: directory.agencies)
            ).wire
        }
        if let rule = input.rule {
            let names = Set(site.engines.values.flatMap { $0.policy.rules.map(\.name) })
            guard names.contains(rule) else {
                throw DeadlinesInterface.Failure.noSuchRule(
                    rule, nearest: Self.nearest(rule, among: names)
                ).wire
            }
        }
    }

    func checkCase(_ number: String) throws(VarlinkError) {
        guard let nearest = nearest(toCase: number) else { return }
        throw DeadlinesInterface.Failure.noSuchCase(number, nearest: nearest).wire
    }

    /// The case numbers that look like one that there is not; nil where there is one.
    func nearest(toCase number: String) -> [String]? {
        guard !book.caseNumbers.contains(number) else { return nil }
        let known = casesKnown()
        return Self.nearest(number, among: known.count <= Self.mostToCompare ? known : [])
    }

    /// The numbers of the cases that who asks may know of.
    func casesKnown() -> Set<String> {
        guard let permit, permit.isLimited else { return book.caseNumbers }
        // They may know of no other case, not even that there is one of this number.
        var query = DocketQuery(day: today, limit: .max)
        if permit.role == .supervisor {
            query.scope = scope(ofTeams: permit.supervisors)
        } else {
            guard let person = permit.person else { return [] }
            query.owner = person
        }
        return Set(book.docket.page(query).map(\.caseNumber))
    }

    static func nearest(_ name: String, among names: some Collection<String>) -> [String] {
        NearestName.nearest(to: name, among: names.sorted()).map { [$0] } ?? []
    }

    /// Among more names than this none is looked for that is like a mistyped one.
    private static let mostToCompare = 20_000

    func day(_ text: String?, parameter: String) throws(VarlinkError) -> CivilDate {
        guard let text else { return today }
        guard let day = day(written: text) else {
            throw DeadlinesInterface.Failure.invalidDate(parameter: parameter, value: text).wire
        }
        return day
    }

    /// A day as it was written; nil where that is none.
    func day(written text: String) -> CivilDate? {
        guard let day = DayExpression(text)?.day(today: today),
            BusinessCalendar.range.contains(day)
        else { return nil }
        return day
    }

    /// One page of the answer.
    func page(_ query: DocketQuery) -> DeadlinesInterface.Page {
        // One more than is given tells whether another page follows.
        var further = query
        further.limit += 1
        let rows = book.docket.page(further)
        return Self.page(
            Array(rows.prefix(query.limit)), total: book.docket.count(query), query,
            isLast: rows.count <= query.limit)
    }

    /// The whole answer, a batch each time it is asked for.
    func stream(_ query: DocketQuery) -> VarlinkStream {
        let book = book
        var query = query
        query.limit = limits.batchRows
        var isFirst = true
        return { () throws(VarlinkError) -> VarlinkPiece in
            let total = isFirst ? book.docket.count(query) : nil
            isFirst = false
            let rows = book.docket.page(query)
            let page = Self.page(rows, total: total, query, isLast: true)
            guard rows.count == query.limit, let last = rows.last else { return .last(page) }
            query.after = last.position
            return .more(page)
        }
    }

    static func page(
        _ rows: [DeadlineRow], total: Int?, _ query: DocketQuery, isLast: Bool
    ) -> DeadlinesInterface.Page {
        var cursor: String?
        if !isLast, let last = rows.last?.position {
            cursor = "\(last.target) \(last.rest)"
        }
        return DeadlinesInterface.Page(
            deadlines: rows.map(DeadlinesInterface.Deadline.init), asOf: query.day, total: total,
            cursor: cursor)
    }

    private static func position(_ cursor: String) -> DeadlineRow.Position? {
        let parts = cursor.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, let target = CivilDate(parts[0]) else { return nil }
        return DeadlineRow.Position(target: target, rest: String(parts[1]))
    }

    /// The rows that the docket doesn't have, ended ones or those of another day, from the ledger.
    ///
    /// It reads every case, or the one that is asked for, and so runs on a thread of its own.
    static func scan(
        _ query: DocketQuery, ledger: Ledger, site: Site, directory: Directory,
        decisions: Decisions
    ) throws(LedgerError) -> Scanned {
        var rows: [DeadlineRow] = []
        func collect(_ declared: DeclaredCase) {
            let record = decisions.record(declared)
            guard
                let (_, _, evaluation) = CaseBook.evaluate(
                    record, on: query.day, site: site, directory: directory)
            else { return }
            rows += evaluation.deadlines.map { $0.row(on: query.day) }.filter(query.wants)
        }
        if let number = query.caseNumber {
            if let declared = try ledger.declaredCase(number) { collect(declared) }
        } else {
            // A damaged entry is a problem that loading the caseload tells; the rest are shown.
            try ledger.forEachDeclaredCase(unreadable: { _ in }, collect)
        }
        rows.sort { $0.position < $1.position }
        let total = rows.count
        if let after = query.after { rows.removeAll { $0.position <= after } }
        return Scanned(rows: rows, total: total)
    }

    /// Rows that were scanned, and how many there are with those before the cursor.
    struct Scanned: Sendable {
        let rows: [DeadlineRow]
        let total: Int
    }

    /// Cuts rows that were scanned into pages or, for a stream, into batches.
    func answer(
        _ scanned: Scanned, _ query: DocketQuery, isStream: Bool
    ) -> VarlinkAnswer {
        guard isStream else {
            let rows = Array(scanned.rows.prefix(query.limit))
            let isLast = rows.count == scanned.rows.count
            return .reply(Self.page(rows, total: scanned.total, query, isLast: isLast))
        }
        let batch = limits.batchRows
        var rest = scanned.rows[...]
        var total: Int? = scanned.total
        return .stream { () throws(VarlinkError) -> VarlinkPiece in
            let rows = Array(rest.prefix(batch))
            rest = rest.dropFirst(batch)
            let page = Self.page(rows, total: total, query, isLast: true)
            total = nil
            return rest.isEmpty ? .last(page) : .more(page)
        }
    }
}

extension DeadlinesInterface.Deadline {
    /// A row as the wire has it.
    init(_ row: DeadlineRow) {
        self.init(
            caseNumber: row.caseNumber, rule: row.rule, subject: row.subject.textOrNil,
            profile: row.profile, owner: row.owner, trigger: row.trigger, target: row.target,
            working: row.working, state: row.state.rawValue, daysLeft: row.daysLeft,
            episode: row.episode, ended: row.ended, late: row.late, held: row.held,
            lateReason: row.lateReason, basis: row.basis.rawValue, section: row.section)
    }
}
