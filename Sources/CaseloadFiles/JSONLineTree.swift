import JSONText

/// Makes the tree of one line of JSON, as `YAMLTree` does of a YAML text (DESIGN 3).
///
/// Duplicate keys and too deep nesting become nodes that say why they are refused, so that
/// everything else that is wrong in the line is found too.
struct JSONLineTree {
    private let bytes: UnsafeRawBufferPointer
    private let line: Int32
    private var events: JSONEvents
    /// How far columns are counted: they are asked for from left to right.
    private var counted: (offset: Int, column: Int32) = (0, 1)
    /// The keys of the outermost object as far as the line could be read.
    private(set) var members: [YAMLNode.Entry] = []

    /// A tree of a line, which has to outlive it.
    init(_ bytes: UnsafeRawBufferPointer, line: Int32) {
        self.bytes = bytes
        self.line = line
        events = JSONEvents(bytes)
    }

    /// The tree; throws the first place where the line is not JSON.
    mutating func parse() throws(JSONError) -> YAMLNode {
        let root = try node(events.next(), depth: 1)
        _ = try events.next()
        return root
    }

    /// The place of a byte, in characters like all columns.
    mutating func mark(at offset: Int) -> YAMLMark {
        if offset < counted.offset { counted = (0, 1) }
        for byte in bytes[counted.offset..<min(offset, bytes.count)] where byte & 0xC0 != 0x80 {
            counted.column += 1
        }
        counted.offset = min(offset, bytes.count)
        return YAMLMark(line: line, column: counted.column)
    }

    private mutating func node(
        _ event: JSONEvents.Event, depth: Int
    ) throws(JSONError) -> YAMLNode {
        let mark = mark(at: events.offset)
        switch event {
        case .string(let text): return YAMLNode(content: .scalar(text), mark: mark)
        case .number(let text): return YAMLNode(content: .literal(text), mark: mark)
        case .bool(let bool): return YAMLNode(content: .literal("\(bool)"), mark: mark)
        case .null: return YAMLNode(content: .missing, mark: mark)
        case .objectStart, .arrayStart:
            guard depth <= YAMLTree.maximumDepth else {
                try skip()
                return YAMLNode(
                    content: .refused("this is nested more than \(YAMLTree.maximumDepth) deep"),
                    mark: mark)
            }
            guard event == .arrayStart else {
                return YAMLNode(content: .mapping(try entries(depth: depth)), mark: mark)
            }
            return YAMLNode(content: .sequence(try items(depth: depth)), mark: mark)
        case .objectEnd, .arrayEnd, .name, .end:
            return YAMLNode(content: .missing, mark: mark)
        }
    }

    /// Passes over what has just begun.
    private mutating func skip() throws(JSONError) {
        var open = 1
        while open > 0 {
            switch try events.next() {
            case .objectStart, .arrayStart: open += 1
            case .objectEnd, .arrayEnd: open -= 1
            default: break
            }
        }
    }

    private mutating func items(depth: Int) throws(JSONError) -> [YAMLNode] {
        var items: [YAMLNode] = []
        while true {
            let event = try events.next()
            if event == .arrayEnd { return items }
            items.append(try node(event, depth: depth + 1))
        }
    }

    private mutating func entries(depth: Int) throws(JSONError) -> [YAMLNode.Entry] {
        var entries: [YAMLNode.Entry] = []
        var marks = KeyMarks()
        while case .name(let key) = try events.next() {
            let mark = mark(at: events.offset)
            let refusal = marks.note(key, at: mark, after: entries).map {
                "key \(Diagnostic.quoted(key)) is given twice: also in column \($0.column)"
            }
            let value = try node(events.next(), depth: depth + 1)
            entries.append(YAMLNode.Entry(key: key, mark: mark, value: value, refusal: refusal))
            if depth == 1 { members = entries }
        }
        return entries
    }
}
