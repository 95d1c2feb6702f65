package import JSONText

extension CasesInterface {
    /// What somebody has to mend.
    package enum Problems: VarlinkMethod {
        package typealias Input = ProblemsQuery
        package typealias Output = ProblemsPage
        package static let name = "io.caseclock.Cases.Problems"
    }

    /// Which problems to list; what is nil does not narrow.
    package struct ProblemsQuery: VarlinkParameters, Sendable, Equatable {
        package var caseNumber: String?
        package var code: [String]?
        package var limit: Int?
        package var cursor: String?

        /// All there are, unless said.
        package init(
            caseNumber: String? = nil, code: [String]? = nil, limit: Int? = nil,
            cursor: String? = nil
        ) {
            self.caseNumber = caseNumber
            self.code = code
            self.limit = limit
            self.cursor = cursor
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters, allowing: ["case", "code", "limit", "cursor"])
            caseNumber = try fields.optionalString("case")
            code = try fields.optionalStrings("code")
            limit = try fields.optionalInteger("limit")
            cursor = try fields.optionalString("cursor")
            if let limit, limit < 1 {
                throw JSONFieldError(name: "limit", problem: .outOfRange("1 or more"))
            }
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("case", caseNumber)
            writer.field("code", code)
            writer.field("limit", limit)
            writer.field("cursor", cursor)
            writer.endObject()
        }
    }

    /// Problems that match, or one batch of them.
    package struct ProblemsPage: VarlinkParameters, Sendable, Equatable {
        package var problems: [Problem]
        package var total: Int
        package var cursor: String?

        /// A page of problems.
        package init(problems: [Problem], total: Int, cursor: String? = nil) {
            self.problems = problems
            self.total = total
            self.cursor = cursor
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["problems", "total", "cursor"])
            problems = try fields.array("problems", Problem.self)
            total = try fields.integer("total")
            cursor = try fields.optionalString("cursor")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("problems", problems)
            writer.field("total", total)
            writer.field("cursor", cursor)
            writer.endObject()
        }
    }
}
