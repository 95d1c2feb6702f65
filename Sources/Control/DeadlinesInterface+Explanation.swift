package import CivilTime
package import JSONText

extension DeadlinesInterface {
    /// Everything that explains one deadline.
    package struct Explanation: VarlinkParameters, Sendable, Equatable {
        package var deadline: Deadline
        package var sentence: String
        package var section: String?
        package var document: String?
        package var intervalBasis: String
        package var first: Bool
        package var terms: [Term]
        package var triggerFact: Fact
        package var cause: Cause
        package var steps: [Step]
        package var skipped: [SkippedDay]
        package var ownership: Ownership
        package var closesWith: [FactPattern]
        package var underProtection: Bool
        package var countsEarlier: Bool
        package var waivedBy: [FactPattern]
        package var cancelledBy: [FactPattern]
        package var ending: Ending?
        package var stages: [Stage]
        package var heldBack: [HoldBack]
        package var text: [String]

        /// An explanation by its parts.
        package init(
            deadline: Deadline, sentence: String, section: String?, document: String?,
            intervalBasis: String, first: Bool, terms: [Term], triggerFact: Fact, cause: Cause,
            steps: [Step], skipped: [SkippedDay], ownership: Ownership, closesWith: [FactPattern],
            underProtection: Bool, countsEarlier: Bool, waivedBy: [FactPattern],
            cancelledBy: [FactPattern], ending: Ending?, stages: [Stage], heldBack: [HoldBack],
            text: [String]
        ) {
            self.deadline = deadline
            self.sentence = sentence
            self.section = section
            self.document = document
            self.intervalBasis = intervalBasis
            self.first = first
            self.terms = terms
            self.triggerFact = triggerFact
            self.cause = cause
            self.steps = steps
            self.skipped = skipped
            self.ownership = ownership
            self.closesWith = closesWith
            self.underProtection = underProtection
            self.countsEarlier = countsEarlier
            self.waivedBy = waivedBy
            self.cancelledBy = cancelledBy
            self.ending = ending
            self.stages = stages
            self.heldBack = heldBack
            self.text = text
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters,
                allowing: [
                    "deadline", "sentence", "section", "document", "intervalBasis", "first",
                    "terms", "triggerFact", "cause", "steps", "skipped", "ownership", "closesWith",
                    "underProtection", "countsEarlier", "waivedBy", "cancelledBy", "ending",
                    "stages", "heldBack", "text",
                ])
            deadline = try fields.object("deadline", Deadline.self)
            sentence = try fields.string("sentence")
            section = try fields.optionalString("section")
            document = try fields.optionalString("document")
            intervalBasis = try fields.string("intervalBasis")
            first = try fields.bool("first")
            terms = try fields.array("terms", Term.self)
            triggerFact = try fields.object("triggerFact", Fact.self)
            cause = try fields.object("cause", Cause.self)
            steps = try fields.array("steps", Step.self)
            skipped = try fields.array("skipped", SkippedDay.self)
            ownership = try fields.object("ownership", Ownership.self)
            closesWith = try fields.array("closesWith", FactPattern.self)
            underProtection = try fields.bool("underProtection")
            countsEarlier = try fields.bool("countsEarlier")
            waivedBy = try fields.array("waivedBy", FactPattern.self)
            cancelledBy = try fields.array("cancelledBy", FactPattern.self)
            ending = try fields.optionalObject("ending", Ending.self)
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
            writer.field("intervalBasis", intervalBasis)
            writer.field("first", first)
            writer.field("terms", terms)
            writer.field("triggerFact", triggerFact)
            writer.field("cause", cause)
            writer.field("steps", steps)
            writer.field("skipped", skipped)
            writer.field("ownership", ownership)
            writer.field("closesWith", closesWith)
            writer.field("underProtection", underProtection)
            writer.field("countsEarlier", countsEarlier)
            writer.field("waivedBy", waivedBy)
            writer.field("cancelledBy", cancelledBy)
            writer.field("ending", ending)
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
