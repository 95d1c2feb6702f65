import JSONText

/// `io.caseclock.Service`: how the daemon does.
///
/// The names of the types inside are those of `Interfaces/io.caseclock.Service.varlink`.
package enum ServiceInterface {
    static let interfaceName = "io.caseclock.Service"

    /// The interface with its definition.
    package static let interface = VarlinkInterface(
        name: interfaceName,
        definition: String(
            decoding: PackageResources.io_caseclock_Service_varlink, as: UTF8.self),
        methods: [GetStatus.name, Reload.name, ConfirmClock.name])

    /// How the daemon does; the wire calls it Status, as what it answers with is called here.
    package enum GetStatus: VarlinkMethod {
        package typealias Input = NoParameters
        package typealias Output = Status
        package static let name = "io.caseclock.Service.Status"
    }

    /// Reads the caseload folder anew.
    package enum Reload: VarlinkMethod {
        package typealias Input = ReloadOptions
        package typealias Output = ReloadReply
        package static let name = "io.caseclock.Service.Reload"
    }

    /// Says that the clock is right after a jump.
    package enum ConfirmClock: VarlinkMethod {
        package typealias Input = NoParameters
        package typealias Output = ClockReply
        package static let name = "io.caseclock.Service.ConfirmClock"
    }

    /// The errors that this interface names.
    package enum Failure: VarlinkErrorSet {
        case reloadRefused(reason: String)
        case ledgerFailed(reason: String)

        package var wire: VarlinkError {
            switch self {
            case .reloadRefused(let reason): Self.make("ReloadRefused", reason)
            case .ledgerFailed(let reason): Self.make("LedgerFailed", reason)
            }
        }

        package init?(_ wire: VarlinkError) {
            let reason = wire.string("reason") ?? ""
            switch wire.name {
            case "\(interfaceName).ReloadRefused": self = .reloadRefused(reason: reason)
            case "\(interfaceName).LedgerFailed": self = .ledgerFailed(reason: reason)
            default: return nil
            }
        }

        package var sentence: String {
            switch self {
            case .reloadRefused(let reason): "the reload was refused: \(reason)"
            case .ledgerFailed(let reason): reason
            }
        }

        private static func make(_ error: String, _ reason: String) -> VarlinkError {
            VarlinkError(
                name: "\(interfaceName).\(error)",
                parameters: [JSONMember("reason", .string(reason))])
        }
    }
}
