import CaseloadFiles
import Control

extension ConnectionLimits {
    /// The limits that a site has set.
    init(_ site: SocketLimits) {
        self.init()
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
