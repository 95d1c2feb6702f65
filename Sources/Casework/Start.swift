import CivilTime

/// What may start a deadline: a day, and mostly a fact.
struct Start {
    /// The day from which it counts, unless the strand or a condition begins later.
    let day: CivilDate
    /// The fact; nil where a waiver re-armed the deadline that it goes with.
    let fact: Fact?
    let cause: DeadlineCause
    /// The deadline that it goes with, if it does (C2).
    let companion: Link?
    /// The first day on which what started it no longer holds (S5).
    var until: CivilDate?
    /// The cycle that it belongs to: of one at a time, one in each (V2).
    var cycle = 0

    /// A fact as a start.
    init(_ fact: Fact, cause: DeadlineCause = .fact, on day: CivilDate? = nil) {
        self.day = day ?? fact.date
        self.fact = fact
        self.cause = cause
        companion = nil
    }

    /// The start of a deadline that goes with another (C2).
    init(with link: Link) {
        day = link.trigger
        fact = link.start
        cause = .deadline(of: link.rule.name)
        companion = link
    }

    /// The trigger key (I1).
    var key: String { companion?.triggerKey ?? fact.map(Link.triggerKey) ?? "" }

    /// What it is about.
    var subject: Subject { companion?.subject ?? fact?.subject ?? .wholeCase }
}
