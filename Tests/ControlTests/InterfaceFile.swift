/// A `.varlink` file, read as varlink's interface definition language says.
struct InterfaceFile {
    indirect enum FieldType: Equatable {
        case bool, int, float, string, object
        case named(String)
        case optional(FieldType)
        case array(FieldType)
        case map(FieldType)
    }

    struct Field: Equatable {
        let name: String
        let type: FieldType
        let isCommented: Bool
    }

    struct Method {
        let input: [Field]
        let output: [Field]
    }

    struct SyntaxError: Error {
        let line: Int
        let expected: String
    }

    private(set) var name = ""
    private(set) var types: [String: [Field]] = [:]
    private(set) var methods: [String: Method] = [:]
    private(set) var errors: [String: [Field]] = [:]
    /// Members in the order of the file, each with whether a comment precedes it.
    private(set) var members: [(name: String, isCommented: Bool)] = []

    private var tokens: [Token]
    private var position = 0

    private struct Token {
        let text: String
        let line: Int
        /// Whether a comment stands between the token before and this one, on lines of its own.
        let isCommented: Bool
    }

    init(_ text: String) throws {
        tokens = Self.tokens(of: text)
        try expect("interface")
        name = try word("the interface's name")
        while position < tokens.count { try member() }
    }

    private mutating func member() throws {
        let isCommented = tokens[position].isCommented
        let keyword = try word("type, method or error")
        let name = try word("a name")
        members.append((name, isCommented))
        switch keyword {
        case "type": types[name] = try fields()
        case "error": errors[name] = try fields()
        case "method":
            let input = try fields()
            try expect("->")
            methods[name] = Method(input: input, output: try fields())
        default: throw failure("type, method or error")
        }
    }

    private mutating func fields() throws -> [Field] {
        try expect("(")
        var fields: [Field] = []
        while peek != ")" {
            if !fields.isEmpty { try expect(",") }
            let isCommented = position < tokens.count && tokens[position].isCommented
            let name = try word("a field's name")
            try expect(":")
            fields.append(Field(name: name, type: try type(), isCommented: isCommented))
        }
        try expect(")")
        return fields
    }

    private mutating func type() throws -> FieldType {
        let token = try word("a type")
        switch token {
        case "?": return .optional(try type())
        case "[]": return .array(try type())
        case "[string]": return .map(try type())
        case "bool": return .bool
        case "int": return .int
        case "float": return .float
        case "string": return .string
        case "object": return .object
        default: return .named(token)
        }
    }

    private var peek: String? { position < tokens.count ? tokens[position].text : nil }

    private mutating func word(_ expected: String) throws -> String {
        guard let peek else { throw failure(expected) }
        position += 1
        return peek
    }

    private mutating func expect(_ text: String) throws {
        guard peek == text else { throw failure("'\(text)'") }
        position += 1
    }

    private func failure(_ expected: String) -> SyntaxError {
        SyntaxError(line: position < tokens.count ? tokens[position].line : 0, expected: expected)
    }

    private static func tokens(of text: String) -> [Token] {
        var tokens: [Token] = []
        var isCommented = false
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let code = line.prefix { $0 != "#" }
            if code.count < line.count { isCommented = true }
            var rest = code.drop { $0 == " " }
            while let first = rest.first {
                let marks = ["->", "[]", "[string]", "(", ")", ",", ":", "?"]
                let token =
                    marks.first { rest.hasPrefix($0) }
                    ?? String(rest.prefix { !" (),:?[".contains($0) })
                guard !token.isEmpty else {
                    tokens.append(Token(text: String(first), line: index + 1, isCommented: false))
                    rest = rest.dropFirst()
                    continue
                }
                tokens.append(Token(text: token, line: index + 1, isCommented: isCommented))
                isCommented = false
                rest = rest.dropFirst(token.count).drop { $0 == " " }
            }
        }
        return tokens
    }
}
