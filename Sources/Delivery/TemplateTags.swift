/// Looks through the tags of a template for what could not do what its author means, or would hang
/// or end the daemon.
///
/// The library itself takes an unknown key for nothing to say, and parses and renders sections
/// inside sections as deep as they go.
struct TemplateTags {
    /// How many sections stand inside one another at most.
    static let maximumDepth = 8
    /// What asks whether a row is the first or last of its list.
    private static let places: Set = ["first()", "last()"]

    /// What is wrong, and at which line.
    struct Fault: Error {
        let line: Int
        let reason: String
        let advice: String
    }

    private let keys: Set<String>
    private let isHTML: Bool
    private var sections: [String] = []
    private var line = 1

    /// Keys are those that a digest has; in HTML no value may stand as it is.
    private init(keys: Set<String>, isHTML: Bool) {
        self.keys = keys
        self.isHTML = isHTML
    }

    /// Throws the first fault of a template.
    static func check(_ text: String, keys: Set<String>, isHTML: Bool) throws(Fault) {
        var tags = TemplateTags(keys: keys, isHTML: isHTML)
        try tags.check(Array(text.utf8)[...])
    }

    private mutating func check(_ text: ArraySlice<UInt8>) throws(Fault) {
        var rest = text
        while let byte = rest.first {
            if byte == UInt8(ascii: "\n") { line += 1 }
            guard rest.starts(with: "{{".utf8) else {
                rest = rest.dropFirst()
                continue
            }
            rest = rest.dropFirst(2)
            let tag = try tag(&rest)
            try check(tag)
            line += tag.utf8.count { $0 == UInt8(ascii: "\n") }
        }
    }

    /// The inside of a tag, which is then behind.
    private func tag(_ rest: inout ArraySlice<UInt8>) throws(Fault) -> String {
        let end = rest.first == UInt8(ascii: "{") ? "}}}" : "}}"
        var length = 0
        while !rest.dropFirst(length).starts(with: end.utf8) {
            guard length < rest.count else {
                throw fault("a tag is not closed", "end it with '\(end)'")
            }
            length += 1
        }
        defer { rest = rest.dropFirst(length + end.utf8.count) }
        return String(decoding: rest.prefix(length), as: UTF8.self)
    }

    private mutating func check(_ tag: String) throws(Fault) {
        let sign = tag.first
        let name = Self.name(tag)
        switch sign {
        case "!": return
        case "#", "^":
            try check(key: name)
            try enter(name)
        case "/":
            if !sections.isEmpty { sections.removeLast() }
        case "{", "&":
            guard !isHTML else {
                throw fault(
                    "'\(name)' would stand unescaped in HTML", "write it as {{\(name)}}")
            }
            try check(key: name)
        case ">", "<", "$", "=", "%":
            throw fault(
                "a tag begins with '\(sign.map(String.init) ?? "")'",
                "use variables, sections and comments only")
        default: try check(key: name)
        }
    }

    private static func name(_ tag: String) -> String {
        let signs: Set<Character> = ["#", "^", "/", "{", "&"]
        let isSigned = tag.first.map(signs.contains) ?? false
        let inside = isSigned ? tag.dropFirst() : tag[...]
        guard let first = inside.firstIndex(where: { !$0.isWhitespace }),
            let last = inside.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(inside[first...last])
    }

    private func check(key name: String) throws(Fault) {
        guard !Self.places.contains(name), name != ".", !keys.contains(name) else { return }
        throw fault(
            "no digest has the key '\(name)'", "take one of those in caseclock-templates(5)")
    }

    private mutating func enter(_ name: String) throws(Fault) {
        guard !sections.contains(name) else {
            throw fault("'\(name)' stands inside itself", "end the outer section before")
        }
        guard sections.count < Self.maximumDepth else {
            throw fault(
                "more than \(Self.maximumDepth) sections stand inside one another",
                "end some of them before")
        }
        sections.append(name)
    }

    private func fault(_ reason: String, _ advice: String) -> Fault {
        Fault(line: line, reason: reason, advice: advice)
    }
}
