import Casework
import CivilTime

/// What a calendar file says.
package struct CalendarFile: Hashable, Sendable {
    /// The calendar; nil while anything in the file is wrong.
    package let definition: CalendarDefinition?
    /// What is wrong.
    package let diagnostics: [Diagnostic]
}

/// Reads business calendars: holidays as rules, not dates (DESIGN 2.4).
package struct CalendarReader {
    private var reading: Reading

    private static let keys = [
        "calendar", "weekend", "holidays", "optional", "observed", "closures",
    ]
    private static let holidayKeys = [
        "holiday", "name", "date", "nth", "weekday", "month", "easter", "before", "since", "until",
        "substitute",
    ]

    /// What a calendar file says.
    package static func read(fileName: String, bytes: [UInt8]) -> CalendarFile {
        var reader = CalendarReader(reading: Reading(fileName))
        let definition = reader.reading.tree(bytes, expecting: "'calendar' and 'holidays'")
            .flatMap { reader.definition($0) }
        if let definition, reader.reading.diagnostics.isEmpty {
            reader.check(definition)
        }
        let diagnostics = reader.reading.takeDiagnostics()
        return CalendarFile(
            definition: diagnostics.isEmpty ? definition : nil, diagnostics: diagnostics)
    }

    /// Makes the calendar once as it stands, and once with every optional day.
    private mutating func check(_ definition: CalendarDefinition) {
        do {
            _ = try definition.businessCalendar()
            _ = try definition.businessCalendar(
                observing: definition.optional.map { Placed($0.value.code, at: $0.place) })
        } catch {
            reading.add(error)
        }
    }

    private mutating func definition(_ root: YAMLNode) -> CalendarDefinition? {
        guard let fields = reading.fields(root, "the calendar", keys: Self.keys) else {
            return nil
        }
        let nameNode = reading.required("calendar", in: fields, "a calendar")
        let name = nameNode.flatMap { reading.code($0, "calendar") }
        var weekend = Placed<Set<Weekday>>([.saturday, .sunday], at: reading.place(fields.mark))
        if let node = fields["weekend"] {
            let days = reading.list(node, "weekend").compactMap { weekday($0) }
            weekend = Placed(Set(days), at: reading.place(node.mark))
        }
        _ = reading.required("holidays", in: fields, "a calendar")
        let holidays = reading.list(fields["holidays"], "holidays").compactMap { holiday($0) }
        let optional = reading.list(fields["optional"], "optional").compactMap { holiday($0) }
        let observed = reading.codes(fields["observed"], "observed")
        let closures = reading.closures(fields["closures"])
        guard let name, let nameNode else { return nil }
        return CalendarDefinition(
            name: Placed(name, at: reading.place(nameNode.mark)), weekend: weekend,
            holidays: holidays, optional: optional, observed: observed, closures: closures)
    }

    private mutating func weekday(_ node: YAMLNode) -> Weekday? {
        reading.choice(node, "weekday", of: Weekday.allCases.map(\.description))
            .flatMap { Weekday($0) }
    }

    private mutating func holiday(_ node: YAMLNode) -> Placed<HolidayRule>? {
        guard let fields = reading.fields(node, "a holiday", keys: Self.holidayKeys) else {
            return nil
        }
        let code = reading.required("holiday", in: fields, "a holiday").flatMap {
            reading.code($0, "holiday")
        }
        let name = reading.required("name", in: fields, "a holiday").flatMap {
            reading.text($0, "name", "what people call it")
        }
        let day = day(fields)
        let years = BusinessCalendar.years
        let since = fields["since"].flatMap { reading.number($0, "since", in: years) }
        let until = fields["until"].flatMap { reading.number($0, "until", in: years) }
        let substitute = fields["substitute"].flatMap { reading.boolean($0, "substitute") }
        guard let code, let name, let day else { return nil }
        return Placed(
            HolidayRule(
                code: code, name: name, day: day, since: since, until: until,
                substitute: substitute ?? false),
            at: reading.place(fields.mark))
    }

    /// Which of the four ways of falling in a year the holiday has.
    private mutating func day(_ fields: Fields) -> HolidayRule.Day? {
        let ways = ["date", "nth", "easter", "before"]
        let given = ways.filter { fields[$0] != nil }
        guard let way = given.first, given.count == 1, let node = fields[way] else {
            reading.report(
                fields.mark, "a holiday needs one of \(Reading.alternatives(ways))")
            return nil
        }
        let companions: [String: [String]] = ["nth": ["weekday", "month"], "before": ["weekday"]]
        for key in ["weekday", "month"] where fields[key] != nil {
            if companions[way]?.contains(key) != true {
                reading.report(fields.mark(of: key), "'\(key)' does not go with '\(way)'")
            }
        }
        switch way {
        case "date": return monthAndDay(node, "date").map { .fixed(month: $0.month, day: $0.day) }
        case "easter":
            return reading.number(node, "easter", in: HolidayRule.easterOffsets).map {
                .easter(offsetDays: $0)
            }
        case "before":
            let date = monthAndDay(node, "before")
            let weekday = requiredWeekday(fields, way)
            guard let date, let weekday else { return nil }
            return .before(weekday, month: date.month, day: date.day)
        default:
            let isLast = node.content == .scalar("last")
            let n = isLast ? -1 : reading.number(node, "nth", in: 1...5)
            let weekday = requiredWeekday(fields, way)
            let month = reading.required("month", in: fields, "a holiday with 'nth'").flatMap {
                reading.number($0, "month", in: 1...12)
            }
            guard let n, let weekday, let month else { return nil }
            return .nth(n, weekday, month: month)
        }
    }

    private mutating func requiredWeekday(_ fields: Fields, _ way: String) -> Weekday? {
        reading.required("weekday", in: fields, "a holiday with '\(way)'").flatMap { weekday($0) }
    }

    /// A day of the year as `12-25`.
    private mutating func monthAndDay(
        _ node: YAMLNode, _ what: String
    ) -> (month: Int, day: Int)? {
        guard let text = reading.text(node, what, "a month and day as 12-25") else { return nil }
        let aLeapYear = 2000
        guard let date = CivilDate("\(aLeapYear)-\(text)") else {
            reading.report(
                node.mark,
                "\(what) \(Diagnostic.quoted(text)) is not a day of the year: expected MM-DD")
            return nil
        }
        return (date.month, date.day)
    }
}

extension Reading {
    /// A list of codes, each with its place.
    mutating func codes(_ node: YAMLNode?, _ what: String) -> [Placed<String>] {
        list(node, what).compactMap { item in
            code(item, what).map { Placed($0, at: place(item.mark)) }
        }
    }

    /// A site's closures: `{from, to, name}`, `to` left out for one day.
    mutating func closures(_ node: YAMLNode?) -> [Placed<Closure>] {
        list(node, "closures").compactMap { item in
            guard let fields = fields(item, "a closure", keys: ["from", "to", "name"]) else {
                return nil
            }
            let from = required("from", in: fields, "a closure").flatMap { date($0, "from date") }
            let to = fields["to"].map { date($0, "to date") }
            let name = required("name", in: fields, "a closure").flatMap {
                text($0, "name", "what people call it")
            }
            guard let from, let name, let last = to ?? from else { return nil }
            guard from <= last else {
                report(
                    fields.mark(of: "to"),
                    "to date '\(last)' is before the from date '\(from)'")
                return nil
            }
            return Placed(Closure(name: name, from: from, to: last), at: place(fields.mark))
        }
    }
}
