package import JSONText

extension DeadlinesInterface {
    /// One of the terms on which a deadline is owed.
    package struct Term: VarlinkParameters, Sendable, Equatable {
        package var code: String
        package var text: String

        /// A term, as a code and in words.
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

    /// Why the owner of a deadline owes it.
    package struct Ownership: VarlinkParameters, Sendable, Equatable {
        package var reason: String
        package var standIn: String?
        package var before: String?
        package var text: String

        /// A reason, and who stands in, in codes and in words.
        package init(reason: String, standIn: String?, before: String?, text: String) {
            self.reason = reason
            self.standIn = standIn
            self.before = before
            self.text = text
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters, allowing: ["reason", "standIn", "before", "text"])
            reason = try fields.string("reason")
            standIn = try fields.optionalString("standIn")
            before = try fields.optionalString("before")
            text = try fields.string("text")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("reason", reason)
            writer.field("standIn", standIn)
            writer.field("before", before)
            writer.field("text", text)
            writer.endObject()
        }
    }
}
