import Foundation
import TestSupport
import Testing

@testable import CivilTime

@Suite("The site zone")
struct SiteZoneTests {
    private static func utc(_ text: String, _ hour: Int, _ minute: Int, _ second: Int = 0) -> Int64
    {
        Int64(date(text).dayNumber) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    }

    @Test(
        "answers the missing hour with the first instant after the gap",
        arguments: [
            ("America/Toronto", "2026-03-08", 2, 30, utc("2026-03-08", 7, 0)),
            ("America/Toronto", "2026-03-08", 2, 0, utc("2026-03-08", 7, 0)),
            ("America/Toronto", "2026-03-08", 1, 59, utc("2026-03-08", 6, 59)),
            ("America/Toronto", "2026-03-08", 3, 0, utc("2026-03-08", 7, 0)),
            // Half an hour of daylight saving; the gap is 02:00 to 02:30.
            ("Australia/Lord_Howe", "2026-10-04", 2, 15, utc("2026-10-03", 15, 30)),
            ("Australia/Lord_Howe", "2026-10-04", 2, 30, utc("2026-10-03", 15, 30)),
            // Ireland's winter time is its daylight saving time, set back.
            ("Europe/Dublin", "2026-03-29", 1, 30, utc("2026-03-29", 1, 0)),
            // The day that Samoa left out.
            ("Pacific/Apia", "2011-12-30", 12, 0, utc("2011-12-30", 10, 0)),
            ("Pacific/Apia", "2011-12-30", 0, 0, utc("2011-12-30", 10, 0)),
            ("Pacific/Apia", "2011-12-30", 23, 59, utc("2011-12-30", 10, 0)),
            ("Pacific/Apia", "2011-12-29", 23, 59, utc("2011-12-30", 9, 59)),
            ("Pacific/Apia", "2011-12-31", 0, 0, utc("2011-12-30", 10, 0)),
            // Days that begin at 01:00.
            ("America/Sao_Paulo", "2018-11-04", 0, 0, utc("2018-11-04", 3, 0)),
            ("Asia/Beirut", "2026-03-29", 0, 30, utc("2026-03-28", 22, 0)),
        ])
    func gap(zone: String, day: String, hour: Int, minute: Int, instant: Int64) throws {
        let zone = try SiteZone(named: zone)
        #expect(zone.instant(of: date(day), hour: hour, minute: minute) == instant)
    }

    @Test(
        "answers the doubled hour with the first of the two",
        arguments: [
            ("America/Toronto", "2026-11-01", 1, 30, utc("2026-11-01", 5, 30)),
            ("America/Toronto", "2026-11-01", 1, 0, utc("2026-11-01", 5, 0)),
            ("America/Toronto", "2026-11-01", 2, 0, utc("2026-11-01", 7, 0)),
            ("Australia/Lord_Howe", "2026-04-05", 1, 45, utc("2026-04-04", 14, 45)),
            ("Europe/Dublin", "2026-10-25", 1, 30, utc("2026-10-25", 0, 30)),
            // Standard time itself set back by half an hour: no daylight saving on either side.
            ("America/Caracas", "2007-12-09", 2, 45, utc("2007-12-09", 6, 45)),
            ("America/Sao_Paulo", "2018-02-17", 23, 30, utc("2018-02-18", 1, 30)),
        ])
    func doubled(zone: String, day: String, hour: Int, minute: Int, instant: Int64) throws {
        let zone = try SiteZone(named: zone)
        // Asked from either side, as mktime()'s answer depends on what it was asked before.
        for neighbour in ["2000-01-15", "2000-07-15"] {
            _ = zone.instant(of: date(neighbour), hour: 12, minute: 0)
            #expect(zone.instant(of: date(day), hour: hour, minute: minute) == instant)
        }
    }

