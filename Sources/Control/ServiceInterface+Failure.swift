import JSONText

extension ServiceInterface {
    /// The errors that this interface names.
    package enum Failure: VarlinkErrorSet {
        case reloadRefused(reason: String)
        case ledgerFailed(reason: String)
        case invalidBackupName(String)
        case backupExists(name: String)
        /// One is being made, of this name.
        case backupRunning(name: String)
        case backupFailed(reason: String)
        case invalidDate(parameter: String, value: String)
        case notAllowed(needs: String)
        case tooManyRequests(limit: Int)

        package var wire: VarlinkError {
            switch self {
            case .reloadRefused(let reason): Self.make("ReloadRefused", "reason", reason)
            case .ledgerFailed(let reason): Self.make("LedgerFailed", "reason", reason)
            case .invalidBackupName(let name): Self.make("InvalidBackupName", "name", name)
            case .backupExists(let name): Self.make("BackupExists", "name", name)
            case .backupRunning(let name): Self.make("BackupRunning", "name", name)
            case .backupFailed(let reason): Self.make("BackupFailed", "reason", reason)
            case .invalidDate(let parameter, let value):
                VarlinkError(
                    name: "\(interfaceName).InvalidDate",
                    parameters: [
                        JSONMember("parameter", .string(parameter)),
                        JSONMember("value", .string(value)),
                    ])
            case .notAllowed(let needs): Self.make("NotAllowed", "needs", needs)
            case .tooManyRequests(let limit):
                VarlinkError(
                    name: "\(interfaceName).TooManyRequests",
                    parameters: [JSONMember("limit", .integer(Int64(limit)))])
            }
        }

        package init?(_ wire: VarlinkError) {
            let prefix = interfaceName + "."
            guard wire.name.hasPrefix(prefix) else { return nil }
            let reason = wire.string("reason") ?? ""
            let name = wire.string("name") ?? ""
            switch wire.name.dropFirst(prefix.count) {
            case "ReloadRefused": self = .reloadRefused(reason: reason)
            case "LedgerFailed": self = .ledgerFailed(reason: reason)
            case "InvalidBackupName": self = .invalidBackupName(name)
            case "BackupExists": self = .backupExists(name: name)
            case "BackupRunning": self = .backupRunning(name: name)
            case "BackupFailed": self = .backupFailed(reason: reason)
            case "InvalidDate":
                self = .invalidDate(
                    parameter: wire.string("parameter") ?? "", value: wire.string("value") ?? "")
            case "NotAllowed": self = .notAllowed(needs: wire.string("needs") ?? "")
            case "TooManyRequests": self = .tooManyRequests(limit: wire.integer("limit") ?? 0)
            default: return nil
            }
        }

        package var sentence: String {
            switch self {
            case .reloadRefused(let reason): "the reload was refused: \(reason)"
            case .ledgerFailed(let reason): reason
            case .invalidBackupName(let name):
                "a backup cannot be called '\(name)': expected at most 64 of letters, digits, '.', "
                    + "'_' and '-', the first a letter or digit, and not caseclock- with a time, "
                    + "as the daemon's own are called"
            case .backupExists(let name):
                "there is a backup '\(name)': give another name, none is ever replaced"
            case .backupRunning(let name):
                "the backup '\(name)' is being made: try again when it is done"
            case .backupFailed(let reason): "no backup was made: \(reason)"
            case .invalidDate(let parameter, let value):
                FailureWords.invalidDate(parameter, value)
            case .notAllowed(let needs): FailureWords.notAllowed(needs)
            case .tooManyRequests(let limit):
                "\(limit) requests wait already: try again in a moment"
            }
        }

        private static func make(
            _ error: String, _ parameter: String, _ value: String
        ) -> VarlinkError {
            VarlinkError(
                name: "\(interfaceName).\(error)",
                parameters: [JSONMember(parameter, .string(value))])
        }
    }
}
