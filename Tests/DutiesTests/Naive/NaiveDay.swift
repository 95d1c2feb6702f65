import Casework
import CivilTime

/// How a case stands on one day of an episode, from how it stood the day before.
struct NaiveDay {
    let date: CivilDate
    /// The facts of this day.
    var facts: [Fact] = []
    /// The assignment in force: of the coordinator of this day.
    var coordinator: Fact?
    /// By agency its latest involvement: potential, declined, current or completed.
    var involvement: [String: FactKind] = [:]
    /// By agency its latest consent fact.
    var consents: [String: Fact] = [:]
    var isProtectionFileOpen = false
    /// The first day of the hold in force.
    var heldSince: CivilDate?
    /// The holds that have ended by this day.
    var endedHolds: [Range<CivilDate>] = []
    /// The agency that the coordinator of this day works for (W1).
    var ownAgency: String?
    /// By agency how many periods of membership of a live fan-out have begun (W2).
    var memberPeriods: [String: Int] = [:]
    /// By agency how many periods as a potential provider have begun (W2).
    var potentialPeriods: [String: Int] = [:]
    var isDischargeDay = false
    var isAfterDischarge = false

    /// The code of the coordinator of this day.
    var coordinatorCode: String? { coordinator?.attributes.code(.person) }

    /// The agencies that are currently involved (W1).
    var currentAgencies: [String] {
        involvement.filter { $0.value == .providerCurrent }.keys.sorted()
    }

    func isCurrent(_ agency: String) -> Bool { involvement[agency] == .providerCurrent }
    func isPotential(_ agency: String) -> Bool { involvement[agency] == .providerPotential }

    /// CI and not the coordinator's own: who is in a live fan-out on this day (W1, W2).
    func isMember(_ agency: String) -> Bool { isCurrent(agency) && ownAgency != agency }

    func has(_ kind: FactKind) -> Bool { facts.contains { $0.kind == kind } }

    /// Every day of an episode up to a day, in order.
    static func all(
        of episode: NaiveEpisode, through last: CivilDate, people: [String: Person]
    ) -> [NaiveDay] {
        guard let first = episode.facts.first?.date, first <= last else { return [] }
        var days: [NaiveDay] = []
        var before = NaiveDay(date: first.advanced(byDays: -1))
        let byDate = Dictionary(grouping: episode.facts, by: \.date)
        var date = first
        while date <= last {
            before = before.next(date, byDate[date] ?? [], episode.discharged, people)
            days.append(before)
            date = date.advanced(byDays: 1)
        }
        return days
    }

    private func next(
        _ date: CivilDate, _ facts: [Fact], _ discharged: CivilDate?, _ people: [String: Person]
    ) -> NaiveDay {
        var day = NaiveDay(
            date: date, facts: facts, coordinator: coordinator, involvement: involvement,
            consents: consents, isProtectionFileOpen: isProtectionFileOpen, heldSince: heldSince,
            endedHolds: endedHolds, memberPeriods: memberPeriods,
            potentialPeriods: potentialPeriods)
        day.isDischargeDay = date == discharged
        day.isAfterDischarge = discharged.map { date > $0 } ?? false
        if let assigned = facts.first(where: { $0.kind == .coordinatorAssigned }) {
            day.coordinator = assigned
        }
        day.ownAgency = day.coordinatorCode.flatMap { people[$0]?.agency }
        day.takeInvolvement()
        for agency in day.involvement.keys {
            if day.isMember(agency), !isMember(agency) {
                day.memberPeriods[agency, default: 0] += 1
            }
            if day.isPotential(agency), !isPotential(agency) {
                day.potentialPeriods[agency, default: 0] += 1
            }
        }
        day.takeConsents()
        day.takeProtectionFile()
        day.takeHolds()
        return day
    }

    /// W1; on one day potential, declined, current, completed: the last of them counts.
    private mutating func takeInvolvement() {
        for kind in [FactKind.providerPotential, .providerDeclined, .providerCurrent] {
            for fact in facts where fact.kind == kind { involvement[fact.subject.text] = kind }
        }
        for fact in facts where fact.kind == .serviceCompleted {
            involvement[fact.subject.text] = .serviceCompleted
        }
    }

    /// W4; on one day refused, signed, withdrawn: the last of them counts.
    private mutating func takeConsents() {
        for kind in [FactKind.consentRefused, .consentSigned, .consentWithdrawn] {
            for fact in facts where fact.kind == kind { consents[fact.subject.text] = fact }
        }
    }

    /// F8: [opened, closed); both on one day leave things as they were.
    private mutating func takeProtectionFile() {
        let (opened, closed) = (has(.protectionFileOpened), has(.protectionFileClosed))
        if opened != closed { isProtectionFileOpen = opened }
    }

    /// H1, F8: [from, resume); both on one day end the hold of before and begin the next.
    private mutating func takeHolds() {
        let (from, resume) = (has(.hold), has(.resume))
        let wasHeld = heldSince != nil
        if resume, wasHeld { endHold() }
        if from, heldSince == nil, !resume || wasHeld { heldSince = date }
        if isDischargeDay { endHold() }
    }

    private mutating func endHold() {
        if let start = heldSince, start < date { endedHolds.append(start..<date) }
        heldSince = nil
    }
}
