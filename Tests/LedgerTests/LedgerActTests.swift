import Casework
import GRDB
import TestSupport
import Testing

@testable import Ledger

@Suite("Acts, silences and the audit trail")
struct LedgerActTests {
    let ledger: Ledger

    init() throws { ledger = try Ledger.inMemory() }

    @Test(
        "An act comes back whole, also by the beginning of its id",
        arguments: [
            (Act.Kind.acknowledge, String?.none), (.acknowledge, "2026-03-09"),
            (.snooze, "2026-03-09"), (.waive, nil),
        ])
    func whole(kind: Act.Kind, until: String?) throws {
        let act = try Fixtures.act("abcdefgh12", kind, until: until)
        try ledger.add(act, audit: Fixtures.audit("Act", target: act.id))
        #expect(try ledger.acts(case: "K-1") == [act])
        #expect(try ledger.acts(case: "K-2") == [])
        #expect(try ledger.acts(idBeginning: "abcd") == [act])
        #expect(try ledger.acts(idBeginning: "abcdefgh12") == [act])
        #expect(try ledger.acts(idBeginning: "bcd") == [])
        #expect(try ledger.acts(idBeginning: "ab%") == [])
        #expect(try ledger.audit(limit: 9) == [Fixtures.audit("Act", target: act.id)])
    }

    @Test("I3: an act outlives the case, and is undone once, with a row of the trail each time")
    func undo() throws {
        let act = try Fixtures.act("abcdefgh12")
        try ledger.add(act, audit: Fixtures.audit("Snooze"))
        #expect(try ledger.undo(act.id, Fixtures.undoing(), audit: Fixtures.audit("Undo")))
        var undone = act
        undone.undone = Fixtures.undoing()
        #expect(try ledger.acts(case: "K-1") == [undone])
        let again = try ledger.undo(
            act.id, Fixtures.undoing("duplicate"), audit: Fixtures.audit("Undo"))
        #expect(!again)
        #expect(try !ledger.undo("nothing", Fixtures.undoing(), audit: Fixtures.audit("Undo")))
        #expect(try ledger.acts(case: "K-1") == [undone])
        #expect(try ledger.audit(limit: 9).map(\.method) == ["Undo", "Snooze"])
    }

