import Control
import Glibc
import JSONText
import TestSupport
import Testing

/// `record`, `retract`, `hold`, `resume`, `cases`, `timeline` and `export`, as the real program
/// writes them.
@Suite struct RecordTests {
    private static let attributes = [
        CasesInterface.Attribute(name: "family", values: ["full"]),
        CasesInterface.Attribute(name: "present", values: ["kids", "clinic"]),
    ]

    private static func fact(
        _ kind: String, subject: String? = nil, id: String? = "7kq2v9m4xd",
        state: String = "in-force", place: String? = nil,
        attributes: [CasesInterface.Attribute] = []
    ) -> CasesInterface.Fact {
        CasesInterface.Fact(
            id: id, kind: kind, subject: subject, date: Fixture.day("2026-03-02"),
            attributes: attributes, state: state, episode: 1, place: place,
            by: place == nil ? "a-moreau" : nil, known: "2026-03-02T09:14:05-05:00",
            retracted: nil)
    }

    private static let effect = CasesInterface.Effect(
        fact: fact("meeting-held", subject: "M1", attributes: attributes), standing: false,
        opened: [
            Fixture.deadline(
                "K-1042", "plan-agreed", "2026-03-02", "2026-03-16", state: "upcoming", left: 14)
        ],
        moved: [
            .init(
                deadline: Fixture.deadline(
                    "K-1042", "family-contact", "2026-03-02", "2026-04-01", state: "upcoming",
                    left: 30), from: Fixture.day("2026-03-20"))
        ],
        closed: [
            Fixture.deadline(
                "K-1042", "initial-meeting", "2026-01-01", "2026-03-02", state: "met")
        ],
        gone: [
            Fixture.deadline(
                "K-1042", "facilitator-named", subject: "M1", "2026-01-01", "2026-03-03",
                state: "due-soon", left: 1)
        ],
        problems: [
            .init(
                code: "conflicting-values", caseNumber: "K-1042", place: "a.yaml:3:5",
                text: "'meeting-held' is declared and recorded with different values",
                advice: "mend it")
        ])

