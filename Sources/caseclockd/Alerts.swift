import Casework
import Delivery
import Glibc
import Systemd

/// What the daemon has to say of itself: to the journal, and to standard error where nobody
/// reads that.
///
/// Unlike the stages of deadlines it is not kept in the outbox: it tells the moment.
final class Alerts {
    private let writer: JournalWriter
    /// What waits for room in journald's queue.
    private var waiting: [JournalEntry] = []
    private var dropped = 0

    /// How many alerts wait at most; when there are more the oldest are dropped, and that is said.
    static let mostWaiting = 200

    init(writer: JournalWriter) { self.writer = writer }

    /// Says one thing.
    func say(_ kind: MessageID, _ text: String, _ fields: [(JournalFieldName, String)] = []) {
        var entry = JournalEntry(
            kind.priority, text, id: kind.id, identifier: StageEntry.syslogIdentifier)
        for (name, value) in fields { entry.append(name, value) }
        if isatty(STDERR_FILENO) == 1 { Self.print(text) }
        waiting.append(entry)
        flush()
    }

    /// Writes what waits, as far as journald takes it.
    ///
    /// Where no journald listens it goes to standard error. Where journald is only slow it waits:
    /// standard error may lead to the same journald, and would stop the loop.
    func flush() {
        while let entry = waiting.first {
            switch writer.write(entry) {
            case .sent: break
            case .wouldBlock:
                let excess = waiting.count - Self.mostWaiting
                guard excess > 0 else { return }
                waiting.removeFirst(excess)
                dropped += excess
                return
            case .noJournal, .failed:
                if isatty(STDERR_FILENO) != 1 { Self.print(entry.message) }
            }
            waiting.removeFirst()
        }
        guard dropped > 0 else { return }
        let count = dropped
        dropped = 0
        say(.alertsDropped, "\(count) alerts were dropped while journald took no entries")
    }

    /// Writes a line to standard error.
    static func print(_ text: String) {
        var line = Array("caseclockd: \(text)\n".utf8)
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
