import CSystemd
import Glibc

/// A doorbell that any thread may ring and one loop answers.
package final class LoopSignal: Sendable {
    /// An eventfd, non-blocking.
    let descriptor: Int32

    /// A doorbell nobody has rung.
    ///
    /// - Throws: `SystemError` when there is no descriptor to be had.
    package init() throws(SystemError) {
        descriptor = caseclock_eventfd()
        guard descriptor >= 0 else { throw SystemError.last("eventfd") }
    }

    deinit {
        close(descriptor)
    }

    /// Rings; several rings before the loop comes round are one.
    package func poke() {
        var one: UInt64 = 1
        // The counter is full (EAGAIN) only after 2^64 rings unanswered: it has rung then too.
        while write(descriptor, &one, MemoryLayout<UInt64>.size) < 0, errno == EINTR {}
    }

    /// Answers.
    func clear() {
        var count: UInt64 = 0
        while read(descriptor, &count, MemoryLayout<UInt64>.size) < 0, errno == EINTR {}
    }
}

extension EventLoop {
    /// Calls `body` on the loop after the signal was poked; the source keeps the signal.
    ///
    /// - Throws: `SystemError` when epoll refuses.
    package func onPoke(
        _ signal: LoopSignal, name: String, _ body: @escaping () -> Void
    ) throws(SystemError) -> IOSource {
        try onReadable(signal.descriptor, name: name) {
            signal.clear()
            body()
        }
    }
}
