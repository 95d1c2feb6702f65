import CaseloadFiles
import Casework
import CivilTime
import Control
import Delivery
import Ledger

/// What somebody wants silenced, or not any more, understood and allowed, or refused.
struct SilenceRequests {
    let deadlines: DeadlinesRequests
    let caller: Caller
    /// Tells of a refusal, and gives its error.
    let refusal: (AccessRule.Role, String?) -> VarlinkError

    private typealias Failure = NotificationsInterface.Failure
    private var today: CivilDate { deadlines.today }

    /// What is to be done about a call.
    enum Answer {
        /// A new silence, to be kept with its row of the trail.
        case new(Silence)
        /// The same was made before, and is in force or will be: an answer may have been lost.
        case standing(Silence)
    }

    /// A silence.
    ///
    /// - Throws: the error to answer with.
    func silence(
        _ input: NotificationsInterface.SilenceRequest
    ) throws(VarlinkError) -> Answer {
        if caller.permit.role < .supervisor { throw refusal(.supervisor, nil) }
        var matchers: [Silence.Matcher] = []
        for matcher in input.matchers {
            let known = try self.matcher(matcher)
            // Two of a name would match nothing, or say the same twice.
            guard !matchers.contains(where: { $0.name == known.name }) else {
                throw Failure.invalidMatcher(matcher, known: []).wire
            }
            matchers.append(known)
        }
        matchers.sort { $0.name.rawValue < $1.name.rawValue }
        try check(input.reason)
        let from = try day(input.from ?? "today", parameter: "from")
        let until = try day(input.until, parameter: "until")
        for (day, name, text) in [(from, "from", input.from), (until, "until", input.until)]
        where day < today {
            throw Failure.notInFuture(parameter: name, value: text ?? day.description).wire
        }
        guard from <= until else {
            throw ServiceDescription.Failure.invalidParameter("from").wire
        }
        try allow(matchers)
        let isSame = { (silence: Silence) in
            silence.matchers == matchers && silence.reason == input.reason
                && silence.from == from && silence.until == until
                && silence.author == caller.author
        }
        if let silence = deadlines.book.decisions.silences.first(where: isSame) {
            return .standing(silence)
        }
        let fields =
            ["silence", from.description, until.description, input.reason, caller.author]
            + matchers.flatMap { [$0.name.rawValue, $0.value] }
        let id = try deadlines.freeID(fields, at: caller.now) { id throws(LedgerError) in
            try deadlines.book.ledger.silences(idBeginning: id).isEmpty
        }
        return .new(
            Silence(
                id: id, matchers: matchers, reason: input.reason, author: caller.author,
                at: caller.now, from: from, until: until))
    }

    /// The silence that is to be ended, over or not.
    ///
    /// Who made it may end it, and whoever may make it.
    ///
    /// - Throws: the error to answer with.
    func toExpire(_ input: NotificationsInterface.Expiry) throws(VarlinkError) -> Silence {
        if caller.permit.role < .supervisor { throw refusal(.supervisor, nil) }
        let id = DecisionID.typed(input.id)
        let silences = try deadlines.reading { () throws(LedgerError) in
            guard let id else { return [] as [Silence] }
            return try deadlines.book.ledger.silences(idBeginning: id)
        }
        guard silences.count == 1, let silence = silences.first else {
            throw Failure.noSuchSilence(input.id, nearest: silences.map(\.id)).wire
        }
        try check(input.reason)
        if silence.author != caller.author { try allow(silence.matchers) }
        return silence
    }

    private func check(_ reason: String) throws(VarlinkError) {
        let known = deadlines.site.configuration.reasons
        guard known.contains(reason) else {
            throw Failure.unknownReason(reason, known: known).wire
        }
    }

    private func day(_ text: String, parameter: String) throws(VarlinkError) -> CivilDate {
        do throws(VarlinkError) {
            return try deadlines.day(text, parameter: parameter)
        } catch {
            throw Failure.invalidDate(parameter: parameter, value: text).wire
        }
    }

