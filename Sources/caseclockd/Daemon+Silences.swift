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
    func notifications() throws(VarlinkError) -> DeadlinesRequests {
        guard isReady else { throw NotificationsInterface.Failure.notReady.wire }
        return try deadlines()
    }

    private func silenceRequests(
        _ request: VarlinkRequest
    ) throws(VarlinkError) -> SilenceRequests {
        let caller = try caller(request)
        return SilenceRequests(
            deadlines: try notifications(), caller: caller
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
            let audit = requests.caller.audit(target: silence.id, after: Self.json(silence))
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
            target: silence.id, before: Self.json(silence),
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
        let deadlines = try notifications()
        let caller = try caller(request)
        let (ledger, today) = (book.ledger, today)
        let silences = try deadlines.reading { () throws(LedgerError) in
            try input.all ?? false ? ledger.silences() : ledger.silencesInForce(on: today)
        }
        // Coordinators see those of their own making, and those of what they owe.
        let own = silences.filter { silence in
            caller.permit.maySee(silence.author)
                || silence.matchers.contains {
                    $0.name == .owner && $0.value == caller.permit.person
                }
        }
        return .reply(NotificationsInterface.Silences(silences: own.map(deadlines.wire)))
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
