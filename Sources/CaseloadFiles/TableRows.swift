import Casework
import CivilTime

/// Reads the rows of a table, whichever of the two forms it has.
struct TableRows {
    private let header: TableHeader
    private var reader: CaseReader
    /// What became of the cases of a register, and of rows that belong to no case.
    private var outcomes: [CaseOutcome] = []
    /// The cases of a timeline, in the order of their first rows.
    private var cases: [TableCase] = []
    private var indices: [String: Int] = [:]

    /// The rows under a header.
    init(header: TableHeader, reader: CaseReader) {
        self.header = header
        self.reader = reader
    }

    /// Reads one row.
    mutating func take(_ row: [TableCell]) {
        for cell in row where cell.swallowsLines {
            // What it swallowed are cases of which not even the numbers can be read.
            outcomes.append(
                CaseOutcome(
                    number: nil, place: reader.reading.place(cell.mark), declared: nil,
                    diagnostics: []))
        }
        guard !takeUnseparated(row) else { return }
        if header.isTimeline { takeFact(row) } else { takeCase(row) }
    }

    /// Whether a row is one cell, since what stands between its values doesn't in the header.
    private mutating func takeUnseparated(_ row: [TableCell]) -> Bool {
        guard row.count == 1, header.columns.count > 1, let cell = row.first, !cell.swallowsLines,
            cell.text.unicodeScalars.contains(where: { ",;\t".unicodeScalars.contains($0) })
        else { return false }
        reader.reading.report(
            cell.mark, "this row is one cell: separate its cells as those of the header are")
        outcomes.append(
            CaseOutcome(
                number: nil, place: reader.reading.place(cell.mark), declared: nil,
                diagnostics: reader.reading.takeDiagnostics()))
        return true
    }

    /// What became of all cases.
    mutating func finish() -> [CaseOutcome] {
        for var item in cases { read(&item) }
        cases = []
        return outcomes
    }

    private mutating func read(_ item: inout TableCase) {
        let node = item.node()
        for (mark, message) in item.diagnostics { reader.reading.report(mark, message) }
        outcomes.append(reader.read(node))
    }

    /// The cells of a row in which something stands, with their columns.
    private static func cells(
        _ row: [TableCell], under header: TableHeader, of item: inout TableCase
    ) -> [(column: TableHeader.Column, cell: TableCell)] {
        row.enumerated().compactMap { index, cell in
            guard !cell.isEmpty else { return nil }
            guard index < header.columns.count, let column = header.columns[index] else {
                item.report(
                    cell.mark,
                    "\(Diagnostic.quoted(cell.text)) stands in cell \(index + 1) of the row, which "
                        + "has no name in the header")
                return nil
            }
            return (column, cell)
        }
    }
}

extension TableRows {
    /// A row of a register.
    private mutating func takeCase(_ row: [TableCell]) {
        guard let first = row.first(where: { !$0.isEmpty }) else { return }
        var item = TableCase(at: first.mark)
        var coordinator: [YAMLNode.Entry] = []
        for (column, cell) in Self.cells(row, under: header, of: &item) {
            switch column {
            case .value("coordinator"):
                coordinator.insert(TableCase.entry("person", cell.node), at: 0)
            case .value(let key): item.set(key, cell.node)
            case .coordinator(let key):
                let name = key == "assigned" ? FactKind.coordinatorAssigned.name : key
                coordinator.append(TableCase.entry(key, date(cell.node, name)))
            case .fact(let kind, let subject, let type):
                let name = type.map { "\($0)-\(kind)" } ?? kind.name
                for node in cell.items {
                    item.add(
                        fact(kind, subject: subject, type: type, on: date(node, name)))
                }
            case .part: break
            }
        }
        setCoordinator(coordinator, of: &item)
        read(&item)
    }

    private func setCoordinator(_ entries: [YAMLNode.Entry], of item: inout TableCase) {
        guard let first = entries.first else { return }
        guard first.key == "person" else {
            for entry in entries {
                let name =
                    entry.key == "assigned" ? FactKind.coordinatorAssigned.name : entry.key
                item.report(entry.mark, "'\(name)' needs 'coordinator'")
            }
            return
        }
        item.set(
            "coordinator",
            entries.count == 1
                ? first.value : YAMLNode(content: .mapping(entries), mark: first.mark))
    }

    /// A date with the name of its column, which says more than `date`.
    private func date(_ node: YAMLNode, _ column: String) -> YAMLNode {
        guard case .scalar(let text) = node.content,
            let defect = reader.reading.defect(ofDate: text)
        else { return node }
        return YAMLNode(
            content: .refused("\(column) date \(Diagnostic.quoted(text)) \(defect)"),
            mark: node.mark)
    }

    private func fact(
        _ kind: FactKind, subject: String?, type: String?, on date: YAMLNode
    ) -> TableCase.Fact {
        func entry(_ key: String, _ text: String) -> YAMLNode.Entry {
            TableCase.entry(key, YAMLNode(content: .scalar(text), mark: date.mark))
        }
        var entries = [entry("kind", kind.name)]
        if let subject { entries.append(entry("subject", subject)) }
        if let type { entries.append(entry("type", type)) }
        entries.append(TableCase.entry("date", date))
        return TableCase.Fact(
            node: YAMLNode(content: .mapping(entries), mark: date.mark), kind: kind,
            date: Self.day(date), person: nil)
    }

    private static func day(_ node: YAMLNode?) -> CivilDate? {
        guard case .scalar(let text)? = node?.content else { return nil }
        return CivilDate(text)
    }
}

extension TableRows {
    /// A row of a timeline.
    private mutating func takeFact(_ row: [TableCell]) {
        guard let first = row.first(where: { !$0.isEmpty }) else { return }
        let column = header.columns.firstIndex(of: .value("case"))
        let cell = column.flatMap { $0 < row.count && !row[$0].isEmpty ? row[$0] : nil }
        guard let cell else {
            reader.reading.report(first.mark, "a row needs 'case'")
            outcomes.append(
                CaseOutcome(
                    number: nil, place: reader.reading.place(first.mark), declared: nil,
                    diagnostics: reader.reading.takeDiagnostics()))
            return
        }
        let index = indices[cell.text] ?? cases.count
        if index == cases.count {
            indices[cell.text] = index
            cases.append(TableCase(at: cell.mark))
        }
        Self.takeFact(row, under: header, caseCell: cell, of: &cases[index])
    }

    private static func takeFact(
        _ row: [TableCell], under header: TableHeader, caseCell: TableCell,
        of item: inout TableCase
    ) {
        var parts: [YAMLNode.Entry] = []
        for (column, cell) in cells(row, under: header, of: &item) {
            switch column {
            case .value(let key): item.set(key, cell.node)
            case .part("present"):
                let agencies = YAMLNode(content: .sequence(cell.items), mark: cell.mark)
                parts.append(TableCase.entry("present", agencies))
            case .part(let key): parts.append(TableCase.entry(key, cell.node))
            case .coordinator, .fact: break
            }
        }
        guard !parts.isEmpty else { return }
        func text(_ key: String) -> String? {
            guard case .scalar(let text)? = parts.first(where: { $0.key == key })?.value.content
            else { return nil }
            return text
        }
        item.add(
            TableCase.Fact(
                node: YAMLNode(content: .mapping(parts), mark: caseCell.mark),
                kind: text("kind").flatMap { FactKind($0) },
                date: text("date").flatMap { CivilDate($0) }, person: text("person")))
    }
}
