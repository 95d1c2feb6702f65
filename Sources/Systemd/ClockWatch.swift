import CSystemd
import Glibc

/// Tells when the wall clock was set.
///
/// A timerfd armed for the end of time with TFD_TIMER_CANCEL_ON_SET becomes readable, and its read
/// fails with ECANCELED, when CLOCK_REALTIME jumps. It is armed anew before the handler runs, so
/// that no jump goes unheard.
package final class ClockWatch {
    /// What a read of the timer says.
    enum Reading: Equatable {
        case clockSet
        case nothing
    }

    private let timer: OwnedDescriptor
    private var source: IOSource?

    fileprivate init(
        on loop: EventLoop, _ body: @escaping () -> Void
    ) throws(SystemError) {
        timer = try OwnedDescriptor("timerfd_create", caseclock_clock_watch())
        let raw = timer.raw
        try ClockWatch.arm(raw)
        source = try loop.onReadable(raw, name: "clock-set") {
            guard ClockWatch.read(raw) == .clockSet else { return }
            // Arming a descriptor that was armed before with the same value has no way to fail.
            try? ClockWatch.arm(raw)
            body()
        }
    }

    deinit {
        source?.cancel()
    }

    /// Stops watching.
    package func cancel() {
        source?.cancel()
        source = nil
    }

    /// The descriptor, for a look into /proc/self/fdinfo.
    var descriptor: Int32 { timer.raw }

    private static func arm(_ timer: Int32) throws(SystemError) {
        guard caseclock_arm_clock_watch(timer) == 0 else {
            throw SystemError.last("timerfd_settime", what: "clock-set")
        }
    }

    private static func read(_ timer: Int32) -> Reading {
        var expirations: UInt64 = 0
        let count = Glibc.read(timer, &expirations, MemoryLayout<UInt64>.size)
        return reading(count: count, code: errno)
    }

    /// Says what a read's result means.
    ///
    /// Expired counts as set: only a clock put to the end of time gets there, and the timer is
    /// spent then. EAGAIN is a wake-up whose cause another read has taken.
    static func reading(count: Int, code: Int32) -> Reading {
        count > 0 || code == ECANCELED ? .clockSet : .nothing
    }
}

extension EventLoop {
    /// Calls `body` each time the wall clock was set, by hand or by a large correction.
    ///
    /// - Throws: `SystemError` when there is no timer to be had.
    package func onClockSet(_ body: @escaping () -> Void) throws(SystemError) -> ClockWatch {
        try ClockWatch(on: self, body)
    }
}
