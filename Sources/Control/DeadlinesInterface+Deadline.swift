package import CivilTime
package import JSONText

extension DeadlinesInterface {
    /// One deadline as it stands on the day asked for (DESIGN section 5).
    package struct Deadline: VarlinkParameters, Sendable, Equatable {
        package var caseNumber: String
        package var rule: String
        package var subject: String?
        package var profile: String
        package var owner: String?
        package var trigger: CivilDate
        package var target: CivilDate
        package var working: CivilDate
        package var state: String
        package var daysLeft: Int?
        package var episode: Int
        package var ended: CivilDate?
        package var late: Int?
        package var held: Int?
        package var lateReason: String?
        package var basis: String
        package var section: String?

        /// A deadline by all that the wire says of it.
        package init(
            caseNumber: String, rule: String, subject: String?, profile: String, owner: String?,
            trigger: CivilDate, target: CivilDate, working: CivilDate, state: String,
            daysLeft: Int?, episode: Int, ended: CivilDate?, late: Int?, held: Int?,
            lateReason: String?, basis: String, section: String?
        ) {
            self.caseNumber = caseNumber
            self.rule = rule
            self.subject = subject
            self.profile = profile
            self.owner = owner
            self.trigger = trigger
            self.target = target
            self.working = working
            self.state = state
            self.daysLeft = daysLeft
            self.episode = episode
            self.ended = ended
            self.late = late
            self.held = held
            self.lateReason = lateReason
            self.basis = basis
            self.section = section
        }

        /// The names of its members in the order of the wire.
        package static let names = [
            "case", "rule", "subject", "profile", "owner", "trigger", "target", "working", "state",
            "daysLeft", "episode", "ended", "late", "held", "lateReason", "basis", "section",
        ]

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: Self.names)
            caseNumber = try fields.string("case")
            rule = try fields.string("rule")
            subject = try fields.optionalString("subject")
            profile = try fields.string("profile")
            owner = try fields.optionalString("owner")
            trigger = try fields.date("trigger")
            target = try fields.date("target")
            working = try fields.date("working")
            state = try fields.string("state")
            daysLeft = try fields.optionalInteger("daysLeft")
            episode = try fields.integer("episode")
            ended = try fields.optionalDate("ended")
            late = try fields.optionalInteger("late")
            held = try fields.optionalInteger("held")
            lateReason = try fields.optionalString("lateReason")
            basis = try fields.string("basis")
            section = try fields.optionalString("section")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("case", caseNumber)
            writer.field("rule", rule)
            writer.field("subject", subject)
            writer.field("profile", profile)
            writer.field("owner", owner)
            writer.field("trigger", trigger)
            writer.field("target", target)
            writer.field("working", working)
            writer.field("state", state)
            writer.field("daysLeft", daysLeft)
            writer.field("episode", episode)
            writer.field("ended", ended)
            writer.field("late", late)
            writer.field("held", held)
            writer.field("lateReason", lateReason)
            writer.field("basis", basis)
            writer.field("section", section)
            writer.endObject()
        }
    }
}
