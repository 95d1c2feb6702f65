package import JSONText

extension CasesInterface {
    /// A fact to be recorded, as it was written.
    package struct Recording: VarlinkParameters, Sendable, Equatable {
        package var caseNumber: String
        package var kind: String
        package var subject: String?
        /// Nil: today.
        package var date: String?
        package var attributes: [Attribute]?
        /// By which the caller tells a retry.
        package var key: String?

        /// A fact of a case.
        package init(
            caseNumber: String, kind: String, subject: String? = nil, date: String? = nil,
            attributes: [Attribute]? = nil, key: String? = nil
        ) {
            self.caseNumber = caseNumber
            self.kind = kind
            self.subject = subject
            self.date = date
            self.attributes = attributes
            self.key = key
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters, allowing: ["case", "kind", "subject", "date", "attributes", "key"])
            caseNumber = try fields.string("case")
            kind = try fields.string("kind")
            subject = try fields.optionalString("subject")
            date = try fields.optionalString("date")
            attributes = try fields.optionalArray("attributes", Attribute.self)
            key = try fields.optionalString("key")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("case", caseNumber)
            writer.field("kind", kind)
            writer.field("subject", subject)
            writer.field("date", date)
            writer.field("attributes", attributes)
            writer.field("key", key)
            writer.endObject()
        }
    }

    /// Which recorded fact is retracted, and why.
    package struct Retracting: VarlinkParameters, Sendable, Equatable {
        package var caseNumber: String
        package var id: String?
        package var kind: String?
        package var subject: String?
        package var date: String?
        package var reason: String

        /// A fact by its id, or by its kind and more.
        package init(
            caseNumber: String, id: String?, kind: String?, subject: String?, date: String?,
            reason: String
        ) {
            self.caseNumber = caseNumber
            self.id = id
            self.kind = kind
            self.subject = subject
            self.date = date
            self.reason = reason
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters, allowing: ["case", "id", "kind", "subject", "date", "reason"])
            caseNumber = try fields.string("case")
            id = try fields.optionalString("id")
            kind = try fields.optionalString("kind")
            subject = try fields.optionalString("subject")
            date = try fields.optionalString("date")
            reason = try fields.string("reason")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("case", caseNumber)
            writer.field("id", id)
            writer.field("kind", kind)
            writer.field("subject", subject)
            writer.field("date", date)
            writer.field("reason", reason)
            writer.endObject()
        }
    }

    /// What is wrong with a fact.
    package struct Flaw: VarlinkParameters, Sendable, Equatable {
        package var parameter: String?
        package var text: String

        /// What is wrong, and where.
        package init(parameter: String?, text: String) {
            self.parameter = parameter
            self.text = text
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["parameter", "text"])
            parameter = try fields.optionalString("parameter")
            text = try fields.string("text")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("parameter", parameter)
            writer.field("text", text)
            writer.endObject()
        }
    }
}
