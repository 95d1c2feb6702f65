import Casework
import GRDB
import TestSupport
import Testing

@testable import Ledger

@Suite("The caseload in the ledger")
struct LedgerCaseloadTests {
    let ledger: Ledger

    init() throws {
        ledger = try Ledger.inMemory()
        try ledger.apply(
            CaseloadChange(
                files: [Fixtures.stored("a.yaml"), Fixtures.stored("b.yaml")],
                cases: [
                    EncodedCase(try Fixtures.declared("K-2", file: "a.yaml")),
                    EncodedCase(try Fixtures.declared("K-1", file: "a.yaml")),
                    EncodedCase(try Fixtures.declared("K-3", file: "b.yaml")),
                ]))
    }

    @Test("Cases are found by number, by file and all in turn")
    func reading() throws {
        #expect(try ledger.declaredCase("K-1") == Fixtures.declared("K-1", file: "a.yaml"))
        #expect(try ledger.declaredCase("K-9") == nil)
        let index = try ledger.caseIndex().map { "\($0.number) \($0.file)" }
        #expect(index == ["K-1 a.yaml", "K-2 a.yaml", "K-3 b.yaml"])
        var numbers: [String] = []
        try ledger.forEachEncodedCase(inFile: "a.yaml") { numbers.append($0.number) }
        #expect(numbers == ["K-2", "K-1"])
        var all: [DeclaredCase] = []
        try ledger.forEachDeclaredCase(unreadable: { throw $0 }, { all.append($0) })
        #expect(all.map(\.number) == ["K-2", "K-1", "K-3"])
        #expect(all[2] == (try Fixtures.declared("K-3", file: "b.yaml")))
    }

    @Test("A change upserts, moves and withdraws in one go")
    func change() throws {
        var changed = try Fixtures.declared("K-2", file: "c.yaml")
        changed.supervisor = nil
        try ledger.apply(
            CaseloadChange(
                files: [Fixtures.stored("a.yaml", size: 11), Fixtures.stored("c.yaml")],
                cases: [EncodedCase(changed)], withdrawn: ["K-3"], removedFiles: ["b.yaml"]))
        let index = try ledger.caseIndex().map { "\($0.number) \($0.file)" }
        #expect(index == ["K-1 a.yaml", "K-2 c.yaml"])
        #expect(try ledger.declaredCase("K-2") == changed)
        let files = try ledger.files()
        #expect(files == [Fixtures.stored("a.yaml", size: 11), Fixtures.stored("c.yaml")])
    }

    @Test("A change that fails at its last step has changed nothing")
    func allOrNothing() throws {
        let error = #expect(throws: LedgerError.self) {
            try ledger.apply(
                CaseloadChange(
                    files: [Fixtures.stored("new.yaml")], withdrawn: ["K-1"],
                    removedFiles: ["b.yaml"]))
        }
        #expect(error?.code == .refused)
        #expect(try ledger.caseIndex().count == 3)
        #expect(try ledger.files().count == 2)
    }

    @Test("A case in a file that the ledger doesn't know is refused by name")
    func unknownFile() throws {
        let error = #expect(throws: LedgerError.self) {
            try ledger.apply(
                CaseloadChange(
                    cases: [EncodedCase(try Fixtures.declared("K-7", file: "z.yaml"))],
                    withdrawn: ["K-1"]))
        }
        #expect(error?.code == .unknownFile)
        #expect(error?.value == "z.yaml")
        #expect(try ledger.declaredCase("K-1") != nil)
    }

    @Test("A damaged entry is an error for its case alone")
    func damagedEntry() throws {
        _ = try ledger.write {
            try $0.execute(sql: "UPDATE declaredCase SET content = x'07' WHERE number = 'K-1'")
        }
        let error = #expect(throws: LedgerError.self) { try ledger.declaredCase("K-1") }
        #expect(error?.code == .unreadableCase)
        #expect(error?.value == "K-1")
        var numbers: [String] = []
        var unreadable: [String?] = []
        try ledger.forEachDeclaredCase(
            unreadable: { unreadable.append($0.value) }, { numbers.append($0.number) })
        #expect(numbers == ["K-2", "K-3"])
        #expect(unreadable == ["K-1"])
    }

    @Test("A worker's change is seen by the owner once it is committed, and not before")
    func twoConnections() throws {
        let (folder, owner) = try Fixtures.ledger()
        let worker = try Ledger.open(path: folder.file("caseclock.db"), mode: .worker)
        _ = try worker.write { database in
            try database.execute(sql: "INSERT INTO caseloadFile VALUES (1, 'a', 1, 1, 1, 1, x'')")
            #expect(try owner.files().isEmpty)
        }
        #expect(try owner.files().map(\.name) == ["a"])
    }
}
