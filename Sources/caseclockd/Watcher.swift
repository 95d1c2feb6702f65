import Casework
import CivilTime
import Control
import JSONText

/// What one client watches, and what waits to be told it.
///
/// The stream of its connection alone keeps it, so that it is let go with the connection.
final class Watcher {
    let ticket: VarlinkTicket
    let caller: VarlinkCaller
    /// What the caller might do when the watch began.
    let permit: Permit
    private let narrowing: DocketQuery
    /// What the caller may see at all.
    private let maySee: (DeadlineRow) -> Bool
    private let mostBytes: Int
    private let left: (VarlinkTicket) -> Void
    private var opening: [() -> (piece: any VarlinkBody, isLast: Bool)]
    private var waiting: [WrittenBody] = []
    private var first = 0
    private var waitingBytes = 0
    private var missed = 0
    private var ending: VarlinkError?

    /// A watcher of what `narrowing` asks for, as far as the caller may see it.
    ///
    /// - Parameters:
    ///   - opening: what to begin with; each is asked for until it says that it was its last.
    ///   - left: told when nobody watches any more.
    init(
        _ request: VarlinkRequest, _ permit: Permit, narrowing: DocketQuery,
        maySee: @escaping (DeadlineRow) -> Bool, mostBytes: Int,
        opening: [() -> (piece: any VarlinkBody, isLast: Bool)],
        left: @escaping (VarlinkTicket) -> Void
    ) {
        ticket = request.ticket
        caller = request.caller
        self.permit = permit
        self.narrowing = narrowing
        self.maySee = maySee
        self.mostBytes = mostBytes
        self.opening = opening
        self.left = left
    }

    deinit { left(ticket) }

    /// Has a message wait to be told; false where it does not concern what is watched.
    func offer(_ message: WatchMessage) -> Bool {
        let seen = message.seen(maySee)
        guard let seen, seen.isDay || seen.rows.contains(where: narrowing.wants) else {
            return false
        }
        // Who has missed something is told nothing more, so that nothing is written for them.
        if missed > 0 || waitingBytes + seen.written.bytes.count > mostBytes {
            missed += waiting.count - first + 1
            waiting = []
            first = 0
            waitingBytes = 0
        } else {
            waiting.append(seen.written)
            waitingBytes += seen.written.bytes.count
        }
        return true
    }

    /// Ends the watch with an error.
    func end(_ error: VarlinkError) { ending = error }

    /// The next message.
    ///
    /// - Throws: why there is none any more.
    func next() throws(VarlinkError) -> VarlinkPiece {
        if let ending { throw ending }
        if missed > 0 { throw DeadlinesInterface.Failure.watchOverrun(missed: missed).wire }
        if let begin = opening.first {
            let (piece, isLast) = begin()
            if isLast { opening.removeFirst() }
            return .more(piece)
        }
        guard first < waiting.count else {
            waiting = []
            first = 0
            return .waiting
        }
        let message = waiting[first]
        first += 1
        waitingBytes -= message.bytes.count
        if first > waiting.count / 2 {
            waiting.removeFirst(first)
            first = 0
        }
        return .more(message)
    }
}
