import Glibc
import TestSupport
import Testing

@testable import Systemd

@Suite("Timers and the clock")
struct TimerTests {
    @Test("A date in the past is due at once, and only once", arguments: [UInt64(0), 1])
    func past(date: UInt64) throws {
        let loop = try EventLoop()
        let calls = Box(0)
        let timer = try loop.at(date, name: "past") { calls.value += 1 }
        #expect(try loop.run { calls.value > 0 })
        try loop.drain()
        #expect(calls.value == 1)
        #expect(!timer.isEnabled)
    }

    @Test("A timer is never early, and can be armed again")
    func neverEarly() throws {
        let loop = try EventLoop()
        let fired = Box<[UInt64]>([])
        let timer = try loop.at(nil, name: "soon") {
            fired.value.append(SystemClock.realtimeMicroseconds())
        }
        #expect(!timer.isEnabled)
        for round in 1...2 {
            let due = SystemClock.realtimeMicroseconds() + 5000
            try timer.arm(at: due)
            #expect(try loop.run { fired.value.count == round })
            #expect(try #require(fired.value.last) >= due)
        }
    }

    @Test("A timer of the monotonic clock counts from when it was armed")
    func monotonic() throws {
        let loop = try EventLoop()
        let fired = Box<UInt64?>(nil)
        let timer = try loop.after(microseconds: nil, name: "settle") {
            fired.value = SystemClock.monotonicMicroseconds()
        }
        let armed = SystemClock.monotonicMicroseconds()
        try timer.arm(afterMicroseconds: 5000)
        #expect(try loop.run { fired.value != nil })
        #expect(try #require(fired.value) >= armed + 5000)
    }

    @Test("A disarmed timer and one for the end of time do not fire")
    func never() throws {
        let loop = try EventLoop()
        let calls = Box(0)
        let disarmed = try loop.at(0, name: "disarmed") { calls.value += 1 }
        try disarmed.disarm()
        let endless = try loop.after(microseconds: UInt64.max, name: "never") { calls.value += 1 }
        #expect(try loop.runOnce(timeoutMicroseconds: 2000) == false)
        #expect(calls.value == 0)
        endless.cancel()
    }

    // Setting the machine's clock is not for a test to do: what is tested is that the kernel has
    // the watch as it should be, and what the watch makes of each answer of read().
    @Test("The clock-set watch is armed on the wall clock, absolute, cancelled when it is set")
    func clockWatchIsArmed() throws {
        let loop = try EventLoop()
        let calls = Box(0)
        let watch = try loop.onClockSet { calls.value += 1 }
        let path = "/proc/self/fdinfo/\(watch.descriptor)"
        var bytes = [UInt8](repeating: 0, count: 1024)
        let file = try OwnedDescriptor("open", what: path, open(path, O_RDONLY | O_CLOEXEC))
        let count = read(file.raw, &bytes, bytes.count)
        let lines = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
            .split(separator: "\n").map { $0.filter { $0 != "\t" } }
        #expect(lines.contains("clockid: 0"))
        #expect(lines.contains("settime flags: 03"))
        let left = try #require(lines.first { $0.hasPrefix("it_value: (") })
        let seconds = left.dropFirst("it_value: (".count).prefix { $0.isNumber }
        #expect(try #require(Int(seconds)) > 100 * 365 * 86_400)
        #expect(try loop.runOnce(timeoutMicroseconds: 0) == false)
        #expect(calls.value == 0)
        watch.cancel()
    }

    @Test("A read that was cancelled is a clock that was set; one with nothing to read is not")
    func clockWatchReading() {
        #expect(ClockWatch.reading(count: -1, code: ECANCELED) == .clockSet)
        #expect(ClockWatch.reading(count: 8, code: 0) == .clockSet)
        #expect(ClockWatch.reading(count: -1, code: EAGAIN) == .nothing)
        #expect(ClockWatch.reading(count: -1, code: EINTR) == .nothing)
    }
}
