import CivilTime

/// What is wrong with a case as it stands on the timeline's day (DESIGN 2.3, "Problems").
///
/// What is wrong with a single fact, the timeline has said already.
struct CaseProblems {
    let timeline: Timeline
    let policy: Policy
    let calendar: BusinessCalendar
    /// Who owes what has no coordinator and no supervisor (W6).
    let intake: String?
    private(set) var found: [Problem] = []
    /// The earliest day after the timeline's on which one comes or goes though no fact changes.
    private(set) var changesOn: CivilDate?
    /// The facts that something was said of already.
    private var told: Set<Fact> = []

    init(_ timeline: Timeline, _ engine: DeadlineEngine) {
        self.timeline = timeline
        policy = engine.policy
        calendar = engine.calendar
        intake = engine.intake
    }

    /// What the engine made of an episode.
    struct Outcome {
        /// Whether a deadline is open.
        var hasOpen = false
        /// Whether one will arise though no fact changes.
        var hasComing = false
    }

    /// Looks at who coordinates, at the hold and at what is owed: of the last episode, while it is
    /// open.
    mutating func look(at index: EpisodeIndex, _ outcome: Outcome) {
        guard index.episode.discharged == nil else { return }
        lookAtCoordinator(index)
        lookAtHold()
        if !outcome.hasOpen, !outcome.hasComing {
            report(.noOpenDeadline, at: nil, "no deadline of the case is open, and none will arise")
        }
    }

    private mutating func lookAtCoordinator(_ index: EpisodeIndex) {
        let today = timeline.day
        guard let assignment = index.facts(.coordinatorAssigned).last,
            let code = assignment.attributes.code(.person)
        else {
            let other = timeline.supervisor ?? intake
            report(
                .noCoordinator, at: nil,
                other.map { "nobody coordinates the case; '\($0)' owes what is due in it" }
                    ?? "nobody coordinates the case, and nobody owes what is due in it")
            return
        }
        let person = index.directory.people[code]
        if let left = person?.left, left <= today {
            report(
                .coordinatorLeft, at: assignment,
                "'\(code)' coordinates the case, and left on \(left)")
        }
        let demands = policy.coordinator
        if index.openFile.contain(today) {
            // Whom the directory doesn't know is an unknown person, not a wrong one.
            guard let role = demands.underProtection, let person, person.role != role else {
                return
            }
            report(
                .wrongCoordinator, at: assignment,
                "'\(code)' coordinates the case as \(person.role.rawValue): while a protection "
                    + "file is open that is for a \(role.rawValue)",
                "assign a \(role.rawValue), or correct the role of '\(code)' in directory.yaml")
        } else if let count = demands.familyAgreesFrom {
            lookAtAgreement(assignment, code, index, from: count)
        }
    }

    /// The assignment counts all the same; what is missing is that the family agreed to it.
    private mutating func lookAtAgreement(
        _ assignment: Fact, _ code: String, _ index: EpisodeIndex, from count: Int
    ) {
        let today = timeline.day
        let agreed = assignment.attributes.date(.familyAgreed)
        if let agreed, agreed <= today { return }
        let involvement = index.involvement
        let current = involvement.agencies.count { involvement.isCurrent($0, on: today) }
        guard current >= count else { return }
        note(agreed)
        report(
            .familyAgreementMissing, at: assignment,
            "\(count) or more agencies are involved, and nothing says that the family agreed to "
                + "'\(code)' as coordinator")
    }

    /// An open hold that nobody has looked at again in time (H1).
    private mutating func lookAtHold() {
        guard let hold = timeline.openHold(policy, calendar), let reviewBy = hold.reviewBy else {
            return
        }
        guard timeline.day > reviewBy else {
            note(reviewBy.checkedAdvanced(byDays: 1))
            return
        }
        let since = hold.isStated ? "" : ", \(policy.holdReview) after it began"
        report(
            .holdUnreviewed, at: hold.fact,
            "the hold from \(hold.since) was to be looked at again by \(reviewBy)\(since)")
    }

    /// Notes facts that would have closed a deadline, had they not come before its trigger (C2).
    mutating func note(outOfOrder facts: [Fact], of rule: String) {
        for fact in facts where told.insert(fact).inserted {
            report(
                .outOfOrder, at: fact,
                "\(fact.inWords) comes before what starts \(rule), and closes nothing",
                "correct one of the two dates")
        }
    }

    /// Notes that a deadline has no date.
    mutating func note(calendarEnds link: Link) {
        found.append(
            Problem(
                .calendarEnds, caseNumber: timeline.caseNumber, place: calendar.name,
                text: "\(link.rule.name) from \(link.trigger) has no date: the calendar ends with "
                    + "\(BusinessCalendar.years.upperBound), or the fact names no day",
                advice: "correct the date of '\(link.triggerKey)'"))
    }

    /// Reports what is wrong with a fact, once.
    mutating func report(outOfOrder fact: Fact, _ why: String) {
        guard told.insert(fact).inserted else { return }
        report(.outOfOrder, at: fact, "\(fact.inWords) \(why)")
    }

    private mutating func report(
        _ code: Problem.Code, at fact: Fact?, _ text: String, _ advice: String? = nil
    ) {
        found.append(
            Problem(
                code, caseNumber: timeline.caseNumber,
                place: (fact?.origin.place ?? timeline.place).description, text: text,
                advice: advice))
    }

    private mutating func note(_ day: CivilDate?) {
        guard let day, day > timeline.day else { return }
        changesOn = min(changesOn ?? day, day)
    }
}

extension Origin {
    /// The place in a file, where a file is the origin.
    package var place: Place? {
        if case .declared(let place) = self { return place }
        return nil
    }
}

extension Fact {
    /// How a problem calls the fact.
    var inWords: String {
        let about = subject == .wholeCase ? "" : " of '\(subject.text)'"
        return "'\(kind)'\(about) on \(date)"
    }
}
