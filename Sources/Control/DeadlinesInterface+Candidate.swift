package import CivilTime
package import JSONText

extension DeadlinesInterface {
    /// A deadline that a name can mean.
    package struct Candidate: VarlinkParameters, Sendable, Equatable {
        package var subject: String?
        package var trigger: CivilDate

        /// A deadline by what tells it from others of its case and rule.
        package init(subject: String?, trigger: CivilDate) {
            self.subject = subject
            self.trigger = trigger
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["subject", "trigger"])
            subject = try fields.optionalString("subject")
            trigger = try fields.date("trigger")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("subject", subject)
            writer.field("trigger", trigger)
            writer.endObject()
        }

        /// The object as a value, for an error's parameters.
        var value: JSONValue {
            .object([
                JSONMember("subject", subject.map { .string($0) } ?? .null),
                JSONMember("trigger", .string(trigger.description)),
            ])
        }

        /// For each candidate the options that name it alone, no more than are needed.
        static func options(_ candidates: [Candidate]) -> [String] {
            candidates.map { candidate in
                let subjects = candidates.filter { $0.subject == candidate.subject }
                let triggers = candidates.filter { $0.trigger == candidate.trigger }
                // Without a subject any is meant, so that only the day can name what has none.
                let subject = candidate.subject.map { "--subject \(FailureWords.typed($0))" }
                let trigger = "--trigger \(candidate.trigger)"
                guard let subject else { return trigger }
                if subjects.count == 1 { return subject }
                return triggers.count == 1 ? trigger : "\(subject) \(trigger)"
            }
        }
    }
}
