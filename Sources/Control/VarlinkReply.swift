package import JSONText

/// One reply as it came over the wire.
package struct VarlinkReply: Sendable, Equatable {
    /// What it says, an object.
    package var parameters: JSONValue
    /// Whether another reply to the same call follows.
    package var continues: Bool
    /// Name of the error with its interface; nil when it is none.
    package var error: String?

    /// A reply.
    package init(parameters: JSONValue = .object([]), continues: Bool = false, error: String? = nil)
    {
        self.parameters = parameters
        self.continues = continues
        self.error = error
    }

    /// A reply from the JSON of a message; members of other names are ignored.
    ///
    /// - Throws: which member is of the wrong type.
    package init(_ message: JSONValue) throws(VarlinkMessageError) {
        guard case .object(let members) = message else { throw .notAnObject }
        self.init()
        for member in members where member.value != .null {
            switch (member.name, member.value) {
            case ("parameters", .object): parameters = member.value
            case ("continues", .bool(let value)): continues = value
            case ("error", .string(let name)): error = name
            case ("parameters", _), ("continues", _), ("error", _):
                throw .wrongKind(member: member.name, found: member.value.kind)
            default: continue
            }
        }
    }

    /// Writes a whole message, the NUL included, its parameters straight from `body`.
    package static func write(
        _ body: any VarlinkBody, continues: Bool, to writer: inout JSONWriter
    ) {
        writer.beginObject()
        writer.name("parameters")
        body.write(to: &writer)
        if continues {
            writer.name("continues")
            writer.bool(true)
        }
        writer.endObject()
        writer.endText(with: VarlinkFraming.endOfMessage)
    }

    /// Writes a whole message that is an error, the NUL included.
    package static func write(_ error: VarlinkError, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("error")
        writer.string(error.name)
        writer.name("parameters")
        writer.value(.object(error.parameters))
        writer.endObject()
        writer.endText(with: VarlinkFraming.endOfMessage)
    }
}
