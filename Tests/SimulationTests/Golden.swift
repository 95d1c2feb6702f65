import Glibc
import TestSupport
import Testing

/// The files of Golden/, which people read.
///
/// `CASECLOCK_WRITE_GOLDEN=1 swift test` writes them anew; look at what changed before it lands.
enum Golden {
    private static let folder = "\(Checkout.path)/Tests/SimulationTests/Golden"

    static func expect(
        _ text: String, _ name: String, at place: SourceLocation = #_sourceLocation
    ) throws {
        let path = "\(folder)/\(name)"
        if getenv("CASECLOCK_WRITE_GOLDEN") != nil { try FileTree.write(text, to: path) }
        let golden = try FileTree.read(path)
        guard text != golden else { return }
        let (now, before) = (lines(text), lines(golden))
        let line = zip(now, before).prefix { $0 == $1 }.count
        func excerpt(_ lines: [Substring]) -> String {
            lines.dropFirst(max(0, line - 5)).prefix(20).joined(separator: "\n")
        }
        Issue.record(
            "\(name) differs from line \(line + 1) on; it was\n\(excerpt(before))\nand is\n\(excerpt(now))",
            sourceLocation: place)
    }

    /// The names of the files.
    static var names: [String] { FileTree.names(in: folder) }

    private static func lines(_ text: String) -> [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
    }
}
