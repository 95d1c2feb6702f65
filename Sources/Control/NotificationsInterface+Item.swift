package import CivilTime
package import JSONText

extension NotificationsInterface {
    /// What went wrong with a notification.
    package struct Trouble: VarlinkParameters, Sendable, Equatable {
        package var code: String
        package var text: String

        /// A code and what happened.
        package init(code: String, text: String) {
            self.code = code
            self.text = text
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["code", "text"])
            code = try fields.string("code")
            text = try fields.string("text")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("code", code)
            writer.field("text", text)
            writer.endObject()
        }
    }

    /// A notification and what became of it.
    package struct Item: VarlinkParameters, Sendable, Equatable {
        package var id: String
        package var channel: String
        package var person: String?
        package var day: CivilDate
        package var state: String
        package var queuedAt: String
        package var deliveredAt: String?
        package var attempts: Int
        package var nextTry: String?
        package var error: Trouble?
        package var lines: Int?

        /// A notification by all that the wire says of it.
        package init(
            id: String, channel: String, person: String?, day: CivilDate, state: String,
            queuedAt: String, deliveredAt: String?, attempts: Int, nextTry: String?,
            error: Trouble?, lines: Int?
        ) {
            self.id = id
            self.channel = channel
            self.person = person
            self.day = day
            self.state = state
            self.queuedAt = queuedAt
            self.deliveredAt = deliveredAt
            self.attempts = attempts
            self.nextTry = nextTry
            self.error = error
            self.lines = lines
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters,
                allowing: [
                    "id", "channel", "person", "day", "state", "queuedAt", "deliveredAt",
                    "attempts", "nextTry", "error", "lines",
                ])
            id = try fields.string("id")
            channel = try fields.string("channel")
            person = try fields.optionalString("person")
            day = try fields.date("day")
            state = try fields.string("state")
            queuedAt = try fields.string("queuedAt")
            deliveredAt = try fields.optionalString("deliveredAt")
            attempts = try fields.integer("attempts")
            nextTry = try fields.optionalString("nextTry")
            error = try fields.optionalObject("error", Trouble.self)
            lines = try fields.optionalInteger("lines")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("id", id)
            writer.field("channel", channel)
            writer.field("person", person)
            writer.field("day", day)
            writer.field("state", state)
            writer.field("queuedAt", queuedAt)
            writer.field("deliveredAt", deliveredAt)
            writer.field("attempts", attempts)
            writer.field("nextTry", nextTry)
            writer.field("error", error)
            writer.field("lines", lines)
            writer.endObject()
        }
    }
}
