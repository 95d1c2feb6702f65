import ArgumentParser
import CaseloadFiles
import Casework
import CivilTime
import Control
import Glibc
import JSONText

/// Prints every deadline of a caseload folder, without a daemon.
struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Print every deadline of a caseload folder as it stands on a day.",
        discussion: """
            Ended deadlines too, as one JSON array of the objects that the control socket
            gives. What is set aside goes to standard error.

              caseclockd evaluate /usr/share/caseclock/examples/caseload --as-of 2026-03-02
            """)

    /// How the deadlines are printed.
    enum Format: String, ExpressibleByArgument, CaseIterable { case json }

    @OptionGroup var common: CommonOptions

    @Argument(help: "The caseload folder.")
    var folder: String

    @Option(name: .long, help: "The day, as 2026-03-16.")
    var asOf: CivilDate

    @Option(name: .long, help: "How to print.")
    var format = Format.json

    func run() throws {
        let site = try SiteLoader(path: common.config).siteOrShipped(for: common)
        let reading = try FolderReading(folder, site: site)
        for line in reading.complaints { Alerts.print(line) }
        for problem in reading.problems { Alerts.print(problem.line) }
        var rows: [DeadlineRow] = []
        for declared in reading.cases {
            let record = CaseRecord(declared)
            guard
                let (_, _, evaluation) = CaseBook.evaluate(
                    record, on: asOf, site: site, directory: reading.directory)
            else { continue }
            rows += evaluation.deadlines.map { $0.row(on: asOf) }
            for problem in evaluation.problems { Alerts.print(problem.line) }
        }
        rows.sort { $0.position < $1.position }
        Output.write(json(rows))
    }

    private func json(_ rows: [DeadlineRow]) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginArray()
        for row in rows { DeadlinesInterface.Deadline(row).write(to: &writer) }
        writer.endArray()
        return writer.bytes + [UInt8(ascii: "\n")]
    }
}

extension CivilDate: ExpressibleByArgument {
    /// A date that a user wrote as `2026-03-16`.
    public init?(argument: String) { self.init(argument) }
}

extension Problem {
    /// The problem as one line for people.
    var line: String {
        let number = caseNumber.map { "\($0): " } ?? ""
        return "\(place): \(number)\(text): \(advice) (\(code.rawValue))"
    }
}

/// Standard output, written whole.
enum Output {
    /// Writes bytes; what nobody reads any more is dropped.
    static func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count)
            }
            if count < 0 {
                if errno == EINTR { continue }
                return
            }
            rest = rest.dropFirst(count)
        }
    }
}
