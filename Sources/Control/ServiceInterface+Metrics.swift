package import JSONText

extension ServiceInterface {
    /// The daemon's figures.
    package struct MetricsReply: VarlinkParameters, Sendable, Equatable {
        package var text: String

        /// Holds the text.
        package init(text: String) { self.text = text }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            text = try JSONFields(parameters, allowing: ["text"]).string("text")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("text", text)
            writer.endObject()
        }
    }
}
