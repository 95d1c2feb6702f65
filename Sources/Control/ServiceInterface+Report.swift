package import CivilTime
package import JSONText

extension ServiceInterface {
    /// A case or file that was set aside.
    package struct SetAside: VarlinkParameters, Sendable, Equatable {
        package var place: String
        package var text: String

        /// A place and what is wrong there.
        package init(place: String, text: String) {
            self.place = place
            self.text = text
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["place", "text"])
            place = try fields.string("place")
            text = try fields.string("text")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("place", place)
            writer.field("text", text)
            writer.endObject()
        }
    }

    /// A digest that a reload causes, or makes longer.
    package struct Mail: VarlinkParameters, Sendable, Equatable {
        package var person: String
        package var day: CivilDate
        package var lines: Int

        /// How many lines a person's digest of a day gets.
        package init(person: String, day: CivilDate, lines: Int) {
            self.person = person
            self.day = day
            self.lines = lines
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["person", "day", "lines"])
            person = try fields.string("person")
            day = try fields.date("day")
            lines = try fields.integer("lines")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("person", person)
            writer.field("day", day)
            writer.field("lines", lines)
            writer.endObject()
        }
    }

    /// What a reload did, or would do.
    package struct Report: VarlinkParameters, Sendable, Equatable {
        package var filesRead: Int
        package var filesPutOff: [String]
        package var casesAdded: Int
        package var casesChanged: Int
        package var casesWithdrawn: Int
        package var casesUnchanged: Int
        package var casesEvaluated: Int
        package var setAside: [SetAside]
        package var deadlinesOpened: Int
        package var deadlinesMoved: Int
        package var deadlinesClosed: Int
        package var mails: [Mail]
        package var refusal: String?

        /// What was read and what came of it.
        package init(
            filesRead: Int, filesPutOff: [String] = [], casesAdded: Int, casesChanged: Int,
            casesWithdrawn: Int, casesUnchanged: Int, casesEvaluated: Int, setAside: [SetAside],
            deadlinesOpened: Int, deadlinesMoved: Int, deadlinesClosed: Int, mails: [Mail] = [],
            refusal: String? = nil
        ) {
            self.filesRead = filesRead
            self.filesPutOff = filesPutOff
            self.casesAdded = casesAdded
            self.casesChanged = casesChanged
            self.casesWithdrawn = casesWithdrawn
            self.casesUnchanged = casesUnchanged
            self.casesEvaluated = casesEvaluated
            self.setAside = setAside
            self.deadlinesOpened = deadlinesOpened
            self.deadlinesMoved = deadlinesMoved
            self.deadlinesClosed = deadlinesClosed
            self.mails = mails
            self.refusal = refusal
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters,
                allowing: [
                    "filesRead", "filesPutOff", "casesAdded", "casesChanged", "casesWithdrawn",
                    "casesUnchanged", "casesEvaluated", "setAside", "deadlinesOpened",
                    "deadlinesMoved", "deadlinesClosed", "mails", "refusal",
                ])
            filesRead = try fields.integer("filesRead")
            filesPutOff = try fields.strings("filesPutOff")
            casesAdded = try fields.integer("casesAdded")
            casesChanged = try fields.integer("casesChanged")
            casesWithdrawn = try fields.integer("casesWithdrawn")
            casesUnchanged = try fields.integer("casesUnchanged")
            casesEvaluated = try fields.integer("casesEvaluated")
            setAside = try fields.array("setAside", SetAside.self)
            deadlinesOpened = try fields.integer("deadlinesOpened")
            deadlinesMoved = try fields.integer("deadlinesMoved")
            deadlinesClosed = try fields.integer("deadlinesClosed")
            mails = try fields.array("mails", Mail.self)
            refusal = try fields.optionalString("refusal")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("filesRead", filesRead)
            writer.field("filesPutOff", filesPutOff)
            writer.field("casesAdded", casesAdded)
            writer.field("casesChanged", casesChanged)
            writer.field("casesWithdrawn", casesWithdrawn)
            writer.field("casesUnchanged", casesUnchanged)
            writer.field("casesEvaluated", casesEvaluated)
            writer.field("setAside", setAside)
            writer.field("deadlinesOpened", deadlinesOpened)
            writer.field("deadlinesMoved", deadlinesMoved)
            writer.field("deadlinesClosed", deadlinesClosed)
            writer.field("mails", mails)
            writer.field("refusal", refusal)
            writer.endObject()
        }
    }
}
