package import Casework
package import Systemd

/// What a round of delivery has done, and why it stopped where it did.
package struct DeliveryReport<Failure: Error> {
    /// One channel's part.
    package struct Channel {
        /// How many items were delivered now.
        package var delivered = 0
        /// How many were found delivered already, by an earlier process.
        package var found = 0
        /// Why it went no further.
        package var stop = Stop.drained
        /// What kept the ledger from noting how delivery failed; nil where nothing did.
        package var unnoted: Failure?
    }

    /// Why a channel went no further.
    package enum Stop {
        /// Nothing waits any more.
        case drained
        /// More waits: deliver again, after whatever else there is to do.
        case limitReached
        /// Entries of before the start wait until it is known whether the journal can be read.
        case awaitingProof
        /// No journald listens: try again in a while.
        case journalAbsent(SystemError)
        /// journald's queue is full: go on when the writer's socket is writable.
        case journalFull
        /// The journal can't be written.
        case journalFailed(SystemError)
        /// The spool takes nothing: try again in a while.
        case spoolFailed(SpoolError)
        /// The ledger can't be read or written. What was delivered meanwhile is remembered.
        case storeFailed(Failure)
    }

    /// The journal's part.
    package var journal = Channel()
    /// The mail's part.
    package var mail = Channel()
    /// The entries that no journald took, each reported once, to be shown on a terminal.
    package var unheard: [OutboxItem] = []
    /// Why looking an entry up failed, after which it was sent; nil where none failed.
    package var lookupFailure: SystemError?
}
