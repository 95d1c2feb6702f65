import Casework
import Control
import Glibc
import JSONText
import Ledger
import TestSupport
import Testing

@testable import caseclockd

/// Each method by each role, about what is one's own, the team's and others'.
@Suite("Roles, method by method")
struct RoleTableTests {
    private typealias Role = DaemonParts.Role
    private static let cases = ["K-OWN", "K-MATE", "K-NAMED", "K-FAR"]
    private static let supervisor = "NotAllowed supervisor"
    private static let administrator = "NotAllowed administrator"

    private let parts: DaemonParts

    init() throws { parts = try DaemonParts() }

    /// Which of the cases an answer speaks of, or the error.
    private func told(_ answer: String) -> String {
        guard answer.hasPrefix("{") else { return answer }
        return Self.cases.filter { answer.contains("\"\($0)\"") }.joined(separator: " ")
    }

    private func told(
        _ role: Role, _ method: String, _ parameters: KeyValuePairs<String, JSONValue> = [:],
        more: Bool = false
    ) -> String {
        let members = parameters.map { JSONMember($0, $1) }
        return told(parts.call(role, "io.caseclock.\(method)", members, more: more))
    }

    private static let all = "K-OWN K-MATE K-NAMED K-FAR"
    private static let team = "K-OWN K-MATE K-NAMED"

    @Test("A list is narrowed to what is their own, or their team's, also when it is streamed")
    func list() {
        let expected: [(Role, String)] = [
            (.coordinator, "K-OWN"), (.supervisor, Self.team), (.viewer, Self.all),
            (.administrator, Self.all), (.stranger, "PermissionDenied"),
        ]
        for (role, cases) in expected {
            #expect(told(role, "Deadlines.List") == cases)
            #expect(told(role, "Deadlines.List", more: true) == cases)
            #expect(told(role, "Deadlines.List", ["within": .integer(60)]) == cases)
        }
    }

