package import CivilTime

/// One span of a case, from its first fact or its reopening to its discharge (SEMANTICS E1).
package struct Episode: Hashable, Sendable {
    /// Which episode of the case it is, from 1.
    package let number: Int
    /// Its first day.
    package let start: CivilDate
    /// The day of discharge; nil while the case is open.
    package let discharged: CivilDate?
    /// The facts in force, by date, then by kind and subject; one of a key.
    package let facts: [Fact]
    /// The holds, in order; overlapping ones are one.
    package let holds: [Hold]

    /// Whether a fact is the one that counts; a rescheduling keeps the day of the first booking (F7).
    package func counts(_ fact: Fact) -> Bool {
        facts.contains {
            $0 == fact
                || (fact.kind == .meetingScheduled && $0.kind == fact.kind
                    && $0.subject == fact.subject && $0.origin == fact.origin
                    && $0.known == fact.known && $0.attributes == fact.attributes)
        }
    }

    /// The fact of a key that counts, where another of it is dated within the episode; nil for none.
    package func value(of key: Fact.Key, on date: CivilDate) -> Fact? {
        guard discharged.map({ date <= $0 }) ?? true else { return nil }
        return facts.first { $0.key == key }
    }

    /// The facts of a kind, earliest first.
    package func facts(_ kind: FactKind) -> [Fact] {
        facts.filter { $0.kind == kind }
    }

    /// The hold that is still open on the timeline's day.
    package var openHold: Hold? { holds.last.flatMap { $0.resume == nil ? $0 : nil } }

    /// The holds that had ended by a day.
    package func holds(endedBy day: CivilDate) -> [Range<CivilDate>] {
        holds.compactMap { hold in
            guard let resume = hold.resume, resume <= day else { return nil }
            return hold.from..<resume
        }
    }
}

/// A pause of a case: from a day on, until the day it resumes (SEMANTICS H1, F8).
package struct Hold: Hashable, Sendable {
    /// The first day of the hold.
    package let from: CivilDate
    /// The first day after the hold; nil while it is open.
    package let resume: CivilDate?

    /// A hold.
    package init(from: CivilDate, resume: CivilDate?) {
        self.from = from
        self.resume = resume
    }

    /// How many days of the hold lie after one day and up to another, both bounds as dates.
    func days(after start: CivilDate, through end: CivilDate) -> Int {
        let first = max(from.dayNumber, start.dayNumber + 1)
        let last = min((resume?.dayNumber ?? .max) - 1, end.dayNumber)
        return max(0, Int(last) - Int(first) + 1)
    }
}
