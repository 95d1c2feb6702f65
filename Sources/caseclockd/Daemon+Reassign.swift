import CaseloadFiles
import Casework
import CivilTime
import Control
import Delivery
import Ledger
import Systemd

/// `Reassign` of `io.caseclock.Cases`: one case, or all that somebody coordinates, in one
/// transaction.
extension Daemon {
    /// Adds it to the service.
    func serveReassign(_ service: inout VarlinkService) {
        func reassign(
            _ input: CasesInterface.Reassigning, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            try self.reassign(input, request)
        }
        service.on(CasesInterface.Reassign.self, reassign)
    }

    private func reassign(
        _ input: CasesInterface.Reassigning, _ request: VarlinkRequest
    ) throws(VarlinkError) -> VarlinkAnswer {
        let requests = try ReassignRequests(input, try caseRequests(request))
        if let answer = try answered(input, requests) { return .reply(answer) }
        guard let from = input.from else {
            return .reply(
                try reassign([input.caseNumber ?? ""], input, request))
        }
        let day = max(requests.day, today)
        let (directory, decisions) = (keeper.directory, book.decisions)
        return try later(request.ticket) { worker throws(LedgerError) in
            try ReassignRequests.cases(
                of: from, on: day, ledger: worker, directory: directory, decisions: decisions)
        } answer: { [unowned self] numbers throws(VarlinkError) in
            .reply(try reassign(numbers, input, request))
        }
    }

    /// The answer to a call that was made before with the same key; nil where it wasn't.
    private func answered(
        _ input: CasesInterface.Reassigning, _ requests: ReassignRequests
    ) throws(VarlinkError) -> CasesInterface.Reassigned? {
        guard let key = input.key else { return nil }
        let author = requests.cases.caller.author
        let facts = try writing { () throws(LedgerError) in
            try book.ledger.recordedFacts(ofKey: key, author: author)
        }
        guard let first = facts.first else { return nil }
        guard facts.allSatisfy({ $0.request == Self.request(input) }) else {
            throw CasesInterface.Failure.keyInUse(key, id: first.id).wire
        }
        return CasesInterface.Reassigned(
            dryRun: false, on: requests.day,
            cases: facts.map {
                CasesInterface.Handover(
                    caseNumber: $0.caseNumber, from: input.from, fact: $0.id, standing: true,
                    deadlines: 0, overdue: 0, arising: [], problems: [])
            }, refused: [], mails: [])
    }

    /// What was asked for, word by word, to tell a retry from another call with its key.
    private static func request(_ input: CasesInterface.Reassigning) -> String {
        "reassign \(input.caseNumber ?? "-") \(input.from ?? "-") \(input.to) \(input.on ?? "-")"
    }

    private func reassign(
        _ numbers: [String], _ input: CasesInterface.Reassigning, _ request: VarlinkRequest
    ) throws(VarlinkError) -> CasesInterface.Reassigned {
        // What was due until now is said to who owed it until now.
        tick()
        let requests = try ReassignRequests(input, try caseRequests(request))
        var plan = try requests.plan(numbers)
        plan.wire.mails = try mails(of: plan)
        guard !plan.wire.dryRun else { return plan.wire }
        guard plan.wire.refused.isEmpty || input.skipRefused ?? false else {
            throw CasesInterface.Failure.handoverRefused(plan.wire.refused).wire
        }
        guard !plan.going.isEmpty else { return plan.wire }
        let caller = requests.cases.caller
        let facts = plan.going.map { going in
            RecordedFact(
                id: going.recorded.id, caseNumber: going.recorded.caseNumber,
                profile: going.recorded.profile, fact: going.recorded.fact,
                key: input.key.map { "\($0)/\(going.recorded.caseNumber)" },
                request: Self.request(input), wasDeclared: going.recorded.wasDeclared)
        }
        let rows = zip(facts, plan.going).map { fact, going in
            caller.audit(
                caseNumber: fact.caseNumber, target: fact.id,
                before: Caller.json(["coordinator": going.before.timeline.coordinator]),
                after: Caller.json([
                    "coordinator": input.to, "date": fact.fact.date.description,
                    "reason": input.reason,
                ]))
        }
        let whole = caller.audit(
            target: input.to,
            after: Caller.json([
                "from": input.from, "to": input.to, "cases": "\(facts.count)",
                "refused": "\(plan.wire.refused.count)", "reason": input.reason,
            ]))
        try writing { () throws(LedgerError) in
            try book.ledger.add(Array(zip(facts, rows)), audit: whole)
        }
        for fact in facts { book.decide(fact) }
        let ids = Dictionary(
            facts.map { ($0.caseNumber, $0.id) }, uniquingKeysWith: { first, _ in first })
        for index in plan.wire.cases.indices where !plan.wire.cases[index].standing {
            plan.wire.cases[index].fact = ids[plan.wire.cases[index].caseNumber]
        }
        alerts.say(
            .casesReassigned,
            "\(caller.author): \(Self.count(facts.count, "case")) given to \(input.to) "
                + "(\(input.reason))",
            [
                ("CASECLOCK_CASES", "\(facts.count)"), ("CASECLOCK_PERSON", input.to),
                ("CASECLOCK_AUTHOR", caller.author), ("CASECLOCK_REASON", input.reason),
            ])
        tick()
        return plan.wire
    }

    /// The mails that come with the change and would not come without.
    private func mails(
        of plan: ReassignRequests.Plan
    ) throws(VarlinkError) -> [CasesInterface.Mail] {
        guard let slotsUsed = keeper.slotsUsed() else { return [] }
        let forecast = MailForecast(
            site: site, directory: keeper.directory, decisions: book.decisions, now: clock.now,
            slotsUsed: slotsUsed)
        let mails = try writing { () throws(LedgerError) in
            MailForecast.mails(
                in: try forecast.sayings(of: plan.going.map(\.after.record), book.ledger),
                besides: try forecast.sayings(of: plan.going.map(\.before.record), book.ledger))
        }
        return mails.map {
            CasesInterface.Mail(person: $0.person, day: $0.day, lines: $0.lines)
        }
    }
}
