package import JSONText

extension DeadlinesInterface {
    /// Why a deadline counts from its trigger day.
    package struct Cause: VarlinkParameters, Sendable, Equatable {
        package var code: String
        package var rule: String?
        package var goalsReached: Int?
        package var goals: Int?
        package var conditions: [String]
        package var facts: [Fact]
        package var text: String

        /// A cause, with what it rests on, in codes and in words.
        package init(
            code: String, rule: String?, goalsReached: Int?, goals: Int?, conditions: [String],
            facts: [Fact], text: String
        ) {
            self.code = code
            self.rule = rule
            self.goalsReached = goalsReached
            self.goals = goals
            self.conditions = conditions
            self.facts = facts
            self.text = text
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters,
                allowing: ["code", "rule", "goalsReached", "goals", "conditions", "facts", "text"])
            code = try fields.string("code")
            rule = try fields.optionalString("rule")
            goalsReached = try fields.optionalInteger("goalsReached")
            goals = try fields.optionalInteger("goals")
            conditions = try fields.strings("conditions")
            facts = try fields.array("facts", Fact.self)
            text = try fields.string("text")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("code", code)
            writer.field("rule", rule)
            writer.field("goalsReached", goalsReached)
            writer.field("goals", goals)
            writer.field("conditions", conditions)
            writer.field("facts", facts)
            writer.field("text", text)
            writer.endObject()
        }
    }

    /// What ended a deadline.
    package struct Ending: VarlinkParameters, Sendable, Equatable {
        package var code: String
        package var rule: String?
        package var conditions: [String]
        package var fact: Fact?
        package var facts: [Fact]
        package var text: String

        /// An ending, with what it rests on, in codes and in words.
        package init(
            code: String, rule: String?, conditions: [String], fact: Fact?, facts: [Fact],
            text: String
        ) {
            self.code = code
            self.rule = rule
            self.conditions = conditions
            self.fact = fact
            self.facts = facts
            self.text = text
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters, allowing: ["code", "rule", "conditions", "fact", "facts", "text"])
            code = try fields.string("code")
            rule = try fields.optionalString("rule")
            conditions = try fields.strings("conditions")
            fact = try fields.optionalObject("fact", Fact.self)
            facts = try fields.array("facts", Fact.self)
            text = try fields.string("text")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("code", code)
            writer.field("rule", rule)
            writer.field("conditions", conditions)
            writer.field("fact", fact)
            writer.field("facts", facts)
            writer.field("text", text)
            writer.endObject()
        }
    }
}
