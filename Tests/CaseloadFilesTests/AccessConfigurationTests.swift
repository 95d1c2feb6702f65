import Casework
import Testing

@testable import CaseloadFiles

@Suite("Who may do what, and why, as the configuration says")
struct AccessConfigurationTests {
    private func read(_ text: String) -> ConfigurationFile {
        ConfigurationReader.read(
            fileName: "caseclock.yaml", bytes: Array("zone: A\n\(text)\n".utf8))
    }

    @Test("users and groups, each with a role, a person and teams")
    func access() throws {
        let file = read(
            """
            access:
              - {user: osei, role: coordinator, person: c-osei}
              - {user: roy, role: supervisor, person: s-roy, teams: [s-lee]}
              - {group: front-desk, role: viewer}
              - {group: admins@example.org, role: administrator}
            reasons: [not-possible, other]
            """)
        #expect(file.diagnostics == [])
        let site = try #require(file.configuration)
        #expect(
            site.access.map(\.account.value) == [
                .user("osei"), .user("roy"), .group("front-desk"), .group("admins@example.org"),
            ])
        #expect(
            site.access.map(\.role) == [.coordinator, .supervisor, .viewer, .administrator])
        #expect(site.access.map(\.person) == ["c-osei", "s-roy", nil, nil])
        #expect(site.access.map(\.teams) == [[], ["s-lee"], [], []])
        #expect(site.access[0].account.place.description == "caseclock.yaml:3:12")
        #expect(site.reasons == ["not-possible", "other"])
    }

    @Test("without the keys nobody is let in, and the reasons are the usual ones")
    func defaults() throws {
        let site = try #require(read("").configuration)
        #expect(site.access == [])
        #expect(site.reasons == SiteConfiguration.standardReasons)
        #expect(site.reasons.contains("family-request") && Set(site.reasons).count == 10)
    }

    @Test("each role may do what those before it may")
    func order() {
        #expect(AccessRule.Role.allCases.sorted() == AccessRule.Role.allCases)
        #expect(AccessRule.Role.viewer < .coordinator && AccessRule.Role.supervisor > .coordinator)
    }

    @Test(
        "a mistake is named with its place",
        arguments: [
            (
                "access: [{user: a, role: boss}]",
                "2:26: unknown role 'boss': expected viewer, coordinator, supervisor or "
                    + "administrator"
            ),
            (
                "access: [{user: a, role: coordinator}]",
                "2:20: a coordinator needs 'person': without it nothing is theirs to act on"
            ),
            (
                "access: [{user: a, role: supervisor}]",
                "2:20: a supervisor needs 'person' or 'teams': without them nobody is in their "
                    + "team"
            ),
            (
                "access: [{user: a, role: viewer, teams: [s-roy]}]",
                "2:34: only a supervisor has 'teams'"
            ),
            ("access: [{role: viewer}]", "2:10: access needs 'user' or 'group'"),
            (
                "access: [{user: a, group: b, role: viewer}]",
                "2:20: access has 'user' and 'group': expected one of them"
            ),
            ("access: [{user: a}]", "2:10: access needs 'role'"),
            (
                "access: [{user: a b, role: viewer}]",
                "2:17: user 'a b' is not the name of a user: expected one as c-osei, no number"
            ),
            (
                "access: [{group: '1000', role: viewer}]",
                "2:18: group '1000' is not the name of a group: expected one as c-osei, no number"
            ),
            (
                "access: [{user: a, role: viewer}, {user: a, role: administrator}]",
                "2:35: user 'a' is given twice: also in column 10"
            ),
            (
                "access: [{user: a, rule: viewer}]",
                "2:20: unknown key 'rule': did you mean 'role'?"
            ),
            ("access: {user: a}", "2:9: access is keys: expected a list"),
            ("reasons: []", "2:10: reasons is empty: expected a list of codes, or no such key"),
            ("reasons: [a, b, a]", "2:17: reason 'a' is given twice"),
            (
                "reasons: [too ill]",
                "2:11: reasons 'too ill' is not a code: expected at most 64 letters, digits, '.', "
                    + "'_' or '-', the first a letter or digit"
            ),
        ])
    func mistakes(text: String, expected: String) {
        let file = read(text)
        #expect(file.configuration == nil)
        #expect(file.diagnostics.map(\.description) == ["caseclock.yaml:\(expected)"])
    }
}
