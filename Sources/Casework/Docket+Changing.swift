package import CivilTime

extension Docket {
    /// The open deadlines of a case as they stand on a day, in the order of a list.
    package func rows(of caseNumber: String, on day: CivilDate) -> [DeadlineRow] {
        var query = DocketQuery(day: day, limit: .max)
        query.caseNumber = caseNumber
        return page(query)
    }

    /// Hands over each deadline whose state on one day is another than on a day before, by target.
    package func forEachCrossing(
        from first: CivilDate, to second: CivilDate,
        _ body: (_ before: DeadlineRow, _ after: DeadlineRow) -> Void
    ) {
        let days = (first.dayNumber, second.dayNumber)
        for bucket in byTarget.days(from: .min, through: .max) {
            let crossing = byTarget[bucket].filter {
                let row = rows[Int($0)]
                return row.state(on: days.0) != row.state(on: days.1)
            }
            for number in crossing.sorted(by: stands) {
                body(row(number, on: first), row(number, on: second))
            }
        }
    }
}