    @Test("An act of an id that there is already is refused, and its row of the trail with it")
    func twice() throws {
        try ledger.add(try Fixtures.act("abcdefgh12"), audit: Fixtures.audit("One"))
        let error = #expect(throws: LedgerError.self) {
            try ledger.add(
                try Fixtures.act("abcdefgh12", caseNumber: "K-2"), audit: Fixtures.audit("Two"))
        }
        #expect(error?.code == .refused)
        #expect(try ledger.acts(case: "K-2") == [])
        #expect(try ledger.audit(limit: 9).map(\.method) == ["One"])
    }

    @Test("In force is what stands and whose day has not come")
    func inForce() throws {
        let acts = [
            try Fixtures.act("aaaaaaaaaa", until: "2026-03-09"),
            try Fixtures.act("bbbbbbbbbb", .acknowledge, until: nil),
            try Fixtures.act("cccccccccc", until: "2026-03-10"),
            try Fixtures.act("dddddddddd", .waive, until: nil),
        ]
        for act in acts { try ledger.add(act, audit: Fixtures.audit("Act")) }
        _ = try ledger.undo("dddddddddd", Fixtures.undoing(), audit: Fixtures.audit("Undo"))
        let ids = try ledger.actsInForce(on: try Fixtures.date("2026-03-09")).map(\.id)
        #expect(ids == ["bbbbbbbbbb", "cccccccccc"])
    }

    @Test("Acts are listed newest first, a page after the other")
    func pages() throws {
        for (index, letter) in "abcde".enumerated() {
            let act = try Fixtures.act(
                String(repeating: letter, count: 10), caseNumber: "K-\(index % 2)")
            try ledger.add(act, audit: Fixtures.audit("Act"))
        }
        _ = try ledger.undo("eeeeeeeeee", Fixtures.undoing(), audit: Fixtures.audit("Undo"))
        func page(
            _ number: String? = nil, standing: Bool = false, after: String? = nil
        ) throws -> String {
            try ledger.acts(case: number, standing: standing, after: after, limit: 3)
                .map { String($0.id.prefix(1)) }.joined()
        }
        #expect(try page() == "edc")
        #expect(try page(after: "cccccccccc") == "ba")
        #expect(try page(standing: true) == "dcb")
        #expect(try page("K-0") == "eca")
        #expect(try page("K-0", standing: true, after: "cccccccccc") == "a")
    }

    @Test("A silence comes back whole; what is over is not in force")
    func silences() throws {
        let silence = try Fixtures.silence("abcdefgh12")
        let later = try Fixtures.silence("zbcdefgh12", from: "2026-03-09", until: "2026-03-09")
        for one in [silence, later] {
            try ledger.add(one, audit: Fixtures.audit("AddSilence", target: one.id))
        }
        #expect(try ledger.silences() == [later, silence])
        #expect(try ledger.silences(idBeginning: "ab") == [silence])
        #expect(try ledger.silencesInForce(on: Fixtures.date("2026-03-08")) == [later, silence])
        #expect(try ledger.silencesInForce(on: Fixtures.date("2026-03-09")) == [later])
        let ended = try ledger.end(
            silence: later.id, Fixtures.undoing(), audit: Fixtures.audit("ExpireSilence"))
        #expect(ended)
        #expect(try ledger.silencesInForce(on: Fixtures.date("2026-03-08")) == [silence])
        let twice = try ledger.end(
            silence: later.id, Fixtures.undoing(), audit: Fixtures.audit("ExpireSilence"))
        #expect(!twice)
        #expect(try ledger.silences().first?.ended == Fixtures.undoing())
        #expect(
            try ledger.audit(limit: 9).map(\.method) == [
                "ExpireSilence", "AddSilence", "AddSilence",
            ])
    }

    @Test("The end of a silence is told once, with the entry that tells it, or not at all")
    func announcement() throws {
        let silence = try Fixtures.silence("abcdefgh12")
        try ledger.add(silence, audit: Fixtures.audit("AddSilence"))
        let (last, after) = (try Fixtures.date("2026-03-08"), try Fixtures.date("2026-03-09"))
        #expect(try ledger.silencesToAnnounce(on: last) == [])
        #expect(try ledger.silencesToAnnounce(on: after) == [silence])
        let (_, entry) = try Fixtures.journal(1)
        try ledger.announce([silence.id], outbox: [entry], on: after, at: Fixtures.now)
        #expect(try ledger.silencesToAnnounce(on: after) == [])
        #expect(try ledger.pending(.journal, limit: 9) == [entry])
        #expect(try ledger.silencesAnnounced(since: after) == [silence])
        #expect(
            try ledger.silencesAnnounced(since: Fixtures.date("2026-03-10")) == [])
        let other = try Fixtures.silence("zbcdefgh12")
        try ledger.add(other, audit: Fixtures.audit("AddSilence"))
        #expect(throws: LedgerError.self) {
            try ledger.announce([other.id], outbox: [entry], on: after, at: Fixtures.now)
        }
        #expect(try ledger.silencesToAnnounce(on: after) == [other])
    }

    @Test("No row of the audit trail can be changed or deleted")
    func appendOnly() throws {
        try ledger.add(Fixtures.audit("List"))
        for sql in ["UPDATE audit SET user = 'x'", "DELETE FROM audit"] {
            let error = #expect(throws: LedgerError.self) {
                try ledger.write { try $0.execute(sql: sql) }
            }
            #expect(error?.code == .refused)
        }
        #expect(try ledger.audit(limit: 9) == [Fixtures.audit("List")])
    }

    @Test(
        "What was damaged on the disk is an error that names it, and nothing is made up",
        arguments: [
            "UPDATE act SET kind = 'forget'", "UPDATE act SET target = '2026-02-30'",
            "UPDATE act SET until = 'someday---'", "UPDATE act SET state = 'lost'",
        ])
    func damagedAct(sql: String) throws {
        try ledger.add(try Fixtures.act("abcdefgh12"), audit: Fixtures.audit("Snooze"))
        try damage(sql)
        let error = #expect(throws: LedgerError.self) {
            try ledger.actsInForce(on: Fixtures.date("2026-03-02"))
        }
        #expect(error?.code == .corrupt && error?.value == "abcdefgh12")
    }

    @Test(
        "So is a silence that was damaged, or lost what it looks at",
        arguments: [
            "UPDATE silence SET fromDay = '2026-02-30'",
            "UPDATE silenceMatcher SET name = 'weather' WHERE name = 'owner'",
            "DELETE FROM silenceMatcher",
        ])
    func damagedSilence(sql: String) throws {
        try ledger.add(try Fixtures.silence("abcdefgh12"), audit: Fixtures.audit("AddSilence"))
        try damage(sql)
        let error = #expect(throws: LedgerError.self) {
            try ledger.silencesInForce(on: Fixtures.date("2026-03-02"))
        }
        #expect(error?.code == .corrupt && error?.value == "abcdefgh12")
    }

    private func damage(_ sql: String) throws {
        try ledger.queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA ignore_check_constraints = ON")
            try database.execute(sql: sql)
        }
    }
}
