import Glibc
import TestSupport

/// A file system of a few kibibytes in memory, mounted for one test.
final class TinyFileSystem {
    let path: String
    private let kibibytes: Int
    private let folder: TemporaryDirectory

    init(kibibytes: Int) throws {
        folder = try TemporaryDirectory()
        path = folder.path
        self.kibibytes = kibibytes
        guard mount("tmpfs", path, "tmpfs", 0, "size=\(kibibytes)k") == 0 else {
            throw TestFailure.last("mount", path)
        }
    }

    deinit { umount2(path, Int32(MNT_DETACH)) }

    /// Lets nothing be written any more, or again.
    func setReadOnly(_ readOnly: Bool) throws {
        let flags = UInt(MS_REMOUNT) | (readOnly ? UInt(MS_RDONLY) : 0)
        guard mount("tmpfs", path, "tmpfs", flags, "size=\(kibibytes)k") == 0 else {
            throw TestFailure.last("remount", path)
        }
    }

    /// Whether this process may mount anything.
    static let isPossible: Bool = (try? TinyFileSystem(kibibytes: 16)) != nil
}
