import Glibc
import TestSupport
import Testing

@testable import Systemd

private let reason = Comment(rawValue: RealJournald.reasonUnavailable ?? "")

@Suite(
    "The journal, with a real journald",
    .enabled(if: RealJournald.isAvailable, reason))
struct JournalTests {
    private let journald: RealJournald
    private let writer: JournalWriter

    init() throws {
        journald = try RealJournald()
        writer = try JournalWriter(socketPath: journald.socketPath)
    }

    private func entry(_ number: Int, _ test: String = "entry") -> JournalEntry {
        var entry = JournalEntry(.info, "entry \(number)", identifier: "caseclock-test")
        entry.append("CASECLOCK_TEST", test)
        entry.append("CASECLOCK_NUMBER", "\(number)")
        return entry
    }

    private func read(_ matches: [(String, String)]) throws -> [JournalRecord] {
        try JournalReader(.namespace(journald.namespace)).entries(matching: matches)
    }

    private func numbers(_ test: String = "entry") throws -> [Int] {
        try read([("CASECLOCK_TEST", test)]).compactMap { $0["CASECLOCK_NUMBER"] }.compactMap(
            Int.init)
    }

    @Test("An entry arrives with its fields, and with what journald vouches for")
    func arrives() throws {
        let before = SystemClock.realtimeMicroseconds()
        var entry = JournalEntry(
            .warning, "plan-review is overdue", id: "0123456789abcdef0123456789abcdef",
            identifier: "caseclock-test")
        entry.append("CASECLOCK_CASE", "K-1042")
        entry.append("CASECLOCK_LINES", "one\ntwo\n")
        entry.append("CASECLOCK_BYTES", bytes: [0, 255, 10, 61])
        entry.append("CASECLOCK_LIST", "a")
        entry.append("CASECLOCK_LIST", "b")
        #expect(writer.write(entry) == .sent)
        #expect(try eventually { try read([("CASECLOCK_CASE", "K-1042")]).count == 1 })
        let record = try #require(try read([("CASECLOCK_CASE", "K-1042")]).first)
        #expect(record["MESSAGE"] == "plan-review is overdue")
        #expect(record["PRIORITY"] == "4")
        #expect(record["MESSAGE_ID"] == "0123456789abcdef0123456789abcdef")
        #expect(record["SYSLOG_IDENTIFIER"] == "caseclock-test")
        #expect(record["CASECLOCK_LINES"] == "one\ntwo\n")
        #expect(record[bytes: "CASECLOCK_BYTES"] == [0, 255, 10, 61])
        #expect(record.fields["CASECLOCK_LIST"].map { $0.map(\.count) } == [1, 1])
        #expect(record["_PID"] == "\(getpid())")
        #expect(record["_UID"] == "\(geteuid())")
        #expect((before...SystemClock.realtimeMicroseconds()).contains(record.realtimeMicroseconds))
    }

    @Test(
        "Large values arrive whole, as a datagram or beyond what one can hold",
        arguments: [(300_000, 8 << 20), (300_000, 65_536), (3_000_000, 65_536)] as [(Int, Int32)])
    func large(bytes: Int, sendBufferBytes: Int32) throws {
        let writer = try JournalWriter(
            socketPath: journald.socketPath, sendBufferBytes: sendBufferBytes)
        // Not one byte repeated, so that a part in the wrong place shows.
        let value = (0..<bytes).map { UInt8(truncatingIfNeeded: $0 % 251) }
        var entry = entry(1)
        entry.append("CASECLOCK_LARGE", bytes: value)
        #expect(writer.write(entry) == .sent)
        #expect(try eventually { try numbers() == [1] })
        #expect(try read([("CASECLOCK_NUMBER", "1")]).first?[bytes: "CASECLOCK_LARGE"] == value)
    }

