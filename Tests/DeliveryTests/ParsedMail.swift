import Delivery
import Foundation
import TestSupport

/// What Python's email package makes of a message.
struct ParsedMail: Decodable {
    let defects: [String]
    let names: [String]
    let headers: [String: String]
    let date: String
    let to: [String]
    let from: [String]
    /// The types of the message and all its parts, from the outermost in.
    let types: [String]
    let charsets: [String]
    /// The type of the part that a mail client shows.
    let best: String
    let text: String
    let html: String?
    let calendar: String?
    let calendarName: String?
    let calendarMethod: String?
    let isAttached: Bool
    let longestLine: Int
    let isASCII: Bool

    init(_ message: MailMessage) throws { try self.init(bytes: try message.bytes()) }

    /// The same of the bytes of one.
    init(bytes: [UInt8]) throws {
        let folder = try TemporaryDirectory()
        try Files.write(bytes, to: folder.file("message"))
        let (output, status) = try PythonJudge.run("parsed_mail.py", folder.file("message"))
        guard status == 0 else { throw TestFailure("the judge ended with \(status)") }
        self = try JSONDecoder().decode(ParsedMail.self, from: output)
    }
}

/// What PyPI's icalendar makes of a calendar file.
struct ParsedCalendar: Decodable {
    struct Event: Decodable, Equatable {
        let uid: String
        let stamp: String
        let start: String
        let end: String
        let summary: String
        let description: String?
        let `class`: String
        let transparency: String
    }

    let method: String
    let version: String
    let errors: [String]
    let events: [Event]
    let longestLine: Int
    let hasBareLineFeed: Bool

    /// Nil where the judge is not installed, and none was named.
    init?(_ text: String) throws {
        let folder = try TemporaryDirectory()
        try Files.write(Array(text.utf8), to: folder.file("calendar"))
        let (output, status) = try PythonJudge.run("parsed_calendar.py", folder.file("calendar"))
        if status == 3, PythonJudge.named == nil { return nil }
        guard status == 0 else { throw TestFailure("the judge ended with \(status)") }
        self = try JSONDecoder().decode(ParsedCalendar.self, from: output)
    }
}

/// A script of Tests/Judges.
enum PythonJudge {
    /// The interpreter that was named for the judges; then what it needs has to be there.
    static var named: String? { ProcessInfo.processInfo.environment["CASECLOCK_JUDGES_PYTHON"] }

    static func run(_ script: String, _ argument: String) throws -> (Data, Int32) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            named ?? "python3", "\(Checkout.path)/Tests/Judges/\(script)", argument,
        ]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (data, process.terminationStatus)
    }
}
