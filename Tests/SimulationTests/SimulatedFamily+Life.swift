import Casework
import CivilTime
import TestSupport

/// What happens to a family, whatever its coordinator does.
extension SimulatedFamily {
    /// The first days: referred, contacted, the agencies, and somebody who coordinates.
    mutating func begin(on day: CivilDate) {
        add(.referred, on: day)
        let contact = day.advanced(byDays: random.number(0...8))
        agencies = ["kids"]
        var others = Self.outsideAgencies
        for _ in 0..<random.number(1...3) {
            agencies.append(others.remove(at: random.number(0...others.count - 1)))
        }
        for agency in agencies { add(.providerCurrent, Subject(agency), on: day) }
        add(.initiatingContact, on: contact)
        // One in eight was somebody else's before.
        let isTakenOver = random.chance(12)
        let assigned = contact.advanced(byDays: random.number(0...6))
        assign(isTakenOver ? "c-two" : SimulatedCoordinator.code, on: assigned)
        if isTakenOver {
            let takenOver = day.advanced(byDays: random.number(90...300))
            plan(.assigned(SimulatedCoordinator.code), on: takenOver)
        }
        if random.chance(60) {
            plan(.consents, on: contact.advanced(byDays: random.number(6...25)))
        }
        plan(.month, on: day.advanced(byDays: 30))
    }

    private mutating func assign(_ person: String, on day: CivilDate) {
        add(
            .coordinatorAssigned, on: day,
            profile == "service-integration"
                ? [.person: .code(person), .familyAgreed: .date(day)] : [.person: .code(person)])
    }

    mutating func happen(_ event: Event, on day: CivilDate) {
        switch event {
        case .assigned(let person): assign(person, on: day)
        case .consents:
            for agency in agencies where random.chance(80) { sign(agency, on: day) }
        case .meeting(let meeting):
            guard !isOnHold else { return plan(event, on: day.advanced(byDays: 7)) }
            if let planned = unplan(meeting) { hold(meeting, planned.type, on: day) }
        case .cancelled(let meeting):
            guard let planned = unplan(meeting) else { return }
            add(.meetingCancelled, Subject(meeting), on: day)
            plan(.rebooked(planned.type), on: day.advanced(byDays: random.number(2...8)))
        case .rebooked(let type):
            book(type, for: open(day, random.number(10...21)), on: day)
        case .resumed:
            isOnHold = false
            add(.resume, on: day)
        case .outOfDifficulty(let goal):
            if goals.contains(goal) { add(.goalOutOfDifficulty, Subject(goal), on: day) }
        case .month: liveOn(day)
        }
    }

    mutating func sign(_ agency: String, on day: CivilDate) {
        add(
            .consentSigned, Subject(agency), on: day,
            random.chance(70) ? [.expires: .date(day.advanced(byDays: 365))] : [:])
    }

    /// A meeting; most first ones end with a plan, most reviews with something new in it.
    mutating func hold(_ meeting: String, _ type: String, on day: CivilDate) {
        let family = random.number(1...10)
        let present = agencies.filter { _ in random.chance(75) }
        add(
            .meetingHeld, Subject(meeting), on: day,
            [
                .type: .code(type),
                .family: .code(family <= 7 ? "full" : family <= 9 ? "partial" : "none"),
                .present: .codes(present.isEmpty ? [agencies[0]] : present),
            ])
        if type == "initial", random.chance(70) { agree(on: day) }
        guard type == "review" else { return }
        for goal in goals where random.chance(25) { reach(goal, on: day) }
        setGoals(random.number(0...2), on: day)
    }

    /// A plan with its goals and actions.
    mutating func agree(on day: CivilDate) {
        guard !hasPlan else { return add(.planRevised, on: day) }
        hasPlan = true
        add(.planAgreed, on: day)
        setGoals(random.number(3...5), on: day)
    }

    private mutating func setGoals(_ count: Int, on day: CivilDate) {
        for _ in 0..<count {
            goalCount += 1
            let goal = "G\(goalCount)"
            goals.append(goal)
            let area = profile == "service-integration" ? "communication" : "family"
            add(.goalSet, Subject(goal), on: day, [.area: .code(area)])
            for number in 1...random.number(1...2) {
                var attributes: Attributes = [
                    .responsible: .code(
                        random.one(of: [
                            SimulatedCoordinator.code, "family", "p-\(random.one(of: agencies))",
                        ]))
                ]
                if random.chance(60) {
                    attributes[.due] = .date(open(day, random.number(30...120)))
                }
                if random.chance(40) {
                    attributes[.review] = .date(open(day, random.number(90...150)))
                }
                add(.actionSet, .action("A\(number)", of: goal), on: day, attributes)
            }
        }
    }

    mutating func reach(_ goal: String, on day: CivilDate) {
        goals.removeAll { $0 == goal }
        add(.goalAchieved, Subject(goal), on: day)
    }

    /// A month of life.
    private mutating func liveOn(_ day: CivilDate) {
        guard discharged == nil else { return }
        plan(.month, on: day.advanced(byDays: 30))
        guard !isOnHold else { return }
        for goal in goals {
            if random.chance(6) {
                reach(goal, on: day)
            } else if random.chance(3) {
                add(.goalInDifficulty, Subject(goal), on: day)
                if random.chance(60) {
                    plan(.outOfDifficulty(goal), on: day.advanced(byDays: random.number(20...60)))
                }
            }
        }
        if agencies.count > 2, random.chance(2) {
            add(.serviceCompleted, Subject(agencies.removeLast()), on: day)
        }
        if let other = Self.outsideAgencies.first(where: { !agencies.contains($0) }),
            !facts.contains(where: { $0.subject.text == other }), random.chance(4)
        {
            add(.providerPotential, Subject(other), on: day)
        }
        if random.chance(1) {
            add(.primaryAgencyChanged, on: day, [.agency: .code(agencies[0])])
        }
        if arrival.days(until: day) > 270, random.chance(6) {
            discharged = day
            add(.discharged, on: day)
            return forgetEvents()
        }
        if random.chance(2), planned.isEmpty {
            isOnHold = true
            add(.hold, on: day, [.reason: .code("family-request")])
            plan(.resumed, on: day.advanced(byDays: random.number(14...60)))
        }
    }

    /// A working day about so many days later.
    private func open(_ day: CivilDate, _ days: Int) -> CivilDate {
        let found = day.advanced(byDays: days)
        switch found.weekday {
        case .saturday: return found.advanced(byDays: -1)
        case .sunday: return found.advanced(byDays: 1)
        default: return found
        }
    }
}
