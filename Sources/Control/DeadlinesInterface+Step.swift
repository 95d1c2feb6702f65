package import CivilTime
package import JSONText

extension DeadlinesInterface {
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
