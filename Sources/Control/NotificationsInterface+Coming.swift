package import CivilTime
package import JSONText

extension NotificationsInterface {
    /// A stage of a deadline that will be said.
    package struct ComingStage: VarlinkParameters, Sendable, Equatable {
        package var caseNumber: String
        package var episode: Int
        package var rule: String
        package var subject: String?
        package var owner: String?
        package var target: CivilDate
        package var stage: String
        package var standsInFor: String?
        package var channels: [String]

        /// A stage by all that the wire says of it.
        package init(
            caseNumber: String, episode: Int, rule: String, subject: String?, owner: String?,
            target: CivilDate, stage: String, standsInFor: String?, channels: [String]
        ) {
            self.caseNumber = caseNumber
            self.episode = episode
            self.rule = rule
            self.subject = subject
            self.owner = owner
            self.target = target
            self.stage = stage
            self.standsInFor = standsInFor
            self.channels = channels
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters,
                allowing: [
                    "case", "episode", "rule", "subject", "owner", "target", "stage",
                    "standsInFor", "channels",
                ])
            caseNumber = try fields.string("case")
            episode = try fields.integer("episode")
            rule = try fields.string("rule")
            subject = try fields.optionalString("subject")
            owner = try fields.optionalString("owner")
            target = try fields.date("target")
            stage = try fields.string("stage")
            standsInFor = try fields.optionalString("standsInFor")
            channels = try fields.strings("channels")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("case", caseNumber)
            writer.field("episode", episode)
            writer.field("rule", rule)
            writer.field("subject", subject)
            writer.field("owner", owner)
            writer.field("target", target)
            writer.field("stage", stage)
            writer.field("standsInFor", standsInFor)
            writer.field("channels", channels)
            writer.endObject()
        }
    }

    /// How many lines each part of a mail will have.
    package struct Lines: VarlinkParameters, Sendable, Equatable {
        package var escalated: Int
        package var overdue: Int
        package var due: Int
        package var coming: Int
        package var backlog: Int
        package var problems: Int
        package var notices: Int
        package var team: Bool

        /// The lines of a mail, by part.
        package init(
            escalated: Int = 0, overdue: Int = 0, due: Int = 0, coming: Int = 0,
            backlog: Int = 0, problems: Int = 0, notices: Int = 0, team: Bool = false
        ) {
            self.escalated = escalated
            self.overdue = overdue
            self.due = due
            self.coming = coming
            self.backlog = backlog
            self.problems = problems
            self.notices = notices
            self.team = team
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters,
                allowing: [
                    "escalated", "overdue", "due", "coming", "backlog", "problems", "notices",
                    "team",
                ])
            escalated = try fields.integer("escalated")
            overdue = try fields.integer("overdue")
            due = try fields.integer("due")
            coming = try fields.integer("coming")
            backlog = try fields.integer("backlog")
            problems = try fields.integer("problems")
            notices = try fields.integer("notices")
            team = try fields.bool("team")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("escalated", escalated)
            writer.field("overdue", overdue)
            writer.field("due", due)
            writer.field("coming", coming)
            writer.field("backlog", backlog)
            writer.field("problems", problems)
            writer.field("notices", notices)
            writer.field("team", team)
            writer.endObject()
        }
    }

    /// What somebody will be told at one time.
    package struct Coming: VarlinkParameters, Sendable, Equatable {
        package var day: CivilDate
        package var at: String
        package var person: String?
        package var lines: Lines?
        package var stageCount: Int
        package var stages: [ComingStage]

        /// What will be told, to whom and when.
        package init(
            day: CivilDate, at: String, person: String?, lines: Lines?, stageCount: Int,
            stages: [ComingStage]
        ) {
            self.day = day
            self.at = at
            self.person = person
            self.lines = lines
            self.stageCount = stageCount
            self.stages = stages
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters, allowing: ["day", "at", "person", "lines", "stageCount", "stages"])
            day = try fields.date("day")
            at = try fields.string("at")
            person = try fields.optionalString("person")
            lines = try fields.optionalObject("lines", Lines.self)
            stageCount = try fields.integer("stageCount")
            stages = try fields.array("stages", ComingStage.self)
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("day", day)
            writer.field("at", at)
            writer.field("person", person)
            writer.field("lines", lines)
            writer.field("stageCount", stageCount)
            writer.field("stages", stages)
            writer.endObject()
        }
    }
}
