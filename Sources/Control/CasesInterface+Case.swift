package import CivilTime
package import JSONText

extension CasesInterface {
    /// A pause of a case.
    package struct Pause: VarlinkParameters, Sendable, Equatable {
        package var from: CivilDate
        package var resume: CivilDate?

        /// A pause, open where nothing ends it.
        package init(from: CivilDate, resume: CivilDate?) {
            self.from = from
            self.resume = resume
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["from", "resume"])
            from = try fields.date("from")
            resume = try fields.optionalDate("resume")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("from", from)
            writer.field("resume", resume)
            writer.endObject()
        }
    }

    /// One span of a case, from its first fact or its reopening to its discharge.
    package struct Episode: VarlinkParameters, Sendable, Equatable {
        package var number: Int
        package var start: CivilDate
        package var discharged: CivilDate?
        package var holds: [Pause]

        /// An episode with its holds.
        package init(number: Int, start: CivilDate, discharged: CivilDate?, holds: [Pause]) {
            self.number = number
            self.start = start
            self.discharged = discharged
            self.holds = holds
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters, allowing: ["number", "start", "discharged", "holds"])
            number = try fields.integer("number")
            start = try fields.date("start")
            discharged = try fields.optionalDate("discharged")
            holds = try fields.array("holds", Pause.self)
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("number", number)
            writer.field("start", start)
            writer.field("discharged", discharged)
            writer.field("holds", holds)
            writer.endObject()
        }
    }

    /// Something that somebody has to mend.
    package typealias Problem = ServiceInterface.Problem

    /// How a case stands.
    package struct Case: VarlinkParameters, Sendable, Equatable {
        package var caseNumber: String
        package var profile: String
        package var status: String
        package var coordinator: String?
        package var supervisor: String?
        package var open: Int
        package var overdue: Int
        package var nextTarget: CivilDate?

        /// A case by all that a list says of it.
        package init(
            caseNumber: String, profile: String, status: String, coordinator: String?,
            supervisor: String?, open: Int, overdue: Int, nextTarget: CivilDate?
        ) {
            self.caseNumber = caseNumber
            self.profile = profile
            self.status = status
            self.coordinator = coordinator
            self.supervisor = supervisor
            self.open = open
            self.overdue = overdue
            self.nextTarget = nextTarget
        }

        /// The names of its members in the order of the wire.
        package static let names = [
            "case", "profile", "status", "coordinator", "supervisor", "open", "overdue",
            "nextTarget",
        ]

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: Self.names)
            caseNumber = try fields.string("case")
            profile = try fields.string("profile")
            status = try fields.string("status")
            coordinator = try fields.optionalString("coordinator")
            supervisor = try fields.optionalString("supervisor")
            open = try fields.integer("open")
            overdue = try fields.integer("overdue")
            nextTarget = try fields.optionalDate("nextTarget")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("case", caseNumber)
            writer.field("profile", profile)
            writer.field("status", status)
            writer.field("coordinator", coordinator)
            writer.field("supervisor", supervisor)
            writer.field("open", open)
            writer.field("overdue", overdue)
            writer.field("nextTarget", nextTarget)
            writer.endObject()
        }
    }
}
