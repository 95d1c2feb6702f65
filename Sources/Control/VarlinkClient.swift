import Glibc
import JSONText

/// The client's side of one connection: calls and waits for the answer.
package struct VarlinkClient: ~Copyable {
    /// Bytes of one reply that are taken at most.
    package static let replyBytes = 64 << 20
    /// Seconds to wait for the daemon, unless told otherwise.
    package static let timeoutSeconds = 30

    private let socket: ClientSocket
    private var framing = VarlinkFraming(limit: VarlinkClient.replyBytes)

    /// Connects to the socket at `path`.
    ///
    /// - Throws: why there is nobody to talk to, and what to do about it.
    package init(
        path: String, timeoutSeconds: Int = VarlinkClient.timeoutSeconds
    ) throws(VarlinkClientError) {
        socket = try .connected(to: path, timeoutSeconds: timeoutSeconds)
    }

    /// Talks over a connected stream socket, which is this value's to close from here on.
    ///
    /// - Throws: `system` if it is no socket.
    package init(
        owning descriptor: Int32, timeoutSeconds: Int = VarlinkClient.timeoutSeconds
    ) throws(VarlinkClientError) {
        socket = try .owning(descriptor, timeoutSeconds: timeoutSeconds)
    }

    /// Calls a method and gives its reply.
    ///
    /// - Throws: why there is none; `refused` holds the daemon's own error.
    package mutating func call<Method: VarlinkMethod>(
        _: Method.Type, _ input: Method.Input
    ) throws(VarlinkClientError) -> Method.Output {
        try send(method: Method.name, input, more: false)
        return try Self.output(Method.self, try receive())
    }

    /// Calls a method that answers in several replies and hands each to `each`.
    ///
    /// - Throws: why there is no further one; `refused` holds the daemon's own error.
    package mutating func stream<Method: VarlinkMethod>(
        _: Method.Type, _ input: Method.Input,
        each: (Method.Output) throws(VarlinkClientError) -> Void
    ) throws(VarlinkClientError) {
        try send(method: Method.name, input, more: true)
        while true {
            let reply = try receive()
            try each(try Self.output(Method.self, reply))
            if !reply.continues { return }
        }
    }

    private func send(
        method: String, _ input: some VarlinkBody, more: Bool
    ) throws(VarlinkClientError) {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("method")
        writer.string(method)
        writer.name("parameters")
        input.write(to: &writer)
        if more {
            writer.name("more")
            writer.bool(true)
        }
        writer.endObject()
        writer.endText(with: VarlinkFraming.endOfMessage)
        try socket.send(writer.bytes)
    }

    private mutating func receive() throws(VarlinkClientError) -> VarlinkReply {
        while true {
            if let reply = try nextReply() {
                if let name = reply.error { throw .refused(Self.error(name, reply.parameters)) }
                return reply
            }
            try socket.receive { framing.append($0) }
        }
    }

    private mutating func nextReply() throws(VarlinkClientError) -> VarlinkReply? {
        do throws(VarlinkMessageError) {
            let read = try framing.next { bytes -> Result<VarlinkReply, VarlinkMessageError> in
                do throws(JSONError) {
                    let limits = JSONLimits(bytes: VarlinkClient.replyBytes)
                    let value = try JSONReader.read(bytes, limits: limits)
                    return Result { () throws(VarlinkMessageError) in try VarlinkReply(value) }
                } catch {
                    return .failure(.notJSON(error))
                }
            }
            return try read?.get()
        } catch {
            throw .notVarlink(error)
        }
    }

    private static func error(_ name: String, _ parameters: JSONValue) -> VarlinkError {
        guard case .object(let members) = parameters else { return VarlinkError(name: name) }
        return VarlinkError(name: name, parameters: members)
    }

    private static func output<Method: VarlinkMethod>(
        _: Method.Type, _ reply: VarlinkReply
    ) throws(VarlinkClientError) -> Method.Output {
        do throws(JSONFieldError) {
            return try Method.Output(parameters: reply.parameters)
        } catch {
            throw .notUnderstood(method: Method.name, error)
        }
    }
}
