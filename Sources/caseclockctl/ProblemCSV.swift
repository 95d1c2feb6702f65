import Control
import Tabular

/// Problems as comma-separated values, under the names of the wire.
enum ProblemCSV {
    static let names = CasesInterface.Problem.names

    /// One problem, its fields in the order of the names.
    static func row(_ problem: CasesInterface.Problem) -> CSVRow {
        var row = CSVRow()
        row.add(problem.code)
        row.add(problem.caseNumber)
        row.add(problem.place)
        row.add(problem.text)
        row.add(problem.advice)
        return row
    }
}
