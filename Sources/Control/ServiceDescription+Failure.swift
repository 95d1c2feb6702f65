package import JSONText

extension ServiceDescription {
    /// The errors every varlink service shares.
    package enum Failure: VarlinkErrorSet {
        case interfaceNotFound(String)
        case methodNotFound(String)
        case methodNotImplemented(String)
        case invalidParameter(String)
        case permissionDenied
        case expectedMore

        package var wire: VarlinkError {
            switch self {
            case .interfaceNotFound(let name): Self.make("InterfaceNotFound", "interface", name)
            case .methodNotFound(let name): Self.make("MethodNotFound", "method", name)
            case .methodNotImplemented(let name): Self.make("MethodNotImplemented", "method", name)
            case .invalidParameter(let name): Self.make("InvalidParameter", "parameter", name)
            case .permissionDenied: VarlinkError(name: "\(interfaceName).PermissionDenied")
            case .expectedMore: VarlinkError(name: "\(interfaceName).ExpectedMore")
            }
        }

        package init?(_ wire: VarlinkError) {
            switch wire.name {
            case "\(interfaceName).InterfaceNotFound":
                self = .interfaceNotFound(wire.string("interface") ?? "")
            case "\(interfaceName).MethodNotFound":
                self = .methodNotFound(wire.string("method") ?? "")
            case "\(interfaceName).MethodNotImplemented":
                self = .methodNotImplemented(wire.string("method") ?? "")
            case "\(interfaceName).InvalidParameter":
                self = .invalidParameter(wire.string("parameter") ?? "")
            case "\(interfaceName).PermissionDenied": self = .permissionDenied
            case "\(interfaceName).ExpectedMore": self = .expectedMore
            default: return nil
            }
        }

        package var sentence: String {
            switch self {
            case .interfaceNotFound(let name):
                "the daemon has no interface '\(name)': it may be older than this program"
            case .methodNotFound(let name):
                "the daemon has no method '\(name)': it may be older than this program"
            case .methodNotImplemented(let name): "the daemon does not do '\(name)'"
            case .invalidParameter(let name): "the daemon does not accept the value of '\(name)'"
            case .permissionDenied: "you may not do this: ask the administrator of this machine"
            case .expectedMore: "the method answers in several replies: call it with 'more'"
            }
        }

        private static func make(_ error: String, _ name: String, _ value: String) -> VarlinkError {
            VarlinkError(
                name: "\(interfaceName).\(error)", parameters: [JSONMember(name, .string(value))])
        }
    }
}

extension VarlinkError {
    /// `org.varlink.service.InvalidParameter`.
    package static func invalidParameter(_ name: String) -> VarlinkError {
        ServiceDescription.Failure.invalidParameter(name).wire
    }

    /// `org.varlink.service.PermissionDenied`.
    package static var permissionDenied: VarlinkError {
        ServiceDescription.Failure.permissionDenied.wire
    }

    /// The standard error for parameters that cannot be read.
    package init(_ error: JSONFieldError) {
        self = .invalidParameter(error.name.isEmpty ? "parameters" : error.name)
    }
}
