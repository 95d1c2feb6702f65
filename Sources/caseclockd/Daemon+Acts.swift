import CaseloadFiles
import Casework
import CivilTime
import Control
import Delivery
import Ledger
import Systemd

/// What people decide of single deadlines: acknowledge, snooze, waive, undo.
extension Daemon {
    /// Has the methods answered.
    func serveActs(_ service: inout VarlinkService) {
        func acknowledge(
            _ input: DeadlinesInterface.Acknowledgement, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            try act(.acknowledge, input.deadline, input.reason, input.until, request)
        }
        func snooze(
            _ input: DeadlinesInterface.Snoozing, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            try act(.snooze, input.deadline, input.reason, input.until, request)
        }
        func waive(
            _ input: DeadlinesInterface.Waiving, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            try act(.waive, input.deadline, input.reason, nil, request)
        }
        func undo(
            _ input: DeadlinesInterface.Undoing, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            try self.undo(input, request)
        }
        func listActs(
            _ input: DeadlinesInterface.ActsQuery, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            let caller = try caller(request)
            let page = try ActListing(
                deadlines: try deadlines(for: caller.permit), caller: caller
            ).page(input)
            try noteLook(atActs: input, caller)
            return .reply(page)
        }
        service.on(DeadlinesInterface.Acknowledge.self, acknowledge)
        service.on(DeadlinesInterface.Snooze.self, snooze)
        service.on(DeadlinesInterface.Waive.self, waive)
        service.on(DeadlinesInterface.Undo.self, undo)
        service.on(DeadlinesInterface.ListActs.self, listActs)
    }

    private func actRequests(_ request: VarlinkRequest) throws(VarlinkError) -> ActRequests {
        let caller = try caller(request)
        let deadlines = try deadlines(for: caller.permit)
        return ActRequests(deadlines: deadlines, caller: caller) { [unowned self] role, number in
            refusal(of: caller, needs: role, caseNumber: number)
        }
    }

    private func act(
        _ kind: Act.Kind, _ name: DeadlinesInterface.DeadlineName, _ reason: String,
        _ until: String?, _ request: VarlinkRequest
    ) throws(VarlinkError) -> VarlinkAnswer {
        // What was due until now is said before somebody's decision could keep it back.
        tick()
        let requests = try actRequests(request)
        switch try requests.decide(kind, name, reason: reason, until: until) {
        case .standing(let act): return .reply(try reply(act))
        case .new(let act):
            let after = Caller.json([
                "kind": act.kind.rawValue, "target": act.target.description,
                "until": act.until?.description, "reason": act.reason,
            ])
            let audit = requests.caller.audit(
                caseNumber: act.identity.caseNumber, target: act.id, after: after)
            try writing { () throws(LedgerError) in try book.ledger.add(act, audit: audit) }
            book.decide(act)
            let until = act.until.map { " until \($0)" } ?? ""
            alerts.say(
                .actRecorded,
                "\(act.author): \(act.kind.rawValue) \(Self.name(act.identity))\(until) "
                    + "(\(act.reason))", Self.fields(act, author: act.author, act.reason))
            tick()
            return .reply(try reply(act))
        }
    }

    private func undo(
        _ input: DeadlinesInterface.Undoing, _ request: VarlinkRequest
    ) throws(VarlinkError) -> VarlinkAnswer {
        tick()
        let requests = try actRequests(request)
        let act = try requests.toUndo(input)
        // Who undoes it again is told by whom and when it was undone.
        guard act.undone == nil else { return .reply(try reply(act)) }
        let caller = requests.caller
        let undoing = Act.Undoing(author: caller.author, at: caller.now, reason: input.reason)
        let before = Caller.json([
            "kind": act.kind.rawValue, "author": act.author, "until": act.until?.description,
            "reason": act.reason,
        ])
        let audit = caller.audit(
            caseNumber: act.identity.caseNumber, target: act.id, before: before,
            after: Caller.json(["undone": input.reason]))
        _ = try writing { () throws(LedgerError) in
            try book.ledger.undo(act.id, undoing, audit: audit)
        }
        var undone = act
        undone.undone = undoing
        book.decide(undone)
        alerts.say(
            .actUndone,
            "\(caller.author): undo \(act.kind.rawValue) \(Self.name(act.identity)) "
                + "(\(input.reason))", Self.fields(act, author: caller.author, input.reason))
        tick()
        return .reply(try reply(undone))
    }

    /// Writes to the ledger.
    ///
    /// - Throws: the error to answer with; nothing was decided then.
    func writing<Value>(
        _ body: () throws(LedgerError) -> Value
    ) throws(VarlinkError) -> Value {
        do throws(LedgerError) {
            return try body()
        } catch {
            alerts.say(.ledgerFailed, error.description)
            throw ServiceInterface.Failure.ledgerFailed(reason: error.description).wire
        }
    }

    private func reply(_ act: Act) throws(VarlinkError) -> DeadlinesInterface.ActReply {
        let deadlines = try deadlines(for: nil)
        let view = try deadlines.view(act.identity.caseNumber)
        return DeadlinesInterface.ActReply(act: deadlines.wire(act, view))
    }

    private static func name(_ identity: DeadlineIdentity) -> String {
        let subject = identity.subject.textOrNil.map { " \($0)" } ?? ""
        return "\(identity.caseNumber) \(identity.rule)\(subject)"
    }

    private static func fields(
        _ act: Act, author: String, _ reason: String
    ) -> [(JournalFieldName, String)] {
        var fields: [(JournalFieldName, String)] = [
            ("CASECLOCK_CASE", act.identity.caseNumber), ("CASECLOCK_RULE", act.identity.rule),
        ]
        if let subject = act.identity.subject.textOrNil {
            fields.append(("CASECLOCK_SUBJECT", subject))
        }
        fields += [
            ("CASECLOCK_TARGET", act.target.description), ("CASECLOCK_ACT", act.id),
            ("CASECLOCK_KIND", act.kind.rawValue), ("CASECLOCK_AUTHOR", author),
            ("CASECLOCK_REASON", reason),
        ]
        if let until = act.until { fields.append(("CASECLOCK_UNTIL", until.description)) }
        return fields
    }
}
