import Glibc

/// Cuts a stream of bytes into messages, each ended by a NUL.
///
/// It holds at most one unfinished message of `limit` bytes and what came with it in one piece.
package struct VarlinkFraming {
    /// The byte that ends a message.
    package static let endOfMessage: UInt8 = 0

    /// Capacity that is kept for the next message; what a large one took is given back.
    private static let keptBytes = 64 << 10

    private let limit: Int
    private var bytes: [UInt8] = []
    /// Where the message in hand begins.
    private var start = 0
    /// Up to where there is no NUL.
    private var searched = 0

    /// Frames messages of at most `limit` bytes, the NUL not counted.
    package init(limit: Int) {
        self.limit = limit
    }

    /// Whether the first bytes of a message have come and the rest has not.
    package var isMidMessage: Bool { start < bytes.count }

    /// Takes bytes as they came.
    package mutating func append(_ more: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: more)
    }

    /// Reads the next whole message with `body`, which gets it without its NUL; nil when there is
    /// none yet.
    ///
    /// - Throws: `tooLong`, after which nothing in the stream can be trusted.
    package mutating func next<Result>(
        _ body: (UnsafeRawBufferPointer) -> Result
    ) throws(VarlinkMessageError) -> Result? {
        guard let end = endOfNext() else {
            searched = bytes.count
            guard bytes.count - start <= limit else { throw .tooLong(limit: limit) }
            return nil
        }
        guard end - start <= limit else { throw .tooLong(limit: limit) }
        let result = bytes.withUnsafeBytes { raw in
            body(UnsafeRawBufferPointer(rebasing: raw[start..<end]))
        }
        start = end + 1
        searched = start
        dropRead()
        return result
    }

    private func endOfNext() -> Int? {
        bytes.withUnsafeBytes { raw in
            guard let base = raw.baseAddress, searched < raw.count,
                let found = memchr(
                    base + searched, Int32(Self.endOfMessage), raw.count - searched)
            else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }

    /// Forgets what has been read: at once when that is all, else when it is the larger half.
    private mutating func dropRead() {
        if start == bytes.count {
            bytes.removeAll(keepingCapacity: bytes.capacity <= Self.keptBytes)
        } else if start > bytes.count / 2 {
            bytes.removeFirst(start)
        } else {
            return
        }
        start = 0
        searched = 0
    }
}
