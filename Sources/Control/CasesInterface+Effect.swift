package import CivilTime
package import JSONText

extension CasesInterface {
    /// A deadline with another target than before.
    package struct Moved: VarlinkParameters, Sendable, Equatable {
        package var deadline: DeadlinesInterface.Deadline
        package var from: CivilDate

        /// A deadline, and its target before.
        package init(deadline: DeadlinesInterface.Deadline, from: CivilDate) {
            self.deadline = deadline
            self.from = from
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["deadline", "from"])
            deadline = try fields.object("deadline", DeadlinesInterface.Deadline.self)
            from = try fields.date("from")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("deadline", deadline)
            writer.field("from", from)
            writer.endObject()
        }
    }

    /// A fact, and what has come of recording or retracting it.
    package struct Effect: VarlinkParameters, Sendable, Equatable {
        package var fact: Fact
        /// Whether nothing was to be done.
        package var standing: Bool
        package var opened: [DeadlinesInterface.Deadline]
        package var moved: [Moved]
        package var closed: [DeadlinesInterface.Deadline]
        /// Those that there are no more, as they stood.
        package var gone: [DeadlinesInterface.Deadline]
        package var problems: [Problem]

        /// A fact with the deadlines that are other than before.
        package init(
            fact: Fact, standing: Bool, opened: [DeadlinesInterface.Deadline], moved: [Moved],
            closed: [DeadlinesInterface.Deadline], gone: [DeadlinesInterface.Deadline],
            problems: [Problem]
        ) {
            self.fact = fact
            self.standing = standing
            self.opened = opened
            self.moved = moved
            self.closed = closed
            self.gone = gone
            self.problems = problems
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters,
                allowing: ["fact", "standing", "opened", "moved", "closed", "gone", "problems"])
            fact = try fields.object("fact", Fact.self)
            standing = try fields.bool("standing")
            opened = try fields.array("opened", DeadlinesInterface.Deadline.self)
            moved = try fields.array("moved", Moved.self)
            closed = try fields.array("closed", DeadlinesInterface.Deadline.self)
            gone = try fields.array("gone", DeadlinesInterface.Deadline.self)
            problems = try fields.array("problems", Problem.self)
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("fact", fact)
            writer.field("standing", standing)
            writer.field("opened", opened)
            writer.field("moved", moved)
            writer.field("closed", closed)
            writer.field("gone", gone)
            writer.field("problems", problems)
            writer.endObject()
        }
    }
}
