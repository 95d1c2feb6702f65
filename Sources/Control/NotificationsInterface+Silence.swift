package import CivilTime
package import JSONText

extension NotificationsInterface {
    /// A name and the value that a reminder must have.
    package struct Matcher: VarlinkParameters, Sendable, Equatable {
        package var name: String
        package var value: String

        /// What is looked at, and what it must be.
        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["name", "value"])
            name = try fields.string("name")
            value = try fields.string("value")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("name", name)
            writer.field("value", value)
            writer.endObject()
        }
    }

    /// How a silence was ended before its time.
    package typealias SilenceEnd = DeadlinesInterface.Undone

    /// Reminders that are not said for a time.
    package struct Silence: VarlinkParameters, Sendable, Equatable {
        package var id: String
        package var matchers: [Matcher]
        package var author: String
        package var reason: String
        package var from: CivilDate
        /// Its last day.
        package var until: CivilDate
        package var at: String
        package var state: String
        package var ended: SilenceEnd?

        /// A silence by all that the wire says of it.
        package init(
            id: String, matchers: [Matcher], author: String, reason: String, from: CivilDate,
            until: CivilDate, at: String, state: String, ended: SilenceEnd?
        ) {
            self.id = id
            self.matchers = matchers
            self.author = author
            self.reason = reason
            self.from = from
            self.until = until
            self.at = at
            self.state = state
            self.ended = ended
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters,
                allowing: [
                    "id", "matchers", "author", "reason", "from", "until", "at", "state", "ended",
                ])
            id = try fields.string("id")
            matchers = try fields.array("matchers", Matcher.self)
            author = try fields.string("author")
            reason = try fields.string("reason")
            from = try fields.date("from")
            until = try fields.date("until")
            at = try fields.string("at")
            state = try fields.string("state")
            ended = try fields.optionalObject("ended", SilenceEnd.self)
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("id", id)
            writer.field("matchers", matchers)
            writer.field("author", author)
            writer.field("reason", reason)
            writer.field("from", from)
            writer.field("until", until)
            writer.field("at", at)
            writer.field("state", state)
            writer.field("ended", ended)
            writer.endObject()
        }
    }
}
