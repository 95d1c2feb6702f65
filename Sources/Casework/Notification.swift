package import CivilTime

/// The id of something that is said once: a hash, so that it means the same in any ledger.
package struct NotificationID: Hashable, Sendable, CustomStringConvertible {
    /// How many bytes an id has.
    package static let byteCount = 16

    /// The bytes of the id.
    package let bytes: [UInt8]

    /// An id of its bytes; nil unless there are `byteCount` of them.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = Array(bytes)
    }

    /// The id that is written so, in 32 lower-case hexadecimal digits; nil for any other text.
    package init?(text: String) {
        let digits = text.utf8.compactMap { byte -> UInt8? in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
            default: nil
            }
        }
        guard text.utf8.count == Self.byteCount * 2, digits.count == Self.byteCount * 2 else {
            return nil
        }
        bytes = stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    /// The id in 32 lower-case hexadecimal digits.
    package var description: String {
        var text = ""
        for byte in bytes {
            if byte < 16 { text += "0" }
            text += String(byte, radix: 16)
        }
        return text
    }
}

/// A way by which something is said.
package enum Channel: String, Hashable, Sendable, CaseIterable {
    /// An entry in the systemd journal.
    case journal
    /// A line of a person's digest mail.
    case mail
}

/// That one stage of a deadline was said to somebody by a channel (SEMANTICS I2).
package struct Saying: Hashable, Sendable {
    /// The hash of identity, target, stage, person and channel.
    package let id: NotificationID
    /// The deadline.
    package let identity: DeadlineIdentity
    /// The target date that was spoken of.
    package let target: CivilDate
    /// The stage.
    package let stage: Stage
    /// Who was told; nil where there was nobody to tell.
    package let person: String?
    /// By what.
    package let channel: Channel
    /// The day on which it was said.
    package let day: CivilDate

    /// That a stage was said.
    package init(
        id: NotificationID, identity: DeadlineIdentity, target: CivilDate, stage: Stage,
        person: String?, channel: Channel, day: CivilDate
    ) {
        self.id = id
        self.identity = identity
        self.target = target
        self.stage = stage
        self.person = person
        self.channel = channel
        self.day = day
    }
}

/// Something to be delivered: one journal entry or one mail, ready as it will be sent.
package struct OutboxItem: Hashable, Sendable {
    /// For a journal entry the saying's id; for a digest the hash of person and day.
    package let id: NotificationID
    /// By what it is delivered.
    package let channel: Channel
    /// Whom it is for; nil where there is nobody to tell.
    package let person: String?
    /// The day it belongs to.
    package let day: CivilDate
    /// What is sent: the fields of a journal entry, or a whole mail message.
    package let payload: [UInt8]

    /// Something to be delivered.
    package init(
        id: NotificationID, channel: Channel, person: String?, day: CivilDate, payload: [UInt8]
    ) {
        self.id = id
        self.channel = channel
        self.person = person
        self.day = day
        self.payload = payload
    }
}