    @Test("While journald is frozen nothing blocks; thawed, every entry arrives once, in order")
    func frozen() throws {
        let loop = try EventLoop()
        journald.freeze()
        var sent = 0
        var outcome = JournalWrite.sent
        let started = SystemClock.monotonicMicroseconds()
        while outcome == .sent, sent < 100_000 {
            outcome = writer.write(entry(sent))
            if outcome == .sent { sent += 1 }
        }
        #expect(outcome == .wouldBlock)
        #expect(SystemClock.monotonicMicroseconds() - started < 5_000_000)

        // What is too large for a datagram waits no less.
        var large = entry(0, "large")
        large.append("CASECLOCK_LARGE", bytes: [UInt8](repeating: 65, count: 3_000_000))
        #expect(writer.write(large) == .wouldBlock)
        let narrow = try JournalWriter(socketPath: journald.socketPath, sendBufferBytes: 65_536)
        #expect(narrow.write(large) == .wouldBlock)

        let next = Box(sent)
        let total = sent + 500
        let waits = Box(0)
        let writable = Box<IOSource?>(nil)
        writable.value = try writer.onWritable(loop) {
            waits.value += 1
            while next.value < total {
                guard writer.write(entry(next.value)) == .sent else { return }
                next.value += 1
            }
            #expect(throws: Never.self) { try writable.value?.disable() }
        }
        try writable.value?.enable()
        // The loop goes on with other work and does not spin on the full socket.
        let ticks = Box(0)
        let tick = try loop.after(microseconds: 3000, name: "tick") { ticks.value += 1 }
        #expect(try loop.run { ticks.value == 1 })
        #expect(waits.value == 0)
        #expect(try loop.runOnce(timeoutMicroseconds: 3000) == false)
        tick.cancel()

        journald.thaw()
        #expect(try loop.run { next.value == total })
        #expect(waits.value >= 1)
        #expect(try eventually { try numbers().count >= total })
        #expect(try numbers() == Array(0..<total))
        writable.value?.cancel()
    }

    @Test("A journald that has died is told from one that is back, and found again")
    func restarted() throws {
        #expect(writer.write(entry(1)) == .sent)
        #expect(try eventually { try numbers() == [1] })
        journald.kill()
        for _ in 0..<2 {
            guard case .noJournal(let error) = writer.write(entry(2)) else {
                Issue.record("nobody is there to take it")
                return
            }
            #expect(error.code == ECONNREFUSED)
        }
        try journald.start()
        #expect(writer.write(entry(3)) == .sent)
        #expect(try eventually { try numbers() == [1, 3] })
    }

    @Test("A journald that was replaced between two writes gets the second at once")
    func replaced() throws {
        #expect(writer.write(entry(1)) == .sent)
        #expect(try eventually { try numbers() == [1] })
        journald.kill()
        try journald.start()
        #expect(writer.write(entry(2)) == .sent)
        #expect(try eventually { try numbers() == [1, 2] })
    }

    @Test("A journald that dies while it is frozen wakes the writer that waits for it")
    func diesFrozen() throws {
        let loop = try EventLoop()
        journald.freeze()
        while writer.write(entry(0)) == .sent {}
        let outcome = Box<JournalWrite?>(nil)
        let writable = try writer.onWritable(loop) { outcome.value = writer.write(entry(1)) }
        try writable.enableOnce()
        #expect(try loop.runOnce(timeoutMicroseconds: 2000) == false)
        journald.kill()
        #expect(try loop.run { outcome.value != nil })
        guard case .noJournal = outcome.value else {
            Issue.record("unexpected outcome \(String(describing: outcome.value))")
            return
        }
        writable.cancel()
    }

