package import CivilTime
package import JSONText

extension DeadlinesInterface {
    /// Which deadlines to list; what is nil does not narrow.
    package struct Query: VarlinkParameters, Sendable, Equatable {
        package var within: Int?
        package var overdue: Bool?
        package var state: [String]?
        package var coordinator: String?
        /// An agency's code.
        package var agency: String?
        /// The code of a supervisor.
        package var team: String?
        package var profile: String?
        package var rule: String?
        package var caseNumber: String?
        /// As written, `+14d` for one: the daemon knows what day it is.
        package var asOf: String?
        package var limit: Int?
        package var cursor: String?

        /// All that are open.
        package init() {}

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters,
                allowing: [
                    "within", "overdue", "state", "coordinator", "agency", "team", "profile",
                    "rule", "case", "asOf", "limit", "cursor",
                ])
            within = try fields.optionalInteger("within")
            overdue = try fields.optionalBool("overdue")
            state = try fields.optionalStrings("state")
            coordinator = try fields.optionalString("coordinator")
            agency = try fields.optionalString("agency")
            team = try fields.optionalString("team")
            profile = try fields.optionalString("profile")
            rule = try fields.optionalString("rule")
            caseNumber = try fields.optionalString("case")
            asOf = try fields.optionalString("asOf")
            limit = try fields.optionalInteger("limit")
            cursor = try fields.optionalString("cursor")
            try check()
        }

        /// The ranges that the types leave open.
        private func check() throws(JSONFieldError) {
            if let within, within < 0 {
                throw JSONFieldError(name: "within", problem: .outOfRange("0 or more"))
            }
            if let limit, limit < 1 {
                throw JSONFieldError(name: "limit", problem: .outOfRange("1 or more"))
            }
            let states = openStates + endedStates
            for word in state ?? [] where !states.contains(word) {
                let known = states.joined(separator: ", ")
                throw JSONFieldError(name: "state", problem: .outOfRange("one of \(known)"))
            }
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("within", within)
            writer.field("overdue", overdue)
            writer.field("state", state)
            writer.field("coordinator", coordinator)
            writer.field("agency", agency)
            writer.field("team", team)
            writer.field("profile", profile)
            writer.field("rule", rule)
            writer.field("case", caseNumber)
            writer.field("asOf", asOf)
            writer.field("limit", limit)
            writer.field("cursor", cursor)
            writer.endObject()
        }
    }

    /// Deadlines that match, or one batch of them.
    package struct Page: VarlinkParameters, Sendable, Equatable {
        package var deadlines: [Deadline]
        package var asOf: CivilDate
        package var total: Int?
        package var cursor: String?

        /// A page of deadlines.
        package init(
            deadlines: [Deadline], asOf: CivilDate, total: Int? = nil, cursor: String? = nil
        ) {
            self.deadlines = deadlines
            self.asOf = asOf
            self.total = total
            self.cursor = cursor
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters, allowing: ["deadlines", "asOf", "total", "cursor"])
            deadlines = try fields.array("deadlines", Deadline.self)
            asOf = try fields.date("asOf")
            total = try fields.optionalInteger("total")
            cursor = try fields.optionalString("cursor")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("deadlines", deadlines)
            writer.field("asOf", asOf)
            writer.field("total", total)
            writer.field("cursor", cursor)
            writer.endObject()
        }
    }

    /// Which deadline to explain.
    package struct ExplainQuery: VarlinkParameters, Sendable, Equatable {
        package var caseNumber: String
        package var rule: String
        package var subject: String?
        /// As written.
        package var trigger: String?
        /// As written.
        package var asOf: String?
        package var locale: String?

        /// The deadlines of a rule in a case.
        package init(caseNumber: String, rule: String) {
            self.caseNumber = caseNumber
            self.rule = rule
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters,
                allowing: ["case", "rule", "subject", "trigger", "asOf", "locale"])
            caseNumber = try fields.string("case")
            rule = try fields.string("rule")
            subject = try fields.optionalString("subject")
            trigger = try fields.optionalString("trigger")
            asOf = try fields.optionalString("asOf")
            locale = try fields.optionalString("locale")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("case", caseNumber)
            writer.field("rule", rule)
            writer.field("subject", subject)
            writer.field("trigger", trigger)
            writer.field("asOf", asOf)
            writer.field("locale", locale)
            writer.endObject()
        }
    }
}