    @Test("shows the same wall time again for an instant that it gave, all year round")
    func roundTrip() throws {
        var random = SeededGenerator()
        for name in ["America/Toronto", "Europe/Dublin", "Asia/Kathmandu", "UTC"] {
            let zone = try SiteZone(named: name)
            for _ in 0..<500 {
                let time = CivilTime(
                    date: date("1950-01-01").advanced(byDays: random.number(0...90_000)),
                    hour: random.number(4...22), minute: random.number(0...59),
                    second: random.number(0...59))
                let instant = zone.instant(of: time)
                let offset = Int64(zone.utcOffsetSeconds(at: instant))
                try #require(
                    zone.civil(at: instant) == time
                        && zone.date(at: instant) == time.date
                        && time.secondsSince1970 - offset == instant,
                    "seed \(random.seed): \(name) \(time)")
            }
        }
    }

    @Test("knows its offset from UTC in summer and in winter, and before 1970")
    func offset() throws {
        let zone = try SiteZone(named: "America/Toronto")
        #expect(zone.utcOffsetSeconds(at: Self.utc("2026-07-01", 0, 0)) == -4 * 3600)
        #expect(zone.utcOffsetSeconds(at: Self.utc("2026-01-01", 0, 0)) == -5 * 3600)
        #expect(zone.civil(at: -1).description == "1969-12-31 18:59:59")
        let halfPastEight = try #require(WallTime("08:30"))
        let instant = zone.instant(of: date("2026-03-16"), at: halfPastEight)
        #expect(instant == Self.utc("2026-03-16", 12, 30))
    }

    @Test("stays in the years 1 to 9999 whatever the instant")
    func extremes() throws {
        let zone = try SiteZone(named: "America/Toronto")
        for instant in [Int64.max, Int64(1) << 40] {
            #expect(zone.date(at: instant) == .maximum)
        }
        for instant in [Int64.min, -(Int64(1) << 40)] {
            #expect(zone.date(at: instant) == .minimum)
        }
        for end in [CivilDate.minimum, .maximum] {
            #expect(zone.civil(at: zone.instant(of: end, hour: 12, minute: 0)).date == end)
        }
    }

    @Test(
        "is refused where the C library would take it for UTC",
        arguments: [
            ("America/Kingston", ZoneError.Code.unknown), ("America", .unknown),
            ("america/toronto", .unknown), ("America/Toronto/x", .unknown), ("EST5EDT4", .unknown),
            ("", .notAName), ("/etc/localtime", .notAName), ("../zoneinfo/UTC", .notAName),
            ("America/../UTC", .notAName), ("America/", .notAName), (":UTC", .notAName),
            ("America//Toronto", .notAName), ("UTC\0", .notAName), ("EST5EDT,M3.2.0", .notAName),
            (String(repeating: "a", count: 129), .notAName), ("zone.tab", .notAName),
            ("tzdata zi", .notAName),
        ])
    func refused(name: String, code: ZoneError.Code) throws {
        let error = try #require(throws: ZoneError.self) { try SiteZone(named: name) }
        #expect(error.code == code)
        #expect(error.zone == name)
    }

    @Test("answers right for each of two zones, asked in turn")
    func twoZones() throws {
        let toronto = try SiteZone(named: "America/Toronto")
        let tokyo = try SiteZone(named: "Asia/Tokyo")
        for _ in 0..<3 {
            #expect(toronto.utcOffsetSeconds(at: 0) == -5 * 3600)
            #expect(tokyo.utcOffsetSeconds(at: 0) == 9 * 3600)
        }
    }

    @Test("takes a replaced zone file into use when told to, and keeps the old rules for a bad one")
    func reload() async {
        // In a process of its own: TZDIR is everyone's.
        await #expect(processExitsWith: .success) {
            let folder = FileManager.default.temporaryDirectory
                .appending(path: "caseclock-zone-\(getpid())")
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            func place(_ zone: String) throws {
                let data = try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/\(zone)"))
                try data.write(to: folder.appending(path: "Site"), options: .atomic)
            }
            try place("America/Toronto")
            setenv("TZDIR", folder.path, 1)
            let zone = try SiteZone(named: "Site")
            try #require(zone.utcOffsetSeconds(at: 0) == -5 * 3600)

            try place("Asia/Tokyo")
            try zone.reload()
            try #require(zone.utcOffsetSeconds(at: 0) == 9 * 3600)

            try Data("not a zone".utf8).write(to: folder.appending(path: "Site"))
            let broken = try #require(throws: ZoneError.self) { try zone.reload() }
            try #require(broken.code == .unreadable)
            try #require(zone.utcOffsetSeconds(at: 0) == 9 * 3600)

            try FileManager.default.removeItem(at: folder.appending(path: "Site"))
            let gone = try #require(throws: ZoneError.self) { try zone.reload() }
            try #require(gone.code == .unknown)
            try #require(zone.utcOffsetSeconds(at: 0) == 9 * 3600)
        }
    }

    @Test(
        "is refused where it counts leap seconds",
        .enabled(
            if: FileManager.default.fileExists(atPath: "/usr/share/zoneinfo/right/UTC"),
            "NOT TESTED: this system has no zones with leap seconds"))
    func leapSeconds() throws {
        let error = try #require(throws: ZoneError.self) { try SiteZone(named: "right/UTC") }
        #expect(error.code == .leapSeconds)
    }
}
