import CSystemd
import Glibc

/// The service manager that started this process, told how it is doing (sd_notify(3)).
package enum ServiceManager {
    /// What a process can say of itself.
    package enum State: Hashable, Sendable {
        /// Start-up, or a reload, is complete.
        case ready
        /// A reload has begun; `ready` ends it.
        case reloading
        /// Shutdown has begun.
        case stopping
        /// One line for `systemctl status`.
        case status(String)
        /// The process is alive (the loop says this by itself after `useWatchdog()`).
        case watchdog
    }

    /// What became of a notification.
    package enum Notified: Hashable, Sendable {
        case sent
        /// Nobody asked to be told: not started by a manager, or not with Type=notify.
        case nobodyListens
    }

    /// Says whether a manager wants to be told.
    package static var isListening: Bool { getenv("NOTIFY_SOCKET") != nil }

    /// Tells the manager all of the states in one message.
    ///
    /// - Throws: `SystemError` when the manager's socket does not take it.
    @discardableResult
    package static func notify(_ states: State...) throws(SystemError) -> Notified {
        let message = message(states, monotonicMicroseconds: SystemClock.monotonicMicroseconds())
        return try SystemError.check(sd_notify(0, message), "sd_notify") > 0
            ? .sent : .nobodyListens
    }

    /// The protocol's text; a line break in a status would begin another assignment.
    static func message(_ states: [State], monotonicMicroseconds: UInt64) -> String {
        states.map { state in
            switch state {
            case .ready: "READY=1"
            case .reloading: "RELOADING=1\nMONOTONIC_USEC=\(monotonicMicroseconds)"
            case .stopping: "STOPPING=1"
            case .status(let text): "STATUS=" + oneLine(text)
            case .watchdog: "WATCHDOG=1"
            }
        }.joined(separator: "\n")
    }

    private static func oneLine(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 32 ? " " : $0 }))
    }
}
