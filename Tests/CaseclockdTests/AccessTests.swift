import CaseloadFiles
import Casework
import CivilTime
import Control
import Ledger
import Testing

@testable import caseclockd

@Suite("Who may do what")
struct AccessTests {
    private static func rule(
        _ account: AccessRule.Account, _ role: AccessRule.Role, _ person: String? = nil,
        teams: [String] = []
    ) -> AccessRule {
        AccessRule(
            account: Placed(account, at: Place(file: "caseclock.yaml", line: 1)), role: role,
            person: person, teams: teams)
    }

    private let access = Access(
        [
            rule(.user("osei"), .coordinator, "c-osei"),
            rule(.group("desk"), .viewer), rule(.group("leads"), .supervisor, "s-roy"),
            rule(.group("deputies"), .supervisor, "s-lee"), rule(.user("ghost"), .administrator),
            rule(.group("everybody"), .administrator), rule(.user("nobody"), .administrator),
        ],
        uid: { ["osei": 1001, "nobody": 65_534][$0] },
        gid: { ["desk": 50, "leads": 60, "deputies": 61, "everybody": 65_534][$0] })

    private func permit(
        _ uid: UInt32, gid: UInt32 = 100, groups: [UInt32] = []
    ) -> String? {
        access.permit(of: VarlinkCaller(uid: uid, gid: gid, pid: 1, groups: groups)).map {
            "\($0.role) \($0.person ?? "-")"
        }
    }

    @Test("root is administrator, and whom nothing names is nobody")
    func rootAndStrangers() {
        #expect(permit(0) == "administrator -")
        #expect(permit(1002) == nil)
        #expect(permit(1002, groups: [100, 101]) == nil)
    }

    @Test("a user by name, a group by any of the caller's, the first of them too")
    func named() {
        #expect(permit(1001) == "coordinator c-osei")
        #expect(permit(1002, gid: 50) == "viewer -")
        #expect(permit(1002, groups: [7, 50]) == "viewer -")
    }

    @Test("what a user is given by name counts alone; of groups the most, then the first")
    func several() {
        #expect(permit(1001, groups: [60]) == "coordinator c-osei")
        #expect(permit(1002, groups: [61, 60, 50]) == "supervisor s-roy")
    }

    @Test("the overflow user and group are nobody's, whatever the configuration says")
    func overflow() {
        #expect(permit(65_534) == nil)
        #expect(permit(65_534, groups: [60]) == nil)
        #expect(permit(1002, gid: 65_534, groups: [65_534]) == nil)
        #expect(access.unknown.map(\.account.value.name) == ["ghost", "everybody", "nobody"])
    }

    // What one may do to a deadline.

    private let directory = Directory(
        people: [
            Person(code: "c-osei", role: .coordinator, supervisor: "s-roy"),
            Person(code: "c-two", role: .coordinator, supervisor: "s-lee"),
        ])

    private func lacks(
        _ role: AccessRule.Role, _ person: String?, teams: [String] = [],
        owner: String? = nil, coordinator: String? = nil, supervisor: String? = nil,
        waivingSource: Bool? = nil
    ) -> AccessRule.Role? {
        let permit = Permit(uid: 1, role: role, person: person, teams: teams)
        let parties = DeadlineParties(
            owner: owner, coordinator: coordinator, caseSupervisor: supervisor)
        guard let waivingSource else { return permit.lacks(toActOn: parties, in: directory) }
        return permit.lacks(toWaive: parties, isSourceTarget: waivingSource, in: directory)
    }

    @Test("viewers act on nothing, coordinators on what they owe or coordinate")
    func coordinators() {
        #expect(lacks(.viewer, "c-osei", owner: "c-osei") == .coordinator)
        #expect(lacks(.coordinator, "c-osei", owner: "c-osei") == nil)
        #expect(lacks(.coordinator, "c-osei", owner: "p-one", coordinator: "c-osei") == nil)
        #expect(
            lacks(.coordinator, "c-osei", owner: "c-two", coordinator: "c-two") == .supervisor)
        #expect(lacks(.coordinator, "c-osei") == .supervisor)
    }

    @Test("supervisors act for their own people, teams they stand in for, and cases that name them")
    func supervisors() {
        #expect(lacks(.supervisor, "s-roy", owner: "c-osei") == nil)
        #expect(lacks(.supervisor, "s-roy", owner: "p-one", coordinator: "c-osei") == nil)
        #expect(lacks(.supervisor, "s-roy", owner: "c-two") == .administrator)
        #expect(lacks(.supervisor, "s-roy", teams: ["s-lee"], owner: "c-two") == nil)
        #expect(lacks(.supervisor, "s-roy", owner: "c-two", supervisor: "s-roy") == nil)
        #expect(lacks(.supervisor, nil, owner: nil) == .administrator)
        #expect(lacks(.administrator, nil, owner: "c-two") == nil)
    }

    @Test("of what the document asks for only a supervisor waives")
    func waivers() {
        #expect(lacks(.coordinator, "c-osei", owner: "c-osei", waivingSource: true) == .supervisor)
        #expect(lacks(.coordinator, "c-osei", owner: "c-osei", waivingSource: false) == nil)
        #expect(lacks(.supervisor, "s-roy", owner: "c-osei", waivingSource: true) == nil)
        #expect(lacks(.supervisor, "s-lee", owner: "c-osei", waivingSource: true) == .administrator)
    }

    @Test("refusals fill the trail only so far, until a minute has passed")
    func refusals() {
        var watch = RefusalWatch()
        let kept = (0..<250).count { _ in watch.lets(7, at: 1_000) }
        #expect(kept == RefusalWatch.rowsAWindow)
        let late = watch.lets(7, at: 1_000 + RefusalWatch.windowMicroseconds - 1)
        let after = watch.lets(7, at: 1_000 + RefusalWatch.windowMicroseconds)
        #expect(!late && after)
    }
}
