import Casework
import Delivery
import Glibc
import Systemd
import TestSupport
import Testing

@Suite("Delivery from the outbox")
struct DelivererTests {
    private let folder: TemporaryDirectory
    private let outbox: FileOutbox
    private let spool: MailSpool
    private let now = Instant(seconds: 1_772_458_200)

    init() throws {
        folder = try TemporaryDirectory()
        outbox = try FileOutbox(folder.file("outbox"))
        spool = MailSpool(path: folder.file("mail"))
    }

    private var socketPath: String { folder.file("journal") }

    private func deliverer(
        onStep: @escaping (DeliveryStep) -> Void = { _ in }
    ) throws -> Deliverer<FileOutbox> {
        try Deliverer(
            store: outbox, journal: try JournalWriter(socketPath: socketPath), spool: spool,
            onStep: onStep)
    }

    private func add(journal: Range<Int> = 0..<0, mail: Range<Int> = 0..<0) throws {
        for number in journal { try outbox.add(try Sample.journalItem(number), number) }
        for number in mail { try outbox.add(try Sample.mailItem(number), 500 + number) }
    }

    private var mails: Int { FileTree.names(in: "\(spool.path)/new").count }

    @Test("Entries go to the journal and mails to the spool, in order, and both are marked")
    func delivers() throws {
        let listener = try DatagramListener(socketPath)
        var deliverer = try deliverer()
        try add(journal: 0..<3, mail: 0..<2)
        let report = deliverer.deliverPending(limit: 10, at: now)
        #expect(report.journal.delivered == 3)
        #expect(report.mail.delivered == 2)
        guard case .drained = report.journal.stop, case .drained = report.mail.stop else {
            Issue.record("\(report)")
            return
        }
        #expect(listener.received() == (try (0..<3).map { try Sample.journalItem($0).payload }))
        #expect(mails == 2)
        #expect(outbox.waiting == 0)
        #expect(outbox.delivered.count == 5)
        let again = deliverer.deliverPending(limit: 10, at: now)
        #expect(again.journal.delivered + again.mail.delivered == 0)
        #expect(listener.received().isEmpty)
    }

    @Test("No more than the limit is delivered at once, and the report says that more waits")
    func limit() throws {
        let listener = try DatagramListener(socketPath)
        var deliverer = try deliverer()
        try add(journal: 0..<5, mail: 0..<5)
        let report = deliverer.deliverPending(limit: 2, at: now)
        guard case .limitReached = report.journal.stop, case .limitReached = report.mail.stop
        else {
            Issue.record("\(report)")
            return
        }
        #expect(listener.received().count == 2)
        #expect(mails == 2)
        while outbox.waiting > 0 { _ = deliverer.deliverPending(limit: 2, at: now) }
        #expect(listener.received().count == 3)
        #expect(mails == 5)
    }

    @Test("Without a journald entries wait, are shown once, and mail goes on")
    func journalAbsent() throws {
        var deliverer = try deliverer()
        try add(journal: 0..<2, mail: 0..<1)
        let report = deliverer.deliverPending(limit: 10, at: now)
        guard case .journalAbsent(let error) = report.journal.stop, error.code == ENOENT else {
            Issue.record("\(report)")
            return
        }
        #expect(report.unheard.map(\.id) == (try (0..<2).map { try Sample.journalItem($0).id }))
        #expect(report.mail.delivered == 1)
        #expect(outbox.waiting == 2)
        #expect(outbox.failure?.contains("No such file") == true)
        try add(journal: 2..<3)
        let second = deliverer.deliverPending(limit: 10, at: now)
        #expect(second.unheard.map(\.id) == [try Sample.journalItem(2).id])

        let listener = try DatagramListener(socketPath)
        #expect(deliverer.deliverPending(limit: 10, at: now).journal.delivered == 3)
        #expect(listener.received().count == 3)
    }

    @Test("A full journal queue waits without counting as a failure, and loses nothing")
    func journalFull() throws {
        let listener = try DatagramListener(socketPath)
        var deliverer = try deliverer()
        try add(journal: 0..<499, mail: 0..<1)
        var received = 0
        var report = deliverer.deliverPending(limit: 499, at: now)
        guard case .journalFull = report.journal.stop else {
            Issue.record("the queue takes too much for this test: \(report.journal)")
            return
        }
        #expect(mails == 1)
        #expect(outbox.failure == nil)
        while outbox.waiting > 0 {
            received += listener.received().count
            report = deliverer.deliverPending(limit: 499, at: now)
        }
        #expect(received + listener.received().count == 499)
    }

