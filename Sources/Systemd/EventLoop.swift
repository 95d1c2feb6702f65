import CSystemd
import Glibc

/// A single-threaded event loop on sd-event.
///
/// Every source is added by, belongs to and calls back on the thread that runs the loop. A source
/// lives as long as its handle: keep what the adding calls return.
package final class EventLoop {
    let event: OpaquePointer
    var workers: [ObjectIdentifier: BackgroundWorker] = [:]

    /// A loop with no sources.
    ///
    /// - Throws: `SystemError` when the kernel has no descriptor to spare.
    package init() throws(SystemError) {
        var event: OpaquePointer?
        try SystemError.check(sd_event_new(&event), "sd_event_new")
        guard let event else { throw SystemError("sd_event_new", code: ENOMEM) }
        self.event = event
    }

    deinit {
        workers.removeAll()
        sd_event_unref(event)
    }

    /// Dispatches until `exit(code:)` is called and returns its code.
    ///
    /// - Throws: `SystemError` when the loop itself fails, or has ended before.
    package func run() throws(SystemError) -> Int32 {
        try SystemError.check(sd_event_loop(event), "sd_event_loop")
    }

    /// Dispatches at most one source, waiting for it no longer than given (nil: as long as it
    /// takes), and says whether there was one.
    ///
    /// - Throws: `SystemError` when the loop itself fails, or has ended before.
    package func runOnce(timeoutMicroseconds: UInt64?) throws(SystemError) -> Bool {
        let result = sd_event_run(event, timeoutMicroseconds ?? UInt64.max)
        return try SystemError.check(result, "sd_event_run") > 0
    }

    /// Ends `run()` after the source that is being dispatched; `code` is 0 to 255.
    package func exit(code: Int32) {
        precondition((0...255).contains(code), "an exit code is 0 to 255")
        sd_event_exit(event, code)
    }

    /// Pings the service manager's watchdog from the loop, if one is configured for this process;
    /// says whether it is.
    ///
    /// - Throws: `SystemError` when the environment names an unusable interval.
    package func useWatchdog() throws(SystemError) -> Bool {
        try SystemError.check(sd_event_set_watchdog(event, 1), "sd_event_set_watchdog") > 0
    }

    /// How many pieces of background work have not been handed over yet.
    package var backgroundCount: Int { workers.count }
}
