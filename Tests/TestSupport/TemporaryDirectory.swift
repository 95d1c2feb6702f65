import Glibc

/// A folder of its own for one test, removed with the last reference to it.
package final class TemporaryDirectory {
    /// Where it is.
    package let path: String

    /// Makes the folder.
    ///
    /// - Throws: `TestFailure`.
    package init() throws {
        var template = Array("/tmp/caseclock-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw TestFailure.last("mkdtemp", "/tmp") }
        path = String(
            decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        FileTree.remove(path)
    }

    /// The path of an entry of that name.
    package func file(_ name: String) -> String { "\(path)/\(name)" }
}
