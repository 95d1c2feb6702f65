import CivilTime

/// Days from one on and before another, as periods count (SEMANTICS F8); without an end for good.
struct Span: Hashable {
    let from: CivilDate
    let to: CivilDate?

    /// All days.
    static let always = Span(from: .minimum, to: nil)

    init(from: CivilDate, to: CivilDate?) {
        self.from = from
        self.to = to
    }

    /// The earlier of two ends; nil where neither comes.
    static func earlier(_ one: CivilDate?, _ other: CivilDate?) -> CivilDate? {
        guard let one, let other else { return one ?? other }
        return min(one, other)
    }

    /// Whether a day is one of them.
    func contains(_ day: CivilDate) -> Bool { from <= day && day < to ?? .maximum }

    /// The days that are in both; nil for none.
    func intersection(_ other: Span) -> Span? {
        let first = max(from, other.from)
        let end = Self.earlier(to, other.to)
        if let end, end <= first { return nil }
        return Span(from: first, to: end)
    }
}

extension [Span] {
    /// All days.
    static let always = [Span.always]

    /// Whether a day is in one of them.
    func contain(_ day: CivilDate) -> Bool { contains { $0.contains(day) } }

    /// The spans of a state that changes on days, in order: from where it holds to where it ends.
    static func holding(_ changes: [(day: CivilDate, holds: Bool)]) -> [Span] {
        var spans: [Span] = []
        var from: CivilDate?
        for (index, change) in changes.enumerated() {
            // What a later change of the same day says counts.
            if index + 1 < changes.count, changes[index + 1].day == change.day { continue }
            if change.holds {
                from = from ?? change.day
            } else if let start = from {
                spans.append(Span(from: start, to: change.day))
                from = nil
            }
        }
        if let from { spans.append(Span(from: from, to: nil)) }
        return spans
    }

    /// The days that are in one of these and in one of those; both in order.
    func intersection(_ others: [Span]) -> [Span] {
        flatMap { span in others.compactMap { span.intersection($0) } }
    }
}
