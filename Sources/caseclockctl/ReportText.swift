import Control
import Tabular

/// What a reload did, or would do, as lines for people.
enum ReportText {
    /// What was not taken over.
    static func warnings(_ report: ServiceInterface.Report) -> [String] {
        let setAside = report.setAside.map { "set aside: \($0.place): \($0.text)" }
        let putOff = report.filesPutOff.map {
            "still being written, and looked at again by itself: \($0)"
        }
        return setAside + putOff
    }

    /// The counts, and a line for each mail.
    static func lines(_ report: ServiceInterface.Report, isDryRun: Bool) -> [String] {
        var lines = isDryRun ? ["Nothing was put in force; a reload would do this:"] : []
        lines.append(counts(report))
        lines.append(mails(report.mails))
        lines += report.mails.map { mail in
            PlainText.of("  \(mail.day)  \(mail.person)  \(counted(mail.lines, "line"))")
        }
        return lines
    }

    private static func counts(_ report: ServiceInterface.Report) -> String {
        "Read \(counted(report.filesRead, "file")). "
            + "Cases: \(report.casesAdded) added, \(report.casesChanged) changed, "
            + "\(report.casesWithdrawn) withdrawn, \(report.casesUnchanged) unchanged, "
            + "\(report.setAside.count) set aside; \(report.casesEvaluated) worked out. "
            + "Deadlines: \(report.deadlinesOpened) opened, "
            + "\(report.deadlinesMoved) moved, \(report.deadlinesClosed) ended."
    }

    private static func mails(_ mails: [ServiceInterface.Mail]) -> String {
        guard !mails.isEmpty else { return "Mails: none." }
        let people = Set(mails.map(\.person)).count
        return "Mails: \(mails.count), to \(people == 1 ? "1 person" : "\(people) people"):"
    }

    private static func counted(_ count: Int, _ noun: String) -> String {
        count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
    }
}
