package import CivilTime
package import JSONText

extension DeadlinesInterface {
    /// The deadline that somebody acted on, as it was then.
    package struct ActDeadline: VarlinkParameters, Sendable, Equatable {
        package var caseNumber: String
        package var episode: Int
        package var rule: String
        package var subject: String?
        package var triggerKey: String
        package var target: CivilDate
        package var state: String

        /// A deadline by what makes it the one it is, with its target and state on that day.
        package init(
            caseNumber: String, episode: Int, rule: String, subject: String?, triggerKey: String,
            target: CivilDate, state: String
        ) {
            self.caseNumber = caseNumber
            self.episode = episode
            self.rule = rule
            self.subject = subject
            self.triggerKey = triggerKey
            self.target = target
            self.state = state
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters,
                allowing: ["case", "episode", "rule", "subject", "triggerKey", "target", "state"])
            caseNumber = try fields.string("case")
            episode = try fields.integer("episode")
            rule = try fields.string("rule")
            subject = try fields.optionalString("subject")
            triggerKey = try fields.string("triggerKey")
            target = try fields.date("target")
            state = try fields.string("state")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("case", caseNumber)
            writer.field("episode", episode)
            writer.field("rule", rule)
            writer.field("subject", subject)
            writer.field("triggerKey", triggerKey)
            writer.field("target", target)
            writer.field("state", state)
            writer.endObject()
        }
    }

    /// How an act was undone.
    package struct Undone: VarlinkParameters, Sendable, Equatable {
        package var by: String
        package var at: String
        package var reason: String

        /// Who undid it, when and why.
        package init(by: String, at: String, reason: String) {
            self.by = by
            self.at = at
            self.reason = reason
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["by", "at", "reason"])
            by = try fields.string("by")
            at = try fields.string("at")
            reason = try fields.string("reason")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("by", by)
            writer.field("at", at)
            writer.field("reason", reason)
            writer.endObject()
        }
    }

    /// Something that somebody decided about a deadline.
    package struct Act: VarlinkParameters, Sendable, Equatable {
        package var id: String
        package var kind: String
        package var deadline: ActDeadline
        package var reason: String
        /// The day from which its owner is reminded again.
        package var until: CivilDate?
        package var author: String
        package var at: String
        package var undone: Undone?
        package var inForce: Bool
        package var notInForce: String?

        /// An act by all that the wire says of it.
        package init(
            id: String, kind: String, deadline: ActDeadline, reason: String, until: CivilDate?,
            author: String, at: String, undone: Undone?, inForce: Bool, notInForce: String?
        ) {
            self.id = id
            self.kind = kind
            self.deadline = deadline
            self.reason = reason
            self.until = until
            self.author = author
            self.at = at
            self.undone = undone
            self.inForce = inForce
            self.notInForce = notInForce
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters,
                allowing: [
                    "id", "kind", "deadline", "reason", "until", "author", "at", "undone",
                    "inForce", "notInForce",
                ])
            id = try fields.string("id")
            kind = try fields.string("kind")
            deadline = try fields.object("deadline", ActDeadline.self)
            reason = try fields.string("reason")
            until = try fields.optionalDate("until")
            author = try fields.string("author")
            at = try fields.string("at")
            undone = try fields.optionalObject("undone", Undone.self)
            inForce = try fields.bool("inForce")
            notInForce = try fields.optionalString("notInForce")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("id", id)
            writer.field("kind", kind)
            writer.field("deadline", deadline)
            writer.field("reason", reason)
            writer.field("until", until)
            writer.field("author", author)
            writer.field("at", at)
            writer.field("undone", undone)
            writer.field("inForce", inForce)
            writer.field("notInForce", notInForce)
            writer.endObject()
        }
    }
}
