import Synchronization

extension Ledger {
    /// Hands a further connection to a body, on the thread that calls; it is kept and lent again.
    ///
    /// While the daemon runs no connection is let go: when GRDB's queue goes away, libdispatch
    /// starts threads of its own to clean up after it, and one of them wakes up every second for
    /// as long as the process lives.
    ///
    /// Throws what the body throws, and where there is no connection to be had.
    package func withWorker<Value>(
        _ body: (Ledger) throws(LedgerError) -> Value
    ) throws(LedgerError) -> Value {
        let worker: Ledger
        if let idle = takeIdleWorker() {
            worker = idle
        } else {
            worker = try Ledger.open(path: path, mode: .worker)
        }
        defer { idleWorkers.withLock { $0.append(worker) } }
        return try body(worker)
    }

    private func takeIdleWorker() -> Ledger? { idleWorkers.withLock { $0.popLast() } }

    /// Closes the connections that nobody uses; they are not let go here either.
    func closeIdleWorkers() throws(LedgerError) {
        for worker in idleWorkers.withLock({ $0 }) { try worker.close() }
    }
}
