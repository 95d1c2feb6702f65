package import CivilTime
package import JSONText

extension DeadlinesInterface {
    /// Everything that explains one deadline.
    package struct Explanation: VarlinkParameters, Sendable, Equatable {
        package var deadline: Deadline
        package var sentence: String
        package var section: String?
        package var document: String?
        package var triggerFact: TriggerFact
        package var steps: [Step]
        package var skipped: [SkippedDay]
        package var stages: [Stage]
        package var heldBack: [HoldBack]
        package var text: [String]

        /// An explanation by its parts.
        package init(
            deadline: Deadline, sentence: String, section: String?, document: String?,
            triggerFact: TriggerFact, steps: [Step], skipped: [SkippedDay], stages: [Stage],
            heldBack: [HoldBack], text: [String]
        ) {
            self.deadline = deadline
            self.sentence = sentence
            self.section = section
            self.document = document
            self.triggerFact = triggerFact
            self.steps = steps
            self.skipped = skipped
            self.stages = stages
            self.heldBack = heldBack
            self.text = text
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters,
                allowing: [
                    "deadline", "sentence", "section", "document", "triggerFact", "steps",
                    "skipped", "stages", "heldBack", "text",
                ])
            deadline = try fields.object("deadline", Deadline.self)
            sentence = try fields.string("sentence")
            section = try fields.optionalString("section")
            document = try fields.optionalString("document")
            triggerFact = try fields.object("triggerFact", TriggerFact.self)
            steps = try fields.array("steps", Step.self)
            skipped = try fields.array("skipped", SkippedDay.self)
            stages = try fields.array("stages", Stage.self)
            heldBack = try fields.array("heldBack", HoldBack.self)
            text = try fields.strings("text")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("deadline", deadline)
            writer.field("sentence", sentence)
            writer.field("section", section)
            writer.field("document", document)
            writer.field("triggerFact", triggerFact)
            writer.field("steps", steps)
            writer.field("skipped", skipped)
            writer.field("stages", stages)
            writer.field("heldBack", heldBack)
            writer.field("text", text)
            writer.endObject()
        }
    }

    /// The explanations of the deadlines that match.
    package struct Explanations: VarlinkParameters, Sendable, Equatable {
        package var explanations: [Explanation]
        package var asOf: CivilDate

        /// Explanations as of a day.
        package init(explanations: [Explanation], asOf: CivilDate) {
            self.explanations = explanations
            self.asOf = asOf
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["explanations", "asOf"])
            explanations = try fields.array("explanations", Explanation.self)
            asOf = try fields.date("asOf")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("explanations", explanations)
            writer.field("asOf", asOf)
            writer.endObject()
        }
    }
}
