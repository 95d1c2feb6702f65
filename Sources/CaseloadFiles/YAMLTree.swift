import Casework

/// Reads a YAML text as a tree of texts, lists and keys, each with its place (DESIGN 3).
///
/// Anchors, aliases, tags, merge keys, duplicate keys and too deep nesting become nodes that say
/// why they are refused, so that they spoil the case they stand in and no other.
package enum YAMLTree {
    /// The largest file that is read.
    package static let maximumBytes = 64 << 20
    /// The deepest nesting of lists and keys.
    package static let maximumDepth = 16
    /// The greatest number of texts, lists and keys in a file.
    package static let maximumNodes = 8_000_000

    /// The tree of a text; nil when there is nothing in it but space and comments.
    ///
    /// Throws the first place where the text is not YAML, not UTF-8, too large, or a second
    /// document: libyaml can't go on behind it.
    package static func parse(
        _ bytes: [UInt8], file: String
    ) throws(Diagnostic) -> YAMLNode? {
        guard bytes.count <= maximumBytes else {
            throw Diagnostic(
                place: Place(file: file, line: 1, column: 1),
                message: "the file has \(bytes.count) bytes: at most \(maximumBytes) are read")
        }
        let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let skipped = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
        let result = bytes.withUnsafeBufferPointer { buffer in
            Result { () throws(Diagnostic) in
                try root(of: UnsafeBufferPointer(rebasing: buffer[skipped...]), file: file)
            }
        }
        return try result.get()
    }

    private static func root(
        of bytes: UnsafeBufferPointer<UInt8>, file: String
    ) throws(Diagnostic) -> YAMLNode? {
        var builder = try YAMLTreeBuilder(of: bytes, file: file)
        return try builder.document()
    }
}

/// Makes the tree of one text from its events.
private struct YAMLTreeBuilder: ~Copyable {
    private let events: YAMLEvents
    private let file: String
    private var nodes = 0

    init(of bytes: UnsafeBufferPointer<UInt8>, file: String) throws(Diagnostic) {
        events = try YAMLEvents(of: bytes, file: file)
        self.file = file
    }

    mutating func document() throws(Diagnostic) -> YAMLNode? {
        var root: YAMLNode?
        while true {
            let event = try events.next()
            switch event.kind {
            case .streamEnd: return root
            case .documentStart:
                guard root == nil else {
                    throw failure(event.mark, "a second document begins here: a file holds one")
                }
                root = try node(events.next(), depth: 1)
            default: continue
            }
        }
    }

    private func failure(_ mark: YAMLMark, _ message: String) -> Diagnostic {
        Diagnostic(
            place: Place(file: file, line: Int(mark.line), column: Int(mark.column)),
            message: message)
    }

    private mutating func node(
        _ event: YAMLEvents.Event, depth: Int
    ) throws(Diagnostic) -> YAMLNode {
        nodes += 1
        guard nodes <= YAMLTree.maximumNodes else {
            throw failure(event.mark, "the file has more than \(YAMLTree.maximumNodes) values")
        }
        if let refusal = Self.refusal(of: event, depth: depth) {
            try skip(event)
            return YAMLNode(content: .refused(refusal), mark: event.mark)
        }
        switch event.kind {
        case .scalar(let text, let isPlain):
            let content: YAMLNode.Content = isPlain && text.isEmpty ? .missing : .scalar(text)
            return YAMLNode(content: content, mark: event.mark)
        case .sequenceStart:
            return YAMLNode(content: .sequence(try items(depth: depth)), mark: event.mark)
        case .mappingStart:
            return YAMLNode(content: .mapping(try entries(depth: depth)), mark: event.mark)
        default: throw failure(event.mark, "this is not YAML: a value is expected")
        }
    }

    private static func refusal(of event: YAMLEvents.Event, depth: Int) -> String? {
        switch event.kind {
        case .alias: return "aliases (*) are not read: write the value out"
        case .sequenceStart, .mappingStart:
            guard depth <= YAMLTree.maximumDepth else {
                return "this is nested more than \(YAMLTree.maximumDepth) deep"
            }
        default: break
        }
        if event.hasAnchor { return "anchors (&) are not read: write the value alone" }
        if event.hasTag { return "tags (!) are not read: write the value alone" }
        return nil
    }

    /// Passes over what a refused event begins.
    private func skip(_ event: YAMLEvents.Event) throws(Diagnostic) {
        var event = event
        var open = 0
        while true {
            switch event.kind {
            case .sequenceStart, .mappingStart: open += 1
            case .sequenceEnd, .mappingEnd: open -= 1
            default: break
            }
            guard open > 0 else { return }
            event = try events.next()
        }
    }

    private mutating func items(depth: Int) throws(Diagnostic) -> [YAMLNode] {
        var items: [YAMLNode] = []
        while true {
            let event = try events.next()
            if case .sequenceEnd = event.kind { return items }
            items.append(try node(event, depth: depth + 1))
        }
    }

    private mutating func entries(depth: Int) throws(Diagnostic) -> [YAMLNode.Entry] {
        var entries: [YAMLNode.Entry] = []
        var marks = KeyMarks()
        while true {
            let event = try events.next()
            if case .mappingEnd = event.kind { return entries }
            let keyNode = try node(event, depth: depth + 1)
            let value = try node(events.next(), depth: depth + 1)
            var (key, refusal): (String, String?) = ("", nil)
            switch keyNode.content {
            case .scalar("<<"): refusal = "merge keys (<<) are not read: write the keys out"
            case .scalar(let text):
                key = text
                if let first = marks.note(text, at: event.mark, after: entries) {
                    refusal =
                        "key \(Diagnostic.quoted(text)) is given twice: also on line \(first.line)"
                }
            case .refused(let message): refusal = message
            default: refusal = "a key is expected, not \(keyNode.sort)"
            }
            entries.append(
                YAMLNode.Entry(key: key, mark: event.mark, value: value, refusal: refusal))
        }
    }
}
