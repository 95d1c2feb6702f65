import CSystemd
import Glibc

/// The sockets that the service manager has opened for this process (sd_listen_fds(3)).
package enum ActivatedSockets {
    /// Takes them over: non-blocking, close-on-exec, named; empty when there are none.
    ///
    /// What the environment says of them is removed, so that no child process believes it is
    /// meant.
    ///
    /// - Throws: `SystemError`; `ENOTSOCK` when one of them is not a listening Unix stream socket.
    ///   All of them are closed then.
    package static func take() throws(SystemError) -> [ListeningSocket] {
        var names: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        let count = try SystemError.check(
            sd_listen_fds_with_names(1, &names), "sd_listen_fds_with_names")
        defer { release(names, count) }
        var sockets: [ListeningSocket] = []
        var refused: SystemError?
        for index in 0..<count {
            let descriptor = OwnedDescriptor(owning: 3 + index)  // SD_LISTEN_FDS_START
            let name = names?[Int(index)].map { String(cString: $0) } ?? "unknown"
            do {
                try prepare(descriptor.raw, name: name)
                sockets.append(ListeningSocket(descriptor, name: name, bound: nil))
            } catch {
                refused = refused ?? error
            }
        }
        if let refused { throw refused }
        return sockets
    }

    private static func prepare(_ descriptor: Int32, name: String) throws(SystemError) {
        let isListening = try SystemError.check(
            sd_is_socket_unix(descriptor, Int32(CASECLOCK_SOCK_STREAM), 1, nil, 0),
            "sd_is_socket_unix", what: name)
        guard isListening > 0 else {
            throw SystemError(
                "sd_listen_fds", code: ENOTSOCK, what: name,
                detail: "descriptor \(descriptor) is not a listening Unix stream socket")
        }
        let flags = fcntl(descriptor, F_GETFL)
        guard flags >= 0, fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0 else {
            throw SystemError.last("fcntl", what: name)
        }
    }

    private static func release(
        _ names: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, _ count: Int32
    ) {
        guard let names else { return }
        for index in 0..<Int(count) { free(names[index]) }
        free(names)
    }
}
