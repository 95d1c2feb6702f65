import CaseloadFiles
import Casework
import CivilTime
import Delivery
import Glibc
import Systemd
import TestSupport

@testable import caseclock_mail

/// A spool in a folder of its own, with a small shell script for sendmail.
final class SpoolOfTest {
    let folder: TemporaryDirectory
    let spool: MailSpool
    var sending = SiteConfiguration.Sending.standard
    var limits = SendmailLimits()
    /// Where the journal is; nowhere, unless a test has one.
    lazy var journalSocket = folder.file("journal")
    /// What time the drainers that are run here take it to be.
    var now = Instant(seconds: Int64(time(nil)))

    init() throws {
        folder = try TemporaryDirectory()
        spool = MailSpool(path: folder.file("mail"))
        try spool.prepare()
        sending.sendmail = folder.file("sendmail")
        try FileTree.makeFolder(folder.file("taken"))
    }

    /// Makes a sendmail of shell commands; `$taken` is a file of its own, `$1` and so on are its
    /// arguments.
    func sendmail(_ commands: String) throws {
        try FileTree.write(
            """
            #!/bin/sh
            eval to=\\${$#}
            taken='\(folder.path)/taken/'$$
            \(commands)
            """, to: sending.sendmail)
        chmod(sending.sendmail, 0o755)
    }

    /// A sendmail that takes every message.
    static let takesAll = "{ echo \"$*\"; cat; } >\"$taken\"\nexit 0"

    /// Writes a message as the daemon does; its id.
    @discardableResult
    func deliver(
        _ person: String = "a-moreau", on day: String = "2026-03-02", text: String = "text\n"
    ) throws -> String {
        guard let day = CivilDate(day), let from = MailAddress("caseclock@example.org"),
            let to = MailAddress("\(person)@example.org")
        else { throw TestFailure("no such day or person") }
        let id = NotificationID(digestFor: person, on: day)
        let message = MailMessage(
            id: id, from: from, to: to, subject: "Deadlines \(day)",
            date: CivilTime(date: day, hour: 8, minute: 30), utcOffsetSeconds: -18_000, text: text)
        _ = try spool.deliver(id, try message.bytes())
        return id.description
    }

    /// Writes a file into a folder of the spool by hand.
    func write(_ text: String, _ name: String, in folder: MailSpool.Folder = .new) throws {
        try FileTree.write(text, to: path(name, in: folder))
    }

    func path(_ name: String, in folder: MailSpool.Folder) -> String {
        "\(spool.path)/\(folder.rawValue)/\(name)"
    }

    /// The messages in a folder.
    func names(_ folder: MailSpool.Folder) -> [String] {
        FileTree.names(in: "\(spool.path)/\(folder.rawValue)").filter { !$0.hasPrefix(".") }
    }

    /// All names in a folder.
    func allNames(_ folder: MailSpool.Folder) -> [String] {
        FileTree.names(in: "\(spool.path)/\(folder.rawValue)")
    }

    func record(_ name: String, in folder: MailSpool.Folder = .deferred) throws -> SpoolRecord {
        guard let record = try spool.record(of: name, in: folder) else {
            throw TestFailure("there is no record of '\(name)' in \(folder.rawValue)")
        }
        return record
    }

    /// What sendmail took: each message with its arguments in the first line.
    func taken() throws -> [String] {
        try FileTree.names(in: folder.file("taken")).map {
            try FileTree.read(folder.file("taken/\($0)"))
        }
    }

    /// Runs a drainer in this process until it ends, or would wait; what it was that it ended by.
    ///
    /// With `patience` it goes on so many times where it would wait, and finds the time changed.
    /// With `isOver` it really waits, ten seconds at most, until that says so.
    @discardableResult
    func drain(
        patience: Int = 0, isOver: @autoclosure @escaping () -> Bool = true,
        onStep: @escaping (DrainStep) -> Void = { _ in }
    ) throws -> Drain {
        var waits = false
        var patience = patience
        var running: Drainer?
        let setup = DrainSetup(
            spool: spool, sending: sending, journalSocket: journalSocket,
            limits: limits, now: { [unowned self] in now }
        ) { step in
            onStep(step)
            guard step == .waiting else { return }
            guard patience == 0 else {
                patience -= 1
                running?.clockWasSet()
                return
            }
            guard isOver() else { return }
            waits = true
            running?.loop.exit(code: 0)
        }
        guard let drainer = try Drainer(setup) else { throw TestFailure("another one is at work") }
        running = drainer
        defer { running = nil }
        let loop = drainer.loop
        let last = try loop.after(microseconds: 10_000_000, name: "test") { [unowned loop] in
            loop.exit(code: 1)
        }
        defer { last.cancel() }
        try drainer.run()
        return Drain(waits: waits, isHeld: drainer.hold != nil)
    }

    /// How a drainer ended.
    struct Drain: Hashable {
        /// Whether it would have waited.
        let waits: Bool
        /// Whether all mail was held.
        let isHeld: Bool
    }

    /// The configuration of the program.
    func configuration(_ more: String = "") throws -> String {
        let path = folder.file("caseclock.yaml")
        try FileTree.write(
            """
            zone: America/Toronto
            journal: {namespace: caseclock-test-none}
            mail: {from: caseclock@example.org, domains: [example.org], \
            sendmail: \(sending.sendmail)}
            paths: {spool: \(spool.path)}
            \(more)
            """, to: path)
        return path
    }

    /// Starts the program on it.
    func start(environment: [String] = [], errors: String? = nil) throws -> Int32 {
        try Spawned.start(
            try Spawned.built("caseclock-mail"), ["--config", try configuration()],
            environment: environment, errors: errors)
    }

    /// Runs the program on it until it ends; its exit code, or minus its signal.
    func runProgram(environment: [String] = []) throws -> Int32 {
        Spawned.wait(for: try start(environment: environment))
    }
}
