package import Casework

/// A saying as the ledger has it, and when it was committed.
package struct KeptSaying: Hashable, Sendable {
    /// The saying.
    package let saying: Saying
    /// When it was committed.
    package let at: Instant

    /// A saying that was committed.
    package init(saying: Saying, at: Instant) {
        self.saying = saying
        self.at = at
    }
}
