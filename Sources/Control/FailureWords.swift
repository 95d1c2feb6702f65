import JSONText

/// Sentences that the errors of several interfaces share.
enum FailureWords {
    /// What could have been meant, to follow what is wrong.
    static func hint(_ nearest: [String]) -> String {
        guard !nearest.isEmpty else { return "" }
        return ": did you mean " + nearest.map { "'\($0)'" }.joined(separator: " or ") + "?"
    }

    /// What could have been meant of all there is, or the first of it.
    static func hint(for value: String, among known: [String]) -> String {
        if let nearest = NearestName.nearest(to: value, among: known) { return hint([nearest]) }
        guard !known.isEmpty else { return "" }
        let shown = known.prefix(shownAtMost).joined(separator: ", ")
        return ": there is \(shown)" + (known.count > shownAtMost ? " and others" : "")
    }

    /// An id that is unknown, or the beginning of several.
    static func noSuchID(_ what: String, _ id: String, _ nearest: [String]) -> String {
        "there is no \(what) '\(id)', or there are several" + hint(nearest)
    }

    /// A reason that the site does not have, with all that it has.
    static func unknownReason(_ reason: String, _ known: [String]) -> String {
        guard !known.isEmpty else {
            return "there is no reason '\(reason)': the site's list of reasons is empty, see "
                + "caseclock.yaml(5)"
        }
        let nearest = NearestName.nearest(to: reason, among: known)
        return "the site has no reason '\(reason)'" + hint(nearest.map { [$0] } ?? [])
            + (nearest == nil ? ": it has " : " It has ") + known.joined(separator: ", ")
    }

    /// What is no date.
    static func invalidDate(_ parameter: String, _ value: String) -> String {
        "'\(value)' is not a date (\(parameter)): "
            + "expected one such as 2026-03-16, today, +14d or -3d"
    }

    /// What the caller would have to be.
    static func notAllowed(_ needs: String) -> String {
        "you may not do this: it needs the role '\(needs)'"
    }

    /// That the daemon has no answers yet.
    static let notReady = "the caseload is still being read: try again in a moment"

    /// A value as it is typed to a shell.
    static func typed(_ value: String) -> String {
        let isPlain = value.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "+"):
                true
            default: false
            }
        }
        guard !isPlain || value.isEmpty else { return value }
        let parts = value.split(separator: "'", omittingEmptySubsequences: false)
        return "'" + parts.joined(separator: #"'\''"#) + "'"
    }

    private static let shownAtMost = 12
}
