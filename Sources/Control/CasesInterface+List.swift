package import CivilTime
package import JSONText

extension CasesInterface {
    /// Which cases to list; what is nil does not narrow.
    package struct CasesQuery: VarlinkParameters, Sendable, Equatable {
        package var status: [String]?
        package var coordinator: String?
        package var agency: String?
        package var profile: String?
        package var limit: Int?
        package var cursor: String?

        /// All cases, unless something narrows it.
        package init(
            status: [String]? = nil, coordinator: String? = nil, agency: String? = nil,
            profile: String? = nil, limit: Int? = nil, cursor: String? = nil
        ) {
            self.status = status
            self.coordinator = coordinator
            self.agency = agency
            self.profile = profile
            self.limit = limit
            self.cursor = cursor
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters,
                allowing: ["status", "coordinator", "agency", "profile", "limit", "cursor"])
            status = try fields.optionalStrings("status")
            coordinator = try fields.optionalString("coordinator")
            agency = try fields.optionalString("agency")
            profile = try fields.optionalString("profile")
            limit = try fields.optionalInteger("limit")
            cursor = try fields.optionalString("cursor")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("status", status)
            writer.field("coordinator", coordinator)
            writer.field("agency", agency)
            writer.field("profile", profile)
            writer.field("limit", limit)
            writer.field("cursor", cursor)
            writer.endObject()
        }
    }

    /// One page of cases.
    package struct Cases: VarlinkParameters, Sendable, Equatable {
        package var cases: [Case]
        package var asOf: CivilDate
        /// Where to go on; nil at the end.
        package var cursor: String?

        /// Cases with the day they are shown as of.
        package init(cases: [Case], asOf: CivilDate, cursor: String? = nil) {
            self.cases = cases
            self.asOf = asOf
            self.cursor = cursor
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["cases", "asOf", "cursor"])
            cases = try fields.array("cases", Case.self)
            asOf = try fields.date("asOf")
            cursor = try fields.optionalString("cursor")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("cases", cases)
            writer.field("asOf", asOf)
            writer.field("cursor", cursor)
            writer.endObject()
        }
    }

    /// What is exported.
    package struct ExportQuery: VarlinkParameters, Sendable, Equatable {
        package var caseNumber: String?
        /// Whether whole cases.
        package var all: Bool?

        /// What was recorded of all cases, unless something else is asked.
        package init(caseNumber: String? = nil, all: Bool? = nil) {
            self.caseNumber = caseNumber
            self.all = all
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["case", "all"])
            caseNumber = try fields.optionalString("case")
            all = try fields.optionalBool("all")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("case", caseNumber)
            writer.field("all", all)
            writer.endObject()
        }
    }

    /// Some lines of an export.
    package struct Exported: VarlinkParameters, Sendable, Equatable {
        package var lines: [String]

        /// Lines without their ends.
        package init(lines: [String]) {
            self.lines = lines
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["lines"])
            lines = try fields.strings("lines")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("lines", lines)
            writer.endObject()
        }
    }
}
