import Glibc

/// Cuts a file that comes in pieces into its lines, of which one at a time is in memory.
struct LineSplitter {
    /// The longest line that is read.
    static let maximumLineBytes = 1 << 20

    /// One line without its end.
    struct Line {
        /// Its number, from 1.
        let number: Int32
        /// Its bytes; the first of them where it is too long.
        let bytes: UnsafeRawBufferPointer
        /// Whether it is longer than lines can be.
        let isTooLong: Bool
    }

    private let limit: Int
    private var number: Int32 = 1
    /// What the pieces so far have of a line that goes on in the next.
    private var begun: [UInt8] = []
    private var isTooLong = false

    /// A splitter that has seen nothing yet.
    init(limit: Int = maximumLineBytes) { self.limit = limit }

    /// Hands out the lines that end in a piece.
    mutating func take(_ piece: UnsafeRawBufferPointer, _ body: (Line) -> Void) {
        var rest = piece
        while let start = rest.baseAddress, !rest.isEmpty {
            guard let end = memchr(start, Int32(UInt8(ascii: "\n")), rest.count) else {
                keep(rest)
                return
            }
            let length = UnsafeRawPointer(end) - start
            let part = UnsafeRawBufferPointer(rebasing: rest[..<length])
            if begun.isEmpty && !isTooLong && length <= limit {
                body(Line(number: number, bytes: part, isTooLong: false))
            } else {
                keep(part)
                handOut(body)
            }
            number += 1
            rest = UnsafeRawBufferPointer(rebasing: rest[(length + 1)...])
        }
    }

    /// Hands out the last line, where no line end closes it.
    mutating func finish(_ body: (Line) -> Void) {
        if !begun.isEmpty || isTooLong { handOut(body) }
    }

    private mutating func keep(_ part: UnsafeRawBufferPointer) {
        let room = limit - begun.count
        begun.append(contentsOf: part.prefix(room))
        if part.count > room { isTooLong = true }
    }

    private mutating func handOut(_ body: (Line) -> Void) {
        begun.withUnsafeBytes { bytes in
            body(Line(number: number, bytes: bytes, isTooLong: isTooLong))
        }
        begun.removeAll(keepingCapacity: true)
        isTooLong = false
    }
}
