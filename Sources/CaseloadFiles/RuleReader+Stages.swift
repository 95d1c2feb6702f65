import Casework

/// When a rule is spoken of.
extension RuleReader {
    /// The longest time before or after a target at which a stage can fall.
    static let longestStageDays = 3_660

    /// The value of `stages`.
    mutating func stages(_ fields: Fields) -> StagePlan? {
        let keys = ["lead", "on", "overdue", "then-every", "escalate"]
        guard let node = reading.required("stages", in: fields, "a rule"),
            let stages = reading.fields(node, "stages", keys: keys)
        else { return nil }
        let overdue = days("overdue", in: stages)
        let every = stages["then-every"].flatMap {
            reading.number($0, "then-every", in: 1...Self.longestStageDays)
        }
        if overdue?.isEmpty == true, stages["then-every"] != nil {
            reading.report(
                stages.mark(of: "then-every"), "'then-every' needs a day in 'overdue' to go on from"
            )
        }
        let on = stages["on"].flatMap { reading.boolean($0, "on") } ?? true
        let lead = days("lead", in: stages) ?? []
        let escalate = days("escalate", in: stages) ?? []
        guard let overdue else {
            let plan = StagePlan(lead: lead, on: on, escalate: escalate)
            return StagePlan(
                lead: lead, on: on, overdue: plan.overdue, thenEvery: every ?? plan.thenEvery,
                escalate: escalate)
        }
        return StagePlan(
            lead: lead, on: on, overdue: overdue, thenEvery: every, escalate: escalate)
    }

    private mutating func days(_ key: String, in fields: Fields) -> [Int]? {
        guard let node = fields[key] else { return nil }
        return reading.list(node, key).compactMap {
            reading.number($0, key, in: 1...Self.longestStageDays)
        }
    }
}
