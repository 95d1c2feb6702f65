import Casework
import CivilTime
import TestSupport
import Testing

@testable import CaseloadFiles

@Suite("A site changes single rules in files of its own")
struct PolicyOverlayTests {
    /// The site's folder with these policy files.
    private func site(_ files: [String: String]) throws -> TemporaryDirectory {
        let folder = try TemporaryDirectory()
        try FileTree.makeFolder(folder.file("policies"))
        for (name, text) in files { try FileTree.write(text, to: folder.file("policies/\(name)")) }
        return folder
    }

    private func policy(
        _ files: [String: String], _ profile: String = "service-integration"
    ) throws -> Policy {
        let folder = try site(files)
        return try #require(try SiteFiles(folder: folder.path).policies()[profile])
    }

    /// What is wrong with the files, without the folder's name.
    private func errors(_ files: [String: String]) throws -> [String] {
        let folder = try site(files)
        do throws(SiteFilesError) {
            _ = try SiteFiles(folder: folder.path).policies()
            return []
        } catch {
            return error.diagnostics.map {
                $0.description.split(separator: folder.file("policies/")).joined()
            }
        }
    }

    private static func changes(_ lines: String...) -> String {
        "profile: service-integration\nchanges:\n"
            + lines.map { "  - \($0)\n" }.joined()
    }

