import Glibc

/// A small file system in memory, mounted for one test and unmounted with the last reference to it.
package final class MemoryFileSystem {
    /// Where it is mounted.
    package let path: String
    private let folder: TemporaryDirectory?
    private let options: String

    /// Mounts one over a folder, or in a folder of its own; with at most so many files, if that is
    /// said.
    package init(
        kibibytes: Int, files: Int? = nil, at path: String? = nil
    ) throws {
        folder = path == nil ? try TemporaryDirectory() : nil
        self.path = path ?? folder?.path ?? ""
        options = "size=\(kibibytes)k" + (files.map { ",nr_inodes=\($0)" } ?? "")
        guard mount("tmpfs", self.path, "tmpfs", 0, options) == 0 else {
            throw TestFailure.last("mount", self.path)
        }
    }

    deinit { umount2(path, Int32(MNT_DETACH)) }

    /// Lets nothing be written any more, or again.
    package func setReadOnly(_ readOnly: Bool) throws {
        let flags = UInt(MS_REMOUNT) | (readOnly ? UInt(MS_RDONLY) : 0)
        guard mount("tmpfs", path, "tmpfs", flags, options) == 0 else {
            throw TestFailure.last("remount", path)
        }
    }

    private var filler: String { "\(path)/filler" }

    /// Fills it to the last byte with one file.
    package func fill() throws {
        let file = open(filler, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw TestFailure.last("open", filler) }
        defer { close(file) }
        let block = [UInt8](repeating: 0, count: 4096)
        while write(file, block, block.count) > 0 {}
    }

    /// Takes the filler away again.
    package func empty() { unlink(filler) }

    /// Whether this process may mount anything.
    package static let isPossible: Bool = (try? MemoryFileSystem(kibibytes: 16)) != nil
}
