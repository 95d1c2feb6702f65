package import JSONText

extension CasesInterface {
    /// Which case is put on hold, from when and why.
    package struct Holding: VarlinkParameters, Sendable, Equatable {
        package var caseNumber: String
        /// As written; nil: today.
        package var from: String?
        package var reviewBy: String?
        package var reason: String?
        package var key: String?

        /// A hold of a case.
        package init(
            caseNumber: String, from: String? = nil, reviewBy: String? = nil, reason: String? = nil,
            key: String? = nil
        ) {
            self.caseNumber = caseNumber
            self.from = from
            self.reviewBy = reviewBy
            self.reason = reason
            self.key = key
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters, allowing: ["case", "from", "reviewBy", "reason", "key"])
            caseNumber = try fields.string("case")
            from = try fields.optionalString("from")
            reviewBy = try fields.optionalString("reviewBy")
            reason = try fields.optionalString("reason")
            key = try fields.optionalString("key")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("case", caseNumber)
            writer.field("from", from)
            writer.field("reviewBy", reviewBy)
            writer.field("reason", reason)
            writer.field("key", key)
            writer.endObject()
        }
    }

    /// Which case goes on, and from when.
    package struct Resuming: VarlinkParameters, Sendable, Equatable {
        package var caseNumber: String
        /// As written; nil: today.
        package var on: String?
        package var key: String?

        /// The end of a hold.
        package init(caseNumber: String, on: String? = nil, key: String? = nil) {
            self.caseNumber = caseNumber
            self.on = on
            self.key = key
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["case", "on", "key"])
            caseNumber = try fields.string("case")
            on = try fields.optionalString("on")
            key = try fields.optionalString("key")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("case", caseNumber)
            writer.field("on", on)
            writer.field("key", key)
            writer.endObject()
        }
    }
}
