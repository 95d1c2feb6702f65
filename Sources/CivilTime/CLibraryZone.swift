import Glibc
import Synchronization

/// The one time zone that the C library has in a process, behind a lock.
enum CLibraryZone {
    /// The zone it was last turned to by us.
    ///
    /// The state is the C library's own, and cannot be held by a value; this only mirrors it.
    private static let current = Mutex<String?>(nil)

    /// Runs a question with the C library turned to a zone.
    static func withZone<Answer: Sendable>(
        _ name: String, _ question: () -> Answer
    ) -> Answer {
        current.withLock { current in
            if current != name {
                turn(to: name)
                current = name
            }
            return question()
        }
    }

    /// Makes the C library read a zone's file again.
    static func reload(_ name: String) {
        current.withLock { current in
            turn(to: "UTC0")
            turn(to: name)
            current = name
        }
    }

    private static func turn(to name: String) {
        let result = setenv("TZ", name, 1)
        precondition(result == 0, "a checked zone name fits the environment")
        tzset()
    }
}
