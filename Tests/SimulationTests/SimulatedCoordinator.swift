import Casework
import CivilTime
import TestSupport

@testable import caseclockd

/// A coordinator of so many families, and what she does for them from day to day.
///
/// Families arrive over the first year and are replaced as they leave. What is owed to them comes
/// from the policies, as the daemon works it out; when she does it is up to her habits.
struct SimulatedCoordinator {
    static let code = "c-one"

    let site: Site
    let directory: Directory
    private let seed: UInt64
    private let profiles: [String]
    private var families: [SimulatedFamily] = []
    /// When each family is to be looked at again.
    private var wake: [CivilDate] = []
    /// When something was done for a deadline last.
    private var acted: [String: CivilDate] = [:]

    init(
        site: Site, directory: Directory, seed: UInt64,
        profiles: [String] = ["service-integration", "coordinated-service-planning"]
    ) {
        self.site = site
        self.directory = directory
        self.seed = seed
        self.profiles = profiles
    }

    /// The cases, with all that happens through a day.
    mutating func live(
        families count: Int, from first: CivilDate, through last: CivilDate
    ) -> [DeclaredCase] {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<count { arrive(on: first.advanced(byDays: random.number(0...355))) }
        var day = first
        while day <= last {
            if site.calendar.isOpen(day) {
                for index in families.indices where wake[index] <= day {
                    look(after: index, on: day)
                    if families[index].discharged == day {
                        arrive(on: day.advanced(byDays: random.number(3...20)))
                    }
                }
            }
            day = day.advanced(byDays: 1)
        }
        return families.map(\.declared).filter { !$0.facts.isEmpty }
    }

    private mutating func arrive(on day: CivilDate) {
        let index = families.count
        families.append(
            SimulatedFamily(
                number: "K-\(1001 + index)", profile: profiles[index % profiles.count],
                arrival: day, seed: seed &+ UInt64(index) &* 7919))
        wake.append(day)
    }

    /// After so many days something that was done to no avail is done again.
    static let patience = 20

    private mutating func look(after index: Int, on day: CivilDate) {
        var family = families[index]
        if family.facts.isEmpty { family.begin(on: day) }
        for event in family.takeEvents(by: day) { family.happen(event, on: day) }
        var next = day.advanced(byDays: 60)
        // What she does may make something else arise that she does at once.
        for _ in 0..<4 {
            next = family.nextEvent ?? day.advanced(byDays: 60)
            let timeline = Timeline(
                CaseRecord(family.declared), on: day, directory: directory)
            guard let engine = site.engines[family.profile] else { break }
            let evaluation = engine.evaluate(timeline)
            if let changes = evaluation.changesOn { next = min(next, changes) }
            var hasActed = false
            for deadline in evaluation.deadlines where deadline.end == nil {
                guard deadline.onHoldSince == nil, !deadline.silentHold,
                    let rule = engine.policy.rule(named: deadline.identity.rule)?
                        .inForce(on: deadline.trigger)
                else { continue }
                let key = deadline.identity.canonical
                let again = acted[key]?.advanced(byDays: Self.patience)
                guard
                    let planned = again
                        ?? Habits(seed: seed).day(for: deadline, rule, site.calendar)
                else { continue }
                guard planned <= day else {
                    next = min(next, planned)
                    continue
                }
                hasActed = true
                acted[key] = family.act(on: deadline, rule, day, site.calendar)
            }
            guard hasActed else { break }
        }
        wake[index] = max(next, day.advanced(byDays: 1))
        families[index] = family
    }
}

/// When she does what is owed.
///
/// Two in five things are done as part of the work, before anybody reminds her. Nine in twenty are
/// done once she was reminded, by their day. One in ten is late by up to ten days, three in a
/// hundred by up to six weeks, and two in a hundred are never done; what comes round again, such
/// as contact with the family, is done after three months at the latest. Nobody has counted this:
/// the shares make one duty in seven late, which is what makes a service look for such a program.
struct Habits {
    let seed: UInt64

    /// The day on which something is done; nil for never.
    ///
    /// What is one errand, such as the copies of one form, is done on one day.
    func day(for deadline: Deadline, _ rule: Rule, _ calendar: BusinessCalendar) -> CivilDate? {
        let identity = deadline.identity
        let errand = "\(identity.caseNumber) \(identity.rule) \(deadline.trigger)"
        var random = SeededGenerator(
            seed: errand.utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 })
        let (trigger, working) = (deadline.trigger, deadline.working)
        let lead = working.advanced(byDays: -(rule.stages.lead.first ?? 0) - 2)
        let percent = random.number(1...100)
        let place = random.number(0...1000)
        func within(_ first: CivilDate, _ last: CivilDate) -> CivilDate {
            let days = max(0, first.days(until: last))
            let found = first.advanced(byDays: days * place / 1000)
            return calendar.lastOpenDay(onOrBefore: found) ?? found
        }
        switch percent {
        case 1...40: return within(min(trigger.advanced(byDays: 1), lead), max(lead, trigger))
        case 41...85: return within(max(lead, trigger), max(working, trigger))
        case 86...95: return deadline.target.advanced(byDays: random.number(1...10))
        case 96...98: return deadline.target.advanced(byDays: random.number(11...42))
        default:
            guard rule.arises == .chain else { return nil }
            return deadline.target.advanced(byDays: random.number(43...90))
        }
    }
}
