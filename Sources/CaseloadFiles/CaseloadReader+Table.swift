import Casework

/// CSV: a register with one row a case, or a timeline with one row a fact (DESIGN 3).
extension CaseloadReader {
    /// What a table says.
    ///
    /// A header that can't be read, and quotation marks that don't match, set the whole file aside:
    /// nothing says what the cells behind them mean.
    func table(fileName: String, bytes: [UInt8], known: Instant) -> CaseloadFile {
        var reading = Reading(fileName, isTable: true)
        var outcomes: [CaseOutcome] = []
        do throws(Diagnostic) {
            var text = try CSVText(bytes, file: fileName)
            if let row = try text.row() {
                if let header = TableHeader.read(row, &reading) {
                    var rows = TableRows(
                        header: header, reader: caseReader(reading, known: known))
                    while let row = try text.row() { rows.take(row) }
                    outcomes = rows.finish()
                }
            } else {
                reading.report(
                    YAMLMark(line: 1, column: 1),
                    "the file is empty: expected a header with 'case' and 'profile'")
            }
        } catch {
            reading.add(error)
        }
        let diagnostics = reading.takeDiagnostics()
        guard diagnostics.isEmpty else {
            return CaseloadFile(
                name: fileName, caseload: nil, cases: [], setAside: [], diagnostics: diagnostics)
        }
        return file(fileName, nil, outcomes)
    }
}
