package import JSONText

extension ServiceInterface {
    /// A row of the audit trail.
    package struct AuditRow: VarlinkParameters, Sendable, Equatable {
        package var sequence: Int
        package var at: String
        package var uid: Int
        package var user: String
        package var role: String?
        package var person: String?
        package var method: String
        package var caseNumber: String?
        package var target: String?
        package var before: String?
        package var after: String?
        package var forgotten: Int?

        /// A row by its parts.
        package init(
            sequence: Int, at: String, uid: Int, user: String, role: String?, person: String?,
            method: String, caseNumber: String?, target: String?, before: String?, after: String?,
            forgotten: Int?
        ) {
            self.sequence = sequence
            self.at = at
            self.uid = uid
            self.user = user
            self.role = role
            self.person = person
            self.method = method
            self.caseNumber = caseNumber
            self.target = target
            self.before = before
            self.after = after
            self.forgotten = forgotten
        }

        /// The names of its fields on the wire, in their order.
        package static let names = [
            "sequence", "at", "uid", "user", "role", "person", "method", "case", "target",
            "before", "after", "forgotten",
        ]

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: Self.names)
            sequence = try fields.integer("sequence")
            at = try fields.string("at")
            uid = try fields.integer("uid")
            user = try fields.string("user")
            role = try fields.optionalString("role")
            person = try fields.optionalString("person")
            method = try fields.string("method")
            caseNumber = try fields.optionalString("case")
            target = try fields.optionalString("target")
            before = try fields.optionalString("before")
            after = try fields.optionalString("after")
            forgotten = try fields.optionalInteger("forgotten")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("sequence", sequence)
            writer.field("at", at)
            writer.field("uid", uid)
            writer.field("user", user)
            writer.field("role", role)
            writer.field("person", person)
            writer.field("method", method)
            writer.field("case", caseNumber)
            writer.field("target", target)
            writer.field("before", before)
            writer.field("after", after)
            writer.field("forgotten", forgotten)
            writer.endObject()
        }
    }

    /// What of the audit trail is not as it was written.
    package struct AuditFault: VarlinkParameters, Sendable, Equatable {
        package var kind: String
        package var sequence: Int
        package var text: String

        /// A fault and the first row that it affects.
        package init(kind: String, sequence: Int, text: String) {
            self.kind = kind
            self.sequence = sequence
            self.text = text
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["kind", "sequence", "text"])
            kind = try fields.string("kind")
            sequence = try fields.integer("sequence")
            text = try fields.string("text")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("kind", kind)
            writer.field("sequence", sequence)
            writer.field("text", text)
            writer.endObject()
        }
    }

    /// What came of checking the audit trail.
    package struct AuditCheck: VarlinkParameters, Sendable, Equatable {
        package var rows: Int
        package var forgotten: Int
        package var sequence: Int
        package var hash: String
        package var journalHeads: Int
        package var backupHeads: Int
        package var notes: [String]
        package var fault: AuditFault?

        /// A check by its parts.
        package init(
            rows: Int, forgotten: Int, sequence: Int, hash: String, journalHeads: Int,
            backupHeads: Int, notes: [String], fault: AuditFault?
        ) {
            self.rows = rows
            self.forgotten = forgotten
            self.sequence = sequence
            self.hash = hash
            self.journalHeads = journalHeads
            self.backupHeads = backupHeads
            self.notes = notes
            self.fault = fault
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters,
                allowing: [
                    "rows", "forgotten", "sequence", "hash", "journalHeads", "backupHeads",
                    "notes", "fault",
                ])
            rows = try fields.integer("rows")
            forgotten = try fields.integer("forgotten")
            sequence = try fields.integer("sequence")
            hash = try fields.string("hash")
            journalHeads = try fields.integer("journalHeads")
            backupHeads = try fields.integer("backupHeads")
            notes = try fields.strings("notes")
            fault = try fields.optionalObject("fault", AuditFault.self)
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("rows", rows)
            writer.field("forgotten", forgotten)
            writer.field("sequence", sequence)
            writer.field("hash", hash)
            writer.field("journalHeads", journalHeads)
            writer.field("backupHeads", backupHeads)
            writer.field("notes", notes)
            writer.field("fault", fault)
            writer.endObject()
        }
    }
}
