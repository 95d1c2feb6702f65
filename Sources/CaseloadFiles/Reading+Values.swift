import Casework
import CivilTime

extension Reading {
    /// The text of a scalar that is not empty.
    mutating func text(_ node: YAMLNode, _ what: String, _ expected: String) -> String? {
        guard case .scalar(let text) = node.content, !text.isEmpty else {
            mismatch(node, what, expected)
            return nil
        }
        return text
    }

    /// A calendar date within the years that calendars cover.
    mutating func date(_ node: YAMLNode, _ what: String) -> CivilDate? {
        guard let text = text(node, what, "a date as YYYY-MM-DD") else { return nil }
        if let defect = defect(ofDate: text) {
            report(node.mark, "\(what) \(Diagnostic.quoted(text)) \(defect)")
            return nil
        }
        return CivilDate(text)
    }

    /// What is wrong with a text that should be a date; nil for nothing.
    func defect(ofDate text: String) -> String? {
        if let date = CivilDate(text) {
            guard !BusinessCalendar.range.contains(date) else { return nil }
            let years = BusinessCalendar.years
            return "lies outside \(years.lowerBound) to \(years.upperBound)"
        }
        let hasTheForm =
            text.utf8.count == CivilDate.textLength
            && text.utf8.enumerated().allSatisfy { index, byte in
                index == 4 || index == 7
                    ? byte == UInt8(ascii: "-")
                    : (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= byte
            }
        guard !hasTheForm else {
            return "is not a calendar date"
                + (Self.withMonthFirst(text).map { ": did you mean '\($0)'?" } ?? "")
        }
        return "is not a date: expected YYYY-MM-DD"
            + (isTable ? "; give the cells this format in the spreadsheet and save anew" : "")
    }

    /// The date meant by a text of its form with the day before the month.
    private static func withMonthFirst(_ text: String) -> CivilDate? {
        let parts = text.split(separator: "-")
        guard parts.count == 3,
            let date = CivilDate("\(parts[0])-\(parts[2])-\(parts[1])"),
            BusinessCalendar.range.contains(date)
        else { return nil }
        return date
    }

    /// A code.
    mutating func code(_ node: YAMLNode, _ what: String) -> String? {
        guard let text = text(node, what, "a code") else { return nil }
        guard Code.isValid(text) else {
            report(
                node.mark,
                "\(what) \(Diagnostic.quoted(text)) is not a code: expected at most "
                    + "\(Code.maximumLength) letters, digits, '.', '_' or '-', the first a letter "
                    + "or digit")
            return nil
        }
        return text
    }

    /// The code of an agency; none is called `family` (SEMANTICS F4).
    mutating func agency(_ node: YAMLNode, _ what: String = "agency") -> String? {
        guard let code = code(node, what) else { return nil }
        guard code != Subject.family.text else {
            report(node.mark, "\(what) 'family' is not possible: it stands for the family itself")
            return nil
        }
        return code
    }

    /// One of a few words.
    mutating func choice(_ node: YAMLNode, _ what: String, of words: [String]) -> String? {
        let expected = Self.alternatives(words)
        guard let text = text(node, what, expected) else { return nil }
        guard words.contains(text) else {
            report(node.mark, unknown(what, text, among: words))
            return nil
        }
        return text
    }

    /// One of the cases of an enumeration.
    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ node: YAMLNode, _ what: String, as: Choice.Type
    ) -> Choice? where Choice.RawValue == String {
        choice(node, what, of: Choice.allCases.map(\.rawValue)).flatMap(Choice.init(rawValue:))
    }

    /// `true` or `false`.
    mutating func boolean(_ node: YAMLNode, _ what: String) -> Bool? {
        if case .literal(let text) = node.content, text == "true" || text == "false" {
            return text == "true"
        }
        guard case .scalar(let text) = node.content, text == "true" || text == "false" else {
            mismatch(node, what, "true or false")
            return nil
        }
        return text == "true"
    }

    /// A whole number within a range.
    mutating func number(_ node: YAMLNode, _ what: String, in range: ClosedRange<Int>) -> Int? {
        let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        guard let text = text(node, what, expected) else { return nil }
        guard let number = Int(text), range.contains(number), String(number) == text else {
            report(node.mark, "\(what) \(Diagnostic.quoted(text)) is not \(expected)")
            return nil
        }
        return number
    }

    /// A time of day.
    mutating func time(_ node: YAMLNode, _ what: String) -> WallTime? {
        guard let text = text(node, what, "a time as \"08:30\"") else { return nil }
        guard let time = WallTime(text) else {
            report(
                node.mark,
                "\(what) \(Diagnostic.quoted(text)) is not a time of day: expected one like "
                    + "\"08:30\"")
            return nil
        }
        return time
    }

    /// A mail address in its plain ASCII form.
    mutating func address(_ node: YAMLNode, _ what: String) -> String? {
        guard let text = text(node, what, "a mail address") else { return nil }
        guard MailAddress(text) != nil else {
            report(
                node.mark,
                "\(what) \(Diagnostic.quoted(text)) is not a plain mail address: expected one like "
                    + "a-moreau@example.org")
            return nil
        }
        return text
    }
}

extension Reading {
    /// The value of a key that has to be there; nil, with the reason noted, where it isn't.
    mutating func required(_ key: String, in fields: Fields, _ what: String) -> YAMLNode? {
        if let node = fields[key] { return node }
        if fields.lacks(key) { report(fields.mark, "\(what) needs '\(key)'") }
        return nil
    }
}
