package import CivilTime

extension Docket {
    /// How many open deadlines of a program are in a state.
    package struct ProfileCount: Hashable, Sendable {
        /// The program's policy.
        package let profile: String
        /// The state.
        package let state: Deadline.State
        /// How many.
        package let deadlines: Int
    }

    /// How many open deadlines each program has in each open state, on a day; 0 too.
    package func countsByProfile(on day: CivilDate) -> [ProfileCount] {
        let states = Deadline.State.allCases.filter(\.isOpen)
        let profiles = Set(kinds.map(\.profile)).sorted()
        // By number, as a million rows are counted here.
        let numbers = kinds.map { kind in profiles.firstIndex(of: kind.profile) ?? 0 }
        var counts = [[Int]](
            repeating: [Int](repeating: 0, count: states.count), count: profiles.count)
        for bucket in byTarget.days(from: .min, through: .max) {
            for number in byTarget[bucket] {
                let row = rows[Int(number)]
                guard let state = states.firstIndex(of: row.state(on: day.dayNumber)) else {
                    continue
                }
                counts[numbers[Int(row.kind)]][state] += 1
            }
        }
        return zip(profiles, counts).flatMap { profile, counts in
            zip(states, counts).map { ProfileCount(profile: profile, state: $0, deadlines: $1) }
        }
    }
}
