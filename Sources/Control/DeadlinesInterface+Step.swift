package import CivilTime
package import JSONText

extension DeadlinesInterface {
    /// The fact that a deadline counts from.
    package struct TriggerFact: VarlinkParameters, Sendable, Equatable {
        package var kind: String
        package var subject: String?
        package var date: CivilDate
        package var origin: String
        package var known: String?

        /// A fact, where it comes from, and when it became known.
        package init(
            kind: String, subject: String?, date: CivilDate, origin: String, known: String?
        ) {
            self.kind = kind
            self.subject = subject
            self.date = date
            self.origin = origin
            self.known = known
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters, allowing: ["kind", "subject", "date", "origin", "known"])
            kind = try fields.string("kind")
            subject = try fields.optionalString("subject")
            date = try fields.date("date")
            origin = try fields.string("origin")
            known = try fields.optionalString("known")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("kind", kind)
            writer.field("subject", subject)
            writer.field("date", date)
            writer.field("origin", origin)
            writer.field("known", known)
            writer.endObject()
        }
    }

    /// One step of the arithmetic.
    package struct Step: VarlinkParameters, Sendable, Equatable {
        package var what: String
        package var from: CivilDate?
        package var to: CivilDate?
        package var text: String

        /// A step from a day to a day.
        package init(what: String, from: CivilDate?, to: CivilDate?, text: String) {
            self.what = what
            self.from = from
            self.to = to
            self.text = text
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["what", "from", "to", "text"])
            what = try fields.string("what")
            from = try fields.optionalDate("from")
            to = try fields.optionalDate("to")
            text = try fields.string("text")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("what", what)
            writer.field("from", from)
            writer.field("to", to)
            writer.field("text", text)
            writer.endObject()
        }
    }

    /// A day that did not count.
    package struct SkippedDay: VarlinkParameters, Sendable, Equatable {
        package var date: CivilDate
        package var reason: String

        /// A day and why it did not count.
        package init(date: CivilDate, reason: String) {
            self.date = date
            self.reason = reason
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["date", "reason"])
            date = try fields.date("date")
            reason = try fields.string("reason")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("date", date)
            writer.field("reason", reason)
            writer.endObject()
        }
    }
}
