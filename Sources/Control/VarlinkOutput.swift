import JSONText

/// Replies that wait for a client to read them.
struct VarlinkOutput: ~Copyable {
    /// Capacity that is kept for the next reply; what a large one took is given back.
    private static let keptBytes = 64 << 10

    private var writer = JSONWriter()
    private var sent = 0

    /// Bytes that wait.
    var count: Int { writer.count - sent }

    mutating func write(_ answer: Result<any VarlinkBody, VarlinkError>, continues: Bool = false) {
        switch answer {
        case .success(let body): VarlinkReply.write(body, continues: continues, to: &writer)
        case .failure(let error): VarlinkReply.write(error, to: &writer)
        }
    }

    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        writer.withBytes { body(UnsafeRawBufferPointer(rebasing: $0[sent...])) }
    }

    /// Forgets bytes that were sent: at once when they are all, else when they are the larger half.
    mutating func drop(_ bytes: Int) {
        precondition(bytes <= count, "more was sent than there was")
        sent += bytes
        guard sent > writer.count / 2 else { return }
        writer.removeFirst(sent, keepingCapacity: Self.keptBytes)
        sent = 0
    }
}
