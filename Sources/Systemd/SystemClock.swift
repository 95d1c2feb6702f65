import Glibc

/// The clocks of the kernel, read at the program's edge.
package enum SystemClock {
    /// Microseconds since 1970, as the site's wall clock has them; it can be set.
    package static func realtimeMicroseconds() -> UInt64 {
        microseconds(CLOCK_REALTIME)
    }

    /// Microseconds that only go forward and stand still while the machine is suspended.
    package static func monotonicMicroseconds() -> UInt64 {
        microseconds(CLOCK_MONOTONIC)
    }

    /// Microseconds that only go forward, also while the machine is suspended.
    package static func boottimeMicroseconds() -> UInt64 {
        microseconds(CLOCK_BOOTTIME)
    }

    private static func microseconds(_ clock: clockid_t) -> UInt64 {
        var now = timespec()
        clock_gettime(clock, &now)
        return UInt64(max(0, now.tv_sec)) * 1_000_000 + UInt64(now.tv_nsec) / 1000
    }
}
