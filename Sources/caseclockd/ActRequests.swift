import CaseloadFiles
import Casework
import CivilTime
import Control
import Delivery
import Ledger

/// What somebody wants to decide of one deadline, understood and allowed, or refused.
struct ActRequests {
    let deadlines: DeadlinesRequests
    let caller: Caller
    /// Tells of a refusal, and gives its error.
    let refusal: (AccessRule.Role, String?) -> VarlinkError

    private var today: CivilDate { deadlines.today }

    /// What is to be done about a call.
    enum Answer {
        /// A new act, to be kept with its row of the trail.
        case new(Act)
        /// The same was done before, and stands: an answer may have been lost.
        case standing(Act)
    }

    /// An acknowledgement, a snooze or a waiver.
    ///
    /// - Throws: the error to answer with.
    func decide(
        _ kind: Act.Kind, _ name: DeadlinesInterface.DeadlineName, reason: String,
        until text: String?
    ) throws(VarlinkError) -> Answer {
        if caller.permit.role < .coordinator { throw refusal(.coordinator, nil) }
        let view = try view(of: name)
        try check(reason)
        var trigger: CivilDate?
        if let text = name.trigger { trigger = try deadlines.day(text, parameter: "trigger") }
        let choice = ActChoice(name: name, trigger: trigger, deadlines: view.deadlines)
        // What is not theirs is told to them in no error either.
        guard
            maySee(view.parties(of: nil))
                || choice.named.contains(where: { maySee(view.parties(of: $0)) })
        else { throw refusal(caller.permit.roleToSeeMore, name.caseNumber) }
        if kind == .waive, let before = waivedBefore(choice, view, reason) { return before }
        let deadline = try choice.open()
        try allow(kind, deadline, view)
        let until = try until(text, of: deadline)
        let isSame = { (act: Act) in
            act.kind == kind && act.identity == deadline.identity && act.until == until
                && act.reason == reason && act.holdsBack(deadline, on: today) != nil
        }
        if let act = view.record.acts.first(where: isSame) { return .standing(act) }
        return .new(try act(kind, deadline, reason, until))
    }

    /// The act that is to be undone, undone before or not.
    ///
    /// Who did it may undo it, and whoever may do it; of a case that is gone whoever supervises who
    /// did it (SEMANTICS I3).
    ///
    /// - Throws: the error to answer with.
    func toUndo(_ input: DeadlinesInterface.Undoing) throws(VarlinkError) -> Act {
        if caller.permit.role < .coordinator { throw refusal(.coordinator, nil) }
        let act = try found(input.id)
        try check(input.reason)
        guard act.author != caller.author else { return act }
        let view = try deadlines.view(act.identity.caseNumber)
        let needs: AccessRule.Role?
        if let view {
            let deadline = view.deadline(act.identity)
            let parties = view.parties(of: deadline)
            needs =
                act.kind == .waive
                ? caller.permit.lacks(
                    toWaive: parties, isSourceTarget: deadline?.isSourceTarget ?? true,
                    in: deadlines.directory)
                : caller.permit.lacks(toActOn: parties, in: deadlines.directory)
        } else {
            needs = caller.permit.lacks(
                toActOn: DeadlineParties(owner: act.author), in: deadlines.directory)
        }
        if let needs { throw refusal(needs, act.identity.caseNumber) }
        return act
    }

    private func maySee(_ parties: DeadlineParties) -> Bool {
        caller.permit.maySee(parties, in: deadlines.directory)
    }

    private func found(_ typed: String) throws(VarlinkError) -> Act {
        let id = DecisionID.typed(typed)
        let acts = try deadlines.reading { () throws(LedgerError) in
            guard let id else { return [] as [Act] }
            return try deadlines.book.ledger.acts(idBeginning: id)
        }
        guard acts.count == 1, let act = acts.first else {
            throw DeadlinesInterface.Failure.noSuchAct(typed, nearest: acts.map(\.id)).wire
        }
        return act
    }

