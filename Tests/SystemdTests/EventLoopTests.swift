import Glibc
import TestSupport
import Testing

@testable import Systemd

/// A value that handlers change; all on the loop's thread.
final class Box<Value> {
    var value: Value

    init(_ value: Value) {
        self.value = value
    }
}

extension EventLoop {
    /// Runs until the condition holds, at most ten seconds; says whether it does.
    func run(until condition: () throws -> Bool) throws -> Bool {
        let end = SystemClock.monotonicMicroseconds() + 10_000_000
        while try !condition() {
            guard SystemClock.monotonicMicroseconds() < end else { return false }
            _ = try runOnce(timeoutMicroseconds: 20_000)
        }
        return true
    }

    /// Runs whatever is due without waiting.
    func drain() throws {
        while try runOnce(timeoutMicroseconds: 0) {}
    }
}

@Suite("The event loop")
struct EventLoopTests {
    private func pipe() throws -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        try #require(Glibc.pipe(&ends) == 0)
        return (ends[0], ends[1])
    }

    private func put(_ text: String, into descriptor: Int32) {
        #expect(write(descriptor, text, text.utf8.count) == text.utf8.count)
    }

    private func isOpen(_ descriptor: Int32) -> Bool { fcntl(descriptor, F_GETFD) >= 0 }

    @Test("run() returns the exit code, and refuses to run again")
    func exitCode() throws {
        let loop = try EventLoop()
        let leave = try loop.deferred(name: "leave") { loop.exit(code: 7) }
        #expect(try loop.run() == 7)
        leave.cancel()
        #expect(throws: SystemError("sd_event_run", code: ESTALE)) {
            _ = try loop.runOnce(timeoutMicroseconds: 0)
        }
    }

    @Test("A loop with nothing due says so")
    func nothingDue() throws {
        #expect(try EventLoop().runOnce(timeoutMicroseconds: 0) == false)
    }

    @Test("A readable descriptor calls its handler for as long as there is something to read")
    func readable() throws {
        let ends = try pipe()
        defer {
            close(ends.read)
            close(ends.write)
        }
        let loop = try EventLoop()
        let calls = Box(0)
        let source = try loop.onReadable(ends.read, name: "pipe") { calls.value += 1 }
        #expect(try loop.runOnce(timeoutMicroseconds: 0) == false)
        put("x", into: ends.write)
        #expect(try loop.runOnce(timeoutMicroseconds: 0))
        #expect(try loop.runOnce(timeoutMicroseconds: 0))
        #expect(calls.value == 2)
        try source.disable()
        #expect(!source.isEnabled)
        #expect(try loop.runOnce(timeoutMicroseconds: 0) == false)
        try source.enableOnce()
        try loop.drain()
        #expect(calls.value == 3)
        source.cancel()
    }

    @Test("Changed events count from the next iteration; a closed peer is a hang-up")
    func changedEvents() throws {
        var ends: [Int32] = [-1, -1]
        try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        defer { close(ends[0]) }
        let loop = try EventLoop()
        let seen = Box<[IOEvents]>([])
        let source = try loop.onIO(ends[0], .readable, name: "socket") { seen.value.append($0) }
        #expect(try loop.runOnce(timeoutMicroseconds: 0) == false)
        try source.setEvents([.readable, .writable])
        #expect(try loop.runOnce(timeoutMicroseconds: 0))
        #expect(seen.value == [.writable])
        close(ends[1])
        #expect(try loop.runOnce(timeoutMicroseconds: 0))
        #expect(seen.value.last?.contains([.readable, .hangUp]) == true)
        source.cancel()
    }

    @Test("A descriptor that can't be waited for is refused, and its handler let go")
    func refused() throws {
        let directory = try TemporaryDirectory()
        let file = try OwnedDescriptor(
            "open", open(directory.file("plain"), O_CREAT | O_RDWR | O_CLOEXEC, 0o600))
        let raw = file.raw
        weak var held: Box<Int>?
        let loop = try EventLoop()
        do {
            let captured = Box(0)
            held = captured
            #expect(throws: SystemError("sd_event_add_io", code: EPERM, what: "plain")) {
                _ = try loop.onReadable(raw, name: "plain") { captured.value += 1 }
            }
        }
        #expect(held == nil)
    }

    @Test("A source may be cancelled, and its descriptor closed, in its own handler")
    func cancelledInHandler() throws {
        let ends = try pipe()
        defer { close(ends.write) }
        let loop = try EventLoop()
        let calls = Box(0)
        let source = Box<IOSource?>(nil)
        weak var held: Box<Int>?
        do {
            let captured = Box(0)
            held = captured
            source.value = try loop.onReadable(ends.read, name: "pipe") {
                source.value?.cancel()
                source.value = nil
                close(ends.read)
                captured.value += 1
                calls.value += captured.value
            }
        }
        put("x", into: ends.write)
        #expect(held != nil)
        try loop.drain()
        #expect(calls.value == 1)
        #expect(held == nil)
    }

    @Test("Cancelling a source, dropping its handle and dropping the loop all let the handler go")
    func released() throws {
        weak var first: Box<Int>?
        weak var second: Box<Int>?
        weak var third: Box<Int>?
        var loop: EventLoop? = try EventLoop()
        let cancelled: DeferredSource?
        let outliving: RealtimeTimer?
        do {
            let captured = [Box(1), Box(2), Box(3)]
            (first, second, third) = (captured[0], captured[1], captured[2])
            cancelled = try loop?.deferred(name: "1") { [a = captured[0]] in a.value += 1 }
            _ = try loop?.deferred(name: "2") { [b = captured[1]] in b.value += 1 }
            outliving = try loop?.at(nil, name: "3") { [c = captured[2]] in c.value += 1 }
        }
        #expect(first != nil && second == nil && third != nil)
        cancelled?.cancel()
        cancelled?.cancel()
        #expect(first == nil)
        loop = nil
        #expect(third != nil)
        outliving?.cancel()
        #expect(third == nil)
    }

    @Test("Something deferred runs once, and once more when asked")
    func deferred() throws {
        let loop = try EventLoop()
        let calls = Box(0)
        let source = try loop.deferred(name: "later") { calls.value += 1 }
        #expect(calls.value == 0)
        try loop.drain()
        #expect(calls.value == 1)
        try source.again()
        try loop.drain()
        #expect(calls.value == 2)
    }

    @Test("A descriptor is closed once, by its last owner, and not after it was given away")
    func ownedDescriptor() throws {
        let ends = try pipe()
        do { _ = OwnedDescriptor(owning: ends.read) }
        #expect(!isOpen(ends.read))
        do {
            let kept = OwnedDescriptor(owning: ends.write)
            #expect(kept.release() == ends.write)
        }
        #expect(isOpen(ends.write))
        close(ends.write)
    }

    @Test("An error names the call, the thing and the reason")
    func errorText() {
        #expect(
            "\(SystemError("connect", code: ECONNREFUSED, what: "/run/x"))"
                == "connect '/run/x': Connection refused")
        #expect("\(SystemError("eventfd", code: EMFILE))" == "eventfd: Too many open files")
    }
}
