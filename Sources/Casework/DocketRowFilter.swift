import CivilTime

extension Docket {
    /// A question put into numbers, so that rows are passed over without making their texts.
    struct RowFilter {
        /// The owner; nil for any.
        var owner: UInt32?
        /// The case; nil for any.
        var caseName: UInt32?
        /// Which of the docket's rule kinds are asked for; nil for all.
        var kinds: [Bool]?
        /// The owners and the subjects of which one must be; nil for any.
        var agency: (owners: Set<UInt32>, subjects: Set<UInt32>)?
        /// The owners and the cases of which one must be; nil for any.
        var scope: (owners: Set<UInt32>, cases: Set<UInt32>)?
        private let day: Int32
        private let last: Int32
        private let overdue: Bool?
        private let states: Set<Deadline.State>?

        /// What a question says of days and states.
        init(_ query: DocketQuery) {
            day = query.day.dayNumber
            last =
                query.withinDays.map { days in
                    let date = query.day.checkedAdvanced(byDays: days)
                    return date?.dayNumber ?? (days < 0 ? .min : .max)
                } ?? .max
            overdue = query.overdue
            // Every state of an open deadline is as good as none given.
            let isAny = query.states?.isSuperset(of: Deadline.State.allCases.filter(\.isOpen))
            states = isAny == true ? nil : query.states
        }

        /// Whether a row is asked for: the same as `DocketQuery.wants`.
        func wants(_ row: Row) -> Bool {
            if row.target > last { return false }
            if let owner, row.owner != owner { return false }
            if let caseName, row.caseName != caseName { return false }
            if let kinds, !kinds[Int(row.kind)] { return false }
            if let agency, !agency.owners.contains(row.owner),
                !agency.subjects.contains(row.subject)
            {
                return false
            }
            if let scope, !scope.owners.contains(row.owner), !scope.cases.contains(row.caseName) {
                return false
            }
            guard overdue != nil || states != nil else { return true }
            let state = row.state(on: day)
            if let overdue, (state == .overdue) != overdue { return false }
            return states?.contains(state) ?? true
        }
    }
}
