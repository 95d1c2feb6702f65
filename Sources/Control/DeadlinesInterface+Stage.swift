package import CivilTime
package import JSONText

extension DeadlinesInterface {
    /// One reminder of a deadline.
    package struct Stage: VarlinkParameters, Sendable, Equatable {
        package var stage: String
        package var day: CivilDate
        package var said: String?
        package var state: String
        package var until: CivilDate?
        package var reason: String?

        /// A reminder and what became of it.
        package init(
            stage: String, day: CivilDate, said: String?, state: String, until: CivilDate?,
            reason: String?
        ) {
            self.stage = stage
            self.day = day
            self.said = said
            self.state = state
            self.until = until
            self.reason = reason
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters, allowing: ["stage", "day", "said", "state", "until", "reason"])
            stage = try fields.string("stage")
            day = try fields.date("day")
            said = try fields.optionalString("said")
            state = try fields.string("state")
            until = try fields.optionalDate("until")
            reason = try fields.optionalString("reason")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("stage", stage)
            writer.field("day", day)
            writer.field("said", said)
            writer.field("state", state)
            writer.field("until", until)
            writer.field("reason", reason)
            writer.endObject()
        }
    }

    /// Something that keeps reminders back.
    package struct HoldBack: VarlinkParameters, Sendable, Equatable {
        package var by: String
        package var until: CivilDate?
        package var rule: String?
        /// Id of the act or the silence that does it.
        package var act: String?

        /// What keeps reminders back, until when, and by which rule or act.
        package init(by: String, until: CivilDate?, rule: String?, act: String? = nil) {
            self.by = by
            self.until = until
            self.rule = rule
            self.act = act
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["by", "until", "rule", "act"])
            by = try fields.string("by")
            until = try fields.optionalDate("until")
            rule = try fields.optionalString("rule")
            act = try fields.optionalString("act")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("by", by)
            writer.field("until", until)
            writer.field("rule", rule)
            writer.field("act", act)
            writer.endObject()
        }
    }
}
