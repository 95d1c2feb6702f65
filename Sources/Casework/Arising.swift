import CivilTime

/// A start of a rule for one of those whom it concerns.
///
/// Those of one subject, in one period of its membership (W2), are a strand.
struct Arising {
    let start: Start
    let subject: Subject
    /// The days of the membership.
    let period: Span
    /// Which period of membership it is, from 1; nil where membership is not followed.
    let number: Int?

    /// Whether both are of one strand.
    func isOfOneStrand(with other: Arising) -> Bool {
        period == other.period && subject == other.subject
    }
}
