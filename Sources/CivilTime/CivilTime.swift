/// A civil date and the time of day that a clock on the wall shows, to the second.
package struct CivilTime: Hashable, Sendable {
    /// The date.
    package let date: CivilDate

    /// The hour, 0 to 23.
    package let hour: Int

    /// The minute, 0 to 59.
    package let minute: Int

    /// The second, 0 to 59.
    package let second: Int

    /// A date and a time of day; the caller knows the time to exist on a clock.
    package init(date: CivilDate, hour: Int, minute: Int, second: Int = 0) {
        precondition(0...23 ~= hour && 0...59 ~= minute && 0...59 ~= second, "no such time of day")
        self.date = date
        self.hour = hour
        self.minute = minute
        self.second = second
    }

    /// The wall clock's reading as if it were seconds since 1970 in a zone without an offset.
    var secondsSince1970: Int64 {
        Int64(date.dayNumber) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    }
}

extension CivilTime: Comparable {
    /// Whether the first reading comes before the second on the wall.
    package static func < (first: CivilTime, second: CivilTime) -> Bool {
        first.secondsSince1970 < second.secondsSince1970
    }
}

extension CivilTime: CustomStringConvertible {
    /// The reading as "YYYY-MM-DD HH:MM:SS".
    package var description: String {
        "\(date) \(WallTime.twoDigits(hour)):\(WallTime.twoDigits(minute)):"
            + WallTime.twoDigits(second)
    }
}
