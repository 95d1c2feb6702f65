package import Casework
package import CivilTime
import Crypto

extension NotificationID {
    /// The id of a stage that is said to a person by a channel (SEMANTICS I2).
    ///
    /// The first 16 bytes of the SHA-256 of the UTF-8 text that is made of these fields in order:
    /// `caseclock-notification-1`, `stage`, case, episode, rule, subject (empty for the whole
    /// case), trigger key, target, stage, person, channel. Each field is a netstring, `LENGTH:FIELD,`
    /// with its length in bytes; where there is nobody to tell, the person is the single byte `~`,
    /// with which no netstring begins. So no two lists of fields give the same text.
    ///
    /// What is said once is looked up by this for ever: the form can't change without a new name
    /// in its first field, and then everything would be said again.
    package init(
        sayingOf identity: DeadlineIdentity, target: CivilDate, stage: Stage, person: String?,
        channel: Channel
    ) {
        self.init(
            hashing: [
                "stage", identity.caseNumber, String(identity.episode), identity.rule,
                identity.subject.text, identity.triggerKey, target.description, stage.name,
                person, channel.rawValue,
            ])
    }

    /// The id of the digest of a person on a day; the fields are `caseclock-notification-1`,
    /// `digest`, person, day.
    package init(digestFor person: String, on day: CivilDate) {
        self.init(hashing: ["digest", person, day.description])
    }

    /// The id of what tells the journal that such a digest was made; the fields are
    /// `caseclock-notification-1`, `digest-made`, person, day.
    package init(digestMadeFor person: String, on day: CivilDate) {
        self.init(hashing: ["digest-made", person, day.description])
    }

    /// The id of what all digests of a person answer to; the fields are
    /// `caseclock-notification-1`, `digests`, person.
    package init(digestsOf person: String) {
        self.init(hashing: ["digests", person])
    }

    /// The id of something that a person is told once a week; the fields are
    /// `caseclock-notification-1`, `weekly`, what, of what, person, the week's Monday.
    package init(weekly what: String, of thing: String, for person: String, in week: CivilDate) {
        self.init(hashing: ["weekly", what, thing, person, week.description])
    }

    /// The id of a deadline in calendars; the fields are `caseclock-notification-1`, `event`, case,
    /// episode, rule, subject, trigger.
    package init(eventOf row: DeadlineRow) {
        self.init(hashing: [
            "event", row.caseNumber, String(row.episode), row.rule, row.subject.text,
            row.trigger.description,
        ])
    }

    private init(hashing fields: [String?]) {
        var text: [UInt8] = []
        text.reserveCapacity(256)
        for field in ["caseclock-notification-1"] + fields {
            guard let field else {
                text.append(UInt8(ascii: "~"))
                continue
            }
            text += "\(field.utf8.count):\(field),".utf8
        }
        var hash = SHA256()
        text.withUnsafeBytes { hash.update(bufferPointer: $0) }
        let bytes = hash.finalize().withUnsafeBytes { Array($0.prefix(Self.byteCount)) }
        guard let id = Self(bytes: bytes) else {
            preconditionFailure("a SHA-256 has more than \(Self.byteCount) bytes")
        }
        self = id
    }
}

extension NotificationID {
    /// The id of what tells that a silence has ended, in the journal for nobody or in the digest of
    /// a person; the fields are `caseclock-notification-1`, `silence-ended`, silence, person.
    package init(endOfSilence id: String, person: String?) {
        self.init(hashing: ["silence-ended", id, person])
    }

    /// The hash of which a decision's short id is the beginning.
    init(decision fields: [String]) { self.init(hashing: ["decision"] + fields) }
}
