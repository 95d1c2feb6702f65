import Casework
import Glibc

/// A descriptor that is closed once.
struct OpenFile: ~Copyable {
    let descriptor: Int32

    /// Why a file can't be read.
    enum Failure: Error, Hashable {
        case system(Int32)
        case notRegular
        case tooLarge(Int64)
        /// It changed while it was read.
        case unstable
    }

    /// Opens a file for reading; beneath a folder, the name is one of its entries.
    init(_ path: String, in folder: Int32 = AT_FDCWD, flags: Int32) throws(Failure) {
        while true {
            let descriptor = openat(folder, path, O_RDONLY | O_CLOEXEC | flags)
            if descriptor >= 0 {
                self.descriptor = descriptor
                return
            }
            guard errno == EINTR else { throw .system(errno) }
        }
    }

    deinit { close(descriptor) }

    /// The stamp of a regular file that is not too large.
    func stamp(limit: Int) throws(Failure) -> FileStamp {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .system(errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
        guard status.st_size <= limit else { throw .tooLarge(Int64(status.st_size)) }
        return FileStamp(status)
    }

    /// The bytes of a file that has a stamp; throws `unstable` where it changes meanwhile.
    func bytes(of stamp: FileStamp, limit: Int) throws(Failure) -> [UInt8] {
        // One byte more than the stamp says, so that a file that grew shows.
        let capacity = Int(stamp.size) + 1
        var failure: Failure?
        let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            while count < capacity, let start = buffer.baseAddress {
                let got = read(descriptor, start + count, capacity - count)
                if got > 0 {
                    count += got
                } else if got == 0 {
                    return
                } else if errno != EINTR {
                    failure = .system(errno)
                    return
                }
            }
        }
        if let failure { throw failure }
        guard bytes.count == Int(stamp.size), try self.stamp(limit: limit) == stamp else {
            throw .unstable
        }
        return bytes
    }
}

extension OpenFile.Failure {
    /// The failure in words, after `not read: `.
    var reason: String {
        switch self {
        case .system(let code): String(cString: strerror(code))
        case .notRegular: "it is not a regular file"
        case .tooLarge(let size):
            "it has \(size) bytes, and at most \(YAMLTree.maximumBytes) are read"
        case .unstable: "it is being written"
        }
    }
}
