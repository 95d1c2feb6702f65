import Control
import Tabular

/// What came of checking the audit trail, in words.
enum AuditText {
    /// How many rows there are, the head, what it was held against and what was found.
    static func write(_ check: ServiceInterface.AuditCheck, to output: inout StandardOutput) {
        let rows = Shown.counted(check.rows, "row")
        let forgotten =
            check.forgotten > 0 ? ", \(check.forgotten) of them forgotten with their cases" : ""
        if let fault = check.fault {
            output.sentences(
                "The audit trail is NOT as it was written. Its first \(rows) fit each other"
                    + "\(forgotten); then: \(fault.text) (\(fault.kind)).")
        } else {
            output.sentences("The audit trail is as it was written: \(rows)\(forgotten).")
        }
        output.line("Head: row \(check.sequence), hash \(check.hash)")
        let journal = Shown.counted(check.journalHeads, "head")
        output.sentences(
            "It was held against \(journal) in the journal and \(check.backupHeads) in backups.")
        for note in check.notes { output.sentences(note) }
    }
}

/// Rows of the audit trail as comma-separated values, under the names of the wire.
enum AuditCSV {
    /// The header and the rows.
    static func write(_ rows: [ServiceInterface.AuditRow], to output: inout StandardOutput) {
        output.write(CSVRow(names: ServiceInterface.AuditRow.names).text + CSVRow.end)
        for row in rows { output.write(Self.row(row).text + CSVRow.end) }
    }

    private static func row(_ row: ServiceInterface.AuditRow) -> CSVRow {
        var fields = CSVRow()
        fields.add(row.sequence)
        fields.add(row.at)
        fields.add(row.uid)
        fields.add(row.user)
        fields.add(row.role)
        fields.add(row.person)
        fields.add(row.method)
        fields.add(row.caseNumber)
        fields.add(row.target)
        fields.add(row.before)
        fields.add(row.after)
        fields.add(row.forgotten)
        return fields
    }
}