    @Test("Entries are found by all their fields, from a moment on, and the newest by itself")
    func reading() throws {
        for number in 1...3 { #expect(writer.write(entry(number, "first")) == .sent) }
        #expect(try eventually { try numbers("first").count == 3 })
        for number in 2...4 { #expect(writer.write(entry(number, "second")) == .sent) }
        #expect(try eventually { try numbers("second").count == 3 })
        let reader = try JournalReader(.namespace(journald.namespace))
        let both = [("CASECLOCK_TEST", "second"), ("CASECLOCK_NUMBER", "2")]
        #expect(try reader.entries(matching: both).map { $0["MESSAGE"] } == ["entry 2"])
        #expect(try reader.entries(matching: [("CASECLOCK_NUMBER", "2")]).count == 2)
        #expect(try reader.entries(matching: [("CASECLOCK_NUMBER", "5")]).isEmpty)
        #expect(try reader.entries(matching: both + [("CASECLOCK_NUMBER", "3")]).count == 2)
        let third = try #require(
            try reader.last(matching: [("CASECLOCK_TEST", "first")]))
        #expect(third["CASECLOCK_NUMBER"] == "3")
        let since = try reader.entries(
            matching: [("SYSLOG_IDENTIFIER", "caseclock-test")],
            since: third.realtimeMicroseconds + 1)
        #expect(since.compactMap { $0["CASECLOCK_NUMBER"] } == ["2", "3", "4"])
        let limited = try reader.entries(matching: [("CASECLOCK_TEST", "first")], limit: 2)
        #expect(limited.compactMap { $0["CASECLOCK_NUMBER"] } == ["1", "2"])
        #expect(try reader.last(matching: [("CASECLOCK_TEST", "none")]) == nil)
        #expect(try reader.isPersistent() == false)
    }

    @Test("A written proof is found, with the fields journald vouches for")
    func proof() throws {
        var proof = try JournalProof(
            field: "CASECLOCK_PROBE", identifier: "caseclock-test",
            in: .namespace(journald.namespace), checks: 1000)
        #expect(proof.check() == .waiting)
        #expect(writer.write(proof.entry) == .sent)
        var outcome = JournalProof.Outcome.waiting
        #expect(
            eventually {
                outcome = proof.check()
                return outcome != .waiting
            })
        guard case .readable(let record, isPersistent: false) = outcome else {
            Issue.record("unexpected outcome \(outcome)")
            return
        }
        #expect(record["_PID"] == "\(getpid())")
        #expect(record["_UID"] == "\(geteuid())")
    }

    @Test("A proof that never arrives is given up after its checks")
    func proofMissing() throws {
        var proof = try JournalProof(
            field: "CASECLOCK_PROBE", identifier: "caseclock-test",
            in: .namespace(journald.namespace), checks: 2)
        #expect(proof.check() == .waiting)
        #expect(proof.check() == .unreadable(nil))
    }
}

@Suite("The journal, without journald")
struct NoJournalTests {
    private let entry = JournalEntry(.info, "nobody hears this", identifier: "caseclock-test")

    @Test("With no socket there, the entry is to be kept")
    func noSocket() throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("socket")
        let writer = try JournalWriter(socketPath: path)
        let missing = SystemError("connect", code: ENOENT, what: path)
        #expect(writer.write(entry) == .noJournal(missing))
    }

    @Test("Something else at the path is a failure, not a missing journal")
    func notASocket() throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("socket")
        let listener = try ListeningSocket(path: path, mode: 0o600)
        let writer = try JournalWriter(socketPath: path)
        #expect(
            writer.write(entry) == .failed(SystemError("connect", code: EPROTOTYPE, what: path)))
        #expect(listener.raw >= 0)
    }

    @Test("The socket's path follows the journal namespace")
    func paths() {
        #expect(JournalWriter.socketPath(namespace: nil) == "/run/systemd/journal/socket")
        #expect(JournalWriter.socketPath(namespace: "care") == "/run/systemd/journal.care/socket")
    }

    @Test("A folder that is not there can't be read; an empty one has no entries")
    func directories() throws {
        let directory = try TemporaryDirectory()
        let missing = directory.file("none")
        #expect(throws: SystemError("sd_journal_open_directory", code: ENOENT, what: missing)) {
            _ = try JournalReader(.directory(missing))
        }
        let reader = try JournalReader(.directory(directory.path))
        #expect(try reader.entries(matching: []).isEmpty)
        #expect(try reader.last(matching: []) == nil)
    }

    @Test("A proof tells why reading failed")
    func proofFails() throws {
        let directory = try TemporaryDirectory()
        let missing = directory.file("none")
        var proof = try JournalProof(
            field: "CASECLOCK_PROBE", identifier: "caseclock-test", in: .directory(missing),
            checks: 1)
        #expect(
            proof.check()
                == .unreadable(
                    SystemError("sd_journal_open_directory", code: ENOENT, what: missing)))
    }
}
