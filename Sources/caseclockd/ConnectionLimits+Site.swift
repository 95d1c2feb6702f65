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

    /// How many rows an answer has at most, where so many were asked for; nil for as many as can be.
    ///
    /// - Throws: the error to answer with, where that can't be asked for.
    func rows(_ given: Int?) throws(VarlinkError) -> Int {
        guard let given else { return resultRows }
        // At a site with a lower limit an answer is shorter, and its cursor leads on.
        guard (1...max(resultRows, ConnectionLimits().resultRows)).contains(given) else {
            throw ServiceDescription.Failure.invalidParameter("limit").wire
        }
        return min(given, resultRows)
    }
}
