package import JSONText

extension DeadlinesInterface {
    /// Which deadline is meant, in the words of whoever asks.
    package struct DeadlineName: Sendable, Equatable {
        package var caseNumber: String
        package var rule: String
        /// Nil: any.
        package var subject: String?
        /// As written; nil: any.
        package var trigger: String?

        /// A deadline by case and rule, and by what tells it from others of them.
        package init(
            caseNumber: String, rule: String, subject: String? = nil, trigger: String? = nil
        ) {
            self.caseNumber = caseNumber
            self.rule = rule
            self.subject = subject
            self.trigger = trigger
        }

        static let names = ["case", "rule", "subject", "trigger"]

        init(_ fields: JSONFields) throws(JSONFieldError) {
            caseNumber = try fields.string("case")
            rule = try fields.string("rule")
            subject = try fields.optionalString("subject")
            trigger = try fields.optionalString("trigger")
        }

        func writeFields(to writer: inout JSONWriter) {
            writer.field("case", caseNumber)
            writer.field("rule", rule)
            writer.field("subject", subject)
            writer.field("trigger", trigger)
        }
    }

    /// What its owner knows of, why and for how long.
    package struct Acknowledgement: VarlinkParameters, Sendable, Equatable {
        package var deadline: DeadlineName
        package var reason: String
        /// As written.
        package var until: String?

        /// An acknowledgement; without a day it lasts until the state changes.
        package init(deadline: DeadlineName, reason: String, until: String?) {
            self.deadline = deadline
            self.reason = reason
            self.until = until
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters, allowing: DeadlineName.names + ["reason", "until"])
            deadline = try DeadlineName(fields)
            reason = try fields.string("reason")
            until = try fields.optionalString("until")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            deadline.writeFields(to: &writer)
            writer.field("reason", reason)
            writer.field("until", until)
            writer.endObject()
        }
    }

    /// What is put off, why and until when.
    package struct Snoozing: VarlinkParameters, Sendable, Equatable {
        package var deadline: DeadlineName
        package var reason: String
        /// As written.
        package var until: String

        /// A snooze until a day.
        package init(deadline: DeadlineName, reason: String, until: String) {
            self.deadline = deadline
            self.reason = reason
            self.until = until
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters, allowing: DeadlineName.names + ["reason", "until"])
            deadline = try DeadlineName(fields)
            reason = try fields.string("reason")
            until = try fields.string("until")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            deadline.writeFields(to: &writer)
            writer.field("reason", reason)
            writer.field("until", until)
            writer.endObject()
        }
    }

    /// What is not owed, and why.
    package struct Waiving: VarlinkParameters, Sendable, Equatable {
        package var deadline: DeadlineName
        package var reason: String

        /// A waiver.
        package init(deadline: DeadlineName, reason: String) {
            self.deadline = deadline
            self.reason = reason
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters, allowing: DeadlineName.names + ["reason"])
            deadline = try DeadlineName(fields)
            reason = try fields.string("reason")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            deadline.writeFields(to: &writer)
            writer.field("reason", reason)
            writer.endObject()
        }
    }

    /// Which act is undone, and why.
    package struct Undoing: VarlinkParameters, Sendable, Equatable {
        package var id: String
        package var reason: String

        /// An act by its id, and why it is undone.
        package init(id: String, reason: String) {
            self.id = id
            self.reason = reason
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["id", "reason"])
            id = try fields.string("id")
            reason = try fields.string("reason")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("id", id)
            writer.field("reason", reason)
            writer.endObject()
        }
    }

    /// The answer to whatever was done.
    package struct ActReply: VarlinkParameters, Sendable, Equatable {
        package var act: Act

        /// Holds the act.
        package init(act: Act) {
            self.act = act
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["act"])
            act = try fields.object("act", Act.self)
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("act", act)
            writer.endObject()
        }
    }
}
