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

    /// What a reload did.
    package struct Report: VarlinkParameters, Sendable, Equatable {
        package var filesRead: Int
        package var casesAdded: Int
        package var casesChanged: Int
        package var casesWithdrawn: Int
        package var casesUnchanged: Int
        package var setAside: [SetAside]
        package var deadlinesOpened: Int
        package var deadlinesMoved: Int
        package var deadlinesClosed: Int

        /// What was read and what came of it.
        package init(
            filesRead: Int, casesAdded: Int, casesChanged: Int, casesWithdrawn: Int,
            casesUnchanged: Int, setAside: [SetAside], deadlinesOpened: Int, deadlinesMoved: Int,
            deadlinesClosed: Int
        ) {
            self.filesRead = filesRead
            self.casesAdded = casesAdded
            self.casesChanged = casesChanged
            self.casesWithdrawn = casesWithdrawn
            self.casesUnchanged = casesUnchanged
            self.setAside = setAside
            self.deadlinesOpened = deadlinesOpened
            self.deadlinesMoved = deadlinesMoved
            self.deadlinesClosed = deadlinesClosed
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters,
                allowing: [
                    "filesRead", "casesAdded", "casesChanged", "casesWithdrawn", "casesUnchanged",
                    "setAside", "deadlinesOpened", "deadlinesMoved", "deadlinesClosed",
                ])
            filesRead = try fields.integer("filesRead")
            casesAdded = try fields.integer("casesAdded")
            casesChanged = try fields.integer("casesChanged")
            casesWithdrawn = try fields.integer("casesWithdrawn")
            casesUnchanged = try fields.integer("casesUnchanged")
            setAside = try fields.array("setAside", SetAside.self)
            deadlinesOpened = try fields.integer("deadlinesOpened")
            deadlinesMoved = try fields.integer("deadlinesMoved")
            deadlinesClosed = try fields.integer("deadlinesClosed")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("filesRead", filesRead)
            writer.field("casesAdded", casesAdded)
            writer.field("casesChanged", casesChanged)
            writer.field("casesWithdrawn", casesWithdrawn)
            writer.field("casesUnchanged", casesUnchanged)
            writer.field("setAside", setAside)
            writer.field("deadlinesOpened", deadlinesOpened)
            writer.field("deadlinesMoved", deadlinesMoved)
            writer.field("deadlinesClosed", deadlinesClosed)
            writer.endObject()
        }
    }

    /// The answer to a reload.
    package struct ReloadReply: VarlinkParameters, Sendable, Equatable {
        package var report: Report

        /// Holds the report.
        package init(report: Report) {
            self.report = report
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["report"])
            report = try fields.object("report", Report.self)
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("report", report)
            writer.endObject()
        }
    }
}
