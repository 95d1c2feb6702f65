import CaseloadFiles
import Casework
import CivilTime
import Glibc
import TestSupport
import Testing

@testable import caseclockd

/// `CASECLOCK_MORNINGS=1 swift test --filter SimulationTests.MorningsTests` prints the figures of
/// docs/mornings.md, which takes minutes.
@Suite("The mornings of a coordinator")
struct MorningsTests {
    private static let directory = """
        agencies: [{agency: kids}, {agency: school}, {agency: health}, {agency: respite},
                   {agency: mental}]
        people:
          - {person: c-one, role: coordinator, agency: kids, email: c-one@example.org,
             supervisor: s-one}
          - {person: c-two, role: coordinator, agency: kids, email: c-two@example.org,
             supervisor: s-one}
          - {person: s-one, role: supervisor, agency: kids, email: s-one@example.org}
          - {person: p-kids, role: provider, agency: kids, email: p-kids@example.org}
          - {person: p-school, role: provider, agency: school, email: p-school@example.org}
          - {person: p-health, role: provider, agency: health, email: p-health@example.org}
          - {person: p-respite, role: provider, agency: respite, email: p-respite@example.org}
          - {person: p-mental, role: provider, agency: mental, email: p-mental@example.org}

        """
    private static let seed: UInt64 = 45
    /// When the first families come.
    private static let opening = date("2025-01-06")

    /// The cases of so many families, as they go through a day.
    private static func cases(
        _ families: Int, through last: CivilDate
    ) throws -> [DeclaredCase] {
        let site = try SimulatedSite(directory: directory)
        let replay = try Replay(site, at: "\(opening)T06:00")
        var coordinator = SimulatedCoordinator(
            site: replay.configured, directory: replay.directory, seed: seed)
        return coordinator.live(families: families, from: opening, through: last)
    }

    /// The replay of cases from a day on.
    private static func replay(
        _ cases: [DeclaredCase], from first: CivilDate, through last: CivilDate,
        policies: [String: String] = [:],
        morning: (Replay, CivilDate) throws -> Void = { _, _ in }
    ) throws -> Replay {
        let site = try SimulatedSite(directory: directory, policies: policies)
        let written = WrittenCases(cases)
        try written.writeAll(through: first.advanced(byDays: -1), into: site)
        let replay = try Replay(site, at: "\(first)T06:00")
        try replay.live(from: first, through: last, written) { try morning(replay, $0) }
        return replay
    }

    @Test("Of some made-up families everything is said once, in time, and nothing that is done")
    func fewFamilies() throws {
        let (first, last) = (date("2025-09-02"), date("2025-10-10"))
        var watch = MorningWatch()
        let cases = try Self.cases(14, through: last)
        let replay = try Self.replay(cases, from: first, through: last) { replay, day in
            try watch.look(at: replay, on: day, isThorough: day.weekday == .wednesday)
        }
        #expect(watch.faults == [])
        #expect(watch.lookups > 40)
        #expect(replay.entries.count > 50)
    }

    @Test("A year of 45 families, counted", .enabled(if: getenv("CASECLOCK_MORNINGS") != nil))
    func year() throws {
        let (first, last) = (date("2026-01-05"), date("2027-01-04"))
        let cases = try Self.cases(45, through: last)
        print("\(cases.count) cases, \(cases.reduce(0) { $0 + $1.facts.count }) facts")
        for (name, stages) in Self.variants {
            // What was overdue long before is told on the first morning, which does not count.
            let replay = try Self.replay(
                cases, from: first.advanced(byDays: -21), through: last,
                policies: stages.map(Self.overlays) ?? [:])
            let mornings = Mornings(
                replay, of: SimulatedCoordinator.code, cases: cases, from: first, through: last)
            print("\n# \(name)\n\n\(mornings.report)")
            if stages == nil { print(mornings.examples) }
        }
    }

    /// The stages that are compared, of a rule; nil for those of the shipped rules.
    private static let variants: [(String, (@Sendable (Rule) -> String)?)] = [
        ("as shipped", nil),
        (
            "leads 14, 7 and 1 everywhere",
            {
                stages(
                    lead: [14, 7, 1].filter($0.leavesRoom(forLead:)), overdue: "1, 3, 7", every: 7)
            }
        ),
        (
            "overdue after 3 and 7 days, then every 14",
            { stages(lead: $0.stages.lead, overdue: "3, 7", every: 14) }
        ),
    ]

    private static func stages(lead: [Int], overdue: String, every gap: Int) -> String {
        "{lead: \(lead), on: true, overdue: [\(overdue)], then-every: \(gap), escalate: [7]}"
    }

    /// Site files that give every rule other stages.
    private static func overlays(_ stages: (Rule) -> String) throws -> [String: String] {
        var files: [String: String] = [:]
        for (profile, policy) in try Shipped.policies() {
            let changes = policy.rules.compactMap { history in
                history.versions.last.map { "  - {rule: \($0.name), stages: \(stages($0))}\n" }
            }
            let name = "other-\(profile).yaml"
            files[name] =
                "profile: \(profile)\nchanges:\n" + changes.joined()
        }
        return files
    }
}

extension Rule {
    /// Whether a lead of so many days can ever be kept.
    fileprivate func leavesRoom(forLead days: Int) -> Bool {
        switch due {
        case .after(.days(let count)): days < count
        case .after(.businessDays(let count)): days <= count
        case .after, .before, .on: true
        }
    }
}
