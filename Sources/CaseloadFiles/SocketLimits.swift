/// What the clients of the control socket may take, as the site says.
package struct SocketLimits: Hashable, Sendable {
    /// Bytes of one call.
    package var messageBytes = 64 << 10
    /// Connections in all.
    package var connections = 512
    /// Connections of one user.
    package var connectionsPerUser = 128
    /// Of the connections in all, those that only root may take.
    package var connectionsForRoot = 16
    /// Questions to the ledger that are read or wait, of all clients.
    package var requests = 64
    /// Seconds after which a silent client is cut off.
    package var idleSeconds = 60
    /// Rows in one answer.
    package var resultRows = 1000
    /// Clients that watch.
    package var watchers = 64
    /// Bytes that wait for a slow reader before no more is written for it.
    package var bufferedBytes = 256 << 10

    /// The limits of sites that set none.
    package static let standard = SocketLimits()
}
