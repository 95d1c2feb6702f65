package import JSONText

extension ServiceInterface {
    /// One backup.
    package struct BackupFile: VarlinkParameters, Sendable, Equatable {
        package var name: String
        package var at: String
        package var bytes: Int
        package var automatic: Bool

        /// The fields, in their order.
        package static let names = ["name", "at", "bytes", "automatic"]

        /// A backup by its name, and when what it holds was true.
        package init(name: String, at: String, bytes: Int, automatic: Bool) {
            self.name = name
            self.at = at
            self.bytes = bytes
            self.automatic = automatic
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: Self.names)
            name = try fields.string("name")
            at = try fields.string("at")
            bytes = try fields.integer("bytes")
            automatic = try fields.bool("automatic")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("name", name)
            writer.field("at", at)
            writer.field("bytes", bytes)
            writer.field("automatic", automatic)
            writer.endObject()
        }
    }

    /// The backups, as Status tells of them.
    package struct Backups: VarlinkParameters, Sendable, Equatable {
        package var folder: String
        package var last: BackupFile?
        package var running: String?
        package var error: String?

        /// The state of the backups.
        package init(folder: String, last: BackupFile?, running: String? = nil, error: String?) {
            self.folder = folder
            self.last = last
            self.running = running
            self.error = error
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters, allowing: ["folder", "last", "running", "error"])
            folder = try fields.string("folder")
            last = try fields.optionalObject("last", BackupFile.self)
            running = try fields.optionalString("running")
            error = try fields.optionalString("error")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("folder", folder)
            writer.field("last", last)
            writer.field("running", running)
            writer.field("error", error)
            writer.endObject()
        }
    }

    /// How a backup is asked for.
    package struct BackupOptions: VarlinkParameters, Sendable, Equatable {
        /// What it is to be called; nil for a name made of the site's time.
        package var name: String?
        /// How many automatic backups stay; nil for all.
        package var keep: Int?

        /// A backup of a name of its own that removes no other, unless said.
        package init(name: String? = nil, keep: Int? = nil) {
            self.name = name
            self.keep = keep
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["name", "keep"])
            name = try fields.optionalString("name")
            keep = try fields.optionalInteger("keep")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("name", name)
            writer.field("keep", keep)
            writer.endObject()
        }
    }

    /// A backup that was made.
    package struct BackupReply: VarlinkParameters, Sendable, Equatable {
        package var backup: BackupFile
        package var verified: Bool
        package var schema: Int
        package var cases: Int
        package var decisions: Int
        package var auditRows: Int
        package var pruned: [String]
        package var warning: String?

        /// The backup, what is in it, and which others were removed.
        package init(
            backup: BackupFile, verified: Bool, schema: Int, cases: Int, decisions: Int,
            auditRows: Int, pruned: [String] = [], warning: String? = nil
        ) {
            self.backup = backup
            self.verified = verified
            self.schema = schema
            self.cases = cases
            self.decisions = decisions
            self.auditRows = auditRows
            self.pruned = pruned
            self.warning = warning
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters,
                allowing: [
                    "backup", "verified", "schema", "cases", "decisions", "auditRows", "pruned",
                    "warning",
                ])
            backup = try fields.object("backup", BackupFile.self)
            verified = try fields.bool("verified")
            schema = try fields.integer("schema")
            cases = try fields.integer("cases")
            decisions = try fields.integer("decisions")
            auditRows = try fields.integer("auditRows")
            pruned = try fields.strings("pruned")
            warning = try fields.optionalString("warning")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("backup", backup)
            writer.field("verified", verified)
            writer.field("schema", schema)
            writer.field("cases", cases)
            writer.field("decisions", decisions)
            writer.field("auditRows", auditRows)
            writer.field("pruned", pruned)
            writer.field("warning", warning)
            writer.endObject()
        }
    }

    /// The backups that there are.
    package struct BackupList: VarlinkParameters, Sendable, Equatable {
        package var folder: String
        package var backups: [BackupFile]

        /// Backups of a folder.
        package init(folder: String, backups: [BackupFile]) {
            self.folder = folder
            self.backups = backups
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["folder", "backups"])
            folder = try fields.string("folder")
            backups = try fields.array("backups", BackupFile.self)
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("folder", folder)
            writer.field("backups", backups)
            writer.endObject()
        }
    }
}
