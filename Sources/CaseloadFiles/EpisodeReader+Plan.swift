import Casework
import CivilTime

/// The service plan: when it was agreed, its goals and their actions.
extension EpisodeReader {
    /// The key `plan`.
    mutating func readPlan(_ fields: Fields) {
        guard let node = fields["plan"],
            let plan = reading.fields(node, "plan", keys: ["agreed", "revised", "shared", "goals"])
        else { return }
        addDates("agreed", of: plan, .planAgreed)
        addDates("revised", of: plan, .planRevised)
        addRecipients("shared", of: plan, .planShared, family: false) { Subject($0) }
        let agreed = facts.lazy.filter { $0.kind == .planAgreed }.map(\.date).min()
        var marks: [String: YAMLMark] = [:]
        for item in reading.list(plan["goals"], "goals") {
            readGoal(item, agreed: agreed, among: &marks)
        }
    }

    private static let goalKeys = [
        "goal", "area", "set", "achieved", "difficulty", "out-of-difficulty", "dropped", "actions",
    ]

    private mutating func readGoal(
        _ node: YAMLNode, agreed: CivilDate?, among marks: inout [String: YAMLMark]
    ) {
        guard let fields = reading.fields(node, "a goal", keys: Self.goalKeys) else { return }
        let code = identity("goal", of: fields, among: &marks) ?? Self.unread(at: fields.mark)
        let subject = Subject.code(code)
        var attributes: Attributes = [:]
        if let node = fields["area"] { attributes[.area] = area(node).map { .code($0) } }
        let mark = fields["goal"]?.mark ?? fields.mark
        let set = date("set", of: fields)?.value ?? agreed
        addSet(.goalSet, subject, on: set, of: fields, attributes, at: mark)
        addDates("achieved", of: fields, .goalAchieved, subject)
        addDates("difficulty", of: fields, .goalInDifficulty, subject)
        addDates("out-of-difficulty", of: fields, .goalOutOfDifficulty, subject)
        addDates("dropped", of: fields, .goalDropped, subject)
        var actionMarks: [String: YAMLMark] = [:]
        for item in reading.list(fields["actions"], "actions") {
            readAction(item, goal: code, goalSet: set, among: &actionMarks)
        }
    }

    private mutating func area(_ node: YAMLNode) -> String? {
        guard let profile, let areas = GoalAreas.of(profile: profile) else {
            return reading.code(node, "goal area")
        }
        return reading.choice(node, "goal area", of: areas)
    }

    /// A goal or action: set on its own day, else on that of what it belongs to (F7).
    private mutating func addSet(
        _ kind: FactKind, _ subject: Subject, on date: CivilDate?, of fields: Fields,
        _ attributes: Attributes, at mark: YAMLMark
    ) {
        if let date {
            add(kind, subject, on: date, attributes, at: fields["set"]?.mark ?? mark)
        } else if fields["set"] == nil {
            addOnFirstDay(kind, subject, attributes, at: mark)
        }
    }

    private static let actionKeys = [
        "action", "responsible", "set", "due", "review", "done", "reviewed", "results",
    ]

    private mutating func readAction(
        _ node: YAMLNode, goal: String, goalSet: CivilDate?, among marks: inout [String: YAMLMark]
    ) {
        guard let fields = reading.fields(node, "an action", keys: Self.actionKeys) else { return }
        let code =
            identity("action", of: fields, among: &marks) ?? Self.unread(at: fields.mark)
        let subject = Subject.action(code, of: goal)
        var attributes: Attributes = [:]
        attributes[.responsible] = fields["responsible"].flatMap {
            reading.code($0, "responsible")
        }.map { .code($0) }
        attributes[.due] = date("due", of: fields).map { .date($0.value) }
        attributes[.review] = date("review", of: fields).map { .date($0.value) }
        let set = date("set", of: fields)?.value ?? goalSet
        addSet(
            .actionSet, subject, on: set, of: fields, attributes,
            at: fields["action"]?.mark ?? fields.mark)

        var results: Attributes = [:]
        results[.results] = fields["results"].flatMap { reading.code($0, "results") }
            .map { .code($0) }
        if fields["results"] != nil, fields["done"] == nil, fields["reviewed"] == nil {
            reading.report(fields.mark(of: "results"), "'results' needs 'reviewed' or 'done'")
        }
        let wasReviewed = fields["reviewed"] != nil
        addDate("done", of: fields, .actionDone, subject, wasReviewed ? [:] : results)
        addDate("reviewed", of: fields, .actionReviewed, subject, results)
    }
}
