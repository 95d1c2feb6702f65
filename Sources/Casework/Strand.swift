import CivilTime

/// What may start a deadline: a day, and mostly a fact.
struct Start {
    /// The day from which it counts, unless the strand or a condition begins later.
    var day: CivilDate
    /// The fact; nil where a waiver re-armed the deadline that it goes with.
    var fact: Fact?
    /// The trigger key (I1); it is put together when it is asked for.
    var key: String { knownKey ?? fact.map(Link.triggerKey) ?? "" }
    private let knownKey: String?
    /// What it is about.
    var subject: Subject
    var cause: DeadlineCause
    /// The first day on which what started it no longer holds (S5).
    var until: CivilDate?
    /// The rule and the last day of the deadline that it goes with (C2).
    var companion: (rule: String, end: CivilDate?)?
    /// The cycle that it belongs to: of one at a time, one in each (V2).
    var cycle = 0

    /// A fact as a start.
    init(_ fact: Fact, cause: DeadlineCause = .fact, on day: CivilDate? = nil) {
        self.day = day ?? fact.date
        self.fact = fact
        knownKey = nil
        subject = fact.subject
        self.cause = cause
    }

    /// The start of a deadline that goes with another (C2).
    init(with link: Link) {
        day = link.trigger
        fact = link.start
        knownKey = link.triggerKey
        subject = link.subject
        cause = .deadline(of: link.rule.name)
        companion = (link.rule.name, link.ended?.date)
    }
}

/// The starts of one rule that concern one subject, in one period of its membership (W2).
struct Strand {
    let subject: Subject
    /// The days of the membership.
    let period: Span
    /// Which period of membership it is, from 1; nil where membership is not followed.
    let number: Int?
    var starts: [Start]
}
