import CivilTime

/// How long cases are kept after their discharge.
extension ConfigurationReader {
    /// `{after-discharge: 7 years}`; years are for this alone, as no duty has so long.
    mutating func readRetention(_ node: YAMLNode) -> Interval? {
        guard
            let fields = reading.fields(node, "retention", keys: ["after-discharge"]),
            let after = reading.required("after-discharge", in: fields, "retention"),
            let text = reading.text(after, "after-discharge", "one as '7 years'")
        else { return nil }
        guard let interval = Self.retention(text) else {
            reading.report(
                after.mark,
                "unknown after-discharge \(Diagnostic.quoted(text)): expected days, weeks, months "
                    + "or years, as '7 years'")
            return nil
        }
        return interval
    }

    private static func retention(_ text: String) -> Interval? {
        for unit in [" years", " year"] where text.hasSuffix(unit) {
            // Written and read as months, which knows how a number is written and how long is too
            // long.
            guard case .months(let years)? = Interval("\(text.dropLast(unit.count)) months"),
                (1...Interval.longestYears).contains(years)
            else { return nil }
            return .months(12 * years)
        }
        guard let interval = Interval(text), !interval.isInBusinessDays, interval.count > 0 else {
            return nil
        }
        return interval
    }
}
