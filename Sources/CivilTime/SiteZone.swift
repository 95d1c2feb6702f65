import Glibc

/// The site's time zone: civil dates and wall times from Unix seconds and back.
///
/// It asks the C library's zoneinfo, so that an update of the operating system's counts. The C
/// library has one zone a process, taken from TZ: making a `SiteZone` sets TZ, for localtime() and
/// for child processes too. A program makes one, at its start, before it has a second thread that
/// reads the environment. Should there be two, as in tests, each still answers right; the C
/// library is then turned over at every change from one to the other, which costs a file read.
package struct SiteZone: Sendable {
    /// The zone's name, as in "America/Toronto".
    package let name: String

    /// The longest name of a zone that is looked for.
    package static let longestNameBytes = 128

    /// Further from UTC, or across more of a gap, no zone has ever been; with room to spare.
    private static let secondsToEitherSide: Int64 = 86_400

    /// The zone of a name in the system's zoneinfo.
    ///
    /// Throws where there is no such zone, which the C library would take for UTC.
    package init(named name: String) throws(ZoneError) {
        try ZoneFile(named: name).check()
        self.name = name
        let consistent = CLibraryZone.withZone(name) {
            // 2017-01-01, after the last leap second there was.
            let instant: Int64 = 1_483_228_800
            let reading = Self.reading(at: instant)
            return reading.time.secondsSince1970 - reading.offset == instant
        }
        guard consistent else {
            throw ZoneError(code: .leapSeconds, zone: name, folder: ZoneFile.folder)
        }
    }

    /// The zone's file in the system's zoneinfo, as a folder and a name in it.
    package var file: (folder: String, name: String) {
        let path = "\(ZoneFile.folder)/\(name)"
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return (parts.dropLast().joined(separator: "/"), parts.last.map(String.init) ?? name)
    }

    /// Takes a replaced zone file into use, which the C library does not notice by itself.
    ///
    /// Throws where the file is gone or broken; the rules loaded before then stay in force.
    package func reload() throws(ZoneError) {
        try ZoneFile(named: name).check()
        CLibraryZone.reload(name)
    }

    /// The instant, in Unix seconds, at which the wall clock shows a time of day on a date.
    ///
    /// In the hour that a zone skips the answer is the first instant after the gap; in the hour it
    /// shows twice, the first of the two. The answer does not depend on earlier questions, as
    /// mktime()'s does: the wall clock is tried with the offset in force a day before and with
    /// the one a day after, and an instant counts when localtime_r() reads back the same time.
    package func instant(of time: CivilTime) -> Int64 {
        CLibraryZone.withZone(name) {
            let wall = time.secondsSince1970
            let before = Self.reading(at: wall - Self.secondsToEitherSide).offset
            let after = Self.reading(at: wall + Self.secondsToEitherSide).offset
            // The greater offset gives the earlier instant: the first of a doubled hour.
            for offset in [max(before, after), min(before, after)] {
                let instant = wall - offset
                if Self.reading(at: instant).time.secondsSince1970 == wall { return instant }
            }
            return Self.firstInstant(
                showing: wall, after: wall - Self.secondsToEitherSide,
                through: wall + Self.secondsToEitherSide)
        }
    }

    /// The first instant at which the wall clock shows a time or a later one, by bisection.
    private static func firstInstant(
        showing wall: Int64, after: Int64, through: Int64
    ) -> Int64 {
        var (low, high) = (after, through)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if reading(at: middle).time.secondsSince1970 < wall {
                low = middle
            } else {
                high = middle
            }
        }
        return high
    }

    /// The instant at which the wall clock shows a time of day on a date; as `instant(of:)`.
    package func instant(
        of date: CivilDate, hour: Int, minute: Int, second: Int = 0
    ) -> Int64 {
        instant(of: CivilTime(date: date, hour: hour, minute: minute, second: second))
    }

    /// The instant at which the wall clock shows a time of day on a date; as `instant(of:)`.
    package func instant(of date: CivilDate, at time: WallTime) -> Int64 {
        instant(of: date, hour: time.hour, minute: time.minute)
    }

    /// What the wall clock shows at an instant; beyond the years 1 to 9999, their first or last.
    package func civil(at instant: Int64) -> CivilTime {
        CLibraryZone.withZone(name) { Self.reading(at: instant).time }
    }

    /// The date that the wall calendar shows at an instant.
    package func date(at instant: Int64) -> CivilDate {
        civil(at: instant).date
    }

    /// The seconds that the wall clock is ahead of UTC at an instant; negative in the west.
    package func utcOffsetSeconds(at instant: Int64) -> Int {
        Int(CLibraryZone.withZone(name) { Self.reading(at: instant).offset })
    }

    /// The wall clock and its offset from UTC, as the C library has them at an instant.
    private static func reading(at instant: Int64) -> (time: CivilTime, offset: Int64) {
        var seconds = time_t(instant)
        var fields = tm()
        guard localtime_r(&seconds, &fields) != nil,
            let date = CivilDate(
                year: Int(fields.tm_year) + 1900, month: Int(fields.tm_mon) + 1,
                day: Int(fields.tm_mday))
        else {
            let time =
                instant < 0
                ? CivilTime(date: .minimum, hour: 0, minute: 0)
                : CivilTime(date: .maximum, hour: 23, minute: 59, second: 59)
            return (time, Int64(fields.tm_gmtoff))
        }
        let time = CivilTime(
            date: date, hour: Int(fields.tm_hour), minute: Int(fields.tm_min),
            // 60 comes only from a zone with leap seconds, which is refused.
            second: min(Int(fields.tm_sec), 59))
        return (time, Int64(fields.tm_gmtoff))
    }
}
