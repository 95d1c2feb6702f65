import CSystemd
import Glibc

/// A signal that the loop takes instead of the process; blocked in this thread while watched.
package final class SignalSource: EventSource {}

extension EventLoop {
    /// Blocks the signal in this thread and calls `body` each time it has arrived.
    ///
    /// Add signals before other threads are started, so that they have them blocked as well.
    ///
    /// - Throws: `SystemError`; `EBUSY` when the loop watches it already.
    package func onSignal(
        _ signal: Int32, _ body: @escaping () -> Void
    ) throws(SystemError) -> SignalSource {
        let numbered = signal | Int32(SD_EVENT_SIGNAL_PROCMASK)
        return try SignalSource(
            call: "sd_event_add_signal", name: "signal \(signal)", handler: body
        ) { source, userdata in
            sd_event_add_signal(
                event, source, numbered,
                { _, _, userdata in
                    HandlerBox<() -> Void>.handler(behind: userdata)?()
                    return 0
                }, userdata)
        }
    }
}
