/// The formats of caseload files, told apart by how their names end (DESIGN 3).
package enum CaseloadFormat: Hashable, Sendable, CaseIterable {
    case yaml, csv, jsonLines

    /// The format of a file; nil where files of that name are not read.
    package init?(fileName: String) {
        guard let format = Self.allCases.first(where: { fileName.hasSuffix($0.suffix) }) else {
            return nil
        }
        self = format
    }

    private var suffix: String {
        switch self {
        case .yaml: ".yaml"
        case .csv: ".csv"
        case .jsonLines: ".jsonl"
        }
    }

    /// The largest file that is read: what is read whole has to fit into memory.
    package var maximumBytes: Int {
        switch self {
        case .yaml, .csv: YAMLTree.maximumBytes
        case .jsonLines: 2 << 30
        }
    }
}
