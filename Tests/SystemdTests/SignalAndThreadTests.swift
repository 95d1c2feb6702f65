import Glibc
import TestSupport
import Testing

@testable import Systemd

@Suite("Signals and threads")
struct SignalAndThreadTests {
    @Test("A watched signal reaches the loop and not the process", arguments: [SIGHUP, SIGTERM])
    func signal(number: Int32) throws {
        // Test threads may have it blocked already.
        var one = sigset_t()
        var before = sigset_t()
        sigemptyset(&one)
        sigaddset(&one, number)
        pthread_sigmask(SIG_UNBLOCK, &one, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }

        let loop = try EventLoop()
        let calls = Box(0)
        let source = try loop.onSignal(number) { calls.value += 1 }
        #expect(blockedHere(number))
        // To this thread alone: others of this process may have it unblocked.
        #expect(raise(number) == 0)
        #expect(try loop.run { calls.value == 1 })
        source.cancel()
        #expect(!blockedHere(number))
    }

    @Test("A signal can be watched once")
    func signalTwice() throws {
        let loop = try EventLoop()
        let first = try loop.onSignal(SIGUSR1) {}
        #expect(throws: SystemError("sd_event_add_signal", code: EBUSY, what: "signal 10")) {
            _ = try loop.onSignal(SIGUSR1) {}
        }
        first.cancel()
    }

    @Test("A poke from another thread wakes the loop; several are one")
    func poke() throws {
        let loop = try EventLoop()
        let calls = Box(0)
        let signal = try LoopSignal()
        let source = try loop.onPoke(signal, name: "doorbell") { calls.value += 1 }
        signal.poke()
        signal.poke()
        try loop.drain()
        #expect(calls.value == 1)
        let handedOver = Box(false)
        try loop.background(
            name: "poker", work: { signal.poke() }, then: { handedOver.value = true })
        #expect(try loop.run { handedOver.value && calls.value == 2 })
        source.cancel()
    }

    @Test("Background work runs on a thread of its own, and its value arrives on the loop")
    func background() throws {
        let loop = try EventLoop()
        let received = Box<[Int]>([])
        let loopThread = pthread_self()
        for number in 1...4 {
            try loop.background(name: "worker \(number)") {
                pthread_equal(pthread_self(), loopThread) == 0 ? number * number : -1
            } then: {
                #expect(pthread_equal(pthread_self(), loopThread) != 0)
                received.value.append($0)
            }
        }
        #expect(loop.backgroundCount == 4)
        #expect(try loop.run { received.value.count == 4 })
        #expect(received.value.sorted() == [1, 4, 9, 16])
        #expect(loop.backgroundCount == 0)
    }

    @Test("A background thread has the stack it was given, and every signal blocked")
    func backgroundThread() throws {
        var one = sigset_t()
        var before = sigset_t()
        sigemptyset(&one)
        sigaddset(&one, SIGCHLD)
        pthread_sigmask(SIG_UNBLOCK, &one, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }

        let loop = try EventLoop()
        let result = Box<(depth: Int, blocked: Bool)?>(nil)
        try loop.background(name: "deep", stackBytes: 64 << 20) {
            let blocked = [SIGTERM, SIGINT, SIGHUP, SIGCHLD].allSatisfy(blockedHere)
            return (depth: descend(40_000), blocked: blocked)
        } then: {
            result.value = $0
        }
        #expect(try loop.run { result.value != nil })
        #expect(result.value?.depth == 40_000)
        #expect(result.value?.blocked == true)
        #expect(!blockedHere(SIGCHLD))
    }

    @Test("Work that outlives its loop is let go, and nobody is called")
    func loopGoesFirst() throws {
        let gate = try LoopSignal()
        let finished = try LoopSignal()
        weak var held: Box<Int>?
        do {
            let loop = try EventLoop()
            let captured = Box(0)
            held = captured
            try loop.background(name: "slow") {
                var waiting = pollfd(fd: gate.descriptor, events: Int16(POLLIN), revents: 0)
                poll(&waiting, 1, 10_000)
                finished.poke()
            } then: {
                captured.value += 1
            }
        }
        #expect(held == nil)
        gate.poke()
        var waiting = pollfd(fd: finished.descriptor, events: Int16(POLLIN), revents: 0)
        #expect(poll(&waiting, 1, 10_000) == 1)
    }
}

/// Says whether this thread has the signal blocked.
@Sendable
private func blockedHere(_ signal: Int32) -> Bool {
    var mask = sigset_t()
    pthread_sigmask(SIG_BLOCK, nil, &mask)
    return sigismember(&mask, signal) == 1
}

/// Uses about a kilobyte of stack a level.
@inline(never)
private func descend(_ levels: Int) -> Int {
    guard levels > 0 else { return 0 }
    return withUnsafeTemporaryAllocation(byteCount: 1000, alignment: 8) { room in
        room[0] = UInt8(truncatingIfNeeded: levels)
        return descend(levels - 1) + 1
    }
}
