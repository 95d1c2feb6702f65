import CivilTime
import Control
import Tabular

/// A notification as lines for people.
enum OutboxText {
    private static let labelWidth = 11

    /// What became of it, and below that its text.
    static func lines(_ text: NotificationsInterface.Text) -> [String] {
        let item = text.item
        var lines = [
            "Notification \(item.id)",
            row("channel", item.channel),
            row("person", item.person ?? "nobody in particular"),
            row("day", item.day.description),
            row("state", state(item)),
            row("queued", item.queuedAt),
        ]
        if let delivered = item.deliveredAt { lines.append(row("delivered", delivered)) }
        if let trouble = trouble(item) { lines.append(row("wrong", trouble)) }
        if let count = item.lines { lines.append(row("lines", String(count))) }
        lines.append("")
        guard let message = text.message else {
            return lines.map { PlainText.of($0) } + ["Its text is no longer kept."]
        }
        var body = message.split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        if body.last?.isEmpty == true { body.removeLast() }
        return (lines + body.map { String($0) }).map { PlainText.of($0) }
    }

    /// What went wrong last.
    static func trouble(_ item: NotificationsInterface.Item) -> String? {
        item.error.map { "\($0.code): \($0.text)" }
    }

    private static func state(_ item: NotificationsInterface.Item) -> String {
        let tries = item.attempts > 0 ? ", tried \(Shown.counted(item.attempts, "time"))" : ""
        return item.state + tries + (item.nextTry.map { ", next at \($0)" } ?? "")
    }

    private static func row(_ label: String, _ text: String) -> String {
        label + String(repeating: " ", count: labelWidth - label.count) + text
    }
}
