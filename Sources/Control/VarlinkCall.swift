package import JSONText

/// One call as it came over the wire.
package struct VarlinkCall: Sendable, Equatable {
    /// Name of the method with its interface: `io.caseclock.Deadlines.List`.
    package var method: String
    /// The parameters, an object; empty when the call has none.
    package var parameters: JSONValue
    /// The caller wants no reply.
    package var oneway: Bool
    /// The caller takes several replies.
    package var more: Bool

    /// A call of a method.
    package init(
        method: String, parameters: JSONValue = .object([]), oneway: Bool = false,
        more: Bool = false
    ) {
        self.method = method
        self.parameters = parameters
        self.oneway = oneway
        self.more = more
    }

    /// A call from the JSON of a message.
    ///
    /// Members of other names are the protocol's to add
    /// (`upgrade` is one) and ignored, so that a newer client is still understood.
    ///
    /// - Throws: which member is missing, of the wrong type, or contradicts another.
    package init(_ message: JSONValue) throws(VarlinkMessageError) {
        guard case .object(let members) = message else { throw .notAnObject }
        self.init(method: "")
        var hasMethod = false
        for member in members where member.value != .null {
            switch (member.name, member.value) {
            case ("method", .string(let name)): (method, hasMethod) = (name, true)
            case ("parameters", .object): parameters = member.value
            case ("oneway", .bool(let value)): oneway = value
            case ("more", .bool(let value)): more = value
            case ("method", _), ("parameters", _), ("oneway", _), ("more", _):
                throw .wrongKind(member: member.name, found: member.value.kind)
            default: continue
            }
        }
        guard hasMethod else { throw .missing(member: "method") }
        guard !(oneway && more) else { throw .onewayAndMore }
    }

    /// Writes the call as JSON, without the NUL that ends a message.
    package func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("method")
        writer.string(method)
        writer.name("parameters")
        writer.value(parameters)
        if oneway {
            writer.name("oneway")
            writer.bool(true)
        }
        if more {
            writer.name("more")
            writer.bool(true)
        }
        writer.endObject()
    }
}

/// Why a message is neither a call nor a reply, after which the two sides cannot go on.
package enum VarlinkMessageError: Error, Equatable, Sendable, CustomStringConvertible {
    case notJSON(JSONError)
    case notAnObject
    case missing(member: String)
    case wrongKind(member: String, found: String)
    case onewayAndMore
    case tooLong(limit: Int)

    package var description: String {
        switch self {
        case .notJSON(let error): "message is not JSON: \(error)"
        case .notAnObject: "message is not a JSON object"
        case .missing(let member): "message has no '\(member)'"
        case .wrongKind(let member, let found): "'\(member)' of a message cannot be \(found)"
        case .onewayAndMore: "a call cannot want no reply and several"
        case .tooLong(let limit): "message is longer than \(limit) bytes"
        }
    }
}
