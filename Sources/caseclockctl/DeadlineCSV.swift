import CivilTime
import Control
import Tabular

/// Deadlines as comma-separated values, under the names of the wire.
enum DeadlineCSV {
    /// One deadline, its fields in the order of `DeadlinesInterface.Deadline.names`.
    static func row(_ deadline: DeadlinesInterface.Deadline) -> CSVRow {
        var row = CSVRow()
        row.add(deadline.caseNumber)
        row.add(deadline.rule)
        row.add(deadline.subject)
        row.add(deadline.profile)
        row.add(deadline.owner)
        row.add(deadline.trigger.description)
        row.add(deadline.target.description)
        row.add(deadline.working.description)
        row.add(deadline.state)
        row.add(deadline.daysLeft)
        row.add(deadline.episode)
        row.add(deadline.ended?.description)
        row.add(deadline.late)
        row.add(deadline.held)
        row.add(deadline.lateReason)
        row.add(deadline.basis)
        row.add(deadline.section)
        return row
    }
}
