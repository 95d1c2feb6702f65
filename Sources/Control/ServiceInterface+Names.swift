package import JSONText

extension ServiceInterface {
    /// What there are codes of.
    package static let nameKinds = ["case", "rule", "person", "profile", "agency", "reason"]

    /// Which codes are asked for.
    package struct NamesQuery: VarlinkParameters, Sendable, Equatable {
        package var of: String
        package var beginning: String?
        package var limit: Int?
        package var cursor: String?

        /// The codes of a kind, all of them unless said.
        package init(
            of: String, beginning: String? = nil, limit: Int? = nil, cursor: String? = nil
        ) {
            self.of = of
            self.beginning = beginning
            self.limit = limit
            self.cursor = cursor
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters, allowing: ["of", "beginning", "limit", "cursor"])
            of = try fields.string("of")
            beginning = try fields.optionalString("beginning")
            limit = try fields.optionalInteger("limit")
            cursor = try fields.optionalString("cursor")
            guard nameKinds.contains(of) else {
                let known = nameKinds.joined(separator: ", ")
                throw JSONFieldError(name: "of", problem: .outOfRange("one of \(known)"))
            }
            if let limit, limit < 1 {
                throw JSONFieldError(name: "limit", problem: .outOfRange("1 or more"))
            }
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("of", of)
            writer.field("beginning", beginning)
            writer.field("limit", limit)
            writer.field("cursor", cursor)
            writer.endObject()
        }
    }

    /// Codes, and where to go on.
    package struct NamesPage: VarlinkParameters, Sendable, Equatable {
        package var names: [String]
        package var cursor: String?

        /// A page of codes.
        package init(names: [String], cursor: String? = nil) {
            self.names = names
            self.cursor = cursor
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["names", "cursor"])
            names = try fields.strings("names")
            cursor = try fields.optionalString("cursor")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("names", names)
            writer.field("cursor", cursor)
            writer.endObject()
        }
    }
}
