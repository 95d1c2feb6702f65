package import JSONText

extension ServiceInterface {
    /// Who the daemon takes the caller to be.
    package struct Who: VarlinkParameters, Sendable, Equatable {
        package var uid: Int
        package var role: String
        package var person: String?
        package var teams: [String]

        /// A user with what `access:` gives them.
        package init(uid: Int, role: String, person: String? = nil, teams: [String] = []) {
            self.uid = uid
            self.role = role
            self.person = person
            self.teams = teams
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters, allowing: ["uid", "role", "person", "teams"])
            uid = try fields.integer("uid")
            role = try fields.string("role")
            person = try fields.optionalString("person")
            teams = try fields.strings("teams")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("uid", uid)
            writer.field("role", role)
            writer.field("person", person)
            writer.field("teams", teams)
            writer.endObject()
        }
    }
}
