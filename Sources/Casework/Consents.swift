import CivilTime

/// The consents of an episode, by agency (SEMANTICS W4).
struct Consents {
    private let facts: [String: [Fact]]

    init(_ index: EpisodeIndex) {
        // By day; of one day in the order of the kinds' bytes: refused, signed, withdrawn.
        let all = index.facts([
            FactPattern(.consentRefused), FactPattern(.consentSigned),
            FactPattern(.consentWithdrawn),
        ])
        facts = Dictionary(grouping: all) { $0.subject.text }
    }

    /// The days on which facts speak of an agency's consent.
    func days(of agency: String) -> [CivilDate] { (facts[agency] ?? []).map(\.date) }

    /// The latest consent fact of an agency on or before a day.
    func latest(of agency: String, on day: CivilDate) -> Fact? {
        facts[agency]?.last { $0.date <= day }
    }

    /// Whether, by what is known on one day, consent is in force on another.
    func isInForce(for agency: String, on day: CivilDate, knownOn known: CivilDate) -> Bool {
        guard let fact = latest(of: agency, on: min(day, known)), fact.kind == .consentSigned
        else { return false }
        return fact.attributes.date(.expires).map { day <= $0 } ?? true
    }

    /// The days on which an agency's consent is in force.
    func spans(of agency: String) -> [Span] {
        let list = facts[agency] ?? []
        var changes: [(day: CivilDate, holds: Bool)] = []
        for (index, fact) in list.enumerated() {
            let next = index + 1 < list.count ? list[index + 1].date : nil
            guard next != fact.date else { continue }
            guard fact.kind == .consentSigned else {
                changes.append((fact.date, false))
                continue
            }
            let ends = fact.attributes.date(.expires).flatMap { $0.checkedAdvanced(byDays: 1) }
            let isExpired = ends.map { $0 <= fact.date } ?? false
            changes.append((fact.date, !isExpired))
            if let ends, !isExpired, ends < next ?? .maximum { changes.append((ends, false)) }
        }
        return .holding(changes)
    }
}
