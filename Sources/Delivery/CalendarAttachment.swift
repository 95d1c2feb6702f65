import Casework
package import CivilTime

/// The coming deadlines of a digest as a calendar file (RFC 5545), one all-day event for each.
///
/// Nothing of it depends on the moment it is written; a deadline has the same UID in each digest,
/// so that a calendar takes a later one for a change of the same event.
package struct CalendarAttachment: Hashable, Sendable {
    /// The name of the file.
    package let fileName: String
    /// The file, with lines that end in CR LF.
    package let text: String

    /// The longest a line is in bytes, its end not counted (RFC 5545, 3.1).
    static let foldedBytes = 75

    /// The deadlines that a digest has for a calendar; nil where it has none.
    ///
    /// The date is the digest's, as the mail has it; the domain is that of its sender.
    package init?(
        _ digest: Digest, date: CivilTime, utcOffsetSeconds: Int, domain: String
    ) {
        let digest = digest.disclosed
        guard !digest.coming.isEmpty else { return nil }
        let words = DigestWords(locale: digest.person.locale)
        let stamp = Self.stamp(date, utcOffsetSeconds)
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0",
            "PRODID:-//Caseclock//Deadlines//\(words.locale.rawValue.uppercased())",
            "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        ]
        for coming in digest.coming.sorted(by: { $0.row.position < $1.row.position }) {
            let row = coming.row
            lines += [
                "BEGIN:VEVENT", "UID:\(coming.id)@\(domain)", "DTSTAMP:\(stamp)",
                "DTSTART;VALUE=DATE:\(Self.basic(row.working))",
                "DTEND;VALUE=DATE:\(Self.basic(row.working.advanced(byDays: 1)))",
                "SUMMARY:\(Self.escaped(words.event(row)))",
            ]
            if row.target != row.working {
                lines.append("DESCRIPTION:\(Self.escaped(words.target(row.target)))")
            }
            lines += ["CLASS:PRIVATE", "TRANSP:TRANSPARENT", "END:VEVENT"]
        }
        lines.append("END:VCALENDAR")
        fileName = words.pick("deadlines", "echeances") + "-\(digest.day).ics"
        text = lines.map(Self.folded).joined()
    }

    /// A moment in UTC, as `20260302T133000Z`.
    private static func stamp(_ time: CivilTime, _ offset: Int) -> String {
        let seconds = time.hour * 3600 + time.minute * 60 + time.second - offset
        let days = Int((Double(seconds) / 86_400).rounded(.down))
        let rest = seconds - days * 86_400
        let parts = [rest / 3600, rest / 60 % 60, rest % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(basic(time.date.advanced(byDays: days)))T\(parts.joined())Z"
    }

    private static func basic(_ day: CivilDate) -> String { day.description.filter { $0 != "-" } }

    /// A text value, in which some characters have a meaning (RFC 5545, 3.3.11).
    private static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": escaped += ["\\", scalar]
            case "\n": escaped += ["\\", "n"]
            default:
                switch scalar.properties.generalCategory {
                case .control, .lineSeparator, .paragraphSeparator: escaped.append(" ")
                default: escaped.append(scalar)
                }
            }
        }
        return String(escaped)
    }

    /// A line broken where it is too long, never within a character, with its end.
    private static func folded(_ line: String) -> String {
        var folded = ""
        var column = 0
        for scalar in line.unicodeScalars {
            let bytes = String(scalar).utf8.count
            if column + bytes > foldedBytes {
                folded += "\r\n "
                column = 1
            }
            folded.unicodeScalars.append(scalar)
            column += bytes
        }
        return folded + "\r\n"
    }
}
