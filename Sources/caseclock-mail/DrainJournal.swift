import Delivery
import Glibc
import Systemd

/// What the drainer says: to the journal, and to standard error where nobody reads that.
///
/// It says ids and reasons, never an address and never sendmail's words.
final class DrainJournal {
    private let writer: JournalWriter
    /// What waits for room in journald's queue.
    private var waiting: [JournalEntry] = []
    private var writable: IOSource?

    /// How many entries wait at most; what comes after that is lost.
    static let mostWaiting = 1000
    /// The name by which the journal knows the program.
    static let identifier = "caseclock-mail"

    init(socketPath: String, loop: EventLoop) throws(SystemError) {
        writer = try JournalWriter(socketPath: socketPath)
        writable = try writer.onWritable(loop) { [unowned self] in flush() }
    }

    /// Says one thing, of a message where there is one.
    func say(_ kind: MessageID, _ text: String, message: String? = nil) {
        var entry = JournalEntry(kind.priority, text, id: kind.id, identifier: Self.identifier)
        if let message { entry.append("CASECLOCK_NOTIFICATION", message) }
        if isatty(STDERR_FILENO) == 1 { Self.print(text) }
        guard waiting.count < Self.mostWaiting else { return }
        waiting.append(entry)
        flush()
    }

    private func flush() {
        while let entry = waiting.first {
            switch writer.write(entry) {
            case .sent: break
            case .wouldBlock:
                // Without epoll it is tried again with the next entry.
                try? writable?.enable()
                return
            case .noJournal, .failed:
                if isatty(STDERR_FILENO) != 1 { Self.print(entry.message) }
            }
            waiting.removeFirst()
        }
        try? writable?.disable()
    }

    /// Writes a line to standard error.
    static func print(_ text: String) {
        var line = Array("\(identifier): \(text)\n".utf8)
        while !line.isEmpty {
            let count = write(STDERR_FILENO, line, line.count)
            if count < 0 {
                if errno == EINTR { continue }
                return
            }
            line.removeFirst(count)
        }
    }
}
