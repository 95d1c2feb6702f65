import CaseloadFiles
import Casework
import CivilTime
import JSONText
import Ledger
import TestSupport
import Testing

@testable import Control
@testable import caseclockd

/// What each role watches, is foretold and gets of the problems.
@Suite("Roles of those who watch")
struct WatchRoleTests {
    private typealias Role = DaemonParts.Role
    private static let cases = ["K-OWN", "K-MATE", "K-NAMED", "K-FAR"]
    private static let all = "K-OWN K-MATE K-NAMED K-FAR"

    private let parts: DaemonParts

    init() throws { parts = try DaemonParts() }

    private func told(
        _ role: Role, _ method: String, _ parameters: KeyValuePairs<String, JSONValue> = [:],
        more: Bool = false
    ) -> String {
        let members = parameters.map { JSONMember($0, $1) }
        let answer = parts.call(role, "io.caseclock.\(method)", members, more: more)
        guard answer.hasPrefix("{") else { return answer }
        return Self.cases.filter { answer.contains("\"\($0)\"") }.joined(separator: " ")
    }

    @Test("A snapshot and the list of problems are narrowed as a list is; others are refused")
    func narrowed() throws {
        let expected: [(Role, String)] = [
            (.coordinator, "K-OWN"), (.supervisor, "K-OWN K-MATE K-NAMED"), (.viewer, Self.all),
            (.administrator, Self.all), (.stranger, "PermissionDenied"),
        ]
        for (role, cases) in expected {
            #expect(
                told(role, "Deadlines.Watch", ["snapshot": .bool(true)], more: true) == cases)
            #expect(told(role, "Cases.Problems") == cases)
        }
        let far: KeyValuePairs<String, JSONValue> = ["coordinator": .string("c-far")]
        #expect(
            told(.coordinator, "Deadlines.Watch", far, more: true) == "NotAllowed supervisor")
        #expect(
            told(.supervisor, "Deadlines.Watch", far, more: true) == "NotAllowed administrator")
        let person: KeyValuePairs<String, JSONValue> = ["person": .string("c-far")]
        #expect(told(.coordinator, "Notifications.Preview", person) == "NotAllowed supervisor")
        #expect(told(.supervisor, "Notifications.Preview", person) == "NotAllowed administrator")
        #expect(told(.viewer, "Notifications.Preview", person) == "later")
        // Those who were refused watch nothing, and those who left neither.
        #expect(parts.daemon.book.watchers?.count == 0)
        #expect(try parts.trail().contains("sys Watch"))
        #expect(try parts.trail().contains("sys Problems"))
        #expect(try parts.trail().contains(#"sys Preview {"person":"c-far"}"#))
    }

    @Test("What changes in others' cases is not in a coordinator's watch")
    func changes() throws {
        let book = parts.daemon.book
        let watchers = try #require(book.watchers)
        let permit = Permit(uid: 1, role: .coordinator, person: "c-own")
        let day = try DaemonParts.date("2026-03-02")
        let watcher = Watcher(
            VarlinkRequest.watching(as: 1), permit, narrowing: DocketQuery(day: day, limit: .max),
            maySee: {
                permit.maySee(DeadlineParties(owner: $0.owner), in: parts.daemon.keeper.directory)
            }, mostBytes: 1 << 20, opening: []
        ) { watchers.remove($0) }
        watchers.add(watcher)
        for number in Self.cases { book.withdraw(number) }
        var texts: [String] = []
        while case .more(let body) = try watcher.next() {
            var writer = JSONWriter()
            body.write(to: &writer)
            texts.append(String(decoding: writer.bytes, as: UTF8.self))
        }
        #expect(!texts.isEmpty && texts.allSatisfy { $0.contains("K-OWN") }, "\(texts)")
    }
}

extension VarlinkRequest {
    /// A request to watch.
    fileprivate static func watching(as uid: UInt32) -> VarlinkRequest {
        VarlinkRequest(
            call: VarlinkCall(method: DeadlinesInterface.Watch.name, more: true),
            caller: VarlinkCaller(uid: uid, gid: uid, pid: 1),
            ticket: VarlinkTicket(connection: 9, call: 1))
    }
}
