import Casework
import CivilTime
import TestSupport

/// What is done for a family when somebody sees to a deadline.
extension SimulatedFamily {
    /// Does it, or tries to; gives the day from which her patience counts should it stay open.
    mutating func act(
        on deadline: Deadline, _ rule: Rule, _ day: CivilDate, _ calendar: BusinessCalendar
    ) -> CivilDate {
        switch rule.name {
        case "initial-booked": book("initial", deadline, rule, day, calendar)
        case "review-booked": book("review", deadline, rule, day, calendar)
        case "initial-meeting":
            if !hasPlanned("initial") { hold(newMeeting(), "initial", on: day) }
        case "plan-review":
            if !hasPlanned("review") { add(.reviewHeld, on: day) }
        case "early-review":
            if random.chance(30) {
                add(.reviewDeclined, on: day)
            } else if !hasPlanned("review") {
                add(.reviewHeld, on: day)
            }
        // What happens on the meeting's day is not hers to choose.
        case "meeting-reminder": break
        case "plan-agreed": agree(on: day)
        case "consent", "consent-renewal":
            let agency = deadline.identity.subject.lastCode ?? ""
            if random.chance(92) {
                sign(agency, on: day)
            } else {
                add(.consentRefused, Subject(agency), on: day)
            }
        case "potential-provider":
            let agency = deadline.identity.subject.text
            if random.chance(65) {
                agencies.append(agency)
                add(.providerCurrent, Subject(agency), on: day)
            } else {
                add(.providerDeclined, Subject(agency), on: day)
            }
        default: return close(deadline, rule, day)
        }
        return day
    }

    /// The day of a meeting: two to four weeks ahead, and by the day it is owed where it can be.
    private mutating func book(
        _ type: String, _ deadline: Deadline, _ rule: Rule, _ day: CivilDate,
        _ calendar: BusinessCalendar
    ) {
        guard !hasPlanned(type) else { return }
        // Both rules leave a month until the meeting itself is owed.
        let owed = deadline.target.advanced(byDays: random.number(0...28))
        let chosen = max(owed, day.advanced(byDays: random.number(10...24)))
        book(type, for: calendar.lastOpenDay(onOrBefore: chosen) ?? chosen, on: day)
    }

    private mutating func close(
        _ deadline: Deadline, _ rule: Rule, _ day: CivilDate
    ) -> CivilDate {
        guard let kind = rule.closes.first?.kind else { return day }
        let subject = deadline.identity.subject
        var attributes: Attributes = [:]
        switch kind {
        case .familyContacted, .providerContacted:
            // One in seven is not reached, and tried again some days later.
            if random.chance(15) {
                let attempt: FactKind =
                    kind == .familyContacted ? .familyContactAttempted : .providerContactAttempted
                let about = kind == .familyContacted ? .family : Subject(subject.lastCode ?? "")
                add(attempt, about, on: day)
                return day.advanced(
                    byDays: random.number(3...6) - SimulatedCoordinator.patience)
            }
            if random.chance(8) { attributes[.outcome] = .code("revise") }
        case .coordinatorAssigned:
            attributes[.person] = .code(SimulatedCoordinator.code)
            if profile == "service-integration" { attributes[.familyAgreed] = .date(day) }
        default: break
        }
        switch kind.shape {
        case .wholeCase: add(kind, on: day, attributes)
        case .family: add(kind, .family, on: day, attributes)
        case .agency, .agencyOrFamily:
            add(kind, Subject(subject.lastCode ?? ""), on: day, attributes)
        default: add(kind, subject, on: day, attributes)
        }
        return day
    }
}
