import Glibc

/// The user who runs the tests.
package enum CurrentUser {
    /// The user's name; the number where it has none.
    package static var name: String {
        guard let entry = getpwuid(geteuid()), let name = entry.pointee.pw_name else {
            return "\(geteuid())"
        }
        return String(cString: name)
    }
}
