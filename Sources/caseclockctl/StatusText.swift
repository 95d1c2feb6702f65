import Control
import Tabular

/// The daemon's health as lines for people.
enum StatusText {
    /// The lines.
    static func lines(_ status: ServiceInterface.Status) -> [String] {
        let ready = status.ready ? "is ready: \(status.state)" : "is reading the caseload"
        var lines = [
            "caseclockd \(status.version) \(ready)",
            row("since", "\(status.started), process \(status.pid)"),
            row("clock", clock(status)),
            row("caseload", caseload(status.caseload)),
            row("deadlines", "\(status.caseload.open) open, \(status.caseload.overdue) overdue"),
            row("next", status.nextStage ?? "no reminder is to come"),
            row("journal", journal(status.journal)),
            row("spool", spool(status.spool)),
            row(
                "ledger",
                "\(status.ledger.path), schema \(status.ledger.schema)"
                    + (status.ledger.error.map { ": \($0)" } ?? "")),
            row("backup", backup(status.backups)),
            row("problems", problems(status)),
        ]
        for problem in status.problems {
            let about = [problem.caseNumber, problem.place].compactMap { $0 }.map { " \($0)" }
            lines.append(
                "  \(problem.code)\(about.joined()): \(problem.text): \(problem.advice)")
        }
        return lines.map { PlainText.of($0) }
    }

    private static let labelWidth = 11

    private static func row(_ label: String, _ text: String) -> String {
        label + String(repeating: " ", count: labelWidth - label.count) + text
    }

    private static func clock(_ status: ServiceInterface.Status) -> String {
        let own = status.clock == "system" ? "" : ", \(status.clock): not the system's"
        let doubt = status.clockDoubt.map { "; in doubt, and nothing is delivered, since \($0)" }
        return "\(status.now), \(status.zone)\(own)\(doubt ?? "")"
    }

    private static func caseload(_ caseload: ServiceInterface.Caseload) -> String {
        let read = caseload.lastLoad.map { "read \($0)" } ?? "not read yet"
        return "\(counted(caseload.cases, "case")) of \(counted(caseload.files, "file")), "
            + "\(caseload.setAside) set aside, \(read)"
            + (caseload.refusal.map { "; refused, as \($0) would be dropped" } ?? "")
    }

    private static func journal(_ journal: ServiceInterface.Journal) -> String {
        let takes = journal.reachable ? "takes entries" : "does not take entries"
        let reads = journal.readable ? "can be read back" : "cannot be read back"
        return "\(takes), \(reads), \(journal.promise), \(journal.waiting) waiting"
            + (journal.error.map { ": \($0)" } ?? "")
    }

    private static func spool(_ spool: ServiceInterface.Spool) -> String {
        let takes = spool.writable ? "takes messages" : "does not take messages"
        let within = [(spool.new, "new"), (spool.deferred, "deferred"), (spool.failed, "failed")]
        let counts = within.compactMap { count, word in count.map { ", \($0) \(word)" } }
        return "\(spool.path) \(takes), \(spool.waiting) waiting\(counts.joined())"
            + (spool.error.map { ": \($0)" } ?? "")
    }

    private static func backup(_ backups: ServiceInterface.Backups) -> String {
        let last = backups.last.map { "\($0.name), verified, of \($0.at), \($0.bytes) bytes" }
        return (last ?? "none in \(backups.folder)")
            + (backups.running.map { "; \($0) is being made" } ?? "")
            + (backups.error.map { ": \($0)" } ?? "")
    }

    private static func problems(_ status: ServiceInterface.Status) -> String {
        guard status.problemCount > 0 else { return "none" }
        let shown = status.problems.count
        return shown < status.problemCount
            ? "\(status.problemCount), the first \(shown) of them:" : "\(status.problemCount)"
    }

    private static func counted(_ count: Int, _ noun: String) -> String {
        count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
    }
}
