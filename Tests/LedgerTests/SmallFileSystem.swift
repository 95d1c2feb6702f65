import Glibc
import TestSupport

/// A file system of a few megabytes in memory, mounted for one test.
final class SmallFileSystem {
    let path: String
    private let folder: TemporaryDirectory

    init(megabytes: Int) throws {
        folder = try TemporaryDirectory()
        path = folder.path
        guard mount("tmpfs", path, "tmpfs", 0, "size=\(megabytes)m") == 0 else {
            throw TestFailure.last("mount", path)
        }
    }

    deinit { umount2(path, Int32(MNT_DETACH)) }

    /// Lets nothing be written any more, or again.
    func setReadOnly(_ readOnly: Bool) throws {
        let flags = UInt(MS_REMOUNT) | (readOnly ? UInt(MS_RDONLY) : 0)
        guard mount("tmpfs", path, "tmpfs", flags, nil) == 0 else {
            throw TestFailure.last("remount", path)
        }
    }

    /// Fills it to the last byte with one file.
    func fill() {
        let file = open("\(path)/filler", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        defer { close(file) }
        let block = [UInt8](repeating: 0, count: 4096)
        while write(file, block, block.count) > 0 {}
    }

    /// Takes the filler away again.
    func empty() { unlink("\(path)/filler") }

    /// Whether this process may mount anything.
    static let isPossible: Bool = (try? SmallFileSystem(megabytes: 1)) != nil
}