    /// The case that is meant, as it stands today.
    private func view(of name: DeadlinesInterface.DeadlineName) throws(VarlinkError) -> CaseView {
        try deadlines.checkCase(name.caseNumber)
        guard let found = try deadlines.view(name.caseNumber) else {
            throw noSuchRule(name.rule, [])
        }
        let rules = found.engine.policy.rules.map(\.name)
        guard rules.contains(name.rule) else { throw noSuchRule(name.rule, rules) }
        return found
    }

    private func noSuchRule(_ rule: String, _ names: [String]) -> VarlinkError {
        DeadlinesInterface.Failure.noSuchRule(
            rule, nearest: DeadlinesRequests.nearest(rule, among: names)
        ).wire
    }

    /// Reasons are the site's codes, and nothing else is kept.
    private func check(_ reason: String) throws(VarlinkError) {
        let known = deadlines.site.configuration.reasons
        guard known.contains(reason) else {
            throw DeadlinesInterface.Failure.unknownReason(reason, known: known).wire
        }
    }

    private func allow(
        _ kind: Act.Kind, _ deadline: Deadline, _ view: CaseView
    ) throws(VarlinkError) {
        let parties = view.parties(of: deadline)
        let needs =
            kind == .waive
            ? caller.permit.lacks(
                toWaive: parties, isSourceTarget: deadline.isSourceTarget,
                in: deadlines.directory)
            : caller.permit.lacks(toActOn: parties, in: deadlines.directory)
        if let needs { throw refusal(needs, deadline.identity.caseNumber) }
    }

    /// The day that an act is to last until: after today, and never past a target whose interval is
    /// the document's (I6).
    private func until(
        _ text: String?, of deadline: Deadline
    ) throws(VarlinkError) -> CivilDate? {
        guard let text else { return nil }
        let day = try deadlines.day(text, parameter: "until")
        guard day > today else {
            throw DeadlinesInterface.Failure.notInFuture(parameter: "until", value: text).wire
        }
        if deadline.isSourceTarget, day > deadline.target {
            throw DeadlinesInterface.Failure.snoozePassesTarget(deadline.target).wire
        }
        return day
    }

    /// The waiver of today that the same call made before, and whose answer may have been lost: it
    /// is not to waive the deadline that the first one gave rise to.
    private func waivedBefore(
        _ choice: ActChoice, _ view: CaseView, _ reason: String
    ) -> Answer? {
        let open = choice.named.filter { $0.end == nil }
        guard choice.trigger == nil || open.isEmpty else { return nil }
        for act in view.record.acts.reversed() {
            guard act.kind == .waive, act.undone == nil, act.day == today, act.reason == reason,
                act.author == caller.author,
                let waived = choice.named.first(where: { $0.identity == act.identity }),
                waived.end?.kind == .waived,
                open.allSatisfy({
                    $0.identity.subject == act.identity.subject && $0.trigger >= act.day
                })
            else { continue }
            return .standing(act)
        }
        return nil
    }

    private func act(
        _ kind: Act.Kind, _ deadline: Deadline, _ reason: String, _ until: CivilDate?
    ) throws(VarlinkError) -> Act {
        let fields = [
            kind.rawValue, deadline.identity.canonical, until?.description ?? "", reason,
            caller.author,
        ]
        let id = try deadlines.freeID(fields, at: caller.now) { id throws(LedgerError) in
            try deadlines.book.ledger.acts(idBeginning: id).isEmpty
        }
        return Act(
            id: id, kind: kind, identity: deadline.identity, target: deadline.target,
            state: deadline.state(on: today), until: until, reason: reason,
            author: caller.author, at: caller.now, day: today)
    }
}

extension DeadlinesRequests {
    /// An id that nothing has yet: of what is decided twice in one second the second has another.
    func freeID(
        _ fields: [String], at now: Instant, isFree: (String) throws(LedgerError) -> Bool
    ) throws(VarlinkError) -> String {
        try reading { () throws(LedgerError) in
            var attempt = 0
            while true {
                let id = DecisionID.make(fields, at: now, attempt: attempt)
                if try isFree(id) { return id }
                attempt += 1
            }
        }
    }
}
