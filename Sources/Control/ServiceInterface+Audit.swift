package import JSONText

extension ServiceInterface {
    /// Which rows of the audit trail to list; what is nil does not narrow.
    package struct AuditQuery: VarlinkParameters, Sendable, Equatable {
        package var caseNumber: String?
        package var uid: Int?
        package var user: String?
        package var method: String?
        /// As written, `-3d` for one: the daemon knows what day it is.
        package var since: String?
        /// As written.
        package var until: String?
        package var limit: Int?
        package var cursor: String?
        /// Whether the trail is checked instead of being listed; nil for false.
        package var verify: Bool?

        /// All rows.
        package init() {}

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters,
                allowing: [
                    "case", "uid", "user", "method", "since", "until", "limit", "cursor", "verify",
                ])
            caseNumber = try fields.optionalString("case")
            uid = try fields.optionalInteger("uid")
            user = try fields.optionalString("user")
            method = try fields.optionalString("method")
            since = try fields.optionalString("since")
            until = try fields.optionalString("until")
            limit = try fields.optionalInteger("limit")
            cursor = try fields.optionalString("cursor")
            verify = try fields.optionalBool("verify")
            try check()
        }

        private func check() throws(JSONFieldError) {
            if let uid, !(0...Int(UInt32.max)).contains(uid) {
                throw JSONFieldError(name: "uid", problem: .outOfRange("the number of a user"))
            }
            if let limit, limit < 1 {
                throw JSONFieldError(name: "limit", problem: .outOfRange("1 or more"))
            }
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("case", caseNumber)
            writer.field("uid", uid)
            writer.field("user", user)
            writer.field("method", method)
            writer.field("since", since)
            writer.field("until", until)
            writer.field("limit", limit)
            writer.field("cursor", cursor)
            writer.field("verify", verify)
            writer.endObject()
        }
    }

    /// Rows of the audit trail, or one batch of them, or what came of checking it.
    package struct AuditPage: VarlinkParameters, Sendable, Equatable {
        package var rows: [AuditRow]
        package var cursor: String?
        package var check: AuditCheck?

        /// A page of rows.
        package init(rows: [AuditRow], cursor: String? = nil, check: AuditCheck? = nil) {
            self.rows = rows
            self.cursor = cursor
            self.check = check
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["rows", "cursor", "check"])
            rows = try fields.array("rows", AuditRow.self)
            cursor = try fields.optionalString("cursor")
            check = try fields.optionalObject("check", AuditCheck.self)
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("rows", rows)
            writer.field("cursor", cursor)
            writer.field("check", check)
            writer.endObject()
        }
    }
}
