/// A head of the trail that something else than the ledger knows, and what that is.
package struct KnownAuditHead: Hashable, Sendable {
    /// The head.
    package let head: AuditHead
    /// What knows it, in words: `the journal of 2026-03-02T08:30:00-05:00`, `the backup '…'`.
    package let source: String

    /// A head that something knows.
    package init(_ head: AuditHead, source: String) {
        self.head = head
        self.source = source
    }
}

/// What of the audit trail is not as it was written.
package struct AuditFault: Hashable, Sendable {
    /// The sorts of faults.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Rows are missing before one that is there.
        case removed
        /// A row is not what was hashed, or doesn't follow the one before it.
        case changed
        /// The rows fit each other, and not a head that is known.
        case rewritten
        /// A head that is known is of a row that is no longer there.
        case cutOff = "cut-off"
        /// Rows were forgotten that no tombstone forgets, or others than it says.
        case forgottenWithout = "forgotten-without"
    }

    /// What sort of fault it is.
    package let kind: Kind
    /// The first row that is, or may be, affected.
    package let sequence: Int64
    /// What was found, in words.
    package let detail: String
}

/// What came of checking the audit trail.
package struct AuditCheck: Hashable, Sendable {
    /// How many rows were found to fit: all of them where there is no fault.
    package var rows = 0
    /// How many of those are forgotten.
    package var forgotten = 0
    /// The head that they make.
    package var head = AuditHead.none
    /// How many of the known heads were found in the trail.
    package var headsFound = 0
    /// The first fault; nil for none.
    package var fault: AuditFault?
}
