import Glibc

/// The users and groups that the system knows, by name and number.
///
/// The answer may come over a network, so it is asked for when a configuration is read, and not
/// with each call.
package enum SystemAccounts {
    /// The number of a user; nil where the system knows none of the name.
    package static func uid(ofUser name: String) -> UInt32? {
        var entry = passwd()
        return withBuffer { room, bytes in
            var found: UnsafeMutablePointer<passwd>?
            let result = getpwnam_r(name, &entry, room, bytes, &found)
            return (result, found?.pointee.pw_uid)
        }
    }

    /// The number of a group; nil where the system knows none of the name.
    package static func gid(ofGroup name: String) -> UInt32? {
        var entry = group()
        return withBuffer { room, bytes in
            var found: UnsafeMutablePointer<group>?
            let result = getgrnam_r(name, &entry, room, bytes, &found)
            return (result, found?.pointee.gr_gid)
        }
    }

    /// The name of a user; nil where the system knows none of the number.
    package static func name(ofUser uid: UInt32) -> String? {
        var entry = passwd()
        return withBuffer { room, bytes in
            var found: UnsafeMutablePointer<passwd>?
            let result = getpwuid_r(uid, &entry, room, bytes, &found)
            return (result, found.flatMap { String(validatingCString: $0.pointee.pw_name) })
        }
    }

    private static let firstBytes = 1 << 12
    /// A group of many members takes a lot of room; one that takes more than this is unknown.
    private static let mostBytes = 1 << 24

    /// Asks with more room each time, until there is enough.
    private static func withBuffer<Answer>(
        _ ask: (UnsafeMutablePointer<CChar>, Int) -> (result: Int32, answer: Answer?)
    ) -> Answer? {
        var bytes = firstBytes
        while bytes <= mostBytes {
            var room = [CChar](repeating: 0, count: bytes)
            let (result, answer) = room.withUnsafeMutableBufferPointer { buffer in
                buffer.baseAddress.map { ask($0, buffer.count) } ?? (ENOMEM, nil)
            }
            switch result {
            case 0: return answer
            case ERANGE: bytes *= 4
            case EINTR: break
            default: return nil
            }
        }
        return nil
    }
}
