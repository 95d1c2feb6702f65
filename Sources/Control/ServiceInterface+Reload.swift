package import JSONText

extension ServiceInterface {
    /// How a reload is asked for.
    package struct ReloadOptions: VarlinkParameters, Sendable, Equatable {
        /// Whether nothing is to be put in force; nil for false.
        package var dryRun: Bool?
        /// Whether many cases or facts may go at once; nil for false.
        package var allowRemovals: Bool?

        /// A reload that takes effect, and no mass removal, unless said.
        package init(dryRun: Bool? = nil, allowRemovals: Bool? = nil) {
            self.dryRun = dryRun
            self.allowRemovals = allowRemovals
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["dryRun", "allowRemovals"])
            dryRun = try fields.optionalBool("dryRun")
            allowRemovals = try fields.optionalBool("allowRemovals")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("dryRun", dryRun)
            writer.field("allowRemovals", allowRemovals)
            writer.endObject()
        }
    }

    /// The answer to a reload.
    package struct ReloadReply: VarlinkParameters, Sendable, Equatable {
        package var report: Report

        /// Holds the report.
        package init(report: Report) {
            self.report = report
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["report"])
            report = try fields.object("report", Report.self)
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("report", report)
            writer.endObject()
        }
    }
}
