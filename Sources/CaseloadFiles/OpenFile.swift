import Casework
import Glibc

/// A descriptor that is closed once.
struct OpenFile: ~Copyable {
    let descriptor: Int32

    /// Why a file can't be read.
    enum Failure: Error, Hashable {
        case system(Int32)
        case notRegular
        case tooLarge(Int64, limit: Int)
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
        guard status.st_size <= limit else {
            throw .tooLarge(Int64(status.st_size), limit: limit)
        }
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

extension OpenFile {
    /// How many bytes are in memory at once of a file that is read in pieces.
    static let pieceBytes = 256 << 10

    /// Hands out the bytes of a file that has a stamp, piece by piece.
    ///
    /// Throws `unstable` where it changes meanwhile: what was handed out then counts for nothing.
    func pieces(
        of stamp: FileStamp, limit: Int, _ body: (UnsafeRawBufferPointer) -> Void
    ) throws(Failure) {
        guard try self.stamp(limit: limit) == stamp else { throw .unstable }
        let piece = UnsafeMutableRawBufferPointer.allocate(
            byteCount: Self.pieceBytes, alignment: 1)
        defer { piece.deallocate() }
        var total: Int64 = 0
        while total <= stamp.size {
            let got = read(descriptor, piece.baseAddress, piece.count)
            if got > 0 {
                total += Int64(got)
                body(UnsafeRawBufferPointer(rebasing: piece[..<got]))
            } else if got == 0 {
                break
            } else if errno != EINTR {
                throw .system(errno)
            }
        }
        guard total == stamp.size, try self.stamp(limit: limit) == stamp else { throw .unstable }
    }
}

extension OpenFile.Failure {
    /// The failure in words, after `not read: `.
    var reason: String {
        switch self {
        case .system(let code): String(cString: strerror(code))
        case .notRegular: "it is not a regular file"
        case .tooLarge(let size, let limit):
            "it has \(size) bytes, and at most \(limit) are read"
        case .unstable: "it is being written"
        }
    }
}
