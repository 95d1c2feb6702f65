import JSONText

/// Who calls, as the kernel says.
package struct VarlinkCaller: Sendable, Equatable {
    package var uid: UInt32
    package var gid: UInt32
    package var pid: Int32
    package var groups: [UInt32]

    /// A caller by its credentials.
    package init(uid: UInt32, gid: UInt32, pid: Int32, groups: [UInt32] = []) {
        self.uid = uid
        self.gid = gid
        self.pid = pid
        self.groups = groups
    }
}

/// Which call of which connection, for an answer that comes later.
package struct VarlinkTicket: Hashable, Sendable {
    /// The connection's number.
    package let connection: UInt64
    /// The number of the call on it.
    package let call: UInt64

    /// The ticket of a call, numbered from 1 on each connection.
    package init(connection: UInt64, call: UInt64) {
        self.connection = connection
        self.call = call
    }
}

/// A call, whose it is, and the ticket under which it can be answered later.
package struct VarlinkRequest: Sendable {
    package let call: VarlinkCall
    package let caller: VarlinkCaller
    package let ticket: VarlinkTicket
}

/// What a method does about a call.
package enum VarlinkAnswer {
    /// One reply and no more.
    case reply(any VarlinkBody)
    /// Several, for a call with `more`: each is asked for when there is room for it. A stream that
    /// has nothing to say says `waiting`, and is asked again after `VarlinkConnection.wake`.
    case stream(VarlinkStream)
    /// One that `VarlinkConnection.answer(_:with:at:)` will bring; further calls of the
    /// connection wait for it.
    case later
}

/// The replies of a stream, one each time it is called, the last one marked.
package typealias VarlinkStream = () throws(VarlinkError) -> VarlinkPiece

/// One reply of a stream.
package enum VarlinkPiece {
    case more(any VarlinkBody)
    case last(any VarlinkBody)
    /// There is nothing to say for the time being.
    case waiting
}

/// What answers a method.
package typealias VarlinkHandler = (VarlinkRequest) throws(VarlinkError) -> VarlinkAnswer

/// The interfaces and what answers their methods; `org.varlink.service` answers by itself.
package struct VarlinkService {
    private let about: ServiceDescription.About
    private let interfaces: [VarlinkInterface]
    private let declared: Set<String>
    private let mayCall: (VarlinkCaller, VarlinkCall) -> Bool
    private var handlers: [String: VarlinkHandler] = [:]
    /// Whether a call that fails so is kept, to be tried again by `retry` and answered under its
    /// ticket; nil where none is.
    package var keeps:
        (
            (
                _ request: VarlinkRequest, _ failure: VarlinkError,
                _ retry: @escaping () throws(VarlinkError) -> VarlinkAnswer
            ) -> Bool
        )?

    /// A service of these interfaces.
    ///
    /// `mayCall` is asked before anything else, introspection too:
    /// who is refused learns nothing of what there is.
    package init(
        about: ServiceDescription.About, interfaces: [VarlinkInterface],
        mayCall: @escaping (VarlinkCaller, VarlinkCall) -> Bool
    ) {
        let all = [ServiceDescription.interface] + interfaces
        self.interfaces = all
        self.about = ServiceDescription.About(
            vendor: about.vendor, product: about.product, version: about.version, url: about.url,
            interfaces: all.map(\.name))
        declared = Set(all.flatMap(\.methods))
        self.mayCall = mayCall
    }

    /// Has `handler` answer a method that one of the interfaces declares.
    package mutating func on<Method: VarlinkMethod>(
        _: Method.Type,
        _ handler: @escaping (Method.Input, VarlinkRequest) throws(VarlinkError) -> VarlinkAnswer
    ) {
        precondition(declared.contains(Method.name), "\(Method.name) is not declared")
        func answer(_ request: VarlinkRequest) throws(VarlinkError) -> VarlinkAnswer {
            try handler(try Self.input(Method.self, request.call), request)
        }
        handlers[Method.name] = answer
    }

    /// Answers a call.
    ///
    /// - Throws: the error to answer with.
    package func answer(_ request: VarlinkRequest) throws(VarlinkError) -> VarlinkAnswer {
        guard mayCall(request.caller, request.call) else { throw .permissionDenied }
        let method = request.call.method
        if let handler = handlers[method] {
            do throws(VarlinkError) {
                return try handler(request)
            } catch {
                func retry() throws(VarlinkError) -> VarlinkAnswer { try handler(request) }
                guard keeps?(request, error, retry) == true else { throw error }
                return .later
            }
        }
        switch method {
        case ServiceDescription.GetInfo.name:
            _ = try Self.input(ServiceDescription.GetInfo.self, request.call)
            return .reply(about)
        case ServiceDescription.GetInterfaceDescription.name:
            return .reply(try definition(request.call))
        default: throw failure(of: method).wire
        }
    }

    private func definition(
        _ call: VarlinkCall
    ) throws(VarlinkError) -> ServiceDescription.Definition {
        let input = try Self.input(ServiceDescription.GetInterfaceDescription.self, call)
        guard let interface = interfaces.first(where: { $0.name == input.interface }) else {
            throw ServiceDescription.Failure.interfaceNotFound(input.interface).wire
        }
        return ServiceDescription.Definition(interface.definition)
    }

    private func failure(of method: String) -> ServiceDescription.Failure {
        if declared.contains(method) { return .methodNotImplemented(method) }
        guard let dot = method.lastIndex(of: ".") else { return .methodNotFound(method) }
        let interface = String(method[..<dot])
        let known = interfaces.contains { $0.name == interface }
        return known ? .methodNotFound(method) : .interfaceNotFound(interface)
    }

    private static func input<Method: VarlinkMethod>(
        _: Method.Type, _ call: VarlinkCall
    ) throws(VarlinkError) -> Method.Input {
        do throws(JSONFieldError) {
            return try Method.Input(parameters: call.parameters)
        } catch {
            throw VarlinkError(error)
        }
    }
}
