package import CivilTime
package import JSONText

extension ServiceInterface {
    /// Which deadlines to count, and by what; what is nil does not narrow.
    package struct ComplianceQuery: VarlinkParameters, Sendable, Equatable {
        /// As written, `+14d` for one: the daemon knows what day it is.
        package var from: String?
        /// As written.
        package var to: String?
        /// As written.
        package var asOf: String?
        package var by: [String]?
        package var rule: String?
        package var profile: String?
        package var coordinator: String?
        package var team: String?
        package var interval: String?
        package var limit: Int?
        package var cursor: String?

        /// All of them, by nothing.
        package init() {}

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters,
                allowing: [
                    "from", "to", "asOf", "by", "rule", "profile", "coordinator", "team",
                    "interval", "limit", "cursor",
                ])
            from = try fields.optionalString("from")
            to = try fields.optionalString("to")
            asOf = try fields.optionalString("asOf")
            by = try fields.optionalStrings("by")
            rule = try fields.optionalString("rule")
            profile = try fields.optionalString("profile")
            coordinator = try fields.optionalString("coordinator")
            team = try fields.optionalString("team")
            interval = try fields.optionalString("interval")
            limit = try fields.optionalInteger("limit")
            cursor = try fields.optionalString("cursor")
            try check()
        }

        /// The ranges that the types leave open.
        private func check() throws(JSONFieldError) {
            if let limit, limit < 1 {
                throw JSONFieldError(name: "limit", problem: .outOfRange("1 or more"))
            }
            if let interval, !Self.intervals.contains(interval) {
                let known = Self.intervals.joined(separator: ", ")
                throw JSONFieldError(name: "interval", problem: .outOfRange("one of \(known)"))
            }
            if let expected = Self.expected(of: by ?? []) {
                throw JSONFieldError(name: "by", problem: .outOfRange(expected))
            }
        }

        /// What a count can be made by.
        package static let axes = [
            "rule", "profile", "coordinator", "team", "month", "quarter", "year",
        ]
        private static let periods: Set = ["month", "quarter", "year"]

        /// Where an interval can come from.
        package static let intervals = ["source", "form", "site-policy"]

        /// What was expected of the words that a count is made by; nil where they are in order.
        package static func expected(of words: [String]) -> String? {
            guard words.allSatisfy(axes.contains) else {
                return "each of " + axes.joined(separator: ", ")
            }
            guard Set(words).count == words.count, words.count(where: periods.contains) <= 1 else {
                return "each word once, and one of month, quarter and year at most"
            }
            return nil
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("from", from)
            writer.field("to", to)
            writer.field("asOf", asOf)
            writer.field("by", by)
            writer.field("rule", rule)
            writer.field("profile", profile)
            writer.field("coordinator", coordinator)
            writer.field("team", team)
            writer.field("interval", interval)
            writer.field("limit", limit)
            writer.field("cursor", cursor)
            writer.endObject()
        }
    }

    /// The counts, or one batch of them.
    package struct CompliancePage: VarlinkParameters, Sendable, Equatable {
        package var asOf: CivilDate
        package var cases: Int
        package var leftOut: Int
        package var totals: [ComplianceGroup]
        package var groups: [ComplianceGroup]
        package var cursor: String?

        /// A page of groups.
        package init(
            asOf: CivilDate, cases: Int, leftOut: Int, totals: [ComplianceGroup],
            groups: [ComplianceGroup], cursor: String? = nil
        ) {
            self.asOf = asOf
            self.cases = cases
            self.leftOut = leftOut
            self.totals = totals
            self.groups = groups
            self.cursor = cursor
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters,
                allowing: ["asOf", "cases", "leftOut", "totals", "groups", "cursor"])
            asOf = try fields.date("asOf")
            cases = try fields.integer("cases")
            leftOut = try fields.integer("leftOut")
            totals = try fields.array("totals", ComplianceGroup.self)
            groups = try fields.array("groups", ComplianceGroup.self)
            cursor = try fields.optionalString("cursor")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("asOf", asOf)
            writer.field("cases", cases)
            writer.field("leftOut", leftOut)
            writer.field("totals", totals)
            writer.field("groups", groups)
            writer.field("cursor", cursor)
            writer.endObject()
        }
    }
}
