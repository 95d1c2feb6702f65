import Casework
import CivilTime
import Control
import Glibc
import Ledger
import TestSupport

@testable import caseclockd

/// A site with one case and the real daemon, which is started anew for each time that is looked at.
///
/// K-1's first contact was on 2026-01-31: the initial meeting, whose interval is the document's, is
/// due on 2026-04-01, its first lead on Monday 2026-03-02. Its plan was agreed on 2026-02-10:
/// contact with the family, by the site's own interval, is due on 2026-03-12.
final class DecidingSite {
    let site: TestSite
    private(set) var daemon: RunningDaemon

    static let plan = "plan: {agreed: 2026-02-10}"
    static let meeting = "initial-meeting"
    static let contact = "family-contact"

    /// The site at a time at which nothing was said yet.
    init(at time: String = "2026-03-02T12:00:00", configuration: String = "") throws {
        site = try TestSite()
        try site.configure(more: configuration)
        try site.write(Caseload.file("K-1", more: Self.plan), to: "a.yaml")
        daemon = try RunningDaemon.ready(site, at: time)
    }

    /// Ends the daemon and starts it at a later time; in the morning it says what it missed.
    ///
    /// Should so much time have passed that it doubts the clock, it is told that the clock is right.
    func go(to time: String) throws {
        daemon.stop()
        daemon = try RunningDaemon.ready(site, at: time)
        _ = try call(ServiceInterface.ConfirmClock.self, NoParameters())
    }

    /// Calls a method.
    func call<Method: VarlinkMethod>(
        _: Method.Type, _ input: Method.Input
    ) throws -> Method.Output {
        var client = try VarlinkClient(path: site.socket)
        return try client.call(Method.self, input)
    }

    /// The error by which a call is refused.
    func refusal<Method: VarlinkMethod>(
        _: Method.Type, _ input: Method.Input
    ) throws -> VarlinkError? {
        do {
            _ = try call(Method.self, input)
            return nil
        } catch VarlinkClientError.refused(let error) {
            return error
        }
    }

    static func name(
        _ rule: String, subject: String? = nil, trigger: String? = nil, of number: String = "K-1"
    ) -> DeadlinesInterface.DeadlineName {
        DeadlinesInterface.DeadlineName(
            caseNumber: number, rule: rule, subject: subject, trigger: trigger)
    }

    @discardableResult
    func acknowledge(
        _ rule: String, until: String? = nil, reason: String = "in-progress"
    ) throws -> DeadlinesInterface.Act {
        try call(
            DeadlinesInterface.Acknowledge.self,
            .init(deadline: Self.name(rule), reason: reason, until: until)
        ).act
    }

    @discardableResult
    func snooze(_ rule: String, until: String) throws -> DeadlinesInterface.Act {
        try call(
            DeadlinesInterface.Snooze.self,
            .init(deadline: Self.name(rule), reason: "scheduled", until: until)
        ).act
    }

    @discardableResult
    func waive(_ rule: String, trigger: String? = nil) throws -> DeadlinesInterface.Act {
        try call(
            DeadlinesInterface.Waive.self,
            .init(deadline: Self.name(rule, trigger: trigger), reason: "not-needed")
        ).act
    }

    @discardableResult
    func undo(_ id: String) throws -> DeadlinesInterface.Act {
        try call(DeadlinesInterface.Undo.self, .init(id: id, reason: "error")).act
    }

    func acts(all: Bool? = nil, of number: String? = nil) throws -> [DeadlinesInterface.Act] {
        try call(DeadlinesInterface.ListActs.self, .init(caseNumber: number, all: all)).acts
    }

    /// The open deadlines of a rule as `K-1 initial-meeting 2026-04-01`.
    func deadlines(of rule: String) throws -> [String] {
        var query = DeadlinesInterface.Query()
        query.rule = rule
        return try daemon.deadlines(query)
    }

    /// What was said in the journal of a rule of K-1 since a day: `2026-03-02 lead-30 c-osei`.
    func said(_ rule: String, since day: String = "2026-01-01") throws -> [String] {
        guard let first = CivilDate(day) else { throw TestFailure("no day: \(day)") }
        return try withLedger { ledger in
            try ledger.sayings(case: "K-1").map(\.saying)
                .filter {
                    $0.identity.rule == rule && $0.channel == .journal && $0.day >= first
                }
                .map { "\($0.day) \($0.stage.name) \($0.person ?? "nobody")" }
        }
    }

    /// Reads the daemon's ledger with a connection of the test's own.
    func withLedger<Value>(_ body: (Ledger) throws -> Value) throws -> Value {
        let ledger = try Ledger.open(path: site.ledger, mode: .worker)
        defer { try? ledger.close() }
        return try body(ledger)
    }

    /// Starts the daemon each morning at nine, and gives what was said of a rule on those days.
    func mornings(_ rule: String, _ days: String...) throws -> [String] {
        for day in days { try go(to: "\(day)T09:00:00") }
        return try said(rule, since: days.first ?? "")
    }
}
