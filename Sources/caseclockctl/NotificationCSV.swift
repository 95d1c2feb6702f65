import CivilTime
import Control
import Tabular

/// Notifications as comma-separated values, under the names of the wire.
enum ItemCSV {
    static let names = [
        "id", "channel", "person", "day", "state", "queuedAt", "deliveredAt", "attempts",
        "nextTry", "error.code", "error.text", "lines",
    ]

    /// One notification, its fields in the order of the names.
    static func row(_ item: NotificationsInterface.Item) -> CSVRow {
        var row = CSVRow()
        row.add(item.id)
        row.add(item.channel)
        row.add(item.person)
        row.add(item.day.description)
        row.add(item.state)
        row.add(item.queuedAt)
        row.add(item.deliveredAt)
        row.add(item.attempts)
        row.add(item.nextTry)
        row.add(item.error?.code)
        row.add(item.error?.text)
        row.add(item.lines)
        return row
    }
}

/// Silences as comma-separated values, under the names of the wire.
enum SilenceCSV {
    static let names = [
        "id", "matchers", "author", "reason", "from", "until", "at", "state", "ended.by",
        "ended.at", "ended.reason",
    ]

    /// One silence; what must match is one field, as in `agency=kids stage=lead`.
    static func row(_ silence: NotificationsInterface.Silence) -> CSVRow {
        var row = CSVRow()
        row.add(silence.id)
        row.add(silence.matchers.map { "\($0.name)=\($0.value)" }.joined(separator: " "))
        row.add(silence.author)
        row.add(silence.reason)
        row.add(silence.from.description)
        row.add(silence.until.description)
        row.add(silence.at)
        row.add(silence.state)
        row.add(silence.ended?.by)
        row.add(silence.ended?.at)
        row.add(silence.ended?.reason)
        return row
    }
}
