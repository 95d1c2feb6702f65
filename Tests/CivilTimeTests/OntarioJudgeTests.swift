import TestSupport
import Testing

@testable import CivilTime

@Suite("Ontario's holidays before an independent judge")
struct OntarioJudgeTests {
    private static let judge = Judge(script: "ontario_holidays.py")
    private static let years = 2000...2060

    /// A day that is free by one of the two only, on purpose.
    struct Difference: Hashable, CustomStringConvertible {
        let date: CivilDate
        let oursOnly: ClosedReason
        var description: String { "\(date) \(oursOnly)" }
    }

    /// Canada Day moves off a weekend as every fixed date does (DESIGN 2.4).
    ///
    /// The judge moves it in the federal calendar and in other provinces, not in Ontario's. Its
    /// day is a Saturday in the years whose substitute day is the 3rd, a Sunday where it is the 2nd.
    private static let canadaDay = [
        "2000-07-03", "2001-07-02", "2006-07-03", "2007-07-02", "2012-07-02", "2017-07-03",
        "2018-07-02", "2023-07-03", "2028-07-03", "2029-07-02", "2034-07-03", "2035-07-02",
        "2040-07-02", "2045-07-03", "2046-07-02", "2051-07-03", "2056-07-03", "2057-07-02",
    ]

    /// Christmas on a Sunday moves past Boxing Day to Tuesday, the 27th (DESIGN 2.4).
    ///
    /// The judge has it observed on the 26th, the same day as Boxing Day, so that one is lost.
    private static let christmasOnSunday = [
        "2005-12-27", "2011-12-27", "2016-12-27", "2022-12-27", "2033-12-27", "2039-12-27",
        "2044-12-27", "2050-12-27",
    ]

    private static let differencesByDesign = Set(
        canadaDay.map { Difference(date: date($0), oursOnly: .substitute(for: "Canada Day")) }
            + christmasOnSunday.map {
                Difference(date: date($0), oursOnly: .substitute(for: "Christmas Day"))
            })

    @Test(
        "are the judge's on every day of 2000 to 2060, but where we differ by design",
        .enabled(
            if: judge.canBeAsked,
            "NOT JUDGED: python3 has no 'holidays'; install Tests/Judges/requirements.txt"))
    func everyDay() throws {
        let verdict = try Self.judge.ask(["\(Self.years.lowerBound)", "\(Self.years.upperBound)"])
        try #require(verdict.status == 0, "the judge gave no verdict")
        let judged = try Self.holidays(in: verdict)
        // Nine a year, the moved ones not counted; Family Day only since 2008.
        try #require(judged.count > 61 * 9 - 8)

        let calendar = try Ontario.calendar()
        var oursOnly: Set<Difference> = []
        var day = date("2000-01-01")
        while day.year <= Self.years.upperBound {
            let reason = calendar.closedReason(on: day)
            switch (reason, judged[day]) {
            case (.holiday(let name), .some(let names)):
                #expect(names.contains(name), "\(day) is \(name) for us, \(names) for the judge")
            case (.substitute(let name), .some(let names)):
                #expect(names.contains("\(name) (observed)"), "\(day): \(name), \(names)")
            case (.holiday, nil), (.substitute, nil):
                oursOnly.insert(Difference(date: day, oursOnly: try #require(reason)))
            case (_, .some(let names)):
                Issue.record("\(day) is \(names) for the judge only")
            case (_, nil):
                break
            }
            day = day.advanced(byDays: 1)
        }
        let unforeseen = oursOnly.symmetricDifference(Self.differencesByDesign)
        #expect(unforeseen.isEmpty, "\(unforeseen.sorted { $0.date < $1.date })")
    }

    private static func holidays(in verdict: Judge.Verdict) throws -> [CivilDate: [String]] {
        var holidays: [CivilDate: [String]] = [:]
        for line in verdict.lines where !line.hasPrefix("#") {
            let parts = line.split(separator: "\t")
            let day = try #require(CivilDate(parts[0]))
            holidays[day] = parts[1].split(separator: "; ").map(String.init)
        }
        return holidays
    }
}
