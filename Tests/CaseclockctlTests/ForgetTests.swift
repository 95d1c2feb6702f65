import Control
import Glibc
import Testing

/// `forget`, as the real program writes it.
@Suite struct ForgetTests {
    private static var gone: CasesInterface.Forgotten {
        var gone = CasesInterface.Forgotten()
        (gone.facts, gone.acts, gone.sayings, gone.notifications) = (3, 1, 12, 7)
        gone.spool = []
        return gone
    }

    private func run(
        _ gone: CasesInterface.Forgotten, _ arguments: [String],
        asked: @escaping (CasesInterface.Forgetting) -> Void = { _ in }
    ) throws -> Transcript {
        var service = Fixture.bare()
        service.on(CasesInterface.Forget.self) { input, _ throws(VarlinkError) in
            asked(input)
            return .reply(
                CasesInterface.ForgetReply(dryRun: input.dryRun ?? false, forgotten: gone))
        }
        return try Program.run(
            ["forget", "K-1042", "--reason", "family-request"] + arguments,
            daemon: FakeDaemon(service))
    }

    @Test("It asks to be told twice, and is told by --yes what it has done")
    func told() throws {
        let asked = Noted<CasesInterface.Forgetting>()
        let without = try run(Self.gone, []) { asked.values.append($0) }
        #expect(without.status == EX_USAGE && asked.values.isEmpty)
        #expect(without.errors.contains("say --yes"))
        let found = try run(Self.gone, ["--yes"]) { asked.values.append($0) }
        #expect(
            found
                == Transcript(
                    output: """
                        K-1042 is forgotten. This is gone:
                          3 recorded facts, 1 act, 0 silences, 12 notes of what was said, 7 notifications

                        """))
        #expect(
            asked.values == [
                .init(caseNumber: "K-1042", reason: "family-request")
            ])
    }

    @Test("A dry run says what would go, and what is out already is named")
    func dryRun() throws {
        var gone = Self.gone
        gone.masked = 1
        gone.spool = ["sent/9c41"]
        #expect(
            try run(gone, ["--dry-run"]).output == """
                Nothing was forgotten; of K-1042 this would go:
                  3 recorded facts, 1 act, 0 silences, 12 notes of what was said, 7 notifications
                1 notification that waits names other cases too; there the number is masked.
                These mails name the case, and are kept in the spool for a while:
                  sent/9c41

                """)
        gone.spool = nil
        #expect(try run(gone, ["--dry-run"]).output.contains("spool can't be read"))
        #expect(
            try run(gone, ["--yes", "--format", "json"]).output.hasPrefix(
                #"{"dryRun":false,"forgotten":{"facts":3,"#))
    }

    @Test("A case that a file still has is an error that names the place, with 65")
    func declared() throws {
        var service = Fixture.bare()
        service.on(CasesInterface.Forget.self) { _, _ throws(VarlinkError) in
            throw CasesInterface.Failure.stillDeclared("K-1042", place: "a.yaml:3:5").wire
        }
        let found = try Program.run(
            ["forget", "K-1042", "--reason", "error", "--yes"], daemon: FakeDaemon(service))
        #expect(found.status == EX_DATAERR)
        #expect(found.errors.contains("stands in a.yaml:3:5"))
    }
}
