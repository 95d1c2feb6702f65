import CivilTime
import Control
import Glibc
import JSONText
import Tabular

/// Asks for deadlines and writes them as they come.
struct DeadlineListing {
    /// What is told around the table.
    struct Words {
        /// Said when there is nothing.
        var nothing: (_ asOf: String) -> String
        /// Said above the table.
        var above: ([DeadlinesInterface.Deadline], _ asOf: String) -> String?
        /// Said below the table, after the number shown: `12 deadlines …`.
        var below: (_ asOf: String) -> String?
    }

    var query: DeadlinesInterface.Query
    /// At most so many; nil: all.
    var limit: Int?
    var format: ListFormat
    var columns = DeadlineTable.Columns.ofManyCases
    var words: Words

    /// Asks and writes.
    ///
    /// - Throws: why there is no list, or not the whole of it.
    func run(_ connection: ConnectionOptions) throws(CommandFailure) {
        var writer = DeadlineWriter(format: format)
        do throws(CommandFailure) {
            try connection.ask { (client) throws(VarlinkClientError) in
                try fetch(&client, into: &writer)
            }
        } catch {
            // What came before the break is shown as well, but nothing that claims to be whole.
            if writer.output.failure == nil, format != .table { try writer.output.finish() }
            guard writer.output.failure != nil else { throw error }
        }
        try writer.finish(columns, words)
    }

    private func fetch(
        _ client: inout VarlinkClient, into writer: inout DeadlineWriter
    ) throws(VarlinkClientError) {
        guard let limit else {
            return try client.stream(DeadlinesInterface.List.self, query) {
                (page) throws(VarlinkClientError) in
                try writer.take(page)
            }
        }
        var query = query
        var left = limit
        repeat {
            query.limit = Paging.rows(of: left)
            let page = try client.call(DeadlinesInterface.List.self, query)
            try writer.take(page)
            left -= page.deadlines.count
            // An answer that brings nothing has no next one, whatever its cursor says.
            query.cursor = page.deadlines.isEmpty ? nil : page.cursor
        } while left > 0 && query.cursor != nil
    }
}

/// Writes pages of deadlines in one of the formats.
struct DeadlineWriter {
    let format: ListFormat
    var output = StandardOutput()
    private var rows: [DeadlinesInterface.Deadline] = []
    private var asOf = ""
    private var total: Int?
    private var count = 0

    init(format: ListFormat) {
        self.format = format
    }

    /// Takes a page; a table waits for the last one, since any row can widen it.
    ///
    /// - Throws: `closed` when nobody reads the output any more, which `output` knows better.
    mutating func take(_ page: DeadlinesInterface.Page) throws(VarlinkClientError) {
        asOf = page.asOf.description
        total = total ?? page.total
        switch format {
        case .table: rows += page.deadlines
        case .json: for deadline in page.deadlines { writeJSON(deadline) }
        case .csv: for deadline in page.deadlines { writeCSV(deadline) }
        }
        guard output.failure == nil else { throw .closed }
    }

    /// Writes what is left, once all pages have come.
    ///
    /// - Throws: why it cannot be written.
    mutating func finish(
        _ columns: DeadlineTable.Columns, _ words: DeadlineListing.Words
    ) throws(CommandFailure) {
        switch format {
        case .table: writeTable(columns, words)
        case .json: output.write(count == 0 ? "[]\n" : "\n]\n")
        case .csv: if count == 0 { writeHeader() }
        }
        try output.finish()
    }

    private mutating func writeTable(
        _ columns: DeadlineTable.Columns, _ words: DeadlineListing.Words
    ) {
        guard !rows.isEmpty else { return output.line(words.nothing(asOf)) }
        if let above = words.above(rows, asOf) {
            output.sentences(above)
            output.line()
        }
        output.table(DeadlineTable.table(rows, columns))
        guard let below = words.below(asOf) else { return }
        let number = total.map { $0 > rows.count ? "\(rows.count) of \($0)" : "\(rows.count)" }
        let noun = (total ?? rows.count) == 1 ? "deadline" : "deadlines"
        output.line()
        output.sentences("\(number ?? "\(rows.count)") \(noun) \(below).")
    }

    /// One object a line, so that two lists can be compared line by line.
    private mutating func writeJSON(_ deadline: DeadlinesInterface.Deadline) {
        output.write(count == 0 ? "[\n" : ",\n")
        count += 1
        var writer = JSONWriter()
        deadline.write(to: &writer)
        writer.withBytes { output.write($0) }
    }

    private mutating func writeHeader() {
        output.write(CSVRow(names: DeadlinesInterface.Deadline.names).text + CSVRow.end)
    }

    private mutating func writeCSV(_ deadline: DeadlinesInterface.Deadline) {
        if count == 0 { writeHeader() }
        count += 1
        output.write(DeadlineCSV.row(deadline).text + CSVRow.end)
    }
}
