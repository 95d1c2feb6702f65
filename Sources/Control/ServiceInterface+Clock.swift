package import JSONText

extension ServiceInterface {
    /// What became of the doubt in the clock.
    package struct ClockReply: VarlinkParameters, Sendable, Equatable {
        package var confirmed: Bool
        package var now: String
        package var lastSeen: String?

        /// Whether there was one, and between which instants.
        package init(confirmed: Bool, now: String, lastSeen: String?) {
            self.confirmed = confirmed
            self.now = now
            self.lastSeen = lastSeen
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["confirmed", "now", "lastSeen"])
            confirmed = try fields.bool("confirmed")
            now = try fields.string("now")
            lastSeen = try fields.optionalString("lastSeen")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("confirmed", confirmed)
            writer.field("now", now)
            writer.field("lastSeen", lastSeen)
            writer.endObject()
        }
    }
}
