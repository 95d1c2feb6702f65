package import JSONText

extension DeadlinesInterface {
    /// Which acts to list; what is nil does not narrow.
    package struct ActsQuery: VarlinkParameters, Sendable, Equatable {
        package var caseNumber: String?
        /// Whether those that have no effect any more are told too; nil for false.
        package var all: Bool?
        package var limit: Int?
        package var cursor: String?

        /// All that have an effect, unless said.
        package init(
            caseNumber: String? = nil, all: Bool? = nil, limit: Int? = nil, cursor: String? = nil
        ) {
            self.caseNumber = caseNumber
            self.all = all
            self.limit = limit
            self.cursor = cursor
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["case", "all", "limit", "cursor"])
            caseNumber = try fields.optionalString("case")
            all = try fields.optionalBool("all")
            limit = try fields.optionalInteger("limit")
            cursor = try fields.optionalString("cursor")
            try check()
        }

        private func check() throws(JSONFieldError) {
            if let limit, limit < 1 {
                throw JSONFieldError(name: "limit", problem: .outOfRange("1 or more"))
            }
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("case", caseNumber)
            writer.field("all", all)
            writer.field("limit", limit)
            writer.field("cursor", cursor)
            writer.endObject()
        }
    }

    /// Acts that match, or one batch of them.
    package struct ActsPage: VarlinkParameters, Sendable, Equatable {
        package var acts: [Act]
        package var cursor: String?

        /// A page of acts.
        package init(acts: [Act], cursor: String? = nil) {
            self.acts = acts
            self.cursor = cursor
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["acts", "cursor"])
            acts = try fields.array("acts", Act.self)
            cursor = try fields.optionalString("cursor")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("acts", acts)
            writer.field("cursor", cursor)
            writer.endObject()
        }
    }
}
