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

    init(writer: JournalWriter) { self.writer = writer }

    /// Says one thing.
    func say(_ kind: MessageID, _ text: String, _ fields: [(JournalFieldName, String)] = []) {
        var entry = JournalEntry(
            kind.priority, text, id: kind.id, identifier: StageEntry.syslogIdentifier)
        for (name, value) in fields { entry.append(name, value) }
        if writer.write(entry) != .sent || isatty(STDERR_FILENO) == 1 { Self.print(text) }
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
