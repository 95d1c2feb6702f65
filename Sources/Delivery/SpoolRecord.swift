package import Casework
import CivilTime

/// What is known of a message that could not be sent: caseclock-mail writes it, the daemon reads it.
///
/// It is a small text file beside the message. Only there are sendmail's own words kept: they may
/// quote an address, so they are never in the journal.
package struct SpoolRecord: Hashable, Sendable {
    /// Why a message is in `failed/`.
    package enum Reason: String, Hashable, Sendable, CaseIterable {
        /// sendmail says that it never will take it.
        case refused
        /// It was tried for as long as the site allows.
        case gaveUp = "gave-up"
        /// It is a folder, a link or something else that is no file.
        case notAFile = "not-a-file"
        /// Its name is none that a message could have.
        case oddName = "odd-name"
        /// It can't be read.
        case unreadable
        /// There is nothing in it.
        case empty
        /// It is larger than any message of the daemon.
        case tooLarge = "too-large"
        /// It does not begin with the headers of a mail.
        case noHeaders = "no-headers"
        /// Its From is not exactly one plain address.
        case unusableSender = "unusable-sender"
        /// Its To is not exactly one plain address.
        case unusableRecipient = "unusable-recipient"
        /// There is another message of its name that was sent, or waits.
        case duplicate

        /// The reason in words, which quote nothing.
        package var words: String {
            switch self {
            case .refused: "sendmail refuses it for good"
            case .gaveUp: "it could not be sent for too long"
            case .notAFile: "it is not a file"
            case .oddName: "its name is not that of a message"
            case .unreadable: "it can't be read"
            case .empty: "it is empty"
            case .tooLarge: "it is too large"
            case .noHeaders: "it has no headers of a mail"
            case .unusableSender: "its From is not one plain address"
            case .unusableRecipient: "its To is not one plain address"
            case .duplicate: "a message of its name was sent or waits already"
            }
        }
    }

    /// How often it was tried.
    package var attempts = 0
    /// When it was first tried; nil where it never was.
    package var firstTry: Instant?
    /// When it was last tried.
    package var lastTry: Instant?
    /// When it is tried next; nil where it is not.
    package var nextTry: Instant?
    /// How sendmail ended the last time.
    package var ending: SendmailEnding?
    /// Why it is in `failed/`; nil where it waits.
    package var reason: Reason?
    /// What sendmail said the last time, on one line, shortened.
    package var words = ""

    /// What is known of a message that was never tried.
    package init() {}

    /// The most of sendmail's words that is kept, in bytes.
    package static let mostWords = 1000
    /// The most that a record can be, in bytes.
    static let maximumBytes = 4096

    /// The record's file name; it begins with a dot, so that it is not taken for a message.
    package static func fileName(of message: String) -> String { ".\(message).state" }

    /// The message whose record a file is; nil for any other file.
    package static func message(ofFile name: String) -> String? {
        let bare = fileName(of: "")
        guard name.hasPrefix("."), name.hasSuffix(".state"), name.utf8.count > bare.utf8.count
        else { return nil }
        return String(name.dropFirst().dropLast(".state".count))
    }
}

extension SpoolRecord {
    /// The record as its file has it: one `key: value` a line.
    package var text: String {
        var lines = ["attempts: \(attempts)"]
        func add(_ key: String, _ value: String?) {
            if let value, !value.isEmpty { lines.append("\(key): \(value)") }
        }
        add("first-try", firstTry.map(Self.text))
        add("last-try", lastTry.map(Self.text))
        add("next-try", nextTry.map(Self.text))
        add("ending", ending?.description)
        add("reason", reason?.rawValue)
        add("words", Self.oneLine(words))
        return lines.joined(separator: "\n") + "\n"
    }

    /// The record of a file; nil where it is none.
    ///
    /// Keys that are unknown are of a later version.
    package init?(text: String) {
        var values: [Substring: Substring] = [:]
        for line in text.split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":"),
                line[line.index(after: colon)...].hasPrefix(" ")
            else { return nil }
            values[line[..<colon]] = line[colon...].dropFirst(2)
        }
        guard let count = values["attempts"].flatMap({ Int($0) }), count >= 0 else { return nil }
        attempts = count
        words = values["words"].map(String.init) ?? ""
        do throws(Malformed) {
            firstTry = try Self.value(values["first-try"], Self.instant)
            lastTry = try Self.value(values["last-try"], Self.instant)
            nextTry = try Self.value(values["next-try"], Self.instant)
            ending = try Self.value(values["ending"]) { SendmailEnding($0) }
            reason = try Self.value(values["reason"]) { Reason(rawValue: String($0)) }
        } catch {
            return nil
        }
    }

    private struct Malformed: Error {}

    private static func value<Value>(
        _ text: Substring?, _ parse: (Substring) -> Value?
    ) throws(Malformed) -> Value? {
        guard let text else { return nil }
        guard let value = parse(text) else { throw Malformed() }
        return value
    }

    /// A text without control characters, of at most `mostWords` bytes.
    package static func oneLine(_ text: String) -> String {
        var line = ""
        var bytes = 0
        for scalar in text.unicodeScalars {
            let isPlain =
                switch scalar.properties.generalCategory {
                case .control, .lineSeparator, .paragraphSeparator: false
                default: true
                }
            let kept: Unicode.Scalar = isPlain ? scalar : " "
            if kept == " ", line.isEmpty || line.last == " " { continue }
            bytes += String(kept).utf8.count
            guard bytes <= mostWords else { break }
            line.unicodeScalars.append(kept)
        }
        return line.last == " " ? String(line.dropLast()) : line
    }

    /// An instant in UTC, as `2026-03-02T13:30:00Z`.
    private static func text(_ instant: Instant) -> String {
        let (days, rest) = instant.seconds.quotientAndRemainder(dividingBy: 86_400)
        guard rest >= 0, let date = CivilDate(dayNumber: Int(days)) else { return "0" }
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(date)T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
    }

    private static func instant(_ text: Substring) -> Instant? {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].last == "Z", let date = CivilDate(parts[0]) else {
            return nil
        }
        let time = parts[1].dropLast().split(separator: ":").compactMap { Int64($0) }
        guard time.count == 3, 0...23 ~= time[0], 0...59 ~= time[1], 0...59 ~= time[2] else {
            return nil
        }
        let seconds = time[0] * 3600 + time[1] * 60 + time[2]
        return Instant(seconds: Int64(date.dayNumber) * 86_400 + seconds)
    }
}
