package import CivilTime
package import JSONText

extension ServiceInterface {
    /// Of which days the closed ones are asked for.
    package struct CalendarQuery: VarlinkParameters, Sendable, Equatable {
        /// As written, `+14d` for one: the daemon knows what day it is.
        package var from: String?
        package var through: String?

        /// This month, unless said.
        package init(from: String? = nil, through: String? = nil) {
            self.from = from
            self.through = through
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["from", "through"])
            from = try fields.optionalString("from")
            through = try fields.optionalString("through")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("from", from)
            writer.field("through", through)
            writer.endObject()
        }
    }

    /// A day on which the site is closed.
    package struct ClosedDay: VarlinkParameters, Sendable, Equatable {
        package var date: CivilDate
        package var why: String
        package var name: String?

        /// A day and why it is closed.
        package init(date: CivilDate, why: String, name: String? = nil) {
            self.date = date
            self.why = why
            self.name = name
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["date", "why", "name"])
            date = try fields.date("date")
            why = try fields.string("why")
            name = try fields.optionalString("name")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("date", date)
            writer.field("why", why)
            writer.field("name", name)
            writer.endObject()
        }
    }

    /// The closed days between two days.
    package struct ClosedDays: VarlinkParameters, Sendable, Equatable {
        package var today: CivilDate
        package var from: CivilDate
        package var through: CivilDate
        package var closed: [ClosedDay]

        /// The closed days of a time, and what day it is.
        package init(
            today: CivilDate, from: CivilDate, through: CivilDate, closed: [ClosedDay]
        ) {
            self.today = today
            self.from = from
            self.through = through
            self.closed = closed
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters, allowing: ["today", "from", "through", "closed"])
            today = try fields.date("today")
            from = try fields.date("from")
            through = try fields.date("through")
            closed = try fields.array("closed", ClosedDay.self)
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("today", today)
            writer.field("from", from)
            writer.field("through", through)
            writer.field("closed", closed)
            writer.endObject()
        }
    }
}
