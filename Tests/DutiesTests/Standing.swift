import Casework
import CivilTime

/// Where a case stands on one day of its diary.
struct Standing {
    var day = CivilDate.minimum
    /// What the engine makes of the day, but for when it will be something else.
    private(set) var evaluation: DeadlineEngine.Evaluation?
    /// When that is.
    private(set) var changesOn: CivilDate?
    /// The same deadlines by what makes them the same.
    private(set) var deadlines: [DeadlineIdentity: Deadline] = [:]
    /// And in the order of the policy's rules.
    private var ordered: [Deadline] = []
    /// Why the deadlines are as they are, where one is another than the day before.
    var explanations: [DeadlineIdentity: Explanation] = [:]

    /// Before the first day.
    init() {}

    /// Where it stands when the engine makes this of a day.
    init(_ evaluation: DeadlineEngine.Evaluation, on day: CivilDate, of policy: Policy) {
        self.day = day
        var evaluation = evaluation
        changesOn = evaluation.changesOn
        evaluation.changesOn = nil
        self.evaluation = evaluation
        deadlines = Dictionary(
            evaluation.deadlines.map { ($0.identity, $0) }, uniquingKeysWith: { $1 })
        let places = Dictionary(
            uniqueKeysWithValues: policy.rules.map(\.name).enumerated().map { ($1, $0) })
        func key(_ deadline: Deadline) -> (Int, String, CivilDate) {
            let identity = deadline.identity
            return (places[identity.rule] ?? 0, identity.subject.text, deadline.trigger)
        }
        ordered = evaluation.deadlines.sorted { key($0) < key($1) }
    }

    /// What is open, by date.
    var open: [String] {
        ordered.filter { $0.end == nil }
            .sorted { $0.target < $1.target }
            .map { "\($0.name) due \($0.dates), \($0.owner ?? "nobody")" }
    }

    /// What is different from the day before.
    func changes(since before: Standing) -> [String] {
        let hasEnded = ordered.filter {
            $0.end != nil && $0.end != before.deadlines[$0.identity]?.end
        }
        let isOld = { (deadline: Deadline) in before.deadlines[deadline.identity] != nil }
        return hasEnded.filter(isOld).map(ending) + moves(since: before)
            + beginnings(since: before) + hasEnded.filter { !isOld($0) }.map(ending)
            + overdue(since: before) + passedOn(since: before) + troubles(since: before)
    }

    private func ending(of deadline: Deadline) -> String {
        guard let end = deadline.end else { return "" }
        let length = deadline.trigger.days(until: deadline.target)
        let taken = deadline.trigger.days(until: end.date)
        var told = "\(deadline.name) \(end.kind.rawValue)"
        switch end.kind {
        case .met, .metLate: told = "= \(told) (\(taken) of \(length) days)"
        default: told = "x \(told)\(why(deadline).map { ": \($0)" } ?? "")"
        }
        if let late = end.late { told += late == 1 ? ", 1 day late" : ", \(late) days late" }
        if let held = deadline.held(on: day) { told += ", held \(held) days" }
        if let reason = deadline.lateReason { told += ", \(reason)" }
        return end.date == day ? told : "\(told), of \(end.date)"
    }

    /// What ended it; a waiver has no more to say.
    private func why(_ ended: Deadline) -> String? {
        switch explanations[ended.identity]?.ending {
        case .companionEnded(let rule)?: "the end of \(rule)"
        case .superseded(let fact)?: fact.kind.name
        case .waived?, nil: nil
        case let ending?: ending.code
        }
    }

    private func moves(since before: Standing) -> [String] {
        var lines: [String] = []
        for deadline in ordered {
            guard let earlier = before.deadlines[deadline.identity] else { continue }
            if earlier.end != nil, deadline.end == nil {
                lines.append("o \(deadline.name) open again")
            }
            if earlier.target != deadline.target {
                let to = deadline.target.withWeekday
                lines.append("~ \(deadline.name) from \(earlier.target.withWeekday) to \(to)")
            }
            if earlier.onHoldSince == nil, deadline.onHoldSince != nil,
                let left = deadline.daysLeft(on: day)
            {
                lines.append("~ \(deadline.name) rests with \(left) days left")
            }
        }
        return lines
            + before.ordered.filter { deadlines[$0.identity] == nil }.map { "- \($0.name)" }
    }

    private func beginnings(since before: Standing) -> [String] {
        ordered.compactMap { deadline -> String? in
            guard before.deadlines[deadline.identity] == nil else { return nil }
            var told = "+ \(deadline.name) due \(deadline.dates), \(deadline.owner ?? "nobody")"
            if let cause = explanations[deadline.identity]?.cause, cause != .fact {
                told += ", \(cause.code)"
            }
            return deadline.trigger == day ? told : "\(told), of \(deadline.trigger)"
        }
    }

    private func overdue(since before: Standing) -> [String] {
        ordered.compactMap { deadline -> String? in
            let earlier = before.deadlines[deadline.identity]
            guard deadline.state(on: day) == .overdue, earlier?.state(on: before.day) != .overdue
            else { return nil }
            return "! \(deadline.name) overdue"
        }
    }

    private func passedOn(since before: Standing) -> [String] {
        var passed: [String: [String]] = [:]
        for deadline in ordered where deadline.end == nil {
            guard let earlier = before.deadlines[deadline.identity], earlier.end == nil,
                earlier.owner != deadline.owner
            else { continue }
            let owners = "\(earlier.owner ?? "nobody") to \(deadline.owner ?? "nobody")"
            passed[owners, default: []].append(deadline.name)
        }
        return passed.sorted { $0.key < $1.key }.map { owners, names in
            "> from \(owners): \(names.joined(separator: ", "))"
        }
    }

    private func troubles(since before: Standing) -> [String] {
        let problems = codes
        let before = before.codes
        return problems.subtracting(before).sorted().map { "? \($0)" }
            + before.subtracting(problems).sorted().map { "? \($0) no more" }
    }

    /// The codes of the problems.
    private var codes: Set<String> { Set((evaluation?.problems ?? []).map(\.code.rawValue)) }
}

extension Deadline {
    /// The rule and the subject.
    fileprivate var name: String {
        identity.rule + (identity.subject.textOrNil.map { " \($0)" } ?? "")
    }

    /// The target, and the working date where that is another.
    fileprivate var dates: String {
        let working = working == target ? "" : " (working \(working.withWeekday))"
        return target.withWeekday + working
    }
}