    @Test("A list of one case has it where it may be looked at, and else is refused")
    func listOfCase() {
        for number in Self.cases {
            let query: KeyValuePairs<String, JSONValue> = ["case": .string(number)]
            #expect(
                told(.coordinator, "Deadlines.List", query)
                    == (number == "K-OWN" ? number : "NotAllowed supervisor"))
            #expect(
                told(.supervisor, "Deadlines.List", query)
                    == (number == "K-FAR" ? "NotAllowed administrator" : number))
            for role in [Role.viewer, .administrator] {
                #expect(told(role, "Deadlines.List", query) == number)
            }
        }
    }

    @Test(
        "A list of somebody or of a team is refused to whom it is none of theirs",
        arguments: [
            ("coordinator", "c-own", "K-OWN", "K-OWN", "K-OWN"),
            ("coordinator", "c-mate", supervisor, "K-MATE", "K-MATE"),
            ("coordinator", "c-far", supervisor, administrator, "K-NAMED K-FAR"),
            ("team", "s-one", supervisor, team, team),
            ("team", "s-far", supervisor, administrator, "K-NAMED K-FAR"),
            ("agency", "kids", "K-OWN", "K-OWN", "K-OWN"),
            ("agency", "clinic", "", "K-MATE K-NAMED", "K-MATE K-NAMED K-FAR"),
            ("agency", "clinics", "NoSuchAgency", "NoSuchAgency", "NoSuchAgency"),
            ("team", "s-noo", supervisor, administrator, "NoSuchPerson"),
        ])
    func filtered(
        name: String, value: String, coordinator: String, supervisor: String, others: String
    ) throws {
        let expected = [
            Role.coordinator: coordinator, .supervisor: supervisor, .viewer: others,
            .administrator: others,
        ]
        for (role, cases) in expected {
            let parameters = [JSONMember(name, .string(value))]
            let found = told(parts.call(role, "io.caseclock.Deadlines.List", parameters))
            #expect(found == cases, "\(role)")
        }
    }

    @Test("What is due in a case is explained to whom the case or the deadline is")
    func explain() {
        for number in Self.cases {
            let query: KeyValuePairs<String, JSONValue> = [
                "case": .string(number), "rule": .string("initial-meeting"),
            ]
            #expect(
                told(.coordinator, "Deadlines.Explain", query)
                    == (number == "K-OWN" ? number : Self.supervisor))
            #expect(
                told(.supervisor, "Deadlines.Explain", query)
                    == (number == "K-FAR" ? Self.administrator : number))
            for role in [Role.viewer, .administrator] {
                #expect(told(role, "Deadlines.Explain", query) == number)
            }
        }
    }

    @Test("What is not theirs nobody acknowledges, snoozes, waives or undoes; a viewer nothing")
    func acts() throws {
        let act: (String, String) -> KeyValuePairs<String, JSONValue> = { number, rule in
            [
                "case": .string(number), "rule": .string(rule), "reason": .string("scheduled"),
                "until": .string("+3d"),
            ]
        }
        for number in Self.cases {
            for method in ["Acknowledge", "Snooze"] {
                let query = act(number, "initial-meeting")
                // The first is the one that stands; the others are told of it.
                #expect(told(.administrator, "Deadlines.\(method)", query) == number)
                #expect(
                    told(.viewer, "Deadlines.\(method)", query) == "NotAllowed coordinator")
                #expect(
                    told(.coordinator, "Deadlines.\(method)", query)
                        == (number == "K-OWN" ? number : Self.supervisor))
                #expect(
                    told(.supervisor, "Deadlines.\(method)", query)
                        == (number == "K-FAR" ? Self.administrator : number))
            }
        }
        // Those of the administrator, which only whom the case is may undo.
        let ledger = parts.daemon.book.ledger
        for number in Self.cases {
            let made = try ledger.acts(case: number).filter { $0.author.hasPrefix("uid-") }
            let id = try #require(made.first?.id)
            let undo: KeyValuePairs<String, JSONValue> = [
                "id": .string(id), "reason": .string("error"),
            ]
            #expect(told(.viewer, "Deadlines.Undo", undo) == "NotAllowed coordinator")
            if number != "K-OWN" {
                #expect(told(.coordinator, "Deadlines.Undo", undo) == Self.supervisor)
            }
            #expect(
                told(.supervisor, "Deadlines.Undo", undo)
                    == (number == "K-FAR" ? Self.administrator : number))
        }
        for number in Self.cases {
            let waive: KeyValuePairs<String, JSONValue> = [
                "case": .string(number), "rule": .string("family-contact"),
                "reason": .string("not-needed"),
            ]
            #expect(told(.viewer, "Deadlines.Waive", waive) == "NotAllowed coordinator")
            #expect(
                told(.supervisor, "Deadlines.Waive", waive)
                    == (number == "K-FAR" ? Self.administrator : number))
            #expect(
                number == "K-OWN"
                    || told(.coordinator, "Deadlines.Waive", waive) == Self.supervisor)
        }
        #expect(told(.coordinator, "Deadlines.ListActs", ["all": .bool(true)]) == "K-OWN")
        #expect(told(.supervisor, "Deadlines.ListActs", ["all": .bool(true)]) == Self.team)
        #expect(told(.viewer, "Deadlines.ListActs", ["all": .bool(true)]) == Self.all)
    }

    @Test("Silences are made by supervisors for their team, and seen by whom they concern")
    func silences() {
        func silence(_ name: String, _ value: String) -> KeyValuePairs<String, JSONValue> {
            [
                "matchers": .array([
                    .object([
                        JSONMember("name", .string(name)), JSONMember("value", .string(value)),
                    ])
                ]), "reason": .string("scheduled"), "until": .string("+3d"),
            ]
        }
        for number in Self.cases {
            let add = silence("case", number)
            for role in [Role.viewer, .coordinator] {
                #expect(told(role, "Notifications.AddSilence", add) == Self.supervisor)
            }
            #expect(
                told(.supervisor, "Notifications.AddSilence", add)
                    == (number == "K-FAR" ? Self.administrator : number))
            #expect(told(.administrator, "Notifications.AddSilence", add) == number)
        }
        #expect(
            told(.supervisor, "Notifications.AddSilence", silence("owner", "c-far"))
                == Self.administrator)
        #expect(told(.coordinator, "Notifications.ListSilences") == "K-OWN")
        #expect(told(.supervisor, "Notifications.ListSilences") == Self.team)
        #expect(told(.viewer, "Notifications.ListSilences") == Self.all)
        #expect(told(.administrator, "Notifications.ListSilences") == Self.all)
    }

    @Test("Of what was said each sees what was for them, or for their team")
    func notifications() throws {
        var ids: [String: String] = [:]
        let ledger = parts.daemon.book.ledger
        for (number, person) in ["c-own", "c-mate", "c-far"].enumerated() {
            let bytes = [UInt8](repeating: UInt8(number + 1), count: NotificationID.byteCount)
            let id = try #require(NotificationID(bytes: bytes))
            let item = OutboxItem(
                id: id, channel: .mail, person: person, day: try DaemonParts.date("2026-03-02"),
                payload: Array("Subject: none\n".utf8))
            try ledger.commit(
                sayings: [], outbox: [item], slot: nil, at: Instant(seconds: 1_772_000_000))
            ids[person] = id.description
        }
        let (far, mate) = try (#require(ids["c-far"]), #require(ids["c-mate"]))
        func people(_ role: Role, _ person: String? = nil) -> String {
            let query = person.map { [JSONMember("person", .string($0))] } ?? []
            let answer = parts.call(role, "io.caseclock.Notifications.List", query)
            guard answer.hasPrefix("{") else { return answer }
            return ["c-own", "c-mate", "c-far"].filter { answer.contains("\"\($0)\"") }
                .joined(separator: " ")
        }
        #expect(people(.coordinator) == "c-own" && people(.coordinator, "c-own") == "c-own")
        #expect(people(.coordinator, "c-mate") == Self.supervisor)
        #expect(people(.supervisor) == "c-own c-mate")
        #expect(people(.supervisor, "c-mate") == "c-mate")
        #expect(people(.supervisor, "c-far") == Self.administrator)
        #expect(people(.viewer) == "c-own c-mate c-far")
        func get(_ role: Role, _ id: String) -> String {
            let answer = told(role, "Notifications.Get", ["id": .string(id)])
            return answer.hasPrefix("NotAllowed") ? answer : "given"
        }
        #expect(get(.coordinator, mate) == Self.supervisor)
        #expect(get(.supervisor, mate) == "given")
        #expect(get(.supervisor, far) == Self.administrator)
        #expect(get(.viewer, far) == "given" && get(.administrator, far) == "given")
        for role in [Role.coordinator, .supervisor, .viewer] {
            #expect(told(role, "Notifications.Retry") == Self.administrator)
        }
    }

    @Test("Status tells each of problems of what is theirs, and of those of no case")
    func status() {
        func problems(_ role: Role) -> String {
            let answer = parts.call(role, "io.caseclock.Service.Status")
            return Self.cases.filter { answer.contains("\"case\":\"\($0)\"") }
                .joined(separator: " ")
        }
        #expect(problems(.coordinator) == "K-OWN")
        #expect(problems(.supervisor) == Self.team)
        #expect(problems(.viewer) == Self.all && problems(.administrator) == Self.all)
        #expect(told(.stranger, "Service.Status") == "PermissionDenied")
    }

    @Test("The trail is for administrators, and for supervisors as far as their team is in it")
    func audit() throws {
        for number in Self.cases {
            _ = told(.viewer, "Deadlines.List", ["case": .string(number)])
        }
        #expect(told(.coordinator, "Service.Audit", more: true) == Self.supervisor)
        #expect(told(.viewer, "Service.Audit", more: true) == Self.supervisor)
        #expect(told(.supervisor, "Service.Audit", more: true) == Self.team)
        #expect(told(.administrator, "Service.Audit", more: true) == Self.all)
        #expect(
            told(.supervisor, "Service.Audit", ["verify": .bool(true)]) == Self.administrator)
        let query: KeyValuePairs<String, JSONValue> = [
            "case": .string("K-FAR"), "user": .string("sys"),
        ]
        #expect(told(.supervisor, "Service.Audit", query, more: true) == "")
        #expect(told(.administrator, "Service.Audit", query, more: true) == "K-FAR")
    }

    @Test(
        "Only administrators reload and confirm the clock", arguments: ["Reload", "ConfirmClock"])
    func administration(method: String) {
        for role in [Role.coordinator, .supervisor, .viewer, .stranger] {
            #expect(told(role, "Service.\(method)") == "PermissionDenied")
        }
        #expect(told(.administrator, "Service.\(method)") != "PermissionDenied")
    }

    @Test("Every refusal is in the trail, without what the caller typed")
    func refusals() throws {
        _ = told(
            .coordinator, "Deadlines.List",
            [
                "coordinator": .string("c-far"), "case": .string("Jane Doe"),
            ])
        _ = told(
            .supervisor, "Deadlines.Explain",
            [
                "case": .string("K-FAR"), "rule": .string("initial-meeting"),
            ])
        _ = told(.viewer, "Service.Audit")
        _ = told(.stranger, "Deadlines.List")
        #expect(
            try parts.trail() == [
                #"daemon List {"refused":"supervisor"}"#,
                #"bin Explain K-FAR {"refused":"administrator"}"#,
                #"sys Audit {"refused":"supervisor"}"#, #"games List {"refused":"no-access"}"#,
            ])
    }

    @Test("Looks outside one's own caseload are in the trail, once an hour, and others are not")
    func looks() throws {
        let own: KeyValuePairs<String, JSONValue> = [
            "case": .string("K-OWN"), "rule": .string("initial-meeting"),
        ]
        for _ in 0..<2 {
            _ = told(.coordinator, "Deadlines.List")
            _ = told(.coordinator, "Deadlines.Explain", own)
            _ = told(.coordinator, "Deadlines.ListActs")
            _ = told(.coordinator, "Notifications.List")
            _ = told(.supervisor, "Deadlines.List", ["coordinator": .string("s-one")])
            _ = told(.viewer, "Service.Status")
        }
        #expect(try parts.trail() == [])
        for _ in 0..<2 {
            _ = told(.viewer, "Deadlines.List", more: true)
            _ = told(.viewer, "Deadlines.List", ["rule": .string("plan-review")])
            _ = told(.viewer, "Deadlines.List", ["rule": .string("Jane Doe")])
            _ = told(
                .viewer, "Deadlines.List",
                [
                    "coordinator": .string("Jane Doe"), "asOf": .string("+1d"),
                ])
            _ = told(.supervisor, "Deadlines.List", ["agency": .string("kids")])
            _ = told(.administrator, "Deadlines.Explain", own)
            _ = told(.administrator, "Deadlines.ListActs", ["case": .string("K-OWN")])
            _ = told(.viewer, "Deadlines.ListActs")
            _ = told(.viewer, "Notifications.List", ["person": .string("Jane Doe")])
        }
        #expect(
            try parts.trail() == [
                "sys List", #"sys List {"rule":"plan-review"}"#,
                #"sys List {"coordinator":"unknown"}"#, #"bin List {"agency":"kids"}"#,
                #"sync Explain K-OWN {"rule":"initial-meeting"}"#, "sync ListActs K-OWN",
                "sys ListActs", #"sys List {"person":"unknown"}"#,
            ])
    }

    @Test("A look whose row can't be written is refused")
    func unwritten() throws {
        try parts.daemon.book.ledger.close()
        #expect(told(.viewer, "Deadlines.List") == "LedgerFailed")
        #expect(told(.coordinator, "Deadlines.List") == "K-OWN")
    }
}

@Suite("What is kept in mind of looks")
struct LookWatchTests {
    private func look(_ number: Int) -> LookWatch.Look {
        LookWatch.Look(uid: 1, method: "List", caseNumber: "K-\(number)")
    }

    @Test("One is new, then for an hour not, then again")
    func hour() {
        var looks = LookWatch()
        #expect(looks.isNew(look(1), at: 5))
        looks.note(look(1), at: 5)
        let end = 5 + LookWatch.windowMicroseconds
        #expect(!looks.isNew(look(1), at: end - 1) && looks.isNew(look(1), at: end))
        #expect(looks.isNew(look(2), at: 6))
        var other = look(1)
        other.uid = 2
        #expect(looks.isNew(other, at: 6))
    }

    @Test("However many there are, only so many are kept in mind")
    func bounded() {
        var looks = LookWatch()
        for number in 0..<LookWatch.mostKept { looks.note(look(number), at: 5) }
        #expect(!looks.isNew(look(0), at: 6))
        looks.note(look(-1), at: 6)
        #expect(looks.isNew(look(0), at: 6) && !looks.isNew(look(-1), at: 6))
    }
}
