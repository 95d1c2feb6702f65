import Casework
import Delivery
import Glibc
import Systemd
import TestSupport
import Testing

private let reason = Comment(rawValue: RealJournald.reasonUnavailable ?? "")

@Suite(
    "A crash between two steps of delivery, with a real journald",
    .enabled(if: RealJournald.isAvailable, reason))
struct DeliveryCrashTests {
    /// A step at which the process is killed, the how manieth time it comes there, and how many
    /// mails it had to deliver.
    struct Fault: Codable, Sendable, CustomTestStringConvertible {
        let step: String
        let time: Int
        let mails: Int

        init(_ step: DeliveryStep, _ time: Int, mails: Int = 2) {
            self.step = step.rawValue
            self.time = time
            self.mails = mails
        }

        var testDescription: String { "\(step) (\(time) of \(mails))" }

        /// Each step; those that come once for each of two messages at the second too.
        static let all = DeliveryStep.allCases.flatMap { step -> [Fault] in
            switch step {
            case .itemsCommitted, .afterJournalMarked, .spoolDirectorySynced, .afterMailMarked:
                [Fault(step, 1)]
            default: [Fault(step, 1), Fault(step, 2)]
            }
        }

        /// The steps at which mails are written otherwise where they are many.
        static let ofMany = [
            Fault(.spoolTmpCreated, 9, mails: 12), Fault(.spoolTmpWritten, 12, mails: 12),
            Fault(.spoolTmpSynced, 1, mails: 12), Fault(.spoolRenamed, 7, mails: 12),
            Fault(.spoolDirectorySynced, 1, mails: 12), Fault(.afterMailMarked, 1, mails: 12),
        ]
    }

    /// What a process does that commits two entries and some mails, delivers them, and is killed.
    static func deliver(folder: String, socketPath: String, dieAt fault: Fault) throws {
        var times = 0
        let outbox = try FileOutbox("\(folder)/outbox")
        var deliverer = try Deliverer(
            store: outbox, journal: try JournalWriter(socketPath: socketPath),
            spool: MailSpool(path: "\(folder)/mail")
        ) { step in
            guard step.rawValue == fault.step else { return }
            times += 1
            if times == fault.time { kill(getpid(), SIGKILL) }
        }
        for number in 0..<2 {
            try outbox.add(try Sample.journalItem(number), number)
        }
        for number in 0..<fault.mails {
            try outbox.add(try Sample.mailItem(number), 500 + number)
        }
        _ = deliverer.deliverPending(limit: 20, at: Instant(seconds: 0))
    }

    private let folder: TemporaryDirectory
    private let journald: RealJournald

    init() throws {
        folder = try TemporaryDirectory()
        journald = try RealJournald()
    }

    @Test(
        "Killed at any step and started again: one entry and one file each",
        arguments: Fault.all + Fault.ofMany)
    func killed(fault: Fault) async throws {
        let (path, socketPath) = (folder.path, journald.socketPath)
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [path = path as String, socketPath = socketPath as String, fault = fault as Fault] in
            try DeliveryCrashTests.deliver(folder: path, socketPath: socketPath, dieAt: fault)
        }
        try startAgain()
        try checkOneEach(mails: fault.mails)
    }

    @Test("An entry that journald had not taken yet when the process died is not sent twice")
    func stillQueued() async throws {
        journald.freeze()
        let (path, socketPath) = (folder.path, journald.socketPath)
        let fault = Fault(.afterJournalSend, 2)
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [path = path as String, socketPath = socketPath as String, fault = fault as Fault] in
            try DeliveryCrashTests.deliver(folder: path, socketPath: socketPath, dieAt: fault)
        }
        try startAgain { journald.thaw() }
        try checkOneEach()
    }

    /// What the daemon does at its start: proves that it can read, then delivers what is left.
    private func startAgain(_ afterProofSent: () -> Void = {}) throws {
        let outbox = try FileOutbox(folder.file("outbox"))
        let writer = try JournalWriter(socketPath: journald.socketPath)
        var deliverer = try Deliverer(
            store: outbox, journal: writer, spool: MailSpool(path: folder.file("mail")))
        let location = JournalLocation.namespace(journald.namespace)
        var proof = try JournalProof(
            field: "CASECLOCK_PROOF", identifier: "caseclock-test", in: location, checks: 2000)
        #expect(writer.write(proof.entry) == .sent)
        afterProofSent()
        var outcome = JournalProof.Outcome.waiting
        #expect(
            eventually {
                outcome = proof.check()
                return outcome != .waiting
            })
        guard case .readable(let record, _) = outcome,
            let identity = JournalIdentity(vouchedFor: record)
        else { throw TestFailure("no proof: \(outcome)") }
        #expect(identity.uid == geteuid())
        deliverer.journalReading = .readable(
            try JournalLookup(in: location, of: identity), isPersistent: false)
        let report = deliverer.deliverPending(limit: 20, at: Instant(seconds: 1))
        #expect(report.lookupFailure == nil)
        #expect(outbox.waiting == 0)
        #expect(deliverer.inDoubtCount == 0)
    }

    private func checkOneEach(mails count: Int = 2) throws {
        let ids = try (0..<2).map { try Sample.journalItem($0).id }
        func counts() throws -> [Int] {
            let reader = try JournalReader(.namespace(journald.namespace))
            return try ids.map {
                try reader.entries(matching: [("CASECLOCK_NOTIFICATION", $0.description)]).count
            }
        }
        #expect(try eventually { try counts().allSatisfy { $0 >= 1 } })
        // Whatever was sent before this has been taken once this can be read.
        let writer = try JournalWriter(socketPath: journald.socketPath)
        var last = try JournalProof(
            field: "CASECLOCK_PROOF", identifier: "caseclock-test",
            in: .namespace(journald.namespace), checks: 2000)
        #expect(writer.write(last.entry) == .sent)
        #expect(eventually { last.check() != .waiting })
        #expect(try counts() == [1, 1])
        let mails = try (0..<count).map { try Sample.mailItem($0).id.description }.sorted()
        #expect(FileTree.names(in: folder.file("mail/new")) == mails)
        #expect(FileTree.names(in: folder.file("mail/tmp")) == [])
        for number in 0..<count {
            let item = try Sample.mailItem(number)
            #expect(try Files.read(folder.file("mail/new/\(item.id)")) == item.payload)
        }
    }

    @Test("Only entries that journald knows to be this daemon's are found")
    func identity() throws {
        let item = try Sample.journalItem(1)
        let writer = try JournalWriter(socketPath: journald.socketPath)
        #expect(writer.write(serialized: item.payload) == .sent)
        let location = JournalLocation.namespace(journald.namespace)
        func answer(
            _ uid: UInt32, _ unit: String?, _ ledger: String? = nil
        ) throws -> JournalLookup.Answer {
            let identity = JournalIdentity(uid: uid, unit: unit)
            return try JournalLookup(in: location, of: identity, ledger: ledger).find(item.id)
        }
        #expect(try eventually { try answer(geteuid(), nil) == .found })
        #expect(try answer(geteuid() + 1, nil) == .notFound)
        #expect(try answer(geteuid(), "another.service") == .notFound)
        #expect(try answer(geteuid(), nil, Sample.ledger) == .found)
        #expect(try answer(geteuid(), nil, "rehearsal-\(Sample.ledger)") == .notFound)
        let other = try Sample.journalItem(2).id
        #expect(
            try JournalLookup(in: location, of: JournalIdentity(uid: geteuid(), unit: nil))
                .find(other) == .notFound)
    }
}
