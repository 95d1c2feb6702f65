import Casework
import Delivery
import Foundation
import Glibc
import TestSupport
import Testing

@testable import caseclock_mail

/// A real sendmail and a real receiver, where both are installed.
enum RealMail {
    static let msmtp = "/usr/bin/msmtp"

    /// Starts a judge on one argument.
    static func python(_ script: String, _ argument: String, output: String) throws -> Int32 {
        try python(["\(Checkout.path)/Tests/Judges/\(script)", argument], output: output)
    }

    private static func python(_ arguments: [String], output: String? = nil) throws -> Int32 {
        let python = getenv("CASECLOCK_JUDGES_PYTHON").map { String(cString: $0) } ?? "python3"
        return try Spawned.start(
            "/usr/bin/env", [python] + arguments, environment: ["PATH=/usr/bin:/bin"],
            output: output)
    }

    /// Why there can be none here; nil when there can.
    static var reasonUnavailable: Comment? {
        guard access(msmtp, X_OK) == 0 else { return "NOT TESTED: msmtp is not installed" }
        guard let process = try? python(["-c", "import aiosmtpd"]),
            Spawned.wait(for: process) == 0
        else { return "NOT JUDGED: aiosmtpd is not installed" }
        return nil
    }
}

private let unavailable = RealMail.reasonUnavailable

@Suite(
    "A real sendmail, msmtp, and a real SMTP server on loopback",
    .enabled(if: unavailable == nil, unavailable))
struct RealMailTests {
    private let site: SpoolOfTest
    private let server: Int32
    private let received: String

    /// What Python's email package makes of a message.
    private struct Parsed: Decodable {
        let defects: [String]
        let headers: [String: String]
        let to: [String]
        let text: String
    }

    /// What the server was told of a message.
    private struct Envelope: Decodable {
        let from: String
        let to: [String]
    }

    init() throws {
        site = try SpoolOfTest()
        received = site.folder.file("received")
        try FileTree.makeFolder(received)
        let port = site.folder.file("port")
        server = try RealMail.python("smtp_sink.py", received, output: port)
        guard eventually({ (try? FileTree.read(port).hasSuffix("\n")) == true }) else {
            throw TestFailure("the SMTP server names no port")
        }
        let settings = site.folder.file("msmtprc")
        try FileTree.write(
            "defaults\nauth off\ntls off\nsyslog off\nadd_missing_from_header off\n"
                + "account default\nhost 127.0.0.1\nport \(try FileTree.read(port))", to: settings)
        chmod(settings, 0o600)
        try site.sendmail("exec \(RealMail.msmtp) --file='\(settings)' \"$@\"")
    }

    private func end() {
        kill(server, SIGKILL)
        _ = Spawned.wait(for: server)
    }

    private func judged(_ file: String) throws -> Parsed {
        let output = site.folder.file("judged")
        let process = try RealMail.python("parsed_mail.py", file, output: output)
        guard Spawned.wait(for: process) == 0 else { throw TestFailure("the judge fails") }
        return try JSONDecoder().decode(Parsed.self, from: Data(try FileTree.read(output).utf8))
    }

    private static let texts = [
        "Overdue\n\n  K-1042  plan-review  Fri 2026-02-27   3 days over\n",
        "En retard : échéance à revoir, déjà dépassée\n  K-1042  plan-review\n",
        String(repeating: "à propos d'une très longue ligne ", count: 100) + "\n",
        ".\n..\n...\nFrom here on\n>From there\n. \nEnd.\n",
        "  spaces before and after  \n\ttabs\t\n\n\n= =3D =\n",
    ]

    @Test("A digest reaches the server unharmed", arguments: texts)
    func unharmed(text: String) throws {
        defer { end() }
        let id = try site.deliver(text: text)
        try site.drain()
        #expect(site.names(.sent) == [id])
        #expect(FileTree.names(in: received) == ["1.eml", "1.json"])
        let mail = try judged("\(received)/1.eml")
        // SMTP's line ends.
        #expect(mail.defects == [] && mail.text.replacing("\r\n", with: "\n") == text)
        #expect(mail.to == ["a-moreau@example.org"])
        #expect(mail.headers["Message-ID"] == "<\(id)@example.org>")
        let envelope = try JSONDecoder().decode(
            Envelope.self, from: Data(try FileTree.read("\(received)/1.json").utf8))
        #expect(envelope.from == "caseclock@example.org")
        #expect(envelope.to == ["a-moreau@example.org"])
    }

    @Test("What the server says later to is tried again, and what it can't be reached for too")
    func later() throws {
        let refused = try site.deliver("later-450")
        try site.drain()
        let record = try site.record(refused)
        #expect(record.ending == .exit(69) || record.ending == .exit(75))
        #expect(record.words.contains("450"))
        end()
        let unreachable = try site.deliver("b-ito")
        try site.drain()
        #expect(try site.record(unreachable).attempts == 1)
    }
}
