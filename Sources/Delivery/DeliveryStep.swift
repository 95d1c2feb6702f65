/// The instants between two steps of delivery, at each of which the process may die.
///
/// Whoever observes them can end the process there, which is how a test shows that a crash neither
/// loses nor doubles anything.
package enum DeliveryStep: String, Hashable, Sendable, CaseIterable {
    /// Something waits in the outbox, committed, and none of it was tried yet.
    case itemsCommitted = "items-committed"
    /// An entry is about to be sent.
    case beforeJournalSend = "before-journal-send"
    /// journald has an entry; the ledger doesn't know.
    case afterJournalSend = "after-journal-send"
    /// The ledger knows of the entries that were sent.
    case afterJournalMarked = "after-journal-marked"
    /// A message's file is there, aside and empty.
    case spoolTmpCreated = "spool-tmp-created"
    /// All of a message is in its file, aside.
    case spoolTmpWritten = "spool-tmp-written"
    /// A message's file outlives a power cut, aside.
    case spoolTmpSynced = "spool-tmp-synced"
    /// A message has its name in the spool.
    case spoolRenamed = "spool-renamed"
    /// The names of the messages outlive a power cut; the ledger doesn't know.
    case spoolDirectorySynced = "spool-directory-synced"
    /// The ledger knows of the messages that were written.
    case afterMailMarked = "after-mail-marked"
}
