package import CivilTime
package import JSONText

extension NotificationsInterface {
    /// What is to be foretold; what is nil does not narrow.
    package struct PreviewQuery: VarlinkParameters, Sendable, Equatable {
        /// As written, `today` for one; so is `to`.
        package var from: String?
        package var to: String?
        package var person: String?
        package var caseNumber: String?
        package var stages: Bool?
        package var limit: Int?
        package var cursor: String?

        /// The days to come for everybody, unless said.
        package init(
            from: String? = nil, to: String? = nil, person: String? = nil,
            caseNumber: String? = nil, stages: Bool? = nil, limit: Int? = nil,
            cursor: String? = nil
        ) {
            self.from = from
            self.to = to
            self.person = person
            self.caseNumber = caseNumber
            self.stages = stages
            self.limit = limit
            self.cursor = cursor
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters,
                allowing: ["from", "to", "person", "case", "stages", "limit", "cursor"])
            from = try fields.optionalString("from")
            to = try fields.optionalString("to")
            person = try fields.optionalString("person")
            caseNumber = try fields.optionalString("case")
            stages = try fields.optionalBool("stages")
            limit = try fields.optionalInteger("limit")
            cursor = try fields.optionalString("cursor")
            if let limit, limit < 1 {
                throw JSONFieldError(name: "limit", problem: .outOfRange("1 or more"))
            }
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("from", from)
            writer.field("to", to)
            writer.field("person", person)
            writer.field("case", caseNumber)
            writer.field("stages", stages)
            writer.field("limit", limit)
            writer.field("cursor", cursor)
            writer.endObject()
        }
    }

    /// What will be said, or one batch of it.
    package struct PreviewPage: VarlinkParameters, Sendable, Equatable {
        package var coming: [Coming]
        package var from: CivilDate
        package var to: CivilDate
        package var asOf: String
        package var clockDoubt: String?
        package var cursor: String?

        /// A page of what will be said.
        package init(
            coming: [Coming], from: CivilDate, to: CivilDate, asOf: String,
            clockDoubt: String? = nil, cursor: String? = nil
        ) {
            self.coming = coming
            self.from = from
            self.to = to
            self.asOf = asOf
            self.clockDoubt = clockDoubt
            self.cursor = cursor
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters, allowing: ["coming", "from", "to", "asOf", "clockDoubt", "cursor"])
            coming = try fields.array("coming", Coming.self)
            from = try fields.date("from")
            to = try fields.date("to")
            asOf = try fields.string("asOf")
            clockDoubt = try fields.optionalString("clockDoubt")
            cursor = try fields.optionalString("cursor")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("coming", coming)
            writer.field("from", from)
            writer.field("to", to)
            writer.field("asOf", asOf)
            writer.field("clockDoubt", clockDoubt)
            writer.field("cursor", cursor)
            writer.endObject()
        }
    }
}
