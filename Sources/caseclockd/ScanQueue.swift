import Control
import Systemd

/// Has what the docket can't answer read from the ledger, on threads of their own and a few at a
/// time: each takes a connection to the ledger, so clients must not decide how many there are.
final class ScanQueue {
    /// How many are read at the same time.
    static let atOnce = 2

    private struct Waiting {
        let ticket: VarlinkTicket
        let start: () throws(SystemError) -> Void
        let fail: (SystemError) -> Void
    }

    private let loop: EventLoop
    private let isWanted: (VarlinkTicket) -> Bool
    /// How many are read or wait at the most.
    var most: Int
    /// How many were refused since the start.
    var refusedCount = 0
    private var running = 0
    private var waiting: [Waiting] = []

    /// A queue that drops what `isWanted` says nobody waits for any more.
    init(loop: EventLoop, most: Int, isWanted: @escaping (VarlinkTicket) -> Bool) {
        self.loop = loop
        self.most = most
        self.isWanted = isWanted
    }

    /// Whether another may come; who hung up meanwhile makes room.
    var hasRoom: Bool {
        if running + waiting.count >= most { waiting.removeAll { !isWanted($0.ticket) } }
        return running + waiting.count < most
    }

    /// Has `work` done for a call as soon as it is its turn, and then calls `then` on the loop;
    /// never before this has returned.
    ///
    /// - Throws: where it is its turn and there is no thread; `then` is not called.
    func add<Value: Sendable>(
        _ ticket: VarlinkTicket, work: @escaping @Sendable () -> Value,
        then: @escaping (Result<Value, SystemError>) -> Void
    ) throws(SystemError) {
        func start() throws(SystemError) {
            try loop.background(name: "list", work: work) { [unowned self] value in
                running -= 1
                then(.success(value))
                startNext()
            }
            running += 1
        }
        if running < Self.atOnce { return try start() }
        waiting.append(Waiting(ticket: ticket, start: start) { then(.failure($0)) })
    }

    private func startNext() {
        while running < Self.atOnce, !waiting.isEmpty {
            let next = waiting.removeFirst()
            guard isWanted(next.ticket) else { continue }
            do throws(SystemError) { try next.start() } catch { next.fail(error) }
        }
    }
}
