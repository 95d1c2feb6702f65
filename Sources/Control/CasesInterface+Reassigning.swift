package import CivilTime
package import JSONText

extension CasesInterface {
    /// Which cases get another coordinator, and which one.
    package struct Reassigning: VarlinkParameters, Sendable, Equatable {
        package var caseNumber: String?
        package var from: String?
        package var to: String
        package var on: String?
        package var reason: String
        package var key: String?
        package var dryRun: Bool?
        package var skipRefused: Bool?

        /// One case, or all that somebody coordinates.
        package init(
            caseNumber: String? = nil, from: String? = nil, to: String, on: String? = nil,
            reason: String, key: String? = nil, dryRun: Bool? = nil, skipRefused: Bool? = nil
        ) {
            self.caseNumber = caseNumber
            self.from = from
            self.to = to
            self.on = on
            self.reason = reason
            self.key = key
            self.dryRun = dryRun
            self.skipRefused = skipRefused
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters,
                allowing: ["case", "from", "to", "on", "reason", "key", "dryRun", "skipRefused"])
            caseNumber = try fields.optionalString("case")
            from = try fields.optionalString("from")
            to = try fields.string("to")
            on = try fields.optionalString("on")
            reason = try fields.string("reason")
            key = try fields.optionalString("key")
            dryRun = try fields.optionalBool("dryRun")
            skipRefused = try fields.optionalBool("skipRefused")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("case", caseNumber)
            writer.field("from", from)
            writer.field("to", to)
            writer.field("on", on)
            writer.field("reason", reason)
            writer.field("key", key)
            writer.field("dryRun", dryRun)
            writer.field("skipRefused", skipRefused)
            writer.endObject()
        }
    }

    /// How many deadlines of a rule arise.
    package struct Arising: VarlinkParameters, Sendable, Equatable {
        package var rule: String
        package var count: Int

        /// So many of a rule.
        package init(
            rule: String, count: Int
        ) {
            self.rule = rule
            self.count = count
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters, allowing: ["rule", "count"])
            rule = try fields.string("rule")
            count = try fields.integer("count")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("rule", rule)
            writer.field("count", count)
            writer.endObject()
        }
    }

    /// A case that gets another coordinator, and what that does.
    package struct Handover: VarlinkParameters, Sendable, Equatable {
        package var caseNumber: String
        package var from: String?
        package var fact: String?
        package var standing: Bool
        package var deadlines: Int
        package var overdue: Int
        package var arising: [Arising]
        package var problems: [String]

        /// A case with what changes in it.
        package init(
            caseNumber: String, from: String? = nil, fact: String? = nil, standing: Bool,
            deadlines: Int, overdue: Int, arising: [Arising], problems: [String]
        ) {
            self.caseNumber = caseNumber
            self.from = from
            self.fact = fact
            self.standing = standing
            self.deadlines = deadlines
            self.overdue = overdue
            self.arising = arising
            self.problems = problems
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters,
                allowing: [
                    "case", "from", "fact", "standing", "deadlines", "overdue", "arising",
                    "problems",
                ])
            caseNumber = try fields.string("case")
            from = try fields.optionalString("from")
            fact = try fields.optionalString("fact")
            standing = try fields.bool("standing")
            deadlines = try fields.integer("deadlines")
            overdue = try fields.integer("overdue")
            arising = try fields.array("arising", Arising.self)
            problems = try fields.strings("problems")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("case", caseNumber)
            writer.field("from", from)
            writer.field("fact", fact)
            writer.field("standing", standing)
            writer.field("deadlines", deadlines)
            writer.field("overdue", overdue)
            writer.field("arising", arising)
            writer.field("problems", problems)
            writer.endObject()
        }
    }

    /// A case that cannot go, and why.
    package struct Refused: VarlinkParameters, Sendable, Equatable {
        package var caseNumber: String
        package var code: String
        package var text: String

        /// A case and why it can't go.
        package init(
            caseNumber: String, code: String, text: String
        ) {
            self.caseNumber = caseNumber
            self.code = code
            self.text = text
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters, allowing: ["case", "code", "text"])
            caseNumber = try fields.string("case")
            code = try fields.string("code")
            text = try fields.string("text")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("case", caseNumber)
            writer.field("code", code)
            writer.field("text", text)
            writer.endObject()
        }
    }

    /// A digest that gets lines by it.
    package typealias Mail = ServiceInterface.Mail

    /// What a change of coordinator did, or would do.
    package struct Reassigned: VarlinkParameters, Sendable, Equatable {
        package var dryRun: Bool
        package var on: CivilDate
        package var cases: [Handover]
        package var refused: [Refused]
        package var mails: [Mail]

        /// The cases that go, and those that can't.
        package init(
            dryRun: Bool, on: CivilDate, cases: [Handover], refused: [Refused], mails: [Mail]
        ) {
            self.dryRun = dryRun
            self.on = on
            self.cases = cases
            self.refused = refused
            self.mails = mails
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters, allowing: ["dryRun", "on", "cases", "refused", "mails"])
            dryRun = try fields.bool("dryRun")
            on = try fields.date("on")
            cases = try fields.array("cases", Handover.self)
            refused = try fields.array("refused", Refused.self)
            mails = try fields.array("mails", Mail.self)
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("dryRun", dryRun)
            writer.field("on", on)
            writer.field("cases", cases)
            writer.field("refused", refused)
            writer.field("mails", mails)
            writer.endObject()
        }
    }
}

extension CasesInterface.Refused {
    /// As a member of an error.
    var value: JSONValue {
        .object([
            JSONMember("case", .string(caseNumber)), JSONMember("code", .string(code)),
            JSONMember("text", .string(text)),
        ])
    }
}
