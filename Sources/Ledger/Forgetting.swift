package import Casework

/// What is to be done about the outbox when a case is forgotten.
package struct OutboxForgetting: Hashable, Sendable {
    /// What waits and is of nothing but the case; it goes.
    package var removed: [NotificationID]
    /// What waits and names the case among others, as it is to be sent without it.
    package var masked: [NotificationID: [UInt8]]

    /// What goes, and what is sent otherwise.
    package init(removed: [NotificationID] = [], masked: [NotificationID: [UInt8]] = [:]) {
        self.removed = removed
        self.masked = masked
    }
}

/// How much of a case was forgotten.
package struct Forgotten: Hashable, Sendable {
    /// Facts that were recorded, retracted ones too.
    package var facts = 0
    /// Acts, undone ones too.
    package var acts = 0
    /// Silences that were about the case.
    package var silences = 0
    /// Notes of what was said.
    package var sayings = 0
    /// Entries of the outbox, delivered ones too.
    package var notifications = 0
    /// Mails that wait and no longer name it.
    package var masked = 0
    /// Rows of the audit trail that no longer tell of it.
    package var auditRows = 0
    /// Whether it was kept that its file let it go discharged.
    package var wasDischarged = false

    /// Nothing.
    package init() {}

    /// Whether the ledger has nothing of the case.
    package var isNothing: Bool {
        facts + acts + silences + sayings + notifications + masked + auditRows == 0
            && !wasDischarged
    }
}
