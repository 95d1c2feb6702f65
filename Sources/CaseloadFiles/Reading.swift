import Casework
import CivilTime
import JSONText

/// The reading of one file: turns nodes into values and collects everything that is wrong.
struct Reading {
    /// The file's name, as messages show it.
    let file: String
    /// Whether it is a table, whose dates a spreadsheet may have written in its own way.
    let isTable: Bool
    /// What was wrong so far.
    private(set) var diagnostics: [Diagnostic] = []

    init(_ file: String, isTable: Bool = false) {
        self.file = file
        self.isTable = isTable
    }

    /// The place of a mark.
    func place(_ mark: YAMLMark) -> Place {
        Place(file: file, line: Int(mark.line), column: Int(mark.column))
    }

    /// Notes what is wrong.
    mutating func report(_ mark: YAMLMark, _ message: String) {
        diagnostics.append(Diagnostic(place: place(mark), message: message))
    }

    /// That something is given twice, and where it stands before.
    func twice(_ what: String, at mark: YAMLMark, before first: YAMLMark) -> String {
        let place =
            mark.line == first.line ? "in column \(first.column)" : "on line \(first.line)"
        return "\(what): also \(place)"
    }

    /// Hands out what was noted, and begins anew.
    mutating func takeDiagnostics() -> [Diagnostic] {
        defer { diagnostics = [] }
        return diagnostics.sorted {
            ($0.place.line, $0.place.column) < ($1.place.line, $1.place.column)
        }
    }

    /// Notes a diagnostic that came from elsewhere.
    mutating func add(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

    /// The parsed file; nil, with the reason noted, where it is not YAML or empty.
    mutating func tree(_ bytes: [UInt8], expecting what: String) -> YAMLNode? {
        do {
            if let root = try YAMLTree.parse(bytes, file: file) { return root }
            report(YAMLMark(line: 1, column: 1), "the file is empty: expected \(what)")
        } catch {
            diagnostics.append(error)
        }
        return nil
    }
}

/// The keys of one mapping that are known, with their values.
struct Fields {
    /// Where the mapping begins.
    let mark: YAMLMark
    /// The known entries.
    fileprivate(set) var entries: [YAMLNode.Entry] = []
    /// The keys that are unknown or have no value, of which that has been said.
    fileprivate var unread: [String] = []

    /// The value of a key; nil where the file doesn't have it.
    subscript(_ key: String) -> YAMLNode? { entries.first { $0.key == key }?.value }

    /// Whether nothing stands for a key, not even its name misspelt or without a value.
    func lacks(_ key: String) -> Bool {
        self[key] == nil
            && !unread.contains { NearestName.nearest(to: $0, among: [key]) != nil }
    }

    /// Where a key stands; the mapping's place where it doesn't.
    func mark(of key: String) -> YAMLMark { entries.first { $0.key == key }?.mark ?? mark }
}

extension Reading {
    /// The keys of a mapping; an unknown one is an error that names the nearest known one.
    mutating func fields(_ node: YAMLNode, _ what: String, keys: [String]) -> Fields? {
        guard let all = entries(node, what) else { return nil }
        var fields = Fields(mark: node.mark)
        fields.entries.reserveCapacity(all.count)
        for entry in all {
            guard keys.contains(entry.key) else {
                report(entry.mark, unknown("key", entry.key, among: keys))
                fields.unread.append(entry.key)
                continue
            }
            if case .missing = entry.value.content {
                report(
                    entry.mark,
                    "key '\(entry.key)' has no value: give it one, or leave it out")
                fields.unread.append(entry.key)
                continue
            }
            fields.entries.append(entry)
        }
        return fields
    }

    /// The entries of a mapping with free keys, those that can't be read left out.
    mutating func entries(_ node: YAMLNode, _ what: String) -> [YAMLNode.Entry]? {
        guard case .mapping(let entries) = node.content else {
            mismatch(node, what, "keys")
            return nil
        }
        return entries.filter { entry in
            guard let refusal = entry.refusal else { return true }
            report(entry.mark, refusal)
            return false
        }
    }

    /// The items of a list.
    mutating func list(_ node: YAMLNode?, _ what: String) -> [YAMLNode] {
        guard let node else { return [] }
        guard case .sequence(let items) = node.content else {
            mismatch(node, what, "a list")
            return []
        }
        return items
    }

    /// The items of a list, or the one value that stands in its place.
    func oneOrMore(_ node: YAMLNode?) -> [YAMLNode] {
        guard let node else { return [] }
        if case .sequence(let items) = node.content { return items }
        return [node]
    }

    /// That a name is unknown, with the nearest known one.
    func unknown(_ sort: String, _ name: String, among known: [String]) -> String {
        let message = "unknown \(sort) \(Diagnostic.quoted(name))"
        if let nearest = NearestName.nearest(to: name, among: known) {
            return "\(message): did you mean '\(nearest)'?"
        }
        guard known.count <= 12 else { return message }
        return "\(message): expected \(Self.alternatives(known))"
    }

    /// `a, b or c`.
    static func alternatives(_ names: [String], joinedBy word: String = "or") -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "none" }
        return names.dropLast().joined(separator: ", ") + " \(word) " + last
    }

    /// Notes that a node is not what was expected there.
    mutating func mismatch(_ node: YAMLNode, _ what: String, _ expected: String) {
        if case .refused(let message) = node.content {
            report(node.mark, message)
        } else if case .missing = node.content {
            report(node.mark, "\(what) is missing: expected \(expected)")
        } else if case .literal = node.content {
            report(node.mark, "\(what) is \(node.sort): expected \(expected), in quotation marks")
        } else {
            report(node.mark, "\(what) is \(node.sort): expected \(expected)")
        }
    }
}
