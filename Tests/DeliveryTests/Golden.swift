import Glibc
import TestSupport
import Testing

/// The files of Golden/, which say how mails read.
///
/// `CASECLOCK_WRITE_GOLDEN=1 swift test` writes them anew; look at what changed before it lands.
enum Golden {
    static func expect(
        _ text: String, _ name: String, at place: SourceLocation = #_sourceLocation
    ) throws {
        let path = "\(Checkout.path)/Tests/DeliveryTests/Golden/\(name)"
        if getenv("CASECLOCK_WRITE_GOLDEN") != nil { try FileTree.write(text, to: path) }
        let golden = try FileTree.read(path)
        #expect(text == golden, "\(name) reads now:\n\(text)", sourceLocation: place)
    }
}
