import Control
import JSONText
import Testing

/// `explain`, as the real program writes it.
@Suite struct ExplainTests {
    private static let explanations = ["2025-09-02", "2026-03-02"].map { trigger in
        DeadlinesInterface.Explanation(
            deadline: Fixture.upcoming[1], sentence: "The plan is reviewed every six months.",
            section: "4", document: "Guidelines", intervalBasis: "source", first: true,
            terms: [.init(code: "provider", text: "There is one for each agency.")],
            triggerFact: fact(trigger),
            cause: .init(
                code: "consent", rule: nil, goalsReached: nil, goals: nil, conditions: [],
                facts: [fact(trigger)], text: "Consent came into force."),
            steps: [], skipped: [],
            ownership: .init(
                reason: "coordinator", standIn: nil, before: nil, text: "It is owed by b-ito."),
            closesWith: [
                .init(
                    kind: "meeting-held", attributes: [.init(name: "type", anyOf: ["review"])],
                    roles: [], text: "meeting held")
            ], underProtection: false, countsEarlier: false, waivedBy: [], cancelledBy: [],
            ending: .init(
                code: "left", rule: nil, conditions: [], fact: nil, facts: [fact(trigger)],
                text: "kids is no longer involved."),
            stages: [], heldBack: [],
            text: ["K-2006, plan-review", "It counts from \(trigger).\u{1B}[2J"])
    }

    private static func fact(_ day: String) -> DeadlinesInterface.Fact {
        .init(
            kind: "plan-agreed", subject: nil, date: Fixture.day(day),
            origin: "caseloads/a.yaml:14:22", known: nil,
            text: "plan agreed, caseloads/a.yaml:14:22")
    }

    private func service(
        _ asked: @escaping (DeadlinesInterface.ExplainQuery) -> Void = { _ in }
    ) -> VarlinkService {
        var service = Fixture.bare()
        service.on(DeadlinesInterface.Explain.self) { query, _ throws(VarlinkError) in
            asked(query)
            return .reply(
                DeadlinesInterface.Explanations(
                    explanations: Self.explanations, asOf: Fixture.day(Fixture.asOf)))
        }
        return service
    }

    @Test("Explanations are read out one after the other, without what commands a terminal")
    func text() throws {
        let expected = """
            K-2006, plan-review
            It counts from 2025-09-02.\u{FFFD}[2J

            K-2006, plan-review
            It counts from 2026-03-02.\u{FFFD}[2J

            """
        let daemon = try FakeDaemon(service())
        let found = try Program.run(["explain", "K-2006", "plan-review"], daemon: daemon)
        #expect(found == Transcript(output: expected))
    }

    @Test("What somebody put in the way of the reminders is told with how to end it")
    func wayOut() throws {
        var held = Self.explanations[0]
        held.heldBack = [
            .init(by: "booked", until: nil, rule: nil),
            .init(by: "snoozed", until: nil, rule: nil, act: "3f2a"),
            .init(by: "silenced", until: nil, rule: nil, act: "77d0"),
        ]
        let explanation = held
        var service = Fixture.bare()
        service.on(DeadlinesInterface.Explain.self) { _, _ throws(VarlinkError) in
            .reply(
                DeadlinesInterface.Explanations(
                    explanations: [explanation], asOf: Fixture.day(Fixture.asOf)))
        }
        let daemon = try FakeDaemon(service)
        let english = try Program.run(["explain", "K-2006", "plan-review"], daemon: daemon).output
        #expect(
            english.hasSuffix(
                """
                [2J
                Act 3f2a holds its reminders back; to undo it: caseclockctl undo 3f2a --reason CODE
                Silence 77d0 holds its reminders back; to end it: caseclockctl silence expire \
                77d0 --reason CODE

                """))
        let french = try Program.run(
            ["explain", "K-2006", "plan-review", "--locale", "fr"], daemon: daemon
        ).output
        #expect(french.contains("L'acte 3f2a retient ses rappels ; pour l'annuler : caseclockctl"))
        #expect(french.contains("Le silence 77d0 retient ses rappels ; pour y mettre fin : "))
    }

    @Test("As JSON they are an array of the wire's objects")
    func json() throws {
        let found = try Program.run(
            ["explain", "K-2006", "plan-review", "--format", "json"],
            daemon: FakeDaemon(service()))
        let value = try JSONReader.read(Array(found.output.utf8), limits: JSONLimits(bytes: 65_536))
        guard case .array(let elements) = value else {
            Issue.record("no array: \(found.output)")
            return
        }
        let read = try elements.map { try DeadlinesInterface.Explanation(parameters: $0) }
        #expect(read == Self.explanations)
    }

    @Test("What is asked on the command line is what the daemon is asked")
    func query() throws {
        let asked = Noted<DeadlinesInterface.ExplainQuery>()
        let daemon = try FakeDaemon(service { asked.values.append($0) })
        _ = try Program.run(
            [
                "explain", "K-1", "plan-review", "--subject", "M2", "--trigger", "2026-03-02",
                "--as-of", "+14d", "--locale", "fr",
            ], daemon: daemon)
        var expected = DeadlinesInterface.ExplainQuery(caseNumber: "K-1", rule: "plan-review")
        expected.subject = "M2"
        expected.trigger = "2026-03-02"
        expected.asOf = "+14d"
        expected.locale = "fr"
        #expect(asked.values == [expected])
    }
}
