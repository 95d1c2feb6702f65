import Control
import Systemd

/// Calls that come before the caseload has been read and can't be answered without it: they wait.
///
/// The service manager holds the socket, so people ask while the daemon starts. Each connection
/// that is open has at most one call here, as its others wait for that one; of those that have hung
/// up nothing is kept and nothing done.
final class EarlyCalls {
    private struct Call {
        let ticket: VarlinkTicket
        let failure: VarlinkError
        /// What answers it once the caseload is there.
        let retry: () throws(VarlinkError) -> VarlinkAnswer
    }

    private let loop: EventLoop
    private let isOpen: (VarlinkTicket) -> Bool
    private let answer: (VarlinkTicket, Result<VarlinkAnswer, VarlinkError>) -> Void
    private var calls: [Call] = []
    private var patience: MonotonicTimer?

    /// How long the first waits, and with it all: less than a client waits for an answer.
    private static let patienceMicroseconds: UInt64 = 20_000_000

    /// What the interfaces say of a method that needs the caseload.
    private static let failures = [
        DeadlinesInterface.Failure.notReady.wire, CasesInterface.Failure.notReady.wire,
        NotificationsInterface.Failure.notReady.wire,
    ]

    /// None yet; `isOpen` says whether a caller still waits, and `answer` answers a call.
    init(
        loop: EventLoop, isOpen: @escaping (VarlinkTicket) -> Bool,
        answer: @escaping (VarlinkTicket, Result<VarlinkAnswer, VarlinkError>) -> Void
    ) {
        self.loop = loop
        self.isOpen = isOpen
        self.answer = answer
    }

    /// Keeps a call that failed because there is no caseload yet, unless nobody waits for its answer;
    /// says whether it is kept.
    func keep(
        _ request: VarlinkRequest, failure: VarlinkError,
        retry: @escaping () throws(VarlinkError) -> VarlinkAnswer
    ) -> Bool {
        guard !request.call.oneway, Self.failures.contains(failure) else { return false }
        calls.removeAll { !isOpen($0.ticket) }
        if patience == nil {
            // Without a timer nobody is kept waiting.
            patience = try? loop.after(
                microseconds: Self.patienceMicroseconds, name: "early calls"
            ) { [unowned self] in
                finish { (call) throws(VarlinkError) in throw call.failure }
            }
        }
        guard patience != nil else { return false }
        calls.append(Call(ticket: request.ticket, failure: failure, retry: retry))
        return true
    }

    /// Answers those that wait, in the order in which they came: the caseload is there.
    func answerAll() { finish { (call) throws(VarlinkError) in try call.retry() } }

    private func finish(_ result: (Call) throws(VarlinkError) -> VarlinkAnswer) {
        let waiting = calls
        calls = []
        patience = nil
        for call in waiting where isOpen(call.ticket) {
            answer(call.ticket, Result { () throws(VarlinkError) in try result(call) })
        }
    }
}
