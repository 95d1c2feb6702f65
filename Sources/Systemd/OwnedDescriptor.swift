import Glibc

/// A file descriptor with one owner, who closes it once.
package struct OwnedDescriptor: ~Copyable {
    /// The number, to lend to a call.
    package let raw: Int32

    /// Takes over an open descriptor.
    package init(owning raw: Int32) {
        self.raw = raw
    }

    /// Takes over what a call has returned.
    ///
    /// - Throws: `SystemError` with the call's error number when it returned -1.
    init(_ call: String, what: String? = nil, _ result: Int32) throws(SystemError) {
        guard result >= 0 else { throw SystemError.last(call, what: what) }
        raw = result
    }

    /// Gives the descriptor away without closing it.
    package consuming func release() -> Int32 {
        let number = raw
        discard self
        return number
    }

    deinit {
        close(raw)
    }
}
