import Casework
import CaseworkTestSupport
import CivilTime
import TestSupport

extension FamilyAuthor {
    /// One episode as it might go.
    mutating func live(from first: CivilDate, through last: CivilDate) {
        if random.chance(60) { add(.referred, on: first) }
        let contact = about(first, 0...12)
        if random.chance(95) { add(.initiatingContact, on: contact) }
        involve(first, last)
        coordinate(first, last)
        protect(first, last)
        consent(first, last)
        let held = meet(
            "M1", "initial", booked: about(contact, -2...25), for: about(contact, 12...70))
        let agreed = about(held ?? about(contact, 20...80), 0...18)
        if random.chance(85) { plan(agreed, last) }
        for (meeting, type) in [("M2", "review"), ("M3", "other"), ("M4", "review")]
        where random.chance(55) {
            let planned = type == "review" ? about(agreed, 100...230) : between(first, last)
            meet(meeting, type, booked: about(planned, -60...0), for: planned)
        }
        if random.chance(40) { add(.reviewHeld, on: about(agreed, 110...210)) }
        if random.chance(25) { add(.reviewDeclined, on: between(agreed, last)) }
        keepInTouch(agreed, last)
        for _ in 0..<random.number(0...3) {
            let from = between(first, last)
            add(.hold, on: from)
            if random.chance(85) { add(.resume, on: about(from, 0...60)) }
        }
    }

    private mutating func involve(_ first: CivilDate, _ last: CivilDate) {
        for agency in agencies {
            let subject = Subject(agency)
            var joined = about(first, 0...40)
            if random.chance(35) {
                add(.providerPotential, subject, on: joined)
                joined = about(joined, 0...80)
                if random.chance(30) { add(.providerDeclined, subject, on: joined) }
            }
            if random.chance(85) { add(.providerCurrent, subject, on: joined) }
            guard random.chance(35) else { continue }
            let completed = between(joined, last)
            add(.serviceCompleted, subject, on: completed)
            for recipient in ["family"] + agencies where random.chance(45) {
                add(.completionNotified, Subject(recipient), on: about(completed, 0...12))
            }
            if random.chance(35) { add(.providerCurrent, subject, on: between(completed, last)) }
        }
    }

    private mutating func coordinate(_ first: CivilDate, _ last: CivilDate) {
        var assigned = about(first, 0...25)
        for number in 0..<random.number(1...4) {
            if number > 0 { assigned = between(assigned, last) }
            add(.coordinatorAssigned, on: assigned, [.person: .code(coordinator())])
            if random.chance(50) { add(.familyOriented, on: about(assigned, -4...20)) }
            if random.chance(50) { add(.formsHandedOver, on: about(assigned, 0...20)) }
            for agency in agencies where random.chance(50) {
                add(.coordinatorAnnounced, Subject(agency), on: about(assigned, 0...20))
            }
        }
        if random.chance(30) { add(.primaryAgencyChanged, on: between(first, last)) }
        if random.chance(40) { add(.coordinatorReconfirmed, on: between(first, last)) }
    }

    private mutating func protect(_ first: CivilDate, _ last: CivilDate) {
        guard random.chance(45) else { return }
        var opened = about(first, 0...60)
        for _ in 0..<random.number(1...2) {
            add(.protectionFileOpened, on: opened)
            guard random.chance(60) else { return }
            let closed = between(opened, last)
            add(.protectionFileClosed, on: closed)
            opened = between(closed, last)
        }
    }

    private mutating func consent(_ first: CivilDate, _ last: CivilDate) {
        for agency in agencies where random.chance(85) {
            let subject = Subject(agency)
            var day = about(first, 0...70)
            for _ in 0..<random.number(1...3) {
                switch random.number(1...10) {
                case 1...6:
                    let attributes = attributes(for: .consentSigned, on: day)
                    add(.consentSigned, subject, on: day, attributes)
                case 7...8: add(.consentRefused, subject, on: day)
                default: add(.consentWithdrawn, subject, on: day)
                }
                day = between(day, last)
            }
        }
    }

