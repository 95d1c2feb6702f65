import Glibc

/// Why a fixture could not do its part.
package struct TestFailure: Error, CustomStringConvertible {
    /// What happened.
    package let description: String

    /// A failure in words.
    package init(_ description: String) {
        self.description = description
    }

    /// A call that has just failed, with its error number.
    package static func last(_ call: String, _ what: String) -> TestFailure {
        TestFailure("\(call) '\(what)': \(String(cString: strerror(errno)))")
    }
}
