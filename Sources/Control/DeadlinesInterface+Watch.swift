package import CivilTime
package import JSONText

extension DeadlinesInterface {
    /// Which deadlines to watch; what is nil does not narrow.
    package struct WatchQuery: VarlinkParameters, Sendable, Equatable {
        package var coordinator: String?
        package var caseNumber: String?
        package var rule: String?
        package var profile: String?
        package var overdue: Bool?
        package var state: [String]?
        /// Whether to begin with those that are open.
        package var snapshot: Bool?

        /// All of them.
        package init(
            coordinator: String? = nil, caseNumber: String? = nil, rule: String? = nil,
            profile: String? = nil, overdue: Bool? = nil, state: [String]? = nil,
            snapshot: Bool? = nil
        ) {
            self.coordinator = coordinator
            self.caseNumber = caseNumber
            self.rule = rule
            self.profile = profile
            self.overdue = overdue
            self.state = state
            self.snapshot = snapshot
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters,
                allowing: [
                    "coordinator", "case", "rule", "profile", "overdue", "state", "snapshot",
                ])
            coordinator = try fields.optionalString("coordinator")
            caseNumber = try fields.optionalString("case")
            rule = try fields.optionalString("rule")
            profile = try fields.optionalString("profile")
            overdue = try fields.optionalBool("overdue")
            state = try fields.optionalStrings("state")
            snapshot = try fields.optionalBool("snapshot")
            let states = openStates + endedStates
            for word in state ?? [] where !states.contains(word) {
                let known = states.joined(separator: ", ")
                throw JSONFieldError(name: "state", problem: .outOfRange("one of \(known)"))
            }
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("coordinator", coordinator)
            writer.field("case", caseNumber)
            writer.field("rule", rule)
            writer.field("profile", profile)
            writer.field("overdue", overdue)
            writer.field("state", state)
            writer.field("snapshot", snapshot)
            writer.endObject()
        }

        /// The same as a question for a list.
        package var list: Query {
            var query = Query()
            query.coordinator = coordinator
            query.caseNumber = caseNumber
            query.rule = rule
            query.profile = profile
            query.overdue = overdue
            query.state = state
            return query
        }
    }

    /// Who was told a stage, and how.
    package struct Said: VarlinkParameters, Sendable, Equatable {
        package var stage: String
        package var person: String?
        package var channels: [String]

        /// That a stage was said.
        package init(stage: String, person: String?, channels: [String]) {
            self.stage = stage
            self.person = person
            self.channels = channels
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["stage", "person", "channels"])
            stage = try fields.string("stage")
            person = try fields.optionalString("person")
            channels = try fields.strings("channels")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("stage", stage)
            writer.field("person", person)
            writer.field("channels", channels)
            writer.endObject()
        }
    }

    /// One message of a watch.
    package struct Change: VarlinkParameters, Sendable, Equatable {
        package var kind: String
        package var at: String
        package var day: CivilDate
        package var before: Deadline?
        package var after: Deadline?
        package var said: Said?
        package var current: [Deadline]
        package var complete: Bool

        /// What happened, when, and to which deadline.
        package init(
            kind: String, at: String, day: CivilDate, before: Deadline? = nil,
            after: Deadline? = nil, said: Said? = nil, current: [Deadline] = [],
            complete: Bool = true
        ) {
            self.kind = kind
            self.at = at
            self.day = day
            self.before = before
            self.after = after
            self.said = said
            self.current = current
            self.complete = complete
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters,
                allowing: [
                    "kind", "at", "day", "before", "after", "said", "current", "complete",
                ])
            kind = try fields.string("kind")
            at = try fields.string("at")
            day = try fields.date("day")
            before = try fields.optionalObject("before", Deadline.self)
            after = try fields.optionalObject("after", Deadline.self)
            said = try fields.optionalObject("said", Said.self)
            current = try fields.array("current", Deadline.self)
            complete = try fields.bool("complete")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("kind", kind)
            writer.field("at", at)
            writer.field("day", day)
            writer.field("before", before)
            writer.field("after", after)
            writer.field("said", said)
            writer.field("current", current)
            writer.field("complete", complete)
            writer.endObject()
        }
    }
}
