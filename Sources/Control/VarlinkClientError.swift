import Glibc
package import JSONText

/// Why a client got no answer, in a sentence that says what to do.
package enum VarlinkClientError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Nobody listens there.
    case noDaemon(path: String)
    /// The socket may not be used by this user.
    case noAccess(path: String)
    /// A socket's path cannot be that long.
    case pathTooLong(path: String)
    /// The daemon did not answer in time.
    case timedOut(seconds: Int)
    /// The daemon hung up.
    case closed
    /// What came is no varlink.
    case notVarlink(VarlinkMessageError)
    /// The reply is not what this program expects of the method.
    case notUnderstood(method: String, JSONFieldError)
    /// The daemon answered with an error of its own.
    case refused(VarlinkError)
    /// The system refused something else.
    case system(call: String, error: Int32)

    package var description: String {
        switch self {
        case .noDaemon(let path):
            "caseclockd is not running, or its socket is elsewhere: '\(path)': start it with "
                + "'systemctl start caseclockd', or name the socket with --socket"
        case .noAccess(let path):
            "you may not use the socket '\(path)': ask the administrator of this machine"
        case .pathTooLong(let path):
            "the socket's path '\(path)' is longer than the system allows "
                + "(\(ClientSocket.longestPath) bytes): name a shorter one with --socket"
        case .timedOut(let seconds):
            "caseclockd did not answer within \(seconds) seconds: see 'systemctl status caseclockd'"
        case .closed: "caseclockd hung up before it answered: see 'journalctl -u caseclockd'"
        case .notVarlink(let error): "what listens on the socket is not caseclockd: \(error)"
        case .notUnderstood(let method, let error):
            "the answer to \(method) is not understood (\(error)): are caseclockd and this program "
                + "of the same version?"
        case .refused(let error): error.sentence
        case .system(let call, let error): "\(call): \(String(cString: strerror(error)))"
        }
    }
}
