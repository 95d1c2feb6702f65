package import CivilTime

/// Tells an explanation in sentences that a coordinator can read to a family.
///
/// The sentences may tell of a protection file: they are for whoever asks over the control socket,
/// and go into no mail and no journal (DESIGN 4).
package struct ExplanationText {
    let locale: Locale
    let today: CivilDate
    private let recordedOn: (Instant) -> CivilDate

    /// A teller of explanations in a language, as on a day; `recordedOn` gives an instant's day.
    package init(
        locale: Locale, today: CivilDate, recordedOn: @escaping (Instant) -> CivilDate
    ) {
        self.locale = locale
        self.today = today
        self.recordedOn = recordedOn
    }

    /// The explanation line by line; `said` gives the day on which a stage was said.
    package func lines(
        _ explanation: Explanation, said: [Stage: CivilDate] = [:]
    ) -> [String] {
        var lines = [title(explanation), basis(explanation)]
        lines += terms(explanation).map(\.text)
        lines.append(cause(explanation))
        lines += explanation.steps.map(sentence)
        lines.append(owner(explanation))
        lines.append(ending(explanation) ?? closing(explanation))
        lines.append(state(explanation.deadline))
        lines += stages(explanation, said)
        return lines.filter { !$0.isEmpty }
    }

    private func title(_ explanation: Explanation) -> String {
        let identity = explanation.deadline.identity
        let subject = identity.subject.textOrNil.map { " (\($0))" } ?? ""
        let says = explanation.rule.sentence(in: locale)
        let heading = "\(identity.caseNumber), \(identity.rule)\(subject)"
        return says.map { pick("\(heading): \($0)", "\(heading) : \($0)") } ?? heading
    }

    /// A fact in words, what it is about, its day unless that is the one just spoken of, and where
    /// it comes from.
    package func named(_ fact: Fact, on day: CivilDate? = nil) -> String {
        let details = details(fact)
        var text = FactKindWords.words(fact.kind, locale)
        if !details.isEmpty { text += " (\(details.joined(separator: ", ")))" }
        if fact.date != day { text += pick(" on \(fact.date)", " le \(fact.date)") }
        return "\(text), \(source(fact.origin))"
    }

    /// Several facts, one after the other.
    func named(_ facts: [Fact], on day: CivilDate? = nil) -> String {
        facts.map { named($0, on: day) }.joined(separator: "; ")
    }

    private func details(_ fact: Fact) -> [String] {
        var details: [String] = []
        if fact.kind.shape == .action {
            details.append(fact.subject.text)
        } else if fact.subject != .family {
            details += fact.subject.codes.map { recipient(String($0)) }
        }
        if fact.kind.shape == .wholeCase, let person = fact.attributes.code(.person) {
            details.append(person)
        }
        if let outcome = fact.attributes.code(.outcome), outcome == "revise",
            let words = FactPatternWords(locale).known(.outcome, outcome)
        {
            details.append(words)
        }
        if fact.kind == .meetingScheduled, let planned = fact.attributes.date(.for) {
            details.append(pick("for \(planned)", "pour le \(planned)"))
        }
        if fact.kind == .consentSigned, let expires = fact.attributes.date(.expires) {
            details.append(pick("through \(expires)", "jusqu'au \(expires)"))
        }
        return details
    }

    /// Where a fact comes from: its place in a file, or who recorded it when.
    package func source(_ origin: Origin) -> String {
        switch origin {
        case .declared(let place): return "\(place)"
        case .recorded(let person, let instant):
            return pick(
                "recorded by \(person) on \(recordedOn(instant))",
                "note de \(person) du \(recordedOn(instant))")
        }
    }

    func pick(_ english: String, _ french: String) -> String {
        locale == .fr ? french : english
    }

    func count(_ number: Int, _ one: String, _ many: String) -> String {
        let isOne = locale == .fr ? number < 2 : number == 1
        return "\(number) \(isOne ? one : many)"
    }

    /// The name of a rule, as a name.
    func quoted(_ rule: String) -> String { pick("“\(rule)”", "« \(rule) »") }

    /// An agency by its code, or the family by a word.
    func recipient(_ code: String) -> String {
        code == Subject.family.text ? pick("the family", "la famille") : code
    }
}
