package import Casework
import Glibc
package import Systemd

/// Who this daemon is in the journal: the fields that journald itself puts on its entries.
package struct JournalIdentity: Hashable, Sendable {
    /// The user.
    package let uid: UInt32
    /// The unit of the service manager; nil outside of one.
    package let unit: String?

    /// An identity.
    package init(uid: UInt32, unit: String?) {
        self.uid = uid
        self.unit = unit
    }

    /// The identity that the journal gave to an entry of this process, such as its proof; nil
    /// where it vouches for no user.
    package init?(vouchedFor record: JournalRecord) {
        guard let uid = record["_UID"].flatMap({ UInt32($0) }) else { return nil }
        self.init(uid: uid, unit: record["_SYSTEMD_UNIT"])
    }
}

/// Looks up whether an entry of before the start is in the journal.
///
/// It is to be made after the daemon has found a proof that it wrote itself (`JournalProof`):
/// journald takes what comes in order, so once the proof can be read, so can all that a process
/// that died before had sent.
package struct JournalLookup {
    /// What is known of an entry.
    package enum Answer: Hashable, Sendable {
        case found
        case notFound
        /// The journal can't be read after all.
        case unreadable(SystemError)
    }

    /// Looks up an outbox id.
    package let find: (NotificationID) -> Answer

    /// A lookup by any means.
    package init(find: @escaping (NotificationID) -> Answer) { self.find = find }

    /// A lookup in a journal among the entries of an identity, as anyone can log a field, and of
    /// a ledger, where one is named: a rehearsal's have the same ids.
    ///
    /// - Throws: `SystemError` when the journal can't be opened.
    package init(
        in location: JournalLocation = .system, of identity: JournalIdentity,
        ledger: String? = nil
    ) throws(SystemError) {
        let reader = try JournalReader(location)
        var matches = [("_UID", String(identity.uid))]
        if let unit = identity.unit { matches.append(("_SYSTEMD_UNIT", unit)) }
        if let ledger { matches.append((StageEntry.ledgerField.description, ledger)) }
        find = { [matches] id in
            let field = (StageEntry.notificationField.description, id.description)
            do throws(SystemError) {
                return try reader.last(matching: [field] + matches) == nil ? .notFound : .found
            } catch {
                return .unreadable(error)
            }
        }
    }
}

/// What is known of reading the journal back.
package enum JournalReading {
    /// It is not yet known whether it can be read; what is in doubt waits.
    case unknown
    /// No journald listens that could take a proof; what is in doubt waits.
    case absent(SystemError)
    /// It can be read, and whether its entries outlive a boot.
    case readable(JournalLookup, isPersistent: Bool)
    /// It can't be read; what is in doubt is sent again.
    case unreadable

    /// What is promised of each entry.
    package var promise: DeliveryPromise {
        if case .readable(_, isPersistent: true) = self { .exactlyOnce } else { .atLeastOnce }
    }
}

/// How often what is said once may come to be read.
package enum DeliveryPromise: String, Hashable, Sendable, CaseIterable {
    case exactlyOnce = "exactly-once"
    case atLeastOnce = "at-least-once"
}
