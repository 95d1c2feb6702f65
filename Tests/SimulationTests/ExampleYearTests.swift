import Casework
import CivilTime
import TestSupport
import Testing

@testable import caseclockd

@Suite("A year of the example caseload")
struct ExampleYearTests {
    private static let first = date("2025-03-03")
    private static let last = date("2026-03-02")

    @Test("Day by day: every digest reads as it should, and nothing is said that should not be")
    func year() throws {
        let cases = WrittenCases(try ExampleCaseload.cases())
        let site = try SimulatedSite(
            mail: "detail-to-agencies: true", directory: ExampleCaseload.directory())
        try cases.writeAll(through: Self.first.advanced(byDays: -1), into: site)
        let replay = try Replay(site, at: "\(Self.first)T06:00")
        var watch = MorningWatch()
        try replay.live(from: Self.first, through: Self.last, cases) { day in
            // All cases once a month: on every day it would take as long as the year itself.
            let isThorough = day.weekday == .wednesday && day.day <= 7
            try watch.look(at: replay, on: day, isThorough: isThorough)
        }
        #expect(watch.faults == [])
        #expect(watch.lookups > 100)
        #expect(watch.toldAgencies > 0)
        var years: [String: String] = [:]
        for mail in replay.mails {
            years[mail.person, default: ""] += Self.entry(mail, replay.configured)
        }
        for (person, text) in years { try Golden.expect(text, "\(person).txt") }
        #expect(Golden.names == years.keys.map { "\($0).txt" }.sorted())
    }

    /// A digest with the time at which it went and its subject.
    private static func entry(_ mail: Replay.Mail, _ site: Site) -> String {
        """
        ======== \(site.wallText(mail.at)) ======== \(mail.subject)

        \(mail.text)

        """
    }
}
