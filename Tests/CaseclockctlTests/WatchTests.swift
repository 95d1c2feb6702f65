import Control
import Glibc
import JSONText
import Testing

/// `watch`, as the real program writes it.
@Suite struct WatchTests {
    private typealias Out = DeadlinesInterface

    private static func change(
        _ kind: String, before: Out.Deadline? = nil, after: Out.Deadline? = nil,
        said: Out.Said? = nil, current: [Out.Deadline] = []
    ) -> Out.Change {
        Out.Change(
            kind: kind, at: "2026-03-02T09:14:05-05:00", day: Fixture.day(Fixture.asOf),
            before: before, after: after, said: said, current: current)
    }

    private static let changes: [Out.Change] = {
        let due = Fixture.upcoming[0]
        var met = due
        met.state = "met"
        met.daysLeft = nil
        var moved = due
        moved.owner = "b-ito"
        moved.target = Fixture.day("2026-03-09")
        return [
            change("ready"), change("current", current: [due]), change("day"),
            change("opened", after: Fixture.upcoming[1]),
            change("changed", before: due, after: moved),
            change(
                "stage", after: due,
                said: .init(stage: "on", person: nil, channels: ["journal"])),
            change("ended", before: due, after: met), change("ended", before: due),
        ]
    }()

    private func run(
        _ arguments: [String], ending: VarlinkError
    ) throws -> (found: Transcript, asked: [Out.WatchQuery]) {
        let asked = Noted<Out.WatchQuery>()
        var service = Fixture.bare()
        service.on(Out.Watch.self) { query, _ throws(VarlinkError) in
            asked.values.append(query)
            var rest = Self.changes[...]
            return .stream { () throws(VarlinkError) in
                guard let next = rest.popFirst() else { throw ending }
                return .more(next)
            }
        }
        let found = try Program.run(["watch"] + arguments, daemon: try FakeDaemon(service))
        return (found, asked.values)
    }

    private static let overrun = Out.Failure.watchOverrun(missed: 4711).wire

    @Test("Each change is a line with what it was; who is cut off is told so, and ends with 69")
    func text() throws {
        let (found, asked) = try run(
            ["--coordinator", "a-moreau", "--overdue", "--state", "met", "--snapshot"],
            ending: Self.overrun)
        let met = "K-1042 initial-meeting, target 2026-03-02"
        #expect(
            found.output == """
                2026-03-02 09:14  watching
                2026-03-02 09:14  current  \(met), due, a-moreau
                2026-03-02 09:14  day      2026-03-02
                2026-03-02 09:14  opened   K-2006 plan-review (M2), target 2026-03-07, due-soon, b-ito
                2026-03-02 09:14  changed  K-1042 initial-meeting, target 2026-03-09, due, b-ito: owner was a-moreau, target was 2026-03-02
                2026-03-02 09:14  stage    \(met), due, a-moreau: on to nobody by journal
                2026-03-02 09:14  ended    \(met), met, a-moreau: state was due
                2026-03-02 09:14  ended    \(met), due, a-moreau: not seen any more

                """)
        #expect(
            found.errors
                == "caseclockctl: this client does not keep up: it was cut off and has missed 4711 "
                + "changes: watch again\n")
        #expect(found.status == EX_UNAVAILABLE)
        #expect(
            asked == [
                .init(coordinator: "a-moreau", overdue: true, state: ["met"], snapshot: true)
            ])
    }

    @Test("JSON is one object of the wire a line")
    func json() throws {
        let found = try run(["--format", "json"], ending: Self.overrun).found
        let read = try found.output.split(separator: "\n").map { line in
            try Out.Change(
                parameters: try JSONReader.read(
                    Array(line.utf8), limits: JSONLimits(bytes: 65_536)))
        }
        #expect(read == Self.changes)
    }

    @Test("A daemon that hangs up is said; so is that no more may watch")
    func ended() throws {
        let limit = Out.Failure.tooManyWatchers(limit: 64).wire
        #expect(try run([], ending: limit).found.errors.contains("64 clients watch already"))
        let gone = try Program.run(
            ["watch"],
            daemon: FakeDaemon(Fixture.bare(), rudeness: .hangsUp(after: [])))
        #expect(gone.status == EX_UNAVAILABLE && gone.errors.contains("no longer told"))
    }
}