    @Test("an interval is changed and all else of the policy stays as it is shipped")
    func interval() throws {
        let shipped = try #require(try Shipped.policies()["service-integration"])
        let own = try policy([
            "ours.yaml": Self.changes("{rule: family-contact, due: 21 days}")
        ])
        #expect(own.document == shipped.document)
        #expect(own.rules.map(\.name) == shipped.rules.map(\.name))
        #expect(
            own.rules.filter { $0.name != "family-contact" }
                == shipped.rules.filter { $0.name != "family-contact" })
        var expected = try #require(shipped.rule(named: "family-contact")?.versions.first)
        expected.due = .after(.days(21))
        #expect(own.rule(named: "family-contact")?.versions == [expected])
    }

    @Test("an interval that a site changes is its own, never the document's")
    func basis() throws {
        func review(_ change: String, _ profile: String = "service-integration") throws -> Rule {
            let text = "profile: \(profile)\nchanges: [{rule: plan-review, \(change)}]\n"
            let own = try policy(["ours.yaml": text], profile)
            return try #require(own.rule(named: "plan-review")?.versions.first)
        }
        let shorter = try review("due: 4 months")
        #expect(shorter.basis == .source && shorter.intervalBasis == .sitePolicy)
        #expect(!shorter.isSourceInterval && shorter.hold == .silent && shorter.section == "4")
        let quiet = try review("stages: {}")
        #expect(quiet.isSourceInterval && quiet.stages == StagePlan(lead: []))
        let form = try review("due: 4 months, interval: form")
        #expect(form.intervalBasis == .form)
        let edition = try review("due: 4 months, interval: source, section: '4.2'")
        #expect(edition.isSourceInterval && edition.section == "4.2")
        let first = try review("due: 4 months", "coordinated-service-planning").first
        #expect(first?.basis == .sitePolicy && first?.hold == .silent)
    }

    @Test("a change from a day on is a version: what arose before keeps the shipped interval")
    func versions() throws {
        let own = try policy([
            "ours.yaml": Self.changes(
                "{rule: family-contact, from: 2028-01-01, due: 10 days}",
                "{rule: family-contact, from: 2027-01-01, due: 20 days, hold: silent}")
        ])
        let versions = try #require(own.rule(named: "family-contact")?.versions)
        #expect(versions.map(\.from) == [nil, try day("2027-01-01"), try day("2028-01-01")])
        #expect(versions.map(\.due) == [.after(.days(30)), .after(.days(20)), .after(.days(10))])
        #expect(versions.map(\.hold) == [.pauses, .silent, .silent])
    }

    @Test("a change without a day reaches all versions, one with a day those from then on")
    func existingVersions() throws {
        let rule = { (from: String, due: String) in
            "  - {rule: r, \(from) basis: form, section: none, starts: [hold], arises: each, "
                + "due: \(due), closed-by: [resume], hold: silent, stages: {}}\n"
        }
        let whole =
            "profile: third\ndocument: d\nrules:\n" + rule("", "9 days")
            + rule("from: 2026-01-01,", "8 days") + rule("from: 2027-01-01,", "7 days")
        func versions(_ change: String) throws -> [String] {
            let own = try policy(
                [
                    "a.yaml": "profile: third\nchanges: [{rule: r, \(change)}]\n",
                    "b.yaml": whole,
                ], "third")
            return try #require(own.rule(named: "r")?.versions).map { rule in
                guard case .after(let interval) = rule.due else { return "" }
                return "\(rule.from?.description ?? "always") \(interval)"
            }
        }
        #expect(
            try versions("due: 1 day") == ["always 1 day", "2026-01-01 1 day", "2027-01-01 1 day"])
        #expect(
            try versions("from: 2026-06-01, due: 1 day")
                == ["always 9 days", "2026-01-01 8 days", "2026-06-01 1 day", "2027-01-01 1 day"])
        #expect(
            try versions("from: 2026-01-01, due: 1 day")
                == ["always 9 days", "2026-01-01 1 day", "2027-01-01 1 day"])
        #expect(
            try versions("from: 2027-01-01, hold: silent")
                == ["always 9 days", "2026-01-01 8 days", "2027-01-01 7 days"])
    }

    @Test("a rule is switched off; what only asks whether it is open goes on without it")
    func off() throws {
        let own = try policy([
            "a.yaml": Self.changes(
                "{rule: consent-renewal, off: true}", "{rule: review-booked, off: true}"),
            "b.yaml": Self.changes(
                "{rule: plan-review, off: true}", "{rule: early-review, off: true}"),
        ])
        #expect(own.rule(named: "consent-renewal") == nil)
        #expect(own.rule(named: "plan-review") == nil)
        #expect(
            own.rule(named: "consent")?.versions.map(\.starts) == [.missingConsent(unlessOpen: nil)]
        )
    }

    @Test("the example adds a rule with a fact of the site's own")
    func example() throws {
        let text = try WholeFile.read("\(configFolder)/examples/policies/court-dates.yaml")
        let own = try policy(["court.yaml": String(decoding: text, as: UTF8.self)])
        let shipped = try #require(try Shipped.policies()["service-integration"])
        #expect(
            own.rules.map(\.name)
                == shipped.rules.map(\.name).filter { $0 != "potential-provider" } + ["court-date"])
        let rule = try #require(own.rule(named: "court-date")?.versions.first)
        #expect(rule.starts == [FactPattern(.site("x-court-date"))])
        #expect(rule.due == .on(.for))
        #expect(own.rule(named: "form-distributed")?.versions.count == 2)
    }

    @Test("files are applied in the order of their names, and know what came before")
    func order() throws {
        let added = PolicyText.rule(["rule: own"])
        let own = try policy([
            "1.yaml": "profile: service-integration\nrules:\n\(added)",
            "2.yaml": Self.changes("{rule: own, due: 8 days}"),
        ])
        #expect(own.rules.last?.versions.map(\.due) == [.after(.days(8))])
        #expect(
            try errors([
                "2.yaml": "profile: service-integration\nrules:\n\(added)",
                "1.yaml": Self.changes("{rule: own, due: 8 days}"),
            ]) == ["1.yaml:3:12: unknown rule 'own'"])
    }

    @Test("a mistake in a change is named where the site wrote it", arguments: broken)
    func mistakes(change: String, expected: [String]) throws {
        let said = try errors(["ours.yaml": Self.changes(change)])
        #expect(said == expected.map { "ours.yaml:\($0)" })
    }

    private static let broken: [(String, [String])] = [
        (
            "{rule: plan-reviw, due: 4 months}",
            ["3:12: unknown rule 'plan-reviw': did you mean 'plan-review'?"]
        ),
        ("{due: 4 months}", ["3:5: a change needs 'rule'"]),
        (
            "{rule: plan-review}",
            ["3:5: a change needs a key to change, as 'due', or 'off: true'"]
        ),
        (
            "{rule: plan-review, from: 2027-01-01}",
            ["3:5: a change needs a key to change, as 'due', or 'off: true'"]
        ),
        ("{rule: plan-review, of: true}", ["3:25: unknown key 'of': did you mean 'off'?"]),
        ("{rule: consent, off: false}", ["3:26: unknown off 'false': expected true"]),
        ("{rule: consent, off: true, due: 1 day}", ["3:32: 'due' does not go with 'off'"]),
        (
            "{rule: consent, off: true, from: 2027-01-01}",
            ["3:32: 'from' does not go with 'off'"]
        ),
        (
            "{rule: plan-review, from: 2027, due: 1 day}",
            ["3:31: from date '2027' is not a date: expected YYYY-MM-DD"]
        ),
        (
            "{rule: consent-renewal, due: 6 moons}",
            [
                "3:34: unknown interval '6 moons': expected days, weeks, months or business days, "
                    + "as '60 days'"
            ]
        ),
        (
            "{rule: initial-meeting, due: 10 days}",
            [
                "3:12: lead 14 can never be kept: it is longer than 10 days",
                "3:12: lead 30 can never be kept: it is longer than 10 days",
            ]
        ),
        (
            "{rule: initial-meeting, due: 45 days, interval: source}",
            [
                "3:53: an interval of the document's needs its 'section' in the same change"
            ]
        ),
        (
            "{rule: family-contact, basis: source}",
            ["3:35: an interval of the document's needs its 'section' in the same change"]
        ),
        (
            "{rule: meeting-form, per: action}",
            [
                "3:12: the rule can never end: nothing in 'closed-by' is about an action",
                "3:12: the rule can never start: 'meeting-held' is about a meeting, not about an "
                    + "action",
            ]
        ),
        (
            "{rule: plan-review, per: meeting, starts: [meeting-held], closed-by: [meeting-held]}",
            [
                "3:12: rule 'early-review' does not go with this: 'rests-leads-of' is a rule per "
                    + "case, as this one: 'plan-review' is per meeting",
                "3:12: rule 'early-review' does not go with this: the goals are those of a cycle "
                    + "of a chain per case: 'plan-review' is none",
                "3:12: rule 'review-booked' does not go with this: the rule has a deadline for "
                    + "each of 'plan-review': expected 'per: meeting' as there",
            ]
        ),
        (
            "{rule: plan-review, off: true}",
            [
                "3:25: rule 'early-review' follows 'plan-review': switch it off too",
                "3:25: rule 'review-booked' follows 'plan-review': switch it off too",
            ]
        ),
        (
            "{rule: plan-review, starts: {deadline: review-booked}, arises: each}",
            [
                "3:12: rule 'early-review' does not go with this: the goals are those of a cycle "
                    + "of a chain per case: 'plan-review' is none",
                "3:33: the rule can never start: it follows 'review-booked', which follows "
                    + "'plan-review'",
            ]
        ),
    ]

    @Test("two changes of one rule, and a rule that is there already, are refused")
    func twice() throws {
        let other = try errors([
            "a.yaml": Self.changes("{rule: consent, hold: silent}"),
            "b.yaml": Self.changes(
                "{rule: plan-review, due: 4 months}", "{rule: consent, off: true}"),
        ])
        #expect(
            other == [
                "b.yaml:4:12: rule 'consent' is also changed in a.yaml, line 3: keep both changes "
                    + "in one file"
            ])
        let same = try errors([
            "a.yaml": Self.changes(
                "{rule: consent, hold: silent}", "{rule: consent, owner: supervisor}")
        ])
        #expect(same == ["a.yaml:4:12: rule 'consent' is changed twice: also on line 3"])
        let added = try errors([
            "a.yaml": "profile: service-integration\nrules:\n" + PolicyText.rule(["rule: own"]),
            "b.yaml": "profile: service-integration\nrules:\n" + PolicyText.rule(["rule: own"]),
        ])
        #expect(
            added == [
                "b.yaml:3:11: rule 'own' is in the policy already, at a.yaml:3:11: change it under "
                    + "'changes'"
            ])
    }

    @Test("a whole policy has no changes, and a file named as the shipped one is whole")
    func whole() throws {
        let text = "profile: p\ndocument: d\nchanges: []\nrules:\n" + PolicyText.rule([])
        #expect(
            try errors(["p.yaml": text]) == [
                "p.yaml:3:1: unknown key 'changes': expected profile, document, rules, coordinator "
                    + "or hold-review"
            ])
        let changes = Self.changes("{rule: consent, off: true}")
        let said = try errors(["service-integration.yaml": changes])
        #expect(
            said == [
                "service-integration.yaml:1:1: a policy needs 'document'",
                "service-integration.yaml:1:1: a policy needs 'rules'",
                "service-integration.yaml:2:1: unknown key 'changes': expected profile, document, "
                    + "rules, coordinator or hold-review",
            ])
    }

    @Test("a profile that nobody has is an error")
    func profile() throws {
        #expect(
            try errors(["a.yaml": "profile: service-integratio\nchanges: []\n"]) == [
                "a.yaml:1:10: unknown profile 'service-integratio': did you mean "
                    + "'service-integration'? (a program of the site's own needs a 'document')"
            ])
    }
}
