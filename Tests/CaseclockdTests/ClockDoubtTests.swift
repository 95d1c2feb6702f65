import Casework
import TestSupport
import Testing

@testable import caseclockd

@Suite("Whether the clock is believed")
struct ClockDoubtTests {
    private static let day: Int64 = 86_400

    /// Sees the clock so many seconds from the last time; whether it is believed.
    private func believes(_ seconds: Int64, elapsed: Int64? = nil) -> Bool {
        let last = Instant(seconds: 1_780_000_000)
        var doubt = ClockDoubt(lastSeen: last)
        return doubt.see(Instant(seconds: last.seconds + seconds), elapsedSeconds: elapsed)
    }

    @Test("At a start it is believed up to seven days from the last time, either way")
    func start() {
        #expect(believes(0) && believes(7 * Self.day) && believes(-7 * Self.day))
        #expect(!believes(7 * Self.day + 1) && !believes(-7 * Self.day - 1))
        var first = ClockDoubt(lastSeen: nil)
        let isBelieved = first.see(Instant(seconds: 0), elapsedSeconds: nil)
        #expect(isBelieved)
    }

    @Test("While it runs, time that passed is no jump, and a jump is one")
    func running() {
        #expect(believes(30 * Self.day, elapsed: 30 * Self.day))
        #expect(!believes(30 * Self.day, elapsed: 60))
        #expect(!believes(60, elapsed: 30 * Self.day))
    }

    @Test("A doubted clock stays doubted until somebody confirms it")
    func confirmed() {
        var doubt = ClockDoubt(lastSeen: Instant(seconds: 0))
        let later = Instant(seconds: 30 * Self.day)
        let first = doubt.see(later, elapsedSeconds: nil)
        let back = doubt.see(Instant(seconds: 10), elapsedSeconds: nil)
        #expect(!first && !back && doubt.since == later && doubt.lastSeen == Instant(seconds: 0))
        doubt.confirm(later)
        let after = doubt.see(Instant(seconds: later.seconds + 60), elapsedSeconds: 60)
        #expect(after && doubt.since == nil)
    }
}
