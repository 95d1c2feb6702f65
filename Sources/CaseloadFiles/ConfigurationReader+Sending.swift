import CivilTime

extension ConfigurationReader {
    /// The keys of `mail:` that are for caseclock-mail.
    static let sendingKeys = ["sendmail", "give-up-after", "keep-sent", "keep-failed"]

    /// How long a message can be tried, in days.
    private static let giveUpDays = 1...365
    /// How long what was sent, or can't be, can be kept, in days.
    private static let keepDays = 1...3650

    mutating func readSending(_ fields: Fields) -> SiteConfiguration.Sending {
        var sending = SiteConfiguration.Sending.standard
        if let path = readPath("sendmail", in: fields) { sending.sendmail = path }
        if let days = readDays("give-up-after", in: fields, Self.giveUpDays) {
            sending.giveUpAfterDays = days
        }
        if let days = readDays("keep-sent", in: fields, Self.keepDays) {
            sending.keepSentDays = days
        }
        if let days = readDays("keep-failed", in: fields, Self.keepDays) {
            sending.keepFailedDays = days
        }
        return sending
    }

    /// A length of time that needs no calendar: so many times 24 hours.
    private mutating func readDays(
        _ key: String, in fields: Fields, _ range: ClosedRange<Int>
    ) -> Int? {
        guard let node = fields[key], let interval = reading.interval(node, key) else {
            return nil
        }
        let days: Int? =
            switch interval {
            case .days(let count): count
            case .weeks(let count): count * 7
            case .months, .businessDays: nil
            }
        guard let days, range.contains(days) else {
            reading.report(
                node.mark,
                "\(key) '\(interval)' is not possible: expected days or weeks, from "
                    + "\(Interval.days(range.lowerBound)) to \(Interval.days(range.upperBound))")
            return nil
        }
        return days
    }
}
