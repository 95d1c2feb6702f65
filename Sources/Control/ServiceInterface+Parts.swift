package import JSONText

extension ServiceInterface {
    /// What was read from the caseload folder.
    package struct Caseload: VarlinkParameters, Sendable, Equatable {
        package var files: Int
        package var cases: Int
        package var setAside: Int
        package var open: Int
        package var overdue: Int
        package var lastLoad: String?
        package var refusal: String?

        /// Counts of what is in force.
        package init(
            files: Int, cases: Int, setAside: Int, open: Int, overdue: Int, lastLoad: String?,
            refusal: String? = nil
        ) {
            self.files = files
            self.cases = cases
            self.setAside = setAside
            self.open = open
            self.overdue = overdue
            self.lastLoad = lastLoad
            self.refusal = refusal
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters,
                allowing: [
                    "files", "cases", "setAside", "open", "overdue", "lastLoad", "refusal",
                ])
            files = try fields.integer("files")
            cases = try fields.integer("cases")
            setAside = try fields.integer("setAside")
            open = try fields.integer("open")
            overdue = try fields.integer("overdue")
            lastLoad = try fields.optionalString("lastLoad")
            refusal = try fields.optionalString("refusal")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("files", files)
            writer.field("cases", cases)
            writer.field("setAside", setAside)
            writer.field("open", open)
            writer.field("overdue", overdue)
            writer.field("lastLoad", lastLoad)
            writer.field("refusal", refusal)
            writer.endObject()
        }
    }

    /// The journal, one of the two ways out.
    package struct Journal: VarlinkParameters, Sendable, Equatable {
        package var reachable: Bool
        package var readable: Bool
        package var promise: String
        package var waiting: Int
        package var error: String?

        /// The state of the journal.
        package init(
            reachable: Bool, readable: Bool, promise: String, waiting: Int, error: String?
        ) {
            self.reachable = reachable
            self.readable = readable
            self.promise = promise
            self.waiting = waiting
            self.error = error
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters, allowing: ["reachable", "readable", "promise", "waiting", "error"])
            reachable = try fields.bool("reachable")
            readable = try fields.bool("readable")
            promise = try fields.string("promise")
            waiting = try fields.integer("waiting")
            error = try fields.optionalString("error")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("reachable", reachable)
            writer.field("readable", readable)
            writer.field("promise", promise)
            writer.field("waiting", waiting)
            writer.field("error", error)
            writer.endObject()
        }
    }

    /// The mail spool, the other way out.
    package struct Spool: VarlinkParameters, Sendable, Equatable {
        package var path: String
        package var writable: Bool
        package var waiting: Int
        package var new: Int?
        package var deferred: Int?
        package var failed: Int?
        package var unsentSeconds: Int?
        package var error: String?

        /// For how many whole hours mail has waited to be sent; nil where it is less than one.
        package var unsentHours: Int? {
            unsentSeconds.flatMap { $0 < 3600 ? nil : $0 / 3600 }
        }

        /// The state of the spool.
        package init(
            path: String, writable: Bool, waiting: Int, new: Int? = nil, deferred: Int? = nil,
            failed: Int? = nil, unsentSeconds: Int? = nil, error: String?
        ) {
            self.path = path
            self.writable = writable
            self.waiting = waiting
            self.new = new
            self.deferred = deferred
            self.failed = failed
            self.unsentSeconds = unsentSeconds
            self.error = error
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters,
                allowing: [
                    "path", "writable", "waiting", "new", "deferred", "failed",
                    "unsentSeconds", "error",
                ])
            path = try fields.string("path")
            writable = try fields.bool("writable")
            waiting = try fields.integer("waiting")
            new = try fields.optionalInteger("new")
            deferred = try fields.optionalInteger("deferred")
            failed = try fields.optionalInteger("failed")
            unsentSeconds = try fields.optionalInteger("unsentSeconds")
            error = try fields.optionalString("error")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("path", path)
            writer.field("writable", writable)
            writer.field("waiting", waiting)
            writer.field("new", new)
            writer.field("deferred", deferred)
            writer.field("failed", failed)
            writer.field("unsentSeconds", unsentSeconds)
            writer.field("error", error)
            writer.endObject()
        }
    }

    /// Where what cannot be derived is kept.
    package struct Ledger: VarlinkParameters, Sendable, Equatable {
        package var path: String
        package var schema: Int
        package var error: String?

        /// The database file and its version.
        package init(path: String, schema: Int, error: String? = nil) {
            self.path = path
            self.schema = schema
            self.error = error
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["path", "schema", "error"])
            path = try fields.string("path")
            schema = try fields.integer("schema")
            error = try fields.optionalString("error")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("path", path)
            writer.field("schema", schema)
            writer.field("error", error)
            writer.endObject()
        }
    }
}
