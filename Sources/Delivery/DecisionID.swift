package import Casework

/// The ids of acts and silences: short enough to be typed.
///
/// An id is made from what was decided, by whom and when, so that a ledger which is restored from a
/// backup gives no new act the id of an old one.
package enum DecisionID {
    /// Digits and small letters without those that are taken for others: no i, l, o and u.
    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz")
    private static let bitsPerCharacter = 5
    /// How many characters an id has: one in 10^15.
    package static let length = 10
    /// How many characters a beginning of an id has at least, to be taken for one.
    package static let shortestBeginning = 3

    /// The id of a decision made of fields at an instant; `attempt` tells apart what is decided
    /// twice in one second.
    package static func make(_ fields: [String], at now: Instant, attempt: Int = 0) -> String {
        let hash = NotificationID(
            decision: fields + [String(now.seconds), String(attempt)]
        ).bytes
        var bits = hash.prefix(MemoryLayout<UInt64>.size).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        var text = ""
        for _ in 0..<length {
            text.append(alphabet[Int(bits >> (UInt64.bitWidth - bitsPerCharacter))])
            bits <<= bitsPerCharacter
        }
        return text
    }

    /// An id, or the beginning of one, as somebody typed it; nil where it can't be one.
    ///
    /// Capitals are taken for small letters, and letters that no id has for the digits that they
    /// look like.
    package static func typed(_ text: String) -> String? {
        guard (shortestBeginning...length).contains(text.utf8.count) else { return nil }
        var id = ""
        for character in text.lowercased() {
            switch character {
            case "o": id.append("0")
            case "i", "l": id.append("1")
            case let known where alphabet.contains(known): id.append(known)
            default: return nil
            }
        }
        return id
    }
}
