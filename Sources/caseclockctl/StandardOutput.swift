import Glibc

/// What goes to standard output, gathered so that many rows are few writes.
struct StandardOutput {
    private static let pieceBytes = 64 << 10

    private var pending: [UInt8] = []
    /// The error number of a write that failed, after which nothing more is written.
    private(set) var failure: Int32?

    /// Adds text as it is.
    mutating func write(_ text: String) {
        pending.append(contentsOf: text.utf8)
        if pending.count >= Self.pieceBytes { flush() }
    }

    /// Adds a line.
    mutating func line(_ text: String = "") {
        write(text)
        write("\n")
    }

    /// Adds bytes as they are.
    mutating func write(_ bytes: UnsafeRawBufferPointer) {
        pending.append(contentsOf: bytes)
        if pending.count >= Self.pieceBytes { flush() }
    }

    /// Writes out what is left.
    ///
    /// - Throws: why it could not be written, with nothing to say when the reader has gone.
    mutating func finish() throws(CommandFailure) {
        flush()
        guard let failure else { return }
        if failure == EPIPE { throw CommandFailure(code: EX_OK, message: "") }
        throw CommandFailure(
            code: EX_IOERR,
            message: "standard output cannot be written: \(String(cString: strerror(failure)))")
    }

    /// Writes out what there is.
    mutating func flush() {
        var written = 0
        while failure == nil, written < pending.count {
            let count = pending.withUnsafeBytes { raw in
                Glibc.write(
                    STDOUT_FILENO, raw.baseAddress.map { $0 + written }, raw.count - written)
            }
            if count >= 0 { written += count } else if errno != EINTR { failure = errno }
        }
        pending.removeAll(keepingCapacity: true)
    }
}
