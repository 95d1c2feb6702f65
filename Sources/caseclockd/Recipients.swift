import Casework
import CivilTime

/// Who is told of what somebody owes (DESIGN 4).
struct Recipients: Sendable {
    let directory: Directory
    /// Who hears of what has nobody else to escalate to.
    let intake: String?

    /// Who is told, and in whose place.
    struct Reader: Hashable, Sendable {
        let person: String
        /// Who is away or has left; nil for whoever is told of their own.
        let standsInFor: String?
    }

    /// Who is told of an escalation of what somebody owes, never that person; nil for nobody.
    func supervisor(of owner: String?, caseSupervisor: String?) -> String? {
        let own = owner.flatMap { directory.people[$0]?.supervisor }
        return [own, caseSupervisor, intake].compactMap { $0 }.first { $0 != owner }
    }

    /// Who is told on a day of what is for somebody; nil where that is nobody.
    ///
    /// While somebody is away it is their delegate, if there is one of their team who is there: one
    /// step, no further. Of what is for somebody who has left, the supervisor is told.
    func reader(
        for person: String?, caseSupervisor: String? = nil, on day: CivilDate
    ) -> Reader? {
        guard let person else { return nil }
        guard let known = directory.people[person] else {
            return Reader(person: person, standsInFor: nil)
        }
        if !known.isEmployed(on: day) {
            let other = supervisor(of: person, caseSupervisor: caseSupervisor)
            guard let other, other != person else {
                return Reader(person: person, standsInFor: nil)
            }
            return Reader(person: other, standsInFor: person)
        }
        guard known.isAway(on: day),
            let delegate = known.delegate.flatMap({ directory.people[$0] }),
            delegate.isEmployed(on: day), !delegate.isAway(on: day), known.isOfTeam(of: delegate)
        else { return Reader(person: person, standsInFor: nil) }
        return Reader(person: delegate.code, standsInFor: person)
    }

    /// Who supervises somebody who works here and of whom a condition holds, by code.
    func supervisors(on day: CivilDate, ofThose holds: (String) -> Bool) -> [String] {
        Set(
            directory.people.values.filter { $0.isEmployed(on: day) && holds($0.code) }
                .compactMap(\.supervisor)
        ).sorted()
    }

    /// Whom somebody supervises, by code.
    func team(of supervisor: String, on day: CivilDate) -> [Person] {
        directory.people.values.filter {
            $0.supervisor == supervisor && $0.code != supervisor && $0.isEmployed(on: day)
        }.sorted { $0.code < $1.code }
    }

    /// The first day after another on which somebody goes away, comes back or has left.
    func nextChange(after day: CivilDate) -> CivilDate? {
        directory.people.values.flatMap(\.changeDays).filter { $0 > day }.min()
    }

    /// Of whom other people may be told after one day and by another: who goes away, comes back or
    /// has left, and whoever has such a delegate.
    func changing(after day: CivilDate, through last: CivilDate) -> Set<String> {
        guard day < last else { return [] }
        let changing = Set(
            directory.people.values.filter { person in
                person.changeDays.contains { day < $0 && $0 <= last }
            }.map(\.code))
        let leaning = directory.people.values.filter {
            $0.delegate.map(changing.contains) ?? false
        }
        return changing.union(leaning.map(\.code))
    }
}

extension Person {
    /// The days on which somebody else may be told in the person's place, or no longer.
    fileprivate var changeDays: [CivilDate] {
        away.map(\.lowerBound) + away.compactMap { $0.upperBound.checkedAdvanced(byDays: 1) }
            + (left.map { [$0] } ?? [])
    }
}
