package import Casework

/// Where what is to be delivered waits, committed with the note that it was said.
package protocol OutboxStore {
    /// What goes wrong with it.
    associatedtype Failure: Error

    /// What waits for delivery by a channel, in the order of committing, after an item if named.
    func pending(
        _ channel: Channel, limit: Int, after: NotificationID?
    ) throws(Failure) -> [OutboxItem]

    /// Notes that something was delivered.
    func markDelivered(_ ids: [NotificationID], at now: Instant) throws(Failure)

    /// Notes that something could not be delivered; it goes on waiting.
    func noteFailure(_ id: NotificationID, error: String, at now: Instant) throws(Failure)
}
