package import CivilTime
package import JSONText

extension CasesInterface {
    /// What else a fact says, beside its kind, subject and date.
    package struct Attribute: VarlinkParameters, Sendable, Equatable {
        package var name: String
        package var values: [String]

        /// An attribute with what it holds.
        package init(name: String, values: [String]) {
            self.name = name
            self.values = values
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["name", "values"])
            name = try fields.string("name")
            values = try fields.strings("values")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("name", name)
            writer.field("values", values)
            writer.endObject()
        }
    }

    /// How a recorded fact was retracted.
    package typealias Retraction = DeadlinesInterface.Undone

    /// Something dated that happened or was agreed.
    package struct Fact: VarlinkParameters, Sendable, Equatable {
        package var id: String?
        package var kind: String
        package var subject: String?
        package var date: CivilDate
        package var attributes: [Attribute]
        package var state: String
        package var episode: Int?
        package var place: String?
        package var by: String?
        package var known: String
        package var retracted: Retraction?

        /// A fact by all that the wire says of it.
        package init(
            id: String?, kind: String, subject: String?, date: CivilDate, attributes: [Attribute],
            state: String, episode: Int?, place: String?, by: String?, known: String,
            retracted: Retraction?
        ) {
            self.id = id
            self.kind = kind
            self.subject = subject
            self.date = date
            self.attributes = attributes
            self.state = state
            self.episode = episode
            self.place = place
            self.by = by
            self.known = known
            self.retracted = retracted
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters,
                allowing: [
                    "id", "kind", "subject", "date", "attributes", "state", "episode", "place",
                    "by", "known", "retracted",
                ])
            id = try fields.optionalString("id")
            kind = try fields.string("kind")
            subject = try fields.optionalString("subject")
            date = try fields.date("date")
            attributes = try fields.array("attributes", Attribute.self)
            state = try fields.string("state")
            episode = try fields.optionalInteger("episode")
            place = try fields.optionalString("place")
            by = try fields.optionalString("by")
            known = try fields.string("known")
            retracted = try fields.optionalObject("retracted", Retraction.self)
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("id", id)
            writer.field("kind", kind)
            writer.field("subject", subject)
            writer.field("date", date)
            writer.field("attributes", attributes)
            writer.field("state", state)
            writer.field("episode", episode)
            writer.field("place", place)
            writer.field("by", by)
            writer.field("known", known)
            writer.field("retracted", retracted)
            writer.endObject()
        }
    }
}
