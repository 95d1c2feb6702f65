import Glibc
import TestSupport

/// A site in a folder of its own: configuration, caseload folder, ledger, spool and socket.
///
/// It knows one coordinator, `c-osei`, whose supervisor is `s-roy`.
final class TestSite {
    /// A journal namespace in which no journald listens.
    static let silentNamespace = "cctest-nobody"

    private let folder: TemporaryDirectory

    /// Makes the folder; entries go to the journal of a namespace.
    init(namespace: String = TestSite.silentNamespace) throws {
        folder = try TemporaryDirectory()
        for name in ["caseloads", "spool", "policies"] {
            try FileTree.makeFolder(folder.file(name))
        }
        try switchOn()
        try configure(namespace: namespace)
        try write(Self.directory, to: "directory.yaml")
    }

    /// Leaves only few duties of the shipped policy on, and these besides.
    func switchOn(_ rules: String...) throws {
        let off = Self.duties.filter { !rules.contains($0) }
        let text = off.reduce("profile: service-integration\nchanges:\n") {
            $0 + "  - {rule: \($1), off: true}\n"
        }
        try FileTree.write(text, to: folder.file("policies/few-duties.yaml"))
    }

    /// Has the shipped policy as it is.
    func switchOnAll() throws {
        let changes = folder.file("policies/few-duties.yaml")
        guard unlink(changes) == 0 else { throw TestFailure.last("unlink", changes) }
    }

    /// The other duties of the shipped policy are off, so that a case has few deadlines: the initial
    /// meeting, the plan review and contact with the family.
    private static let duties = [
        "coordinator-identified", "coordinator-announced", "family-oriented", "initial-booked",
        "meeting-preferences", "facilitator-named", "consent-renewal", "consent",
        "meeting-reminder", "meeting-form", "form-distributed", "plan-agreed", "action-due",
        "action-review", "provider-contact", "plan-revision", "review-booked", "early-review",
        "potential-provider", "coordinator-reconfirmed", "forms-handed-over",
        "completion-notice", "discharge-notice",
    ]

    /// Writes the caseload of which Monday, 2026-03-02, has `monday` to say at 08:30.
    func writeMonday() throws {
        try write(Caseload.file("K-1", "K-2"), to: "c-osei.yaml")
        try write(Caseload.file("K-3", contact: "2025-12-22"), to: "overdue.yaml")
    }

    /// Two first leads, and a deadline that is overdue and escalated.
    static let monday = [
        "K-1 initial-meeting lead-30 c-osei", "K-2 initial-meeting lead-30 c-osei",
        "K-3 initial-meeting escalate-7 s-roy", "K-3 initial-meeting overdue-7 c-osei",
    ]

    /// The people everybody starts with.
    static let directory = """
        agencies: [{agency: kidsinclusive}]
        people:
          - {person: c-osei, role: coordinator, agency: kidsinclusive, email: c-osei@example.org,
             supervisor: s-roy}
          - {person: s-roy, role: supervisor, agency: kidsinclusive, email: s-roy@example.org}

        """

    /// Writes the configuration; `more` is put at its end.
    func configure(
        namespace: String = TestSite.silentNamespace, zone: String = "America/Toronto",
        digest: String = "08:30", mail: String? = nil, more: String = ""
    ) throws {
        try FileTree.write(
            """
            zone: \(zone)
            calendar: ontario
            digest: "\(digest)"
            mail: {from: caseclock@example.org, domains: [example.org]\(mail.map { ", \($0)" } ?? "")}
            journal: {namespace: \(namespace)}
            paths:
              caseloads: \(caseloads)
              ledger: \(ledger)
              spool: \(spool)
              socket: \(socket)
              backups: \(backups)
            \(more)
            \(more.contains("access:") ? "" : Self.access)

            """, to: configuration)
    }

    /// Who is not root has to be let in.
    private static let access =
        geteuid() == 0
        ? "" : "access: [{user: \(CurrentUser.name), role: administrator}]"

    var path: String { folder.path }
    var configuration: String { folder.file("caseclock.yaml") }
    var caseloads: String { folder.file("caseloads") }
    var ledger: String { folder.file("caseclock.db") }
    var spool: String { folder.file("spool") }
    var backups: String { folder.file("backups") }
    var socket: String { folder.file("socket") }

    /// The path of another entry of the folder.
    func file(_ name: String) -> String { folder.file(name) }

    /// Writes a caseload file as an editor does: aside, then in its place.
    func write(_ text: String, to name: String) throws {
        let aside = folder.file("aside")
        try FileTree.write(text, to: aside)
        guard rename(aside, "\(caseloads)/\(name)") == 0 else {
            throw TestFailure.last("rename", name)
        }
    }

    /// Removes a caseload file.
    func remove(_ name: String) throws {
        guard unlink("\(caseloads)/\(name)") == 0 else { throw TestFailure.last("unlink", name) }
    }

    /// What is in a folder of the spool, by name, but for the mails that tell supervisors of their
    /// team on a Monday and of nothing else.
    func mails(_ folder: String = "new") throws -> [String] {
        try FileTree.names(in: "\(spool)/\(folder)").map { name in
            try FileTree.read("\(spool)/\(folder)/\(name)")
        }.filter { !$0.contains(": team summary\n") }
    }
}

/// Caseload files.
enum Caseload {
    /// A file with a case of `c-osei` for each number, whose first contact was on a day.
    ///
    /// The initial meeting is due 60 days later: for 2026-01-31 on 2026-04-01, the first lead
    /// reminder on Monday 2026-03-02.
    static func file(
        _ numbers: String..., contact: String = "2026-01-31", more: String = ""
    ) -> String {
        file(numbers, contact: contact, more: more)
    }

    /// A file with the cases of a range, `K-1` and so on.
    static func file(
        _ range: ClosedRange<Int>, contact: String = "2026-01-31", more: String = ""
    ) -> String {
        file(range.map { "K-\($0)" }, contact: contact, more: more)
    }

    private static func file(_ numbers: [String], contact: String, more: String) -> String {
        numbers.reduce("caseload: c-osei\ncases:\n") { text, number in
            text + """
                  - case: \(number)
                    profile: service-integration
                    initiating-contact: \(contact)
                \(more.isEmpty ? "" : "    \(more)\n")
                """
        }
    }
}
