import Casework
import JSONText

/// What the columns of a table hold, as its first row says (DESIGN 3).
///
/// A REGISTER has one row a case, and its columns are kinds of facts; a TIMELINE has one row a
/// fact, and its columns are the parts of a fact. The names tell which of them it is.
struct TableHeader {
    /// The greatest number of columns.
    static let maximumColumns = 1_000

    /// What a column holds.
    enum Column: Hashable {
        /// A key of the case itself, such as `profile`.
        case value(String)
        /// A key of the coordinator who is in the column `coordinator`.
        case coordinator(String)
        /// The dates of one kind of fact in a register, about one subject; a meeting's type too.
        case fact(FactKind, subject: String?, type: String?)
        /// A key of a fact in a timeline.
        case part(String)
    }

    /// Whether each row is a fact.
    let isTimeline: Bool
    /// The columns; nil for one without a name.
    let columns: [Column?]

    /// The register's name for the meeting `initial` of type initial (SEMANTICS F4).
    private static let initialMeeting = "initial-meeting-held"
    private static let values = ["case", "profile", "coordinator", "supervisor", "status"]
    private static let timelineParts =
        ["kind", "date", "subject"] + Attributes.Name.allCases.map(\.rawValue)

    /// The columns of a header row; nil, with the reasons noted, where any can't be read.
    static func read(_ cells: [TableCell], _ reading: inout Reading) -> TableHeader? {
        let count = (cells.lastIndex { !$0.isEmpty } ?? 0) + 1
        guard count <= maximumColumns else {
            reading.report(
                cells[0].mark,
                "the header has \(count) columns: at most \(maximumColumns) are read")
            return nil
        }
        let isTimeline = cells.contains { ["kind", "date", "subject"].contains($0.text) }
        var marks: [Column: YAMLMark] = [:]
        var columns: [Column?] = []
        for cell in cells.prefix(count) {
            guard !cell.isEmpty else {
                columns.append(nil)
                continue
            }
            let column =
                isTimeline ? timelineColumn(cell, &reading) : registerColumn(cell, &reading)
            columns.append(column)
            guard let column, let first = marks.updateValue(cell.mark, forKey: column) else {
                continue
            }
            reading.report(
                cell.mark,
                reading.twice(
                    "column \(Diagnostic.quoted(cell.text)) is given twice", at: cell.mark,
                    before: first))
        }
        let unread = zip(cells, columns).filter { $1 == nil }.map(\.0.text)
        let needed = ["case", "profile"] + (isTimeline ? ["kind", "date"] : [])
        for name in needed where marks[.value(name)] == nil && marks[.part(name)] == nil {
            // A column whose name is misspelt is told of as such.
            guard !unread.contains(where: { NearestName.nearest(to: $0, among: [name]) != nil })
            else { continue }
            reading.report(cells[0].mark, "the header needs a column '\(name)'")
        }
        return reading.diagnostics.isEmpty
            ? TableHeader(isTimeline: isTimeline, columns: columns) : nil
    }

    private static func timelineColumn(
        _ cell: TableCell, _ reading: inout Reading
    ) -> Column? {
        if values.contains(cell.text) { return .value(cell.text) }
        if timelineParts.contains(cell.text) { return .part(cell.text) }
        reading.report(
            cell.mark, reading.unknown("column", cell.text, among: values + timelineParts))
        return nil
    }

    private static func registerColumn(
        _ cell: TableCell, _ reading: inout Reading
    ) -> Column? {
        switch cell.text {
        case let name where values.contains(name): return .value(name)
        case FactKind.coordinatorAssigned.name: return .coordinator("assigned")
        case Attributes.Name.familyAgreed.rawValue: return .coordinator(cell.text)
        case initialMeeting: return .fact(.meetingHeld, subject: "initial", type: "initial")
        default: return factColumn(cell, &reading)
        }
    }

    private static func factColumn(_ cell: TableCell, _ reading: inout Reading) -> Column? {
        let parts = cell.text.split(
            separator: "[", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String((parts.first ?? "").prefix { $0 != " " })
        guard let kind = FactKind(name), !kind.isDerived else {
            let known =
                values + [FactKind.coordinatorAssigned.name, Attributes.Name.familyAgreed.rawValue]
                + [initialMeeting] + FactKind.standard.map(\.name)
            reading.report(cell.mark, reading.unknown("column", name, among: known))
            return nil
        }
        let lacking = AttributeValues.required(for: kind)
        guard lacking.isEmpty else {
            let names = Reading.alternatives(lacking.map { "'\($0.rawValue)'" }, joinedBy: "and")
            let way = kind == .meetingHeld ? "name it '\(initialMeeting)', or write" : "write"
            reading.report(
                cell.mark,
                "column '\(kind)' can't say \(names), which the fact needs: \(way) a timeline with "
                    + "one row a fact")
            return nil
        }
        guard parts.count > 1 else { return column(of: kind, cell, &reading) }
        let subject = String(parts[1].dropLast())
        guard parts[1].hasSuffix("]"), EpisodeReader.subject(subject, fits: kind) else {
            reading.report(
                cell.mark,
                "subject \(Diagnostic.quoted("[" + parts[1])) does not fit '\(kind)': expected "
                    + EpisodeReader.expected(kind.shape))
            return nil
        }
        return .fact(kind, subject: subject, type: nil)
    }

    /// The column of a kind that names no subject.
    private static func column(
        of kind: FactKind, _ cell: TableCell, _ reading: inout Reading
    ) -> Column? {
        let example: String
        switch kind.shape {
        case .wholeCase, .family, .any: return .fact(kind, subject: nil, type: nil)
        case .agency, .agencyOrFamily: example = "kids"
        case .meeting: example = "M1"
        case .copy: example = "M1/family"
        case .goal: example = "G1"
        case .action: example = "G1/A1"
        }
        reading.report(
            cell.mark,
            "column '\(kind)' needs \(EpisodeReader.expected(kind.shape).prefix { $0 != "," }), as "
                + "\(kind)[\(example)]")
        return nil
    }
}
