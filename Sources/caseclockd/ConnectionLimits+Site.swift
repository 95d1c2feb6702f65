import CaseloadFiles
import Control

extension ConnectionLimits {
    /// One, so that a crowd that asks without end costs everybody else a moment.
    private static let turn = 1

    /// The limits that a site has set.
    init(_ site: SocketLimits) {
        self.init()
        callsPerTurn = Self.turn
        messageBytes = site.messageBytes
        connections = site.connections
        reservedForRoot = site.connectionsForRoot
        connectionsPerUser = site.connectionsPerUser
        requests = site.requests
        idleSeconds = site.idleSeconds
        resultRows = site.resultRows
        watchers = site.watchers
        bufferedBytes = site.bufferedBytes
        batchRows = min(batchRows, site.resultRows)
    }
}
