import CSystemd
import Glibc

/// How late a timer may be, in microseconds, so that sd-event can serve several by one wake-up.
private let accuracyMicroseconds: UInt64 = 1000

/// A one-shot timer at a date of the wall clock.
///
/// It is never early, survives suspend, and a date in the past is due at once. Disarmed, it costs
/// no wake-up.
package final class RealtimeTimer: EventSource {
    /// Sets when the handler is called next, in microseconds since 1970.
    ///
    /// - Throws: `SystemError` when the loop has ended.
    package func arm(at realtimeMicroseconds: UInt64) throws(SystemError) {
        guard let source else { return }
        try SystemError.check(
            sd_event_source_set_time(source, realtimeMicroseconds), "sd_event_source_set_time")
        try setEnabled(SD_EVENT_ONESHOT)
    }

    /// Takes the date back.
    ///
    /// - Throws: `SystemError` when the loop has ended.
    package func disarm() throws(SystemError) {
        try setEnabled(SD_EVENT_OFF)
    }
}

/// A one-shot timer that counts from now, whatever the wall clock does.
package final class MonotonicTimer: EventSource {
    /// Sets when the handler is called next, from now.
    ///
    /// - Throws: `SystemError` when the loop has ended.
    package func arm(afterMicroseconds: UInt64) throws(SystemError) {
        guard let source else { return }
        let due = MonotonicTimer.due(after: afterMicroseconds)
        try SystemError.check(sd_event_source_set_time(source, due), "sd_event_source_set_time")
        try setEnabled(SD_EVENT_ONESHOT)
    }

    /// Stops counting.
    ///
    /// - Throws: `SystemError` when the loop has ended.
    package func disarm() throws(SystemError) {
        try setEnabled(SD_EVENT_OFF)
    }

    /// The instant that far from now; one that can't be written is never.
    static func due(after microseconds: UInt64) -> UInt64 {
        let (due, overflow) = SystemClock.monotonicMicroseconds()
            .addingReportingOverflow(microseconds)
        return overflow ? UInt64.max : due
    }
}

extension EventLoop {
    /// Calls `body` once at a date of the wall clock, microseconds since 1970; nil: when armed.
    ///
    /// - Throws: `SystemError` when there is no timer to be had.
    package func at(
        _ realtimeMicroseconds: UInt64?, name: String, _ body: @escaping () -> Void
    ) throws(SystemError) -> RealtimeTimer {
        let timer = try RealtimeTimer(call: "sd_event_add_time", name: name, handler: body) {
            addTimer($0, $1, clock: CLOCK_REALTIME, due: realtimeMicroseconds ?? UInt64.max)
        }
        if realtimeMicroseconds == nil { try timer.disarm() }
        return timer
    }

    /// Calls `body` once, so long after now; nil: when armed.
    ///
    /// - Throws: `SystemError` when there is no timer to be had.
    package func after(
        microseconds: UInt64?, name: String, _ body: @escaping () -> Void
    ) throws(SystemError) -> MonotonicTimer {
        let due = microseconds.map(MonotonicTimer.due(after:)) ?? UInt64.max
        let timer = try MonotonicTimer(call: "sd_event_add_time", name: name, handler: body) {
            addTimer($0, $1, clock: CLOCK_MONOTONIC, due: due)
        }
        if microseconds == nil { try timer.disarm() }
        return timer
    }

    private func addTimer(
        _ source: UnsafeMutablePointer<OpaquePointer?>, _ userdata: UnsafeMutableRawPointer,
        clock: clockid_t, due: UInt64
    ) -> Int32 {
        sd_event_add_time(
            event, source, clock, due, accuracyMicroseconds,
            { _, _, userdata in
                HandlerBox<() -> Void>.handler(behind: userdata)?()
                return 0
            }, userdata)
    }
}
