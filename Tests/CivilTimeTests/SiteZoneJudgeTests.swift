import Testing

@testable import CivilTime

@Suite("The site zone before an independent judge")
struct SiteZoneJudgeTests {
    private static let judge = Judge(script: "zone_answers.py")

    private static let zones = [
        "America/Toronto", "America/St_Johns", "America/Sao_Paulo", "America/Caracas",
        "America/Havana", "Australia/Lord_Howe", "Europe/Dublin", "Europe/London",
        "Europe/Moscow", "Asia/Beirut", "Asia/Kathmandu", "Asia/Pyongyang", "Africa/Casablanca",
        "Antarctica/Troll", "Pacific/Apia", "Pacific/Kwajalein", "Pacific/Chatham",
    ]

    @Test(
        "agrees with Python's zoneinfo around every change of the clock from 2005 to 2040",
        .enabled(
            if: judge.canBeAsked, "NOT JUDGED: there is no python3 with zoneinfo (3.9 or later)"))
    func everyChange() throws {
        let verdict = try Self.judge.ask(["2005", "2040"] + Self.zones)
        try #require(verdict.status == 0, "the judge gave no verdict")
        try #require(verdict.lines.count > 10_000)
        var zone = try SiteZone(named: "UTC")
        var wrong: [Substring] = []
        for line in verdict.lines {
            let parts = line.split(separator: " ")
            if zone.name != parts[1] { zone = try SiteZone(named: String(parts[1])) }
            guard let given = Int64(parts[2]), let expected = Int64(parts[3]),
                let time = CivilTime(secondsSince1970: given)
            else {
                Issue.record("the judge said: \(line)")
                continue
            }
            let answer =
                parts[0] == "civil"
                ? zone.civil(at: given).secondsSince1970 : zone.instant(of: time)
            if answer != expected { wrong.append(line) }
        }
        #expect(wrong.isEmpty, "\(wrong.count) of \(verdict.lines.count): \(wrong.prefix(5))")
    }
}

extension CivilTime {
    fileprivate init?(secondsSince1970 seconds: Int64) {
        let day = Int((Double(seconds) / 86_400).rounded(.down))
        let ofDay = Int(seconds) - day * 86_400
        guard let date = CivilDate(dayNumber: day) else { return nil }
        self.init(
            date: date, hour: ofDay / 3600, minute: ofDay / 60 % 60, second: ofDay % 60)
    }
}
