package import JSONText

extension CasesInterface {
    /// Which case to forget, and why.
    package struct Forgetting: VarlinkParameters, Sendable, Equatable {
        package var caseNumber: String
        package var reason: String
        /// Whether nothing is to be forgotten, only said what would be; nil for false.
        package var dryRun: Bool?

        /// A case to be forgotten.
        package init(caseNumber: String, reason: String, dryRun: Bool? = nil) {
            self.caseNumber = caseNumber
            self.reason = reason
            self.dryRun = dryRun
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["case", "reason", "dryRun"])
            caseNumber = try fields.string("case")
            reason = try fields.string("reason")
            dryRun = try fields.optionalBool("dryRun")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("case", caseNumber)
            writer.field("reason", reason)
            writer.field("dryRun", dryRun)
            writer.endObject()
        }
    }

    /// How much was forgotten, or would be.
    package struct Forgotten: VarlinkParameters, Sendable, Equatable {
        package var facts = 0
        package var acts = 0
        package var silences = 0
        package var sayings = 0
        package var notifications = 0
        package var masked = 0
        package var auditRows = 0
        package var spool: [String]?

        /// Nothing.
        package init() {}

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters,
                allowing: [
                    "facts", "acts", "silences", "sayings", "notifications", "masked", "auditRows",
                    "spool",
                ])
            facts = try fields.integer("facts")
            acts = try fields.integer("acts")
            silences = try fields.integer("silences")
            sayings = try fields.integer("sayings")
            notifications = try fields.integer("notifications")
            masked = try fields.integer("masked")
            auditRows = try fields.integer("auditRows")
            spool = try fields.optionalStrings("spool")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("facts", facts)
            writer.field("acts", acts)
            writer.field("silences", silences)
            writer.field("sayings", sayings)
            writer.field("notifications", notifications)
            writer.field("masked", masked)
            writer.field("auditRows", auditRows)
            writer.field("spool", spool)
            writer.endObject()
        }
    }

    /// The answer to a forgetting.
    package struct ForgetReply: VarlinkParameters, Sendable, Equatable {
        package var dryRun: Bool
        package var forgotten: Forgotten

        /// What was forgotten, or would be.
        package init(dryRun: Bool, forgotten: Forgotten) {
            self.dryRun = dryRun
            self.forgotten = forgotten
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["dryRun", "forgotten"])
            dryRun = try fields.bool("dryRun")
            forgotten = try fields.object("forgotten", Forgotten.self)
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("dryRun", dryRun)
            writer.field("forgotten", forgotten)
            writer.endObject()
        }
    }
}
