package import Casework
package import CivilTime
import Systemd

/// What a journal entry looks like on a terminal while no journald listens.
package enum StandardErrorTwin {
    /// An entry of the outbox in one line, without its end:
    /// `2026-03-02 08:30 warning K-1042 plan-review overdue 3 days, target 2026-02-27, for a-moreau`.
    package static func line(_ item: OutboxItem, at now: CivilTime) -> String {
        let time = now.description.prefix("YYYY-MM-DD HH:MM".count)
        guard let payload = JournalPayload(item.payload) else { return "\(time) \(item.id)" }
        let level = payload["PRIORITY"].flatMap { UInt8($0) }
            .flatMap { JournalEntry.Priority(rawValue: $0) }
        let text = "\(time) \(level.map { "\($0)" } ?? "info") \(payload["MESSAGE"] ?? "")"
        // A terminal obeys control characters.
        return text.unicodeScalars
            .map { $0.properties.generalCategory == .control ? "?" : String($0) }.joined()
    }
}
