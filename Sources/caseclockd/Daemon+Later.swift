import Control
import Ledger
import Systemd

/// Calls that are answered once something was read on a thread of its own.
extension Daemon {
    /// Has something read from the ledger by a worker, and the call then answered with it.
    ///
    /// - Throws: the error to answer with, where there is no thread or too much waits for one.
    func later<Value: Sendable>(
        _ ticket: VarlinkTicket,
        reading: @escaping @Sendable (Ledger) throws(LedgerError) -> Value,
        answer: @escaping (Value) throws(VarlinkError) -> VarlinkAnswer
    ) throws(VarlinkError) -> VarlinkAnswer {
        let ledger = book.ledger
        return try later(ticket) {
            Result { () throws(LedgerError) in try ledger.withWorker(reading) }
        } answer: { (result) throws(VarlinkError) in
            switch result {
            case .success(let value): try answer(value)
            case .failure(let error): throw Self.failure(error)
            }
        }
    }

    /// Has some work done, and the call then answered with what came of it.
    ///
    /// - Throws: the error to answer with, where there is no thread or too much waits for one.
    func later<Value: Sendable>(
        _ ticket: VarlinkTicket, work: @escaping @Sendable () -> Value,
        answer: @escaping (Value) throws(VarlinkError) -> VarlinkAnswer
    ) throws(VarlinkError) -> VarlinkAnswer {
        guard scans.hasRoom else { throw refuseRequest() }
        do throws(SystemError) {
            try scans.add(ticket, work: work) { [unowned self] done in
                self.answer(
                    ticket,
                    with: Result { () throws(VarlinkError) in
                        switch done {
                        case .success(let value): try answer(value)
                        case .failure(let error): throw Self.failure(error)
                        }
                    })
            }
        } catch {
            throw Self.failure(error)
        }
        return .later
    }

    /// The error to answer with where too many requests wait for the ledger.
    func refuseRequest() -> VarlinkError {
        scans.refusedCount += 1
        return ServiceInterface.Failure.tooManyRequests(limit: scans.most).wire
    }

    private static func failure(_ error: any Error) -> VarlinkError {
        ServiceInterface.Failure.ledgerFailed(reason: "\(error)").wire
    }
}
