package import CivilTime
package import JSONText

extension ServiceInterface {
    /// How the daemon does.
    package struct Status: VarlinkParameters, Sendable, Equatable {
        package var version: String
        package var pid: Int
        package var started: String
        package var now: String
        package var today: CivilDate
        package var zone: String
        package var clock: String
        package var clockDoubt: String?
        package var ready: Bool
        package var state: String
        package var caseload: Caseload
        package var nextStage: String?
        package var journal: Journal
        package var spool: Spool
        package var ledger: Ledger
        package var backups: Backups
        package var problems: [Problem]
        package var problemCount: Int
        package var connections: Int

        /// The state of the daemon by its parts.
        package init(
            version: String, pid: Int, started: String, now: String, today: CivilDate, zone: String,
            clock: String, clockDoubt: String? = nil, ready: Bool, state: String,
            caseload: Caseload, nextStage: String?, journal: Journal, spool: Spool, ledger: Ledger,
            backups: Backups, problems: [Problem], problemCount: Int, connections: Int
        ) {
            self.version = version
            self.pid = pid
            self.started = started
            self.now = now
            self.today = today
            self.zone = zone
            self.clock = clock
            self.clockDoubt = clockDoubt
            self.ready = ready
            self.state = state
            self.caseload = caseload
            self.nextStage = nextStage
            self.journal = journal
            self.spool = spool
            self.ledger = ledger
            self.backups = backups
            self.problems = problems
            self.problemCount = problemCount
            self.connections = connections
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters,
                allowing: [
                    "version", "pid", "started", "now", "today", "zone", "clock", "clockDoubt",
                    "ready", "state", "caseload", "nextStage", "journal", "spool", "ledger",
                    "backups", "problems", "problemCount", "connections",
                ])
            version = try fields.string("version")
            pid = try fields.integer("pid")
            started = try fields.string("started")
            now = try fields.string("now")
            today = try fields.date("today")
            zone = try fields.string("zone")
            clock = try fields.string("clock")
            clockDoubt = try fields.optionalString("clockDoubt")
            ready = try fields.bool("ready")
            state = try fields.string("state")
            caseload = try fields.object("caseload", Caseload.self)
            nextStage = try fields.optionalString("nextStage")
            journal = try fields.object("journal", Journal.self)
            spool = try fields.object("spool", Spool.self)
            ledger = try fields.object("ledger", Ledger.self)
            backups = try fields.object("backups", Backups.self)
            problems = try fields.array("problems", Problem.self)
            problemCount = try fields.integer("problemCount")
            connections = try fields.integer("connections")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("version", version)
            writer.field("pid", pid)
            writer.field("started", started)
            writer.field("now", now)
            writer.field("today", today)
            writer.field("zone", zone)
            writer.field("clock", clock)
            writer.field("clockDoubt", clockDoubt)
            writer.field("ready", ready)
            writer.field("state", state)
            writer.field("caseload", caseload)
            writer.field("nextStage", nextStage)
            writer.field("journal", journal)
            writer.field("spool", spool)
            writer.field("ledger", ledger)
            writer.field("backups", backups)
            writer.field("problems", problems)
            writer.field("problemCount", problemCount)
            writer.field("connections", connections)
            writer.endObject()
        }
    }

    /// Something to look at.
    package struct Problem: VarlinkParameters, Sendable, Equatable {
        package var code: String
        package var caseNumber: String?
        package var place: String?
        package var text: String
        package var advice: String

        /// The fields, in their order.
        package static let names = ["code", "case", "place", "text", "advice"]

        /// A problem, its case and place, and what to do.
        package init(
            code: String, caseNumber: String?, place: String?, text: String, advice: String
        ) {
            self.code = code
            self.caseNumber = caseNumber
            self.place = place
            self.text = text
            self.advice = advice
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: Self.names)
            code = try fields.string("code")
            caseNumber = try fields.optionalString("case")
            place = try fields.optionalString("place")
            text = try fields.string("text")
            advice = try fields.string("advice")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("code", code)
            writer.field("case", caseNumber)
            writer.field("place", place)
            writer.field("text", text)
            writer.field("advice", advice)
            writer.endObject()
        }
    }
}
