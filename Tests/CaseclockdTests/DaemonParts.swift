import Casework
import CivilTime
import JSONText
import Ledger
import Systemd
import TestSupport

@testable import Control
@testable import caseclockd

/// A real daemon in this process, with its caseload loaded and its methods called without a socket,
/// so that a test can be any user.
final class DaemonParts {
    /// Users that every system has, with a role each by `access`.
    enum Role: UInt32, CaseIterable {
        case coordinator = 1
        case supervisor = 2
        case viewer = 3
        case administrator = 4
        case stranger = 5
    }

    /// The coordinator is `c-own`; the supervisor `s-one`, whose people are `c-own` and `c-mate`.
    static let access = """
        access:
          - {user: daemon, role: coordinator, person: c-own}
          - {user: bin, role: supervisor, person: s-one}
          - {user: sys, role: viewer}
          - {user: sync, role: administrator}
        """

    private static let directory = """
        agencies: [{agency: kids}, {agency: clinic}]
        people:
          - {person: c-own, role: coordinator, agency: kids, email: c-own@example.org,
             supervisor: s-one}
          - {person: c-mate, role: coordinator, agency: clinic, email: c-mate@example.org,
             supervisor: s-one}
          - {person: c-far, role: coordinator, agency: clinic, email: c-far@example.org,
             supervisor: s-far}
          - {person: s-one, role: supervisor, agency: kids, email: s-one@example.org}
          - {person: s-far, role: supervisor, agency: clinic, email: s-far@example.org}

        """

    let site: TestSite
    let daemon: Daemon
    private let service: VarlinkService
    private var calls: UInt64 = 0

    /// Cases of three coordinators, one of which names its supervisor, each with two deadlines.
    init() throws {
        site = try TestSite()
        try site.configure(more: Self.access)
        try site.write(Self.directory, to: "directory.yaml")
        for (person, cases) in [
            "c-own": ["K-OWN"], "c-mate": ["K-MATE"], "c-far": ["K-FAR", "K-NAMED"],
        ] {
            let text = cases.reduce("caseload: \(person)\ncases:\n") { text, number in
                text + "  - case: \(number)\n    profile: service-integration\n"
                    + (number == "K-NAMED" ? "    supervisor: s-one\n" : "")
                    // What nobody's coordinator is told of: a problem of each case.
                    + "    status: on-hold\n    initiating-contact: 2026-01-31\n"
                    + "    plan: {agreed: 2026-02-10}\n"
            }
            try site.write(text, to: "\(person).yaml")
        }
        let loaded = try SiteLoader(path: site.configuration).site()
        let morning = loaded.zone.instant(
            of: try Self.date("2026-03-02"), hour: 9, minute: 0)
        let daemon = try Daemon(
            DaemonSetup(
                configurationPath: site.configuration, site: loaded,
                clock: .rehearsal(from: Instant(seconds: morning))))
        let didLoad = daemon.keeper.didLoad
        daemon.keeper.didLoad = { [unowned daemon] result, isAsked in
            didLoad(result, isAsked)
            daemon.stop()
        }
        daemon.keeper.start()
        _ = try daemon.loop.run()
        guard daemon.isReady else { throw TestFailure("the caseload is not loaded") }
        self.daemon = daemon
        service = daemon.requests()
    }

    static func date(_ text: String) throws -> CivilDate {
        guard let date = CivilDate(text) else { throw TestFailure("no date: \(text)") }
        return date
    }

    /// What a call gets: all of its answer as JSON, or why it was refused.
    func call(
        _ role: Role, _ method: String, _ parameters: [JSONMember] = [], more: Bool = false
    ) -> String {
        calls += 1
        let request = VarlinkRequest(
            call: VarlinkCall(
                method: method, parameters: .object(parameters), more: more),
            caller: VarlinkCaller(uid: role.rawValue, gid: role.rawValue, pid: 1),
            ticket: VarlinkTicket(connection: 1, call: calls))
        do throws(VarlinkError) {
            switch try service.answer(request) {
            case .reply(let body): return Self.text(body)
            case .stream(let next):
                var text = ""
                while true {
                    switch try next() {
                    case .more(let body): text += Self.text(body)
                    case .last(let body): return text + Self.text(body)
                    case .waiting: return text
                    }
                }
            case .later: return "later"
            }
        } catch {
            let needs = error.parameters.first { $0.name == "needs" }?.value
            let name = error.name.split(separator: ".").last ?? ""
            // The loop has ended, so no thread begins: the call was let in, and would be answered.
            if case .string(let reason)? = error.parameters.first?.value,
                reason.hasPrefix("sd_event_add_io")
            {
                return "later"
            }
            guard case .string(let role)? = needs else { return String(name) }
            return "\(name) \(role)"
        }
    }

    private static func text(_ body: any VarlinkBody) -> String {
        var writer = JSONWriter()
        body.write(to: &writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The rows of the trail, the oldest first: `sys List K-FAR {"rule":"plan-review"}`.
    func trail() throws -> [String] {
        try daemon.book.ledger.audit(limit: 500).reversed().map { row in
            [
                row.user, row.method.split(separator: ".").last.map(String.init), row.caseNumber,
                row.after,
            ].compactMap { $0 }.joined(separator: " ")
        }
    }
}
