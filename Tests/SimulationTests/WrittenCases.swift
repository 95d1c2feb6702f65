import Casework
import CivilTime

/// Cases that are written into a site's folder as their facts come to be known.
struct WrittenCases {
    private let cases: [DeclaredCase]
    /// The cases with a fact on a day.
    private var changing: [CivilDate: [Int]] = [:]

    init(_ cases: [DeclaredCase]) {
        self.cases = cases
        for (index, declared) in cases.enumerated() {
            for day in Set(declared.facts.map(\.entered)) {
                changing[day, default: []].append(index)
            }
        }
    }

    /// Writes everything that is known by a day.
    func writeAll(through day: CivilDate, into site: SimulatedSite) throws {
        for declared in cases { try write(declared, through: day, into: site) }
    }

    /// Writes what has become known on a day; says whether there was something.
    func write(on day: CivilDate, into site: SimulatedSite) throws -> Bool {
        guard let indices = changing[day] else { return false }
        for index in indices { try write(cases[index], through: day, into: site) }
        return true
    }

    private func write(
        _ declared: DeclaredCase, through day: CivilDate, into site: SimulatedSite
    ) throws {
        guard let text = CaseTable.text(declared, through: day) else { return }
        try site.write(text, to: "\(declared.number).csv")
    }
}

extension Replay {
    /// Lives through days: what happens on a day is in the files by half past four.
    ///
    /// - Parameter morning: called at noon of each day, before anything else is written.
    func live(
        from first: CivilDate, through last: CivilDate, _ cases: WrittenCases,
        morning: (CivilDate) throws -> Void = { _ in }
    ) throws {
        var day = first
        while day <= last {
            try run(until: "\(day)T12:00")
            try morning(day)
            try run(until: "\(day)T16:30")
            if try cases.write(on: day, into: site) { try read() }
            day = day.advanced(byDays: 1)
        }
        try run(until: "\(last)T23:59")
    }
}
