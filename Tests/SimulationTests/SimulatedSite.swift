import Glibc
import TestSupport

/// A site in a folder of its own, with the shipped policies.
final class SimulatedSite {
    private let folder: TemporaryDirectory
    private let calendar: String

    init(
        zone: String = "America/Toronto", digest: String = "08:30",
        calendar: String = "ontario", mail: String = "detail-to-agencies: false",
        directory: String, policies: [String: String] = [:]
    ) throws {
        folder = try TemporaryDirectory()
        self.calendar = calendar
        for name in ["caseloads", "spool", "policies", "calendars"] {
            try FileTree.makeFolder(folder.file(name))
        }
        try FileTree.write(
            "calendar: \(Self.openOnSundays)\nweekend: [wednesday]\nholidays: []\n",
            to: folder.file("calendars/\(Self.openOnSundays).yaml"))
        for (name, text) in policies {
            try FileTree.write(text, to: folder.file("policies/\(name)"))
        }
        try configure(zone: zone, digest: digest, mail: mail)
        try write(directory, to: "directory.yaml")
    }

    /// A calendar of which only Wednesdays are closed.
    static let openOnSundays = "open-on-sundays"

    /// Writes the configuration; `mail` is put among the keys of mail.
    func configure(
        zone: String, digest: String = "08:30", mail: String = "detail-to-agencies: false"
    ) throws {
        try FileTree.write(
            """
            zone: \(zone)
            calendar: \(calendar)
            digest: "\(digest)"
            mail: {from: caseclock@example.org, domains: [example.org], \(mail)}
            paths:
              caseloads: \(folder.file("caseloads"))
              ledger: \(ledger)
              spool: \(folder.file("spool"))
              socket: \(folder.file("socket"))
              backups: \(folder.file("backups"))

            """, to: configuration)
    }

    var configuration: String { folder.file("caseclock.yaml") }
    var ledger: String { folder.file("caseclock.db") }

    /// Writes a caseload file as an editor does: aside, then in its place.
    func write(_ text: String, to name: String) throws {
        let aside = folder.file("aside")
        try FileTree.write(text, to: aside)
        guard rename(aside, folder.file("caseloads/\(name)")) == 0 else {
            throw TestFailure.last("rename", name)
        }
    }
}
