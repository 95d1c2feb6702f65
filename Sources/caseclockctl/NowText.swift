import CivilTime
import Control
import Tabular

/// What needs attention now, as lines for people.
struct NowText {
    /// What the daemon said.
    struct Answers {
        var who: ServiceInterface.Who
        var status: ServiceInterface.Status
        /// What is overdue, the first of it; nil while the caseload is being read.
        var overdue: DeadlinesInterface.Page?
        /// What is due until Sunday, the first of it.
        var week: DeadlinesInterface.Page?
        var dueToday = 0
    }

    let answers: Answers
    let terminal: Terminal

    private var status: ServiceInterface.Status { answers.status }

    /// The lines.
    func write(to output: inout StandardOutput) {
        let head = "\(status.today.weekday.name) \(status.today), \(caller)"
        guard let overdue = answers.overdue, let week = answers.week else {
            output.sentences("\(head).")
            return writeHealth(to: &output)
        }
        output.sentences("\(head): \(counts(overdue, week)).")
        writeHealth(to: &output)
        section("Overdue, the oldest first", overdue, all: "caseclockctl overdue", to: &output)
        let days = status.today.daysToSunday
        section(
            "Due \(days == 0 ? "today" : "until Sunday \(status.today.advanced(byDays: days))")",
            week, all: "caseclockctl upcoming --within \(days)", to: &output)
        if status.problemCount > 0 {
            output.line()
            let problems = Shown.counted(status.problemCount, "problem")
            output.sentences("\(problems) to mend: caseclockctl problems")
        }
        writeNext((overdue.deadlines + week.deadlines).first, to: &output)
    }

    private var caller: String {
        let who = answers.who
        return "\(who.person ?? (who.uid == 0 ? "root" : "uid \(who.uid)")) (\(who.role))"
    }

    private func counts(
        _ overdue: DeadlinesInterface.Page, _ week: DeadlinesInterface.Page
    ) -> String {
        let late = overdue.total ?? overdue.deadlines.count
        let due = week.total ?? week.deadlines.count
        guard late + due > 0 else { return "nothing is overdue, and nothing is due this week" }
        return "\(late) overdue, \(answers.dueToday) due today, "
            + "\(due - answers.dueToday) more this week"
    }

    // MARK: Health

    private func writeHealth(to output: inout StandardOutput) {
        let lines = health
        guard !lines.isEmpty else { return }
        output.line()
        for line in lines {
            for row in Paragraph.lines(PlainText.of("! \(line)"), width: terminal.width) {
                output.line(terminal.colour ? Table.Tone.alarm.painted(row) : row)
            }
        }
    }

    /// What keeps reminders from going out; nothing where all is well.
    private var health: [String] {
        var lines: [String] = []
        if !status.ready { lines.append("caseclockd is reading the caseload.") }
        if let since = status.clockDoubt {
            lines.append(
                "Nothing is delivered since \(Shown.instant(since) ?? since), as the clock is in "
                    + "doubt. If it is \(Shown.instant(status.now) ?? status.now): caseclockctl "
                    + "confirm-clock")
        }
        if !status.journal.reachable || status.journal.error != nil {
            lines.append("Reminders cannot be written to the journal: caseclockctl status")
        }
        if !status.spool.writable || status.spool.error != nil {
            lines.append("Mail cannot be put into the spool: caseclockctl status")
        }
        if let failed = status.spool.failed, failed > 0 {
            lines.append(
                "\(Shown.counted(failed, "mail")) failed: caseclockctl outbox list --state failed")
        }
        if let hours = status.spool.unsentHours {
            lines.append(
                "Mail has waited to be sent for \(Shown.counted(hours, "hour")): systemctl status "
                    + "caseclock-mail")
        }
        if let deferred = status.spool.deferred, deferred > 0 {
            let verb = deferred == 1 ? "waits" : "wait"
            lines.append(
                "\(Shown.counted(deferred, "mail")) \(verb) to be tried again: caseclockctl outbox "
                    + "list")
        }
        return lines
    }

    // MARK: Deadlines

    private func section(
        _ title: String, _ page: DeadlinesInterface.Page, all command: String,
        to output: inout StandardOutput
    ) {
        guard !page.deadlines.isEmpty else { return }
        output.line()
        output.line(terminal.colour ? Table.Tone.heading.painted(title) : title)
        let isOwn = answers.who.role == "coordinator"
        output.table(DeadlineTable.table(page.deadlines, isOwn ? .ofOnePerson : .ofManyCases))
        let more = (page.total ?? 0) - page.deadlines.count
        if more > 0 { output.sentences("and \(more) more: \(command)") }
    }

    // MARK: What can be asked next

    private func writeNext(
        _ deadline: DeadlinesInterface.Deadline?, to output: inout StandardOutput
    ) {
        var steps: [(command: String, purpose: String)] = []
        if let deadline {
            let name = "\(deadline.caseNumber) \(deadline.rule)"
            steps.append(("caseclockctl explain \(name)", "why it is due, and what ends it"))
        }
        steps.append(("caseclockctl upcoming --by week", "what comes later"))
        steps.append(("caseclockctl calendar", "this month"))
        steps.append(("caseclockctl --help", "all there is"))
        let widest = steps.map(\.command.count).max() ?? 0
        output.line()
        for step in steps {
            let gap = String(repeating: " ", count: widest - step.command.count + 2)
            let line = "\(step.command)\(gap)\(step.purpose)"
            let fits = terminal.width.map { line.count <= $0 } ?? true
            output.line(PlainText.of(fits ? line : step.command))
        }
    }
}
