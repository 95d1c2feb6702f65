package import CivilTime
package import JSONText

extension CasesInterface {
    /// Which case is asked for, and as of which day.
    package struct CaseQuery: VarlinkParameters, Sendable, Equatable {
        package var caseNumber: String
        /// As written, `-3d` for one: the daemon knows what day it is.
        package var asOf: String?

        /// A case, as it stands today where no day is given.
        package init(caseNumber: String, asOf: String? = nil) {
            self.caseNumber = caseNumber
            self.asOf = asOf
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["case", "asOf"])
            caseNumber = try fields.string("case")
            asOf = try fields.optionalString("asOf")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("case", caseNumber)
            writer.field("asOf", asOf)
            writer.endObject()
        }
    }

    /// Everything that is known of a case.
    package struct Timeline: VarlinkParameters, Sendable, Equatable {
        package var summary: Case
        package var episodes: [Episode]
        package var facts: [Fact]
        package var problems: [Problem]
        package var asOf: CivilDate

        /// A case with its facts.
        package init(
            summary: Case, episodes: [Episode], facts: [Fact], problems: [Problem], asOf: CivilDate
        ) {
            self.summary = summary
            self.episodes = episodes
            self.facts = facts
            self.problems = problems
            self.asOf = asOf
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters, allowing: ["case", "episodes", "facts", "problems", "asOf"])
            summary = try fields.object("case", Case.self)
            episodes = try fields.array("episodes", Episode.self)
            facts = try fields.array("facts", Fact.self)
            problems = try fields.array("problems", Problem.self)
            asOf = try fields.date("asOf")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("case", summary)
            writer.field("episodes", episodes)
            writer.field("facts", facts)
            writer.field("problems", problems)
            writer.field("asOf", asOf)
            writer.endObject()
        }
    }
}
