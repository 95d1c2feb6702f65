import ArgumentParser
import CivilTime
import Control

/// Days and spans of days as they are given on the command line.
enum DayArgument {
    /// A day, left as written: the daemon knows what day it is.
    ///
    /// - Throws: `ValidationError` if it is none.
    static func checked(_ text: String) throws -> String {
        guard DayExpression(text) != nil else {
            throw ValidationError("expected a date such as 2026-03-16, today, +14d or -3d")
        }
        return text
    }

    /// The first day of a month written `2026-04`.
    ///
    /// - Throws: `ValidationError` if it is none.
    static func month(_ text: String) throws -> CivilDate {
        guard let first = CivilDate("\(text)-01") else {
            throw ValidationError("expected a month such as 2026-04")
        }
        return first
    }

    /// Days in a span written `14d`, `14` or `2w`.
    ///
    /// - Throws: `ValidationError` if it is none.
    static func span(_ text: String) throws -> Int {
        let isWeeks = text.hasSuffix("w")
        let digits = isWeeks || text.hasSuffix("d") ? text.dropLast() : text[...]
        guard !digits.isEmpty, digits.utf8.count <= longestDigits,
            digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= $0 }),
            let count = Int(digits)
        else { throw ValidationError("expected a number of days or weeks such as 14d, 14 or 2w") }
        return isWeeks ? 7 * count : count
    }

    /// More days than there are in the years that dates have.
    private static let longestDigits = 7
}
