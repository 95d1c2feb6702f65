import CivilTime
import Control
import Tabular

/// Acts as comma-separated values, under the names of the wire.
enum ActCSV {
    static let names = [
        "id", "kind", "deadline.case", "deadline.episode", "deadline.rule", "deadline.subject",
        "deadline.triggerKey", "deadline.target", "deadline.state", "reason", "until", "author",
        "at", "undone.by", "undone.at", "undone.reason", "inForce", "notInForce",
    ]

    /// One act, its fields in the order of the names.
    static func row(_ act: DeadlinesInterface.Act) -> CSVRow {
        var row = CSVRow()
        row.add(act.id)
        row.add(act.kind)
        row.add(act.deadline.caseNumber)
        row.add(act.deadline.episode)
        row.add(act.deadline.rule)
        row.add(act.deadline.subject)
        row.add(act.deadline.triggerKey)
        row.add(act.deadline.target.description)
        row.add(act.deadline.state)
        row.add(act.reason)
        row.add(act.until?.description)
        row.add(act.author)
        row.add(act.at)
        row.add(act.undone?.by)
        row.add(act.undone?.at)
        row.add(act.undone?.reason)
        row.add(act.inForce ? "true" : "false")
        row.add(act.notInForce)
        return row
    }
}
