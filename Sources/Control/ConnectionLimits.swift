/// What one client and all of them together may take.
package struct ConnectionLimits: Sendable, Equatable {
    /// Bytes of one call; as many half-sent calls as there may be connections take 32 MB.
    package var messageBytes = 64 << 10
    /// Connections in all.
    package var connections = 512
    /// Those of them that only root may take, so that no crowd keeps the administrator out.
    package var reservedForRoot = 16
    /// Connections of one user.
    package var connectionsPerUser = 128
    /// Seconds after which a client is cut off that says nothing, does not finish what it says, or
    /// does not take what it asked for.
    package var idleSeconds = 60
    /// No further reply is begun while this many bytes wait for a slow reader.
    package var bufferedBytes = 256 << 10
    /// Deadlines in one reply of a stream.
    package var batchRows = 500
    /// Deadlines in one answer that is no stream.
    package var resultRows = 1000

    /// Questions to the ledger that are read or wait, of all clients.
    package var requests = 64
    /// Calls of one client that are answered before others have their turn; whoever moves the bytes
    /// and lets clients take turns sets it.
    package var callsPerTurn = Int.max
    /// Clients that watch, of all.
    package var watchers = 64
    /// Bytes of changes that wait for one client that watches; one further behind is cut off.
    package var watchedBytes = 4 << 20

    /// The defaults.
    package init() {}
}

/// Counts connections by user and decides who may come in.
package struct ConnectionCensus: Sendable {
    /// Why somebody may not come in.
    package enum Refusal: Error, Equatable, Sendable, CustomStringConvertible {
        case tooMany(limit: Int)
        case tooManyOfUser(uid: UInt32, limit: Int)

        package var description: String {
            switch self {
            case .tooMany(let limit): "refused a connection: there are \(limit) already"
            case .tooManyOfUser(let uid, let limit):
                "refused a connection of uid \(uid): it has \(limit) already"
            }
        }
    }

    /// Connections now.
    package private(set) var count = 0
    /// How many may come in; those that are in stay.
    package var limits: ConnectionLimits
    private var byUser: [UInt32: Int] = [:]

    /// Nobody has come yet.
    package init(limits: ConnectionLimits) {
        self.limits = limits
    }

    /// Counts a connection in.
    ///
    /// - Throws: why it has to be closed at once instead.
    package mutating func enter(uid: UInt32) throws(Refusal) {
        let places = limits.connections - (uid == 0 ? 0 : limits.reservedForRoot)
        guard count < places else { throw .tooMany(limit: places) }
        let ofUser = byUser[uid, default: 0]
        guard ofUser < limits.connectionsPerUser else {
            throw .tooManyOfUser(uid: uid, limit: limits.connectionsPerUser)
        }
        count += 1
        byUser[uid] = ofUser + 1
    }

    /// Counts a connection out that was counted in.
    package mutating func leave(uid: UInt32) {
        guard let ofUser = byUser[uid] else { return }
        count -= 1
        byUser[uid] = ofUser > 1 ? ofUser - 1 : nil
    }
}