    /// A meeting with what belongs to it; the day on which it was held, if it was.
    @discardableResult private mutating func meet(
        _ meeting: String, _ type: String, booked: CivilDate, for planned: CivilDate
    ) -> CivilDate? {
        let subject = Subject(meeting)
        let isScheduled = random.chance(88)
        if isScheduled {
            add(
                .meetingScheduled, subject, on: booked,
                [.for: .date(planned), .type: .code(type)])
        }
        if random.chance(60) { add(.preferencesRecorded, subject, on: about(planned, -25...2)) }
        if random.chance(60) { add(.facilitatorNamed, subject, on: about(planned, -15...2)) }
        var held = about(planned, -3...6)
        if isScheduled, random.chance(22) {
            let cancelled = between(booked, planned)
            add(.meetingCancelled, subject, on: cancelled)
            guard random.chance(65) else { return nil }
            held = rebook(subject, type, cancelled)
        } else if isScheduled, random.chance(15) {
            held = rebook(subject, type, booked)
        }
        guard random.chance(80) else { return nil }
        add(.meetingHeld, subject, on: held, attendance(random.chance(95) ? type : meetingType()))
        if random.chance(60) { add(.formCompleted, subject, on: about(held, 0...14)) }
        for recipient in ["family"] + agencies where random.chance(55) {
            let copy = Subject.copy(of: meeting, for: recipient)
            add(.formDistributed, copy, on: about(held, 0...25))
        }
        return held
    }

    /// Books a meeting again, which is recorded and known later; the day for which.
    private mutating func rebook(
        _ meeting: Subject, _ type: String, _ after: CivilDate
    ) -> CivilDate {
        let again = about(after, 0...15)
        let planned = about(again, 3...40)
        let known = Instant(seconds: Int64(random.number(3...6)))
        facts.append(
            Fact(
                .meetingScheduled, subject: meeting, date: again,
                attributes: [.for: .date(planned), .type: .code(type)],
                origin: .recorded(by: "c-one", at: known), known: known))
        return planned
    }

    private mutating func plan(_ agreed: CivilDate, _ last: CivilDate) {
        add(.planAgreed, on: agreed)
        if random.chance(25) { add(.planAgreed, on: between(agreed, last)) }
        for _ in 0..<random.number(0...2) { add(.planRevised, on: between(agreed, last)) }
        for agency in agencies where random.chance(50) {
            add(.planShared, Subject(agency), on: about(agreed, 0...40))
        }
        for goal in ["G1", "G2", "G3"].prefix(random.number(1...3)) {
            let set = about(agreed, -5...5)
            add(.goalSet, Subject(goal), on: set)
            follow(Subject(goal), set, last)
            for action in ["A1", "A2"].prefix(random.number(0...2)) {
                let subject = Subject.action(action, of: goal)
                let day = about(set, 0...30)
                add(.actionSet, subject, on: day, attributes(for: .actionSet, on: day))
                if random.chance(60) { add(.actionDone, subject, on: between(day, last)) }
                if random.chance(50) { add(.actionReviewed, subject, on: between(day, last)) }
            }
        }
    }

    /// How a goal goes.
    private mutating func follow(_ goal: Subject, _ set: CivilDate, _ last: CivilDate) {
        var day = about(set, 1...80)
        for _ in 0..<random.number(0...3) {
            switch random.number(1...8) {
            case 1...2: add(.goalAchieved, goal, on: day)
            case 3...5: add(.goalInDifficulty, goal, on: day)
            case 6...7: add(.goalOutOfDifficulty, goal, on: day)
            default: add(.goalDropped, goal, on: day)
            }
            day = about(day, 0...60)
        }
    }

    private mutating func keepInTouch(_ agreed: CivilDate, _ last: CivilDate) {
        for agency in ["family"] + agencies {
            let isFamily = agency == "family"
            var day = about(agreed, 5...50)
            while day < last {
                let kind: FactKind =
                    if random.chance(80) {
                        isFamily ? .familyContacted : .providerContacted
                    } else {
                        isFamily ? .familyContactAttempted : .providerContactAttempted
                    }
                add(kind, Subject(agency), on: day, attributes(for: kind, on: day))
                day = about(day, isFamily ? 15...70 : 30...140)
            }
        }
    }

    /// The end of an episode, and what is said of it afterwards.
    mutating func discharge(_ day: CivilDate) {
        add(.discharged, on: day)
        for agency in agencies where random.chance(60) {
            add(.dischargeNotified, Subject(agency), on: about(day, 0...15))
        }
    }
}