    /// A supervisor silences what is of the team: an owner of it, or a case.
    private func allow(_ matchers: [Silence.Matcher]) throws(VarlinkError) {
        guard caller.permit.role < .administrator else { return }
        let directory = deadlines.directory
        for matcher in matchers {
            switch matcher.name {
            case .owner where caller.permit.isInTeam(matcher.value, directory): return
            case .case:
                guard let view = try deadlines.view(matcher.value) else { continue }
                let lacks = caller.permit.lacks(toActOn: view.parties(of: nil), in: directory)
                if lacks == nil { return }
            default: continue
            }
        }
        let number = matchers.first { $0.name == .case }?.value
        throw refusal(.administrator, number)
    }

    /// A matcher that something can match.
    private func matcher(
        _ matcher: NotificationsInterface.Matcher
    ) throws(VarlinkError) -> Silence.Matcher {
        guard let name = Silence.Matcher.Name(rawValue: matcher.name) else {
            throw Failure.invalidMatcher(
                matcher, known: Silence.Matcher.Name.allCases.map(\.rawValue)
            ).wire
        }
        let known = known(name)
        guard known.contains(matcher.value) else {
            // All case numbers of a large site are no help.
            let told = known.count <= Self.mostTold ? known.sorted() : []
            throw Failure.invalidMatcher(matcher, known: told).wire
        }
        return Silence.Matcher(name, matcher.value)
    }

    private static let mostTold = 1_000

    private func known(_ name: Silence.Matcher.Name) -> Set<String> {
        let (book, site) = (deadlines.book, deadlines.site)
        return switch name {
        case .case: book.caseNumbers
        case .rule: Set(site.engines.values.flatMap { $0.policy.rules.map(\.name) })
        case .owner: Set(deadlines.directory.people.keys).union(book.docket.owners)
        case .agency: deadlines.directory.agencies
        case .profile: Set(site.profiles)
        case .stage: Self.stages
        }
    }

    private static let stages: Set<String> = Set(
        [Stage.lead(1), .on, .overdue(1), .escalate(1), .backlog].map(\.sort))
}

extension DeadlinesRequests {
    /// The cases with an open deadline that a silence can concern.
    func cases(concernedBy silence: Silence) -> Set<String> {
        var query = DocketQuery(day: today, limit: limits.resultRows)
        var agency: String?
        for matcher in silence.matchers {
            switch matcher.name {
            case .case: query.caseNumber = matcher.value
            case .rule: query.rule = matcher.value
            case .owner: query.owner = matcher.value
            case .profile: query.profile = matcher.value
            case .agency: agency = matcher.value
            case .stage: break
            }
        }
        var cases: Set<String> = []
        while true {
            let rows = book.docket.page(query)
            for row in rows {
                let isOf = { (agency: String) in
                    row.subject.codes.contains { $0 == agency }
                        || row.owner.flatMap { directory.people[$0]?.agency } == agency
                }
                if agency.map(isOf) ?? true { cases.insert(row.caseNumber) }
            }
            guard rows.count == query.limit, let last = rows.last else { return cases }
            query.after = last.position
        }
    }

    /// A silence as the wire has it.
    func wire(_ silence: Silence) -> NotificationsInterface.Silence {
        let state =
            if silence.ended != nil { "expired" } else if silence.until < today {
                "ended"
            } else if silence.from > today { "pending" } else { "active" }
        return NotificationsInterface.Silence(
            id: silence.id,
            matchers: silence.matchers.map { .init(name: $0.name.rawValue, value: $0.value) },
            author: silence.author, reason: silence.reason, from: silence.from,
            until: silence.until, at: site.text(silence.at), state: state,
            ended: silence.ended.map {
                NotificationsInterface.SilenceEnd(
                    by: $0.author, at: site.text($0.at), reason: $0.reason)
            })
    }
}
