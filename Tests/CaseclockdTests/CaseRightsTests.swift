import CivilTime
import JSONText
import TestSupport
import Testing

@testable import Control
@testable import caseclockd

/// What people may do to cases that are partly theirs, or not.
@Suite("Rights to a case")
struct CaseRightsTests {
    private let parts: DaemonParts

    init() throws { parts = try DaemonParts() }

    private func call(
        _ role: DaemonParts.Role, _ method: String, _ parameters: KeyValuePairs<String, String>
    ) -> String {
        parts.call(
            role, "io.caseclock.\(method)",
            parameters.map { JSONMember($0, .string($1)) })
    }

    private func assign(_ role: DaemonParts.Role, _ person: String) -> String {
        let attribute: JSONValue = .object([
            JSONMember("name", .string("person")),
            JSONMember("values", .array([.string(person)])),
        ])
        return parts.call(
            role, "io.caseclock.Cases.Record",
            [
                JSONMember("case", .string("K-OWN")),
                JSONMember("kind", .string("coordinator-assigned")),
                JSONMember("attributes", .array([attribute])),
            ])
    }

    @Test("Nobody gets a case by a recorded fact who would not get it by Reassign")
    func assigned() {
        #expect(assign(.coordinator, "c-mate") == "NotAllowed supervisor")
        #expect(assign(.supervisor, "c-far") == "NotAllowed administrator")
        #expect(assign(.supervisor, "c-mat") == "NoSuchPerson")
        #expect(assign(.supervisor, "c-mate").contains(#""standing":false"#))
        #expect(call(.coordinator, "Cases.Get", ["case": "K-OWN"]) == "NotAllowed supervisor")
    }

    @Test("A case goes to somebody else, and from the day that is said")
    func reassigned() {
        let same = call(
            .supervisor, "Cases.Reassign",
            ["case": "K-OWN", "to": "c-own", "reason": "staff-away"])
        #expect(same.contains(#""standing":true"#), "\(same)")
        #expect(
            call(
                .supervisor, "Cases.Reassign",
                [
                    "case": "K-OWN", "to": "c-mate", "on": "2026-01-01", "reason": "staff-away",
                ]) == "NoEffect")
    }

    private func known(_ role: DaemonParts.Role) throws -> DeadlinesRequests {
        let caller = VarlinkCaller(uid: role.rawValue, gid: role.rawValue, pid: 1)
        let permit = try #require(parts.daemon.site.access.permit(of: caller))
        return try parts.daemon.deadlines(for: permit)
    }

    @Test("Of others' cases nothing is said: not that nothing is due in them, nor their numbers")
    func hidden() throws {
        #expect(call(.coordinator, "Deadlines.List", ["case": "K-MATE"]) == "NotAllowed supervisor")
        #expect(
            call(.supervisor, "Deadlines.List", ["case": "K-FAR"]) == "NotAllowed administrator")
        #expect(call(.coordinator, "Cases.Get", ["case": "K-FARR"]) == "NoSuchCase")
        #expect(try known(.coordinator).nearest(toCase: "K-FARR") == [])
        #expect(try known(.coordinator).nearest(toCase: "K-OWM") == ["K-OWN"])
        #expect(call(.viewer, "Cases.Get", ["case": "K-FARR"]) == "NoSuchCase")
        #expect(try known(.viewer).nearest(toCase: "K-FARR") == ["K-FAR"])
    }

    @Test("The trail is listed to its end whatever the cursor says")
    func cursor() {
        let rows = parts.call(
            .supervisor, "io.caseclock.Service.Audit",
            [JSONMember("cursor", .string("9000000000000000000"))], more: true)
        #expect(rows.hasPrefix("{") || rows == "InvalidParameter", "\(rows.prefix(200))")
    }
}