    @Test("A spool that takes nothing delays mail alone, and is noted")
    func spoolFails() throws {
        let listener = try DatagramListener(socketPath)
        try FileTree.write("", to: spool.path)
        var deliverer = try deliverer()
        try add(journal: 0..<2, mail: 0..<2)
        let report = deliverer.deliverPending(limit: 10, at: now)
        guard case .spoolFailed(let error) = report.mail.stop, error.code == .notAFolder else {
            Issue.record("\(report)")
            return
        }
        #expect(listener.received().count == 2)
        #expect(outbox.waiting == 2)
        #expect(outbox.failure?.contains("mail spool") == true)
        unlink(spool.path)
        #expect(deliverer.deliverPending(limit: 10, at: now).mail.delivered == 2)
        #expect(mails == 2)
    }

    @Test("A store that can't be told of a delivery does not make it happen twice")
    func storeFails() throws {
        let listener = try DatagramListener(socketPath)
        var deliverer = try deliverer()
        try add(journal: 0..<2, mail: 0..<1)
        try FileTree.write("", to: "\(outbox.path)/broken")
        for _ in 0..<2 {
            let report = deliverer.deliverPending(limit: 10, at: now)
            guard case .storeFailed = report.journal.stop, case .storeFailed = report.mail.stop
            else {
                Issue.record("\(report)")
                return
            }
        }
        unlink("\(outbox.path)/broken")
        let report = deliverer.deliverPending(limit: 10, at: now)
        #expect(report.journal.delivered == 0)
        #expect(report.mail.found == 1)
        #expect(listener.received().count == 2)
        #expect(mails == 1)
        #expect(outbox.waiting == 0)
    }

    @Test("What waited at the start waits for the proof, and what is found is not sent again")
    func awaitsProof() throws {
        let listener = try DatagramListener(socketPath)
        try add(journal: 0..<2, mail: 0..<1)
        var deliverer = try deliverer()
        #expect(deliverer.inDoubtCount == 2)
        #expect(deliverer.journalReading.promise == .atLeastOnce)
        let report = deliverer.deliverPending(limit: 10, at: now)
        guard case .awaitingProof = report.journal.stop else {
            Issue.record("\(report)")
            return
        }
        #expect(report.mail.delivered == 1)
        #expect(listener.received().isEmpty)
        #expect(outbox.failure == nil)
        let known = try Sample.journalItem(0).id
        deliverer.journalReading = .readable(
            JournalLookup { $0 == known ? .found : .notFound }, isPersistent: true)
        #expect(deliverer.journalReading.promise == .exactlyOnce)
        let second = deliverer.deliverPending(limit: 10, at: now)
        #expect(second.journal.found == 1)
        #expect(second.journal.delivered == 1)
        #expect(listener.received() == [try Sample.journalItem(1).payload])
        #expect(deliverer.inDoubtCount == 0)
    }

    @Test("Without a proof what is in doubt is sent again, and no exact promise is made")
    func unreadable() throws {
        let listener = try DatagramListener(socketPath)
        try add(journal: 0..<2)
        var deliverer = try deliverer()
        deliverer.journalReading = .unreadable
        #expect(deliverer.journalReading.promise == .atLeastOnce)
        #expect(deliverer.deliverPending(limit: 10, at: now).journal.delivered == 2)
        #expect(listener.received().count == 2)
    }

    @Test("A lookup that fails is reported, and the entry sent")
    func lookupFails() throws {
        let listener = try DatagramListener(socketPath)
        try add(journal: 0..<1)
        var deliverer = try deliverer()
        let failure = SystemError("sd_journal_next", code: EIO)
        deliverer.journalReading = .readable(
            JournalLookup { _ in .unreadable(failure) }, isPersistent: false)
        #expect(deliverer.journalReading.promise == .atLeastOnce)
        let report = deliverer.deliverPending(limit: 10, at: now)
        #expect(report.lookupFailure == failure)
        #expect(listener.received().count == 1)
    }

    @Test("Where nobody can take a proof, what is in doubt is shown and waits")
    func absentAtStart() throws {
        try add(journal: 0..<2)
        var deliverer = try deliverer()
        deliverer.journalReading = .absent(SystemError("connect", code: ENOENT))
        let report = deliverer.deliverPending(limit: 10, at: now)
        #expect(report.unheard.count == 2)
        #expect(outbox.waiting == 2)
    }
}
