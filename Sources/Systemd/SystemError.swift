import Glibc

/// A system call or a libsystemd call that failed.
package struct SystemError: Error, Hashable, Sendable {
    /// The call, as its manual page is named.
    package let call: String
    /// The error number, positive.
    package let code: Int32
    /// What the call was about, a path or a name.
    package let what: String?
    /// What there is to say beyond the error number, in its place.
    package let detail: String?

    /// A failure of `call`.
    package init(_ call: String, code: Int32, what: String? = nil, detail: String? = nil) {
        self.call = call
        self.code = code
        self.what = what
        self.detail = detail
    }

    /// The failure of a call that has just returned -1.
    static func last(_ call: String, what: String? = nil) -> SystemError {
        SystemError(call, code: errno, what: what)
    }

    /// Passes on the result of a libsystemd call, or throws when it is a negative error number.
    ///
    /// - Throws: `SystemError` of the call.
    @discardableResult
    static func check(
        _ result: Int32, _ call: String, what: String? = nil
    ) throws(SystemError) -> Int32 {
        guard result >= 0 else { throw SystemError(call, code: -result, what: what) }
        return result
    }
}

extension SystemError: CustomStringConvertible {
    /// Reads `connect '/run/…/socket': Connection refused`.
    package var description: String {
        let place = what.map { " '\($0)'" } ?? ""
        return "\(call)\(place): \(detail ?? String(cString: strerror(code)))"
    }
}
