import Casework
import CivilTime
import TestSupport
import Testing

@testable import CaseloadFiles

@Suite("A policy says what it asks of the coordinator, and how long a hold may rest")
struct PolicyHeadTests {
    private static let rules = """
        rules:
          - rule: one
            basis: site-policy
            section: none
            starts: [referred]
            arises: once
            due: 10 days
            closed-by: [plan-agreed]
            hold: pauses
            stages: {lead: [2]}

        """

    private func read(_ head: String) -> PolicyFile {
        PolicyReader.read(
            fileName: "p.yaml", bytes: Array("profile: p\ndocument: P\n\(head)\n\(Self.rules)".utf8)
        )
    }

    @Test("The shipped guidelines ask for a child welfare worker, or the family's agreement")
    func shipped() throws {
        let policies = try Shipped.policies()
        #expect(
            policies["service-integration"]?.coordinator
                == CoordinatorDemands(underProtection: .childWelfareWorker, familyAgreesFrom: 2))
        #expect(policies["coordinated-service-planning"]?.coordinator == CoordinatorDemands.none)
        #expect(policies.values.allSatisfy { $0.holdReview == .days(30) })
    }

    static let heads: [(String, CoordinatorDemands, Interval)] = [
        ("", .none, .days(30)),
        ("coordinator: none", .none, .days(30)),
        (
            "coordinator: {under-protection: supervisor}",
            CoordinatorDemands(underProtection: .supervisor), .days(30)
        ),
        (
            "coordinator: {family-agrees: {current-agencies: 3}}\nhold-review: 6 weeks",
            CoordinatorDemands(familyAgreesFrom: 3), .weeks(6)
        ),
        ("hold-review: 10 business days", .none, .businessDays(10)),
    ]

    @Test("Each of the keys may be left out", arguments: heads)
    func keys(head: String, demands: CoordinatorDemands, review: Interval) throws {
        let file = read(head)
        #expect(file.diagnostics == [])
        let policy = try #require(file.policy)
        #expect(policy.coordinator == demands)
        #expect(policy.holdReview == review)
    }

    @Test(
        "A mistake is named at its place",
        arguments: [
            (
                "coordinator: {under-protection: nurse}",
                "3:33: unknown under-protection 'nurse'"
            ),
            ("coordinator: {}", "3:14: coordinator needs 'under-protection' or 'family-agrees'"),
            ("coordinator: {family-agrees: {}}", "3:30: family-agrees needs 'current-agencies'"),
            (
                "coordinator: {family-agrees: {current-agencies: 0}}",
                "3:49: current-agencies '0' is not a whole number from 1 to 100"
            ),
            ("coordinator: {under-protecton: supervisor}", "3:15: unknown key 'under-protecton'"),
            ("hold-review: a while", "3:14: unknown hold-review 'a while': expected days, weeks"),
        ])
    func mistakes(head: String, expected: String) {
        let file = read(head)
        #expect(file.policy == nil)
        #expect(file.diagnostics.count == 1)
        #expect(file.diagnostics.first?.description.hasPrefix("p.yaml:\(expected)") == true)
    }

    @Test("A site's own file puts its word in the place of the shipped one, and keeps the rest")
    func overlay() throws {
        let folder = try TemporaryDirectory()
        try FileTree.makeFolder(folder.file("policies"))
        try FileTree.write(
            "profile: service-integration\nhold-review: 45 days\n",
            to: folder.file("policies/a.yaml"))
        try FileTree.write(
            "profile: service-integration\ncoordinator: none\n",
            to: folder.file("policies/b.yaml"))
        let policies = try SiteFiles(folder: folder.path).policies()
        let policy = try #require(policies["service-integration"])
        #expect(policy.holdReview == .days(45))
        #expect(policy.coordinator == CoordinatorDemands.none)
        #expect(policy.rules == (try Shipped.policies()["service-integration"]?.rules))
    }

    @Test("stale-after in the configuration is an interval, or not there")
    func staleAfter() {
        func read(_ text: String) -> ConfigurationFile {
            ConfigurationReader.read(
                fileName: "c.yaml", bytes: Array("zone: America/Toronto\n\(text)".utf8))
        }
        #expect(read("").configuration?.staleAfter == nil)
        #expect(read("stale-after: 35 days").configuration?.staleAfter == .days(35))
        #expect(
            read("stale-after: soon").diagnostics.map(\.description) == [
                "c.yaml:2:14: unknown stale-after 'soon': expected days, weeks, months or "
                    + "business days, as '60 days'"
            ])
    }

    @Test("Whom a recorded fact names is to be in the directory too; it stands where the case does")
    func recorded() {
        let place = Place(file: "a.yaml", line: 3, column: 5)
        let declared = DeclaredCase(number: "K-1", profile: "p", facts: [], place: place)
        let recorded = Fact(
            .coordinatorAssigned, date: .minimum, attributes: [.person: .code("n-body")],
            origin: .recorded(by: "s-roy", at: Instant(seconds: 0)), known: Instant(seconds: 0))
        let problems = referenceProblems(
            of: CaseRecord(declared, recorded: [recorded]), in: Directory())
        #expect(problems.map(\.code) == [.unknownPerson])
        #expect(problems.map(\.place) == ["a.yaml:3:5"])
    }
}
