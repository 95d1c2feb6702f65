import Casework
import CivilTime
import Control
import Ledger

/// Answers `Compliance` of `io.caseclock.Service` from all cases of the ledger.
struct ComplianceRequests {
    let deadlines: DeadlinesRequests
    let permit: Permit

    /// A call, understood.
    struct Question: Sendable {
        let counted: Compliance.Question
        let limit: Int
        /// Only groups after this position.
        let after: [String]?
    }

    /// What was counted.
    struct Counted: Sendable {
        let compliance: Compliance
        /// The cases that could not be worked out.
        let leftOut: Int
    }

    /// Understands a call.
    ///
    /// - Throws: the error to answer with.
    func question(_ input: ServiceInterface.ComplianceQuery) throws(VarlinkError) -> Question {
        let limit = try deadlines.limits.rows(input.limit)
        var names = DeadlinesInterface.Query()
        names.rule = input.rule
        names.profile = input.profile
        try deadlines.checkNames(names)
        var counted = Compliance.Question(
            day: try deadlines.day(input.asOf, parameter: "asOf"),
            by: (input.by ?? []).compactMap(Compliance.Axis.init(rawValue:)))
        if input.from != nil { counted.from = try deadlines.day(input.from, parameter: "from") }
        if input.to != nil { counted.to = try deadlines.day(input.to, parameter: "to") }
        if let from = counted.from, let to = counted.to, from > to {
            throw ServiceDescription.Failure.invalidParameter("to").wire
        }
        counted.rule = input.rule
        counted.profile = input.profile
        counted.coordinator = input.coordinator
        counted.team = input.team
        counted.interval = input.interval.flatMap(Rule.Basis.init(rawValue:))
        return Question(
            counted: counted, limit: limit,
            after: input.cursor.map {
                $0.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
            })
    }

    /// Works every case out and counts its deadlines; it runs on a thread of its own.
    static func count(
        _ question: Compliance.Question, for permit: Permit, ledger: Ledger, site: Site,
        directory: Directory, decisions: Decisions
    ) throws(LedgerError) -> Counted {
        var compliance = Compliance(question)
        var leftOut = 0
        try ledger.forEachDeclaredCase(unreadable: { _ in leftOut += 1 }) { declared in
            guard
                let (_, _, evaluation) = CaseBook.evaluate(
                    decisions.record(declared), on: question.day, site: site, directory: directory)
            else {
                leftOut += 1
                return
            }
            compliance.count(evaluation.deadlines, in: directory) {
                permit.counts($0, in: directory)
            }
        }
        return Counted(compliance: compliance, leftOut: leftOut)
    }

    /// Cuts what was counted into pages or, for a stream, into batches.
    ///
    /// - Throws: the error to answer with, where nothing was found of somebody who is unknown.
    func answer(
        _ counted: Counted, _ question: Question, isStream: Bool
    ) throws(VarlinkError) -> VarlinkAnswer {
        let asked = question.counted
        if counted.compliance.tallies.isEmpty {
            for person in [asked.coordinator, asked.team] {
                if let person { try deadlines.checkPerson(person) }
            }
        }
        var rows = Compliance.ordered(counted.compliance.tallies)
        if let after = question.after {
            rows.removeAll { !after.precedes($0.group.position) }
        }
        func page(_ part: some Collection<(group: Compliance.Group, tally: Compliance.Tally)>)
            -> ServiceInterface.CompliancePage
        {
            ServiceInterface.CompliancePage(
                asOf: asked.day, cases: counted.compliance.cases, leftOut: counted.leftOut,
                totals: Compliance.ordered(counted.compliance.totals).map {
                    ServiceInterface.ComplianceGroup($0.group, $0.tally, asked)
                },
                groups: part.map {
                    ServiceInterface.ComplianceGroup($0.group, $0.tally, asked)
                })
        }
        guard isStream else {
            var answer = page(rows.prefix(question.limit))
            if rows.count > question.limit {
                answer.cursor = rows[question.limit - 1].group.position.joined(separator: " ")
            }
            return .reply(answer)
        }
        let batch = deadlines.limits.batchRows
        var rest = rows[...]
        return .stream { () throws(VarlinkError) -> VarlinkPiece in
            let part = page(rest.prefix(batch))
            rest = rest.dropFirst(batch)
            return rest.isEmpty ? .last(part) : .more(part)
        }
    }
}

extension ServiceInterface.ComplianceGroup {
    /// A group as the wire has it.
    init(_ group: Compliance.Group, _ tally: Compliance.Tally, _ question: Compliance.Question) {
        self.init(
            asOf: question.day, from: question.from, to: question.to,
            interval: group.interval.rawValue)
        for (axis, value) in zip(question.by, group.values) {
            switch axis {
            case .rule: rule = value
            case .profile: profile = value
            case .coordinator: coordinator = value
            case .team: team = value
            case .month, .quarter, .year: period = value
            }
        }
        cases = tally.cases
        total = tally.total
        met = tally[.met]
        metLate = tally[.metLate]
        lateWithReason = tally[.lateWithReason]
        overdue = tally[.overdue]
        endedLate = tally[.endedLate]
        decided = tally.decided
        perMille = tally.perMille
        waived = tally[.waived]
        lapsed = tally[.lapsed]
        notDue = tally[.notDue]
        onHold = tally[.onHold]
        held = tally.held
        heldDays = tally.heldDays
    }
}
