import Casework
import Delivery

/// What waits in `deferred/`, with what is known of each message; nil for what was never tried.
struct DeferredQueue {
    /// The messages by their names.
    var records: [String: SpoolRecord?]

    /// The message whose time came first, where it has come.
    func due(at now: Instant) -> String? {
        records.filter { RetryPlan.isDue($0.value?.nextTry, at: now) }
            .min { left, right in
                let (first, second) = (left.value?.nextTry, right.value?.nextTry)
                let (early, late) = (first?.seconds ?? 0, second?.seconds ?? 0)
                return (early, left.key) < (late, right.key)
            }?.key
    }

    /// When the next of them is due; nil where none waits.
    var nextTry: Instant? { records.values.compactMap { $0?.nextTry }.min() }
}
