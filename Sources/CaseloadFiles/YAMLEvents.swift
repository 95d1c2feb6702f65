import CYaml
import Casework

/// The events of a YAML text, one by one, from libyaml as the package Yams brings it.
///
/// Yams' own tree is not used: it expands aliases, hides tags, hashes whole subtrees to find
/// duplicate keys, and throws for those without their place. Events allow each to be refused
/// where it stands, before it costs anything.
struct YAMLEvents: ~Copyable {
    /// What happens next in a text.
    struct Event {
        enum Kind {
            case streamEnd, documentStart, documentEnd
            case scalar(String, isPlain: Bool)
            case sequenceStart, sequenceEnd, mappingStart, mappingEnd
            case alias
            /// The start of the stream, which says nothing.
            case other
        }

        let kind: Kind
        let mark: YAMLMark
        let hasAnchor: Bool
        let hasTag: Bool
    }

    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let file: String
    private let bytes: UnsafeBufferPointer<UInt8>

    /// The events of the bytes, which have to outlive this value.
    init(of bytes: UnsafeBufferPointer<UInt8>, file: String) throws(Diagnostic) {
        self.file = file
        self.bytes = bytes
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        guard yaml_parser_initialize(parser) == 1 else {
            parser.deallocate()
            throw Diagnostic(
                place: Place(file: file, line: 1, column: 1), message: "no memory to read it")
        }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
        self.parser = parser
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    /// The next event; throws where the text is not YAML.
    func next() throws(Diagnostic) -> Event {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
        defer { yaml_event_delete(&event) }
        var (anchor, tag): (UnsafeMutablePointer<yaml_char_t>?, UnsafeMutablePointer<yaml_char_t>?)
        let kind: Event.Kind
        switch event.type {
        case YAML_STREAM_END_EVENT: kind = .streamEnd
        case YAML_DOCUMENT_START_EVENT: kind = .documentStart
        case YAML_DOCUMENT_END_EVENT: kind = .documentEnd
        case YAML_ALIAS_EVENT: kind = .alias
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            (anchor, tag) = (scalar.anchor, scalar.tag)
            let text = String(
                decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length),
                as: UTF8.self)
            kind = .scalar(text, isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
        case YAML_SEQUENCE_START_EVENT:
            (anchor, tag) = (event.data.sequence_start.anchor, event.data.sequence_start.tag)
            kind = .sequenceStart
        case YAML_SEQUENCE_END_EVENT: kind = .sequenceEnd
        case YAML_MAPPING_START_EVENT:
            (anchor, tag) = (event.data.mapping_start.anchor, event.data.mapping_start.tag)
            kind = .mappingStart
        case YAML_MAPPING_END_EVENT: kind = .mappingEnd
        default: kind = .other
        }
        return Event(
            kind: kind, mark: Self.mark(event.start_mark), hasAnchor: anchor != nil,
            hasTag: tag != nil)
    }

    private static func mark(_ mark: yaml_mark_t) -> YAMLMark {
        YAMLMark(line: Int32(clamping: mark.line + 1), column: Int32(clamping: mark.column + 1))
    }

    private func failure() -> Diagnostic {
        let problem = parser.pointee.problem.map { String(cString: $0) } ?? "it can't be read"
        guard parser.pointee.error != YAML_READER_ERROR else { return unreadableByte(problem) }
        guard parser.pointee.error != YAML_MEMORY_ERROR else {
            return diagnostic(Self.mark(parser.pointee.mark), "it is nested too deeply")
        }
        let mark = Self.mark(parser.pointee.problem_mark)
        if byte(at: mark) == UInt8(ascii: "\t") {
            return diagnostic(mark, "a tab can't stand here: indent with spaces")
        }
        var message = "this is not YAML: \(problem)"
        if let context = parser.pointee.context.map({ String(cString: $0) }) {
            let begun = Self.mark(parser.pointee.context_mark)
            if let said = Self.defectWhereItBegins(problem, context) {
                return diagnostic(begun, said)
            }
            message += ", \(context)"
            if begun.line > 0, begun != mark {
                message += " that begins at \(begun.line):\(begun.column)"
            }
        }
        return diagnostic(mark, message + (Self.advice[problem] ?? ""))
    }

    /// What is said where something begins, when libyaml notices far behind that its end is
    /// missing.
    private static func defectWhereItBegins(_ problem: String, _ context: String) -> String? {
        switch (problem, context) {
        case ("could not find expected ':'", "while scanning a simple key"):
            "a colon and a space are expected between a key and its value"
        case ("found unexpected end of stream", "while scanning a quoted scalar"):
            "this quotation mark is never closed"
        default: nil
        }
    }

    /// What mostly is behind what libyaml says.
    private static let advice = [
        "did not find expected '-' indicator", "did not find expected key",
        "mapping values are not allowed in this context",
    ].reduce(into: [:]) { $0[$1] = ": are the lines indented alike?" }

    private func diagnostic(_ mark: YAMLMark, _ message: String) -> Diagnostic {
        Diagnostic(
            place: Place(file: file, line: Int(mark.line), column: Int(mark.column)),
            message: message)
    }

    /// What is said of a byte or a character that no YAML text can have.
    private func unreadableByte(_ problem: String) -> Diagnostic {
        guard !problem.contains("control characters") else {
            let offset = min(Int(parser.pointee.problem_offset), bytes.count)
            let digits = String(parser.pointee.problem_value, radix: 16, uppercase: true)
            let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            return diagnostic(
                mark(ofByteAt: offset), "the character U+\(padded) can't stand in a YAML file")
        }
        // libyaml names the byte behind, where one character can't follow another.
        let offset = UTF8Defect.offset(in: bytes) ?? bytes.count
        let named = offset < bytes.count ? ": \(Diagnostic.named(bytes[offset]))" : ""
        return diagnostic(
            mark(ofByteAt: offset), "this is not UTF-8\(named): save the file as UTF-8")
    }

    private func mark(ofByteAt offset: Int) -> YAMLMark {
        let before = bytes[..<offset]
        let lineStart = (before.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
        let newlines = before.reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
        let characters = before[lineStart...].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
        return YAMLMark(
            line: Int32(clamping: newlines + 1), column: Int32(clamping: characters + 1))
    }

    private func byte(at mark: YAMLMark) -> UInt8? {
        var (line, column) = (Int32(1), Int32(1))
        for byte in bytes {
            if line == mark.line, column == mark.column { return byte }
            if byte == UInt8(ascii: "\n") {
                guard line < mark.line else { return nil }
                (line, column) = (line + 1, 1)
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return nil
    }
}
