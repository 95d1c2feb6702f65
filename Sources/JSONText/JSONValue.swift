/// One JSON value as RFC 8259 has them, objects with their members in the order of the text.
package enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    /// A number without fraction or exponent that fits 64 bits.
    case integer(Int64)
    /// Any other number; always finite when it comes from a text.
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([JSONMember])

    /// What this value is called in a message.
    package var kind: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .integer: "an integer"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }

    /// The member of that name, or nil when there is none or this is no object.
    package subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.isNamed(name) }?.value
    }
}

/// One name and its value in a JSON object.
package struct JSONMember: Sendable, Equatable {
    package var name: String
    package var value: JSONValue

    /// Pairs a name with a value.
    package init(_ name: String, _ value: JSONValue) {
        self.name = name
        self.value = value
    }

    /// Whether the name is this one of ASCII letters, byte for byte.
    ///
    /// `==` on String alone takes
    /// U+212A for a K; whatever equals an ASCII text so is longer than it.
    package func isNamed(_ known: String) -> Bool {
        name == known && name.utf8.count == known.utf8.count
    }
}