    /// A daemon that has recorded whatever it is told to, and notes each call.
    private static func service(
        _ asked: Noted<String>, _ answer: CasesInterface.Effect = effect
    ) -> VarlinkService {
        var service = Fixture.bare()
        func note<Method: VarlinkMethod>(_: Method.Type, _ input: Method.Input) {
            var writer = JSONWriter()
            input.write(to: &writer)
            let method = Method.name.split(separator: ".").last ?? ""
            asked.values.append("\(method) \(String(decoding: writer.bytes, as: UTF8.self))")
        }
        service.on(CasesInterface.Record.self) { input, _ throws(VarlinkError) in
            note(CasesInterface.Record.self, input)
            return .reply(answer)
        }
        service.on(CasesInterface.Retract.self) { input, _ throws(VarlinkError) in
            note(CasesInterface.Retract.self, input)
            var effect = answer
            effect.fact.retracted = .init(by: "a-moreau", at: "2026", reason: input.reason)
            return .reply(effect)
        }
        service.on(CasesInterface.Hold.self) { input, _ throws(VarlinkError) in
            note(CasesInterface.Hold.self, input)
            return .reply(answer)
        }
        service.on(CasesInterface.Resume.self) { input, _ throws(VarlinkError) in
            note(CasesInterface.Resume.self, input)
            return .reply(answer)
        }
        service.on(CasesInterface.List.self) { input, _ throws(VarlinkError) in
            note(CasesInterface.List.self, input)
            let cases = [summary("K-30", overdue: 0), summary("K-1042", overdue: 2)]
            let page = input.cursor == nil ? cases.prefix(1) : cases.suffix(1)
            return .reply(
                CasesInterface.Cases(
                    cases: Array(page), asOf: Fixture.day(Fixture.asOf),
                    cursor: input.cursor == nil ? "K-30" : nil))
        }
        service.on(CasesInterface.Get.self) { input, _ throws(VarlinkError) in
            note(CasesInterface.Get.self, input)
            return .reply(timeline)
        }
        service.on(CasesInterface.Export.self) { input, request throws(VarlinkError) in
            note(CasesInterface.Export.self, input)
            var rest = [#"{"case":"K-1"}"#, #"{"case":"K-2"}"#]
            return .stream { () throws(VarlinkError) in
                let piece = CasesInterface.Exported(lines: [rest.removeFirst()])
                return rest.isEmpty ? .last(piece) : .more(piece)
            }
        }
        return service
    }

    private static func summary(_ number: String, overdue: Int) -> CasesInterface.Case {
        CasesInterface.Case(
            caseNumber: number, profile: "service-integration",
            status: overdue > 0 ? "active" : "on-hold", coordinator: "a-moreau",
            supervisor: nil, open: 4, overdue: overdue, nextTarget: Fixture.day("2026-03-16"))
    }

    private static let timeline = CasesInterface.Timeline(
        summary: summary("K-1042", overdue: 2),
        episodes: [
            .init(
                number: 1, start: Fixture.day("2026-01-01"), discharged: nil,
                holds: [.init(from: Fixture.day("2026-02-01"), resume: nil)])
        ],
        facts: [
            fact("plan-agreed", id: nil, state: "replaced", place: "caseloads/a.yaml:3:5"),
            fact("meeting-held", subject: "M1", attributes: attributes),
        ],
        problems: [
            .init(
                code: "recorded-only", caseNumber: "K-1042", place: nil, text: "it is gone",
                advice: "look")
        ], asOf: Fixture.day(Fixture.asOf))

    private func run(
        _ arguments: String..., answer: CasesInterface.Effect = effect
    ) throws -> (found: Transcript, asked: [String]) {
        let asked = Noted<String>()
        let daemon = try FakeDaemon(Self.service(asked, answer))
        let found = try Program.run(arguments, daemon: daemon, environment: ["NO_COLOR=1"])
        return (found, asked.values)
    }

    @Test("record tells what a fact has ended, opened and moved, and how it is taken back")
    func record() throws {
        let (found, asked) = try run(
            "record", "K-1042", "meeting-held", "--on", "2026-03-02", "--meeting", "M1",
            "--family", "full", "--present", "kids,clinic", "--key", "r-1")
        #expect(
            found
                == Transcript(
                    output: """
                        Recorded: meeting-held (M1) of 2026-03-02, family full, present \
                        kids,clinic.
                        Ended:
                          initial-meeting, target 2026-03-02, met
                        Open:
                          plan-agreed, target 2026-03-16, owed by a-moreau
                        Moved:
                          family-contact, target 2026-04-01, was 2026-03-20
                        No longer there:
                          facilitator-named (M1), target 2026-03-03
                        Problem: 'meeting-held' is declared and recorded with different values \
                        (conflicting-values).
                        Take it back: caseclockctl retract K-1042 7kq2v9m4xd --reason CODE

                        """))
        #expect(
            asked == [
                #"Record {"case":"K-1042","kind":"meeting-held","subject":"M1","#
                    + #""date":"2026-03-02","attributes":[{"name":"family","values":["full"]},"#
                    + #"{"name":"present","values":["kids","clinic"]}],"key":"r-1"}"#
            ])
    }

    @Test(
        "The parts of a subject make the one that files have",
        arguments: [
            (["--meeting", "M1", "--agency", "family"], "form-distributed", "M1/family"),
            (["--goal", "G1", "--action", "A1"], "action-done", "G1/A1"),
            (["--agency", "kids"], "provider-current", "kids"),
            (["--subject", "M1/kids"], "form-distributed", "M1/kids"),
        ])
    func subjects(options: [String], kind: String, subject: String) throws {
        let asked = Noted<String>()
        let daemon = try FakeDaemon(Self.service(asked))
        _ = try Program.run(
            ["record", "K-1", kind, "--key", "r-1"] + options, daemon: daemon)
        #expect(
            asked.values == [
                #"Record {"case":"K-1","kind":"\#(kind)","subject":"\#(subject)","date":null,"#
                    + #""attributes":null,"key":"r-1"}"#
            ])
    }

    @Test("The one kind that names an agency beside its subject has it as an attribute")
    func primaryAgency() throws {
        let (_, asked) = try run(
            "record", "K-1", "primary-agency-changed", "--agency", "kids", "--key", "r-1")
        #expect(
            asked == [
                #"Record {"case":"K-1","kind":"primary-agency-changed","subject":null,"date":null,"#
                    + #""attributes":[{"name":"agency","values":["kids"]}],"key":"r-1"}"#
            ])
    }

    @Test("Each call has a key of its own, with which it is made again once the connection is lost")
    func retried() throws {
        var keys: [String] = []
        for _ in 0..<2 {
            let (_, asked) = try run("hold", "K-1", "--from", "-1d", "--reason", "staff-away")
            let key = try #require(asked.first?.split(separator: "\"").dropLast().last)
            #expect(asked.count == 1 && key.hasPrefix("r-") && key.utf8.count > 20)
            keys.append(String(key))
        }
        #expect(keys[0] != keys[1])
        let asked = Noted<String>()
        let rude = try FakeDaemon(Self.service(asked), rudeness: .hangsUp(after: []))
        let found = try Program.run(["resume", "K-1"], daemon: rude)
        #expect(found.status == EX_UNAVAILABLE)
    }

    @Test("What was so already is told as that")
    func standing() throws {
        var again = Self.effect
        again.standing = true
        #expect(
            try run("record", "K-1042", "plan-agreed", answer: again).found.output.hasPrefix(
                "Recorded already, by a-moreau: meeting-held (M1) of 2026-03-02"))
        again.fact = Self.fact("plan-agreed", id: nil, place: "caseloads/a.yaml:3:5")
        #expect(
            try run("record", "K-1042", "plan-agreed", answer: again).found.output.hasPrefix(
                "Declared already, at caseloads/a.yaml:3:5: plan-agreed of 2026-03-02.\n"))
        again.fact = Self.fact("plan-agreed")
        #expect(
            try run("retract", "K-1042", "7kq2v9m4xd", "--reason", "error", answer: again)
                .found.output.hasPrefix(
                    "Retracted before, by a-moreau: plan-agreed of 2026-03-02.\n"))
    }

    @Test("retract takes an id or a kind, resume and hold their days")
    func others() throws {
        #expect(
            try run("retract", "K-1", "7kq2v9", "--reason", "error").asked == [
                #"Retract {"case":"K-1","id":"7kq2v9","kind":null,"subject":null,"date":null,"#
                    + #""reason":"error"}"#
            ])
        #expect(
            try run("retract", "K-1", "hold", "--on", "-1d", "--reason", "error").asked == [
                #"Retract {"case":"K-1","id":null,"kind":"hold","subject":null,"date":"-1d","#
                    + #""reason":"error"}"#
            ])
        #expect(
            try run("resume", "K-1", "--on", "-1d", "--key", "r-1").asked
                == [#"Resume {"case":"K-1","on":"-1d","key":"r-1"}"#])
        let json = try run("hold", "K-1", "--format", "json").found.output
        #expect(json.hasPrefix(#"{"fact":{"id":"7kq2v9m4xd""#) && json.hasSuffix("}\n"))
    }

    @Test(
        "What does not fit together is refused before anybody is asked",
        arguments: [
            ["record", "K-1", "action-done", "--action", "A1"],
            ["record", "K-1", "action-done", "--goal", "G1", "--meeting", "M1"],
            ["record", "K-1", "meeting-held", "--meeting", "M1", "--subject", "M1"],
            ["hold", "K-1", "--from", "soon"], ["resume", "K-1", "--on", "soon"],
            ["retract", "K-1", "plan-agreed"],
        ])
    func usage(arguments: [String]) throws {
        let found = try Program.run(arguments)
        #expect(found.status == EX_USAGE && found.output.isEmpty)
        #expect(found.errors.hasSuffix("see 'caseclockctl \(arguments[0]) --help'\n"))
    }

    @Test("cases is a table, JSON or CSV, over all pages")
    func cases() throws {
        let (found, asked) = try run(
            "cases", "--status", "active", "--status", "on-hold", "--agency", "kids")
        #expect(
            found.output == """
                CASE    STATUS   COORDINATOR  OPEN  OVERDUE  NEXT TARGET  PROFILE
                K-30    on-hold  a-moreau     4              2026-03-16   service-integration
                K-1042  active   a-moreau     4     2        2026-03-16   service-integration

                2 cases.

                """)
        #expect(asked.count == 2)
        let first = try run("cases", "--limit", "1").found.output
        #expect(first.hasSuffix("\n\nThe first case; there are more.\n"))
        #expect(try run("cases", "--limit", "2").found.output.hasSuffix("\n\n2 cases.\n"))
        #expect(
            asked.first?.hasPrefix(
                #"List {"status":["active","on-hold"],"coordinator":null,"agency":"kids""#) == true)
        #expect(
            try run("cases", "--format", "csv").found.output
                == "case,profile,status,coordinator,supervisor,open,overdue,nextTarget\r\n"
                + "K-30,service-integration,on-hold,a-moreau,,4,0,2026-03-16\r\n"
                + "K-1042,service-integration,active,a-moreau,,4,2,2026-03-16\r\n")
        #expect(
            try run("cases", "--format", "json").found.output.hasPrefix(
                "[\n{\"case\":\"K-30\","))
    }

    @Test("A date of a fact that is none is told with its option, and nothing is asked")
    func dates() throws {
        for option in [
            "on", "for", "family-agreed", "expires", "due", "review", "review-by",
        ] {
            let (found, asked) = try run("record", "K-1", "meeting-held", "--\(option)", "soon")
            #expect(found.status == EX_USAGE && asked.isEmpty)
            #expect(
                found.errors.hasPrefix(
                    "caseclockctl: the value 'soon' is invalid for '--\(option) <date>': "
                        + "expected a date such as 2026-03-16"),
                "\(found.errors)")
        }
    }

    @Test("timeline tells how a case stands, its facts with where they come from, and its problems")
    func timelines() throws {
        let (found, asked) = try run("timeline", "K-1042", "--as-of", "-1d")
        #expect(asked == [#"Get {"case":"K-1042","asOf":"-1d"}"#])
        #expect(
            found.output.hasPrefix(
                """
                Case K-1042 (service-integration), as of 2026-03-02: active, coordinated by \
                a-moreau, 4 open, 2 of them overdue, the next target 2026-03-16.
                On hold from 2026-02-01, not resumed yet.

                """), "\(found.output)")
        for text in [
            "replaced", "caseloads/a.yaml:3:5", "7kq2v9m4xd", "recorded by a-moreau",
            "family=full present=kids,clinic", "Problem: it is gone (recorded-only).\nTo do: look.",
        ] { #expect(found.output.contains(text), "\(text)") }
    }

    @Test("export writes the lines as they come")
    func export() throws {
        let (found, asked) = try run("export", "--all")
        #expect(found == Transcript(output: "{\"case\":\"K-1\"}\n{\"case\":\"K-2\"}\n"))
        #expect(asked == [#"Export {"case":null,"all":true}"#])
    }
}
