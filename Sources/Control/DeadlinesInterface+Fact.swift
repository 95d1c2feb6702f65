package import CivilTime
package import JSONText

extension DeadlinesInterface {
    /// A fact that an explanation names.
    package struct Fact: VarlinkParameters, Sendable, Equatable {
        package var kind: String
        package var subject: String?
        package var date: CivilDate
        package var origin: String
        package var known: String?
        package var text: String

        /// A fact, in codes and in words, where it comes from, and when it became known.
        package init(
            kind: String, subject: String?, date: CivilDate, origin: String, known: String?,
            text: String
        ) {
            self.kind = kind
            self.subject = subject
            self.date = date
            self.origin = origin
            self.known = known
            self.text = text
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters, allowing: ["kind", "subject", "date", "origin", "known", "text"])
            kind = try fields.string("kind")
            subject = try fields.optionalString("subject")
            date = try fields.date("date")
            origin = try fields.string("origin")
            known = try fields.optionalString("known")
            text = try fields.string("text")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("kind", kind)
            writer.field("subject", subject)
            writer.field("date", date)
            writer.field("origin", origin)
            writer.field("known", known)
            writer.field("text", text)
            writer.endObject()
        }
    }

    /// Facts of a kind, with what they must have.
    package struct FactPattern: VarlinkParameters, Sendable, Equatable {
        package var kind: String
        package var attributes: [AttributeCodes]
        package var roles: [String]
        package var text: String

        /// The kind and what the facts must have, in codes and in words.
        package init(kind: String, attributes: [AttributeCodes], roles: [String], text: String) {
            self.kind = kind
            self.attributes = attributes
            self.roles = roles
            self.text = text
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters, allowing: ["kind", "attributes", "roles", "text"])
            kind = try fields.string("kind")
            attributes = try fields.array("attributes", AttributeCodes.self)
            roles = try fields.strings("roles")
            text = try fields.string("text")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("kind", kind)
            writer.field("attributes", attributes)
            writer.field("roles", roles)
            writer.field("text", text)
            writer.endObject()
        }
    }

    /// An attribute and the codes of which it must have one.
    package struct AttributeCodes: VarlinkParameters, Sendable, Equatable {
        package var name: String
        package var anyOf: [String]

        /// An attribute with its codes.
        package init(name: String, anyOf: [String]) {
            self.name = name
            self.anyOf = anyOf
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["name", "anyOf"])
            name = try fields.string("name")
            anyOf = try fields.strings("anyOf")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("name", name)
            writer.field("anyOf", anyOf)
            writer.endObject()
        }
    }
}
