import CaseloadFiles
import Casework
import CivilTime
import Control
import Delivery
import Ledger
import Systemd

/// What people have not said for a while, and that its end is announced (DESIGN 4).
extension Daemon {
    /// Has the methods answered.
    func serveSilences(_ service: inout VarlinkService) {
        func add(
            _ input: NotificationsInterface.SilenceRequest, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            try self.add(input, request)
        }
        func list(
            _ input: NotificationsInterface.SilencesQuery, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            try listSilences(input, request)
        }
        func expire(
            _ input: NotificationsInterface.Expiry, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            try self.expire(input, request)
        }
        service.on(NotificationsInterface.AddSilence.self, add)
        service.on(NotificationsInterface.ListSilences.self, list)
        service.on(NotificationsInterface.ExpireSilence.self, expire)
    }

    /// What answers while the caseload is there.
    ///
    /// - Throws: the error to answer with.
    func notifications(for permit: Permit) throws(VarlinkError) -> DeadlinesRequests {
        guard isReady else { throw NotificationsInterface.Failure.notReady.wire }
        return try deadlines(for: permit)
    }

    private func silenceRequests(
        _ request: VarlinkRequest
    ) throws(VarlinkError) -> SilenceRequests {
        let caller = try caller(request)
        return SilenceRequests(
            deadlines: try notifications(for: caller.permit), caller: caller
        ) { [unowned self] role, number in
            refusal(of: caller, needs: role, caseNumber: number)
        }
    }

    private func add(
        _ input: NotificationsInterface.SilenceRequest, _ request: VarlinkRequest
    ) throws(VarlinkError) -> VarlinkAnswer {
        tick()
        let requests = try silenceRequests(request)
        switch try requests.silence(input) {
        case .standing(let silence): return .reply(reply(silence, requests.deadlines))
        case .new(let silence):
            let audit = requests.caller.audit(
                caseNumber: silence.caseNumber, target: silence.id, after: Self.json(silence))
            try writing { () throws(LedgerError) in
                try book.ledger.add(silence, audit: audit)
            }
            decide(silence, requests.deadlines)
            alerts.say(
                .silenceAdded,
                "\(silence.author): silence \(Self.text(silence.matchers)) from \(silence.from) "
                    + "through \(silence.until) (\(silence.reason))",
                [
                    ("CASECLOCK_SILENCE", silence.id), ("CASECLOCK_AUTHOR", silence.author),
                    ("CASECLOCK_REASON", silence.reason),
                    ("CASECLOCK_MATCHERS", Self.text(silence.matchers)),
                    ("CASECLOCK_FROM", silence.from.description),
                    ("CASECLOCK_UNTIL", silence.until.description),
                ])
            tick()
            return .reply(reply(silence, requests.deadlines))
        }
    }

    private func expire(
        _ input: NotificationsInterface.Expiry, _ request: VarlinkRequest
    ) throws(VarlinkError) -> VarlinkAnswer {
        tick()
        let requests = try silenceRequests(request)
        let silence = try requests.toExpire(input)
        // What is over is told as it is: by whom it was ended, or that its last day has passed.
        guard silence.ended == nil, silence.until >= today else {
            return .reply(reply(silence, requests.deadlines))
        }
        let caller = requests.caller
        let ending = Act.Undoing(author: caller.author, at: caller.now, reason: input.reason)
        let audit = caller.audit(
            caseNumber: silence.caseNumber, target: silence.id, before: Self.json(silence),
            after: Caller.json(["ended": input.reason]))
        _ = try writing { () throws(LedgerError) in
            try book.ledger.end(silence: silence.id, ending, audit: audit)
        }
        var ended = silence
        ended.ended = ending
        decide(ended, requests.deadlines)
        tick()
        return .reply(reply(ended, requests.deadlines))
    }

    private func decide(_ silence: Silence, _ deadlines: DeadlinesRequests) {
        book.decide(silence, concerning: deadlines.cases(concernedBy: silence))
    }

    private func listSilences(
        _ input: NotificationsInterface.SilencesQuery, _ request: VarlinkRequest
    ) throws(VarlinkError) -> VarlinkAnswer {
        let caller = try caller(request)
        let deadlines = try notifications(for: caller.permit)
        let (ledger, today) = (book.ledger, today)
        let silences = try deadlines.reading { () throws(LedgerError) in
            try input.all ?? false ? ledger.silences() : ledger.silencesInForce(on: today)
        }
        var own: [Silence] = []
        for silence in silences where try maySee(silence, caller.permit, deadlines) {
            own.append(silence)
        }
        if !caller.permit.isLimited { try noteLook(caller) }
        return .reply(NotificationsInterface.Silences(silences: own.map(deadlines.wire)))
    }

    /// Whether a silence may be looked at: coordinators see those of their own making, and those of
    /// what is theirs; supervisors those of their team.
    private func maySee(
        _ silence: Silence, _ permit: Permit, _ deadlines: DeadlinesRequests
    ) throws(VarlinkError) -> Bool {
        let directory = deadlines.directory
        if permit.maySee(author: silence.author, in: directory) { return true }
        for matcher in silence.matchers {
            switch matcher.name {
            case .owner:
                if permit.maySee(DeadlineParties(owner: matcher.value), in: directory) {
                    return true
                }
            case .case:
                guard let view = try deadlines.view(matcher.value) else { continue }
                if permit.maySee(view.parties(of: nil), in: directory) { return true }
            default: continue
            }
        }
        return false
    }

    private func reply(
        _ silence: Silence, _ deadlines: DeadlinesRequests
    ) -> NotificationsInterface.SilenceReply {
        NotificationsInterface.SilenceReply(silence: deadlines.wire(silence))
    }

    private static func text(_ matchers: [Silence.Matcher]) -> String {
        matchers.map { "\($0.name.rawValue)=\($0.value)" }.joined(separator: " ")
    }

    private static func json(_ silence: Silence) -> String {
        Caller.json([
            "matchers": text(silence.matchers), "from": silence.from.description,
            "until": silence.until.description, "reason": silence.reason,
            "author": silence.author,
        ])
    }
}

extension Silence {
    /// The case that it is about; nil where it is about none alone.
    fileprivate var caseNumber: String? { matchers.first { $0.name == .case }?.value }
}
