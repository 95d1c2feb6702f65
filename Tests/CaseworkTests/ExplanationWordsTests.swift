import Casework
import CaseworkTestSupport
import CivilTime
import TestSupport
import Testing

/// Nothing that can be explained is without words, in either language.
@Suite struct ExplanationWordsTests {
    private static let kinds = FactKind.standard + FactKind.derived

    @Test("every kind of fact has words in both languages, and no two kinds have the same")
    func kinds() {
        for locale in Locale.allCases {
            let words = Self.kinds.map { FactKindWords.words($0, locale) }
            for (kind, word) in zip(Self.kinds, words) where kind.name.contains("-") {
                #expect(word != kind.name, "\(kind)")
            }
            #expect(Set(words).count == words.count)
            #expect(words.allSatisfy { !$0.isEmpty && !$0.hasSuffix(".") })
        }
        for kind in Self.kinds {
            let (english, french) = (
                FactKindWords.words(kind, .en), FactKindWords.words(kind, .fr)
            )
            #expect(english != french, "\(kind)")
        }
        #expect(FactKindWords.words(.site("x-court-date"), .fr) == "x-court-date")
    }

    @Test("every scope, role, state, stage, condition and hold-back has words in both languages")
    func others() {
        let english = Self.words(.en)
        let french = Self.words(.fr)
        #expect(Set(english).count == english.count)
        #expect(Set(french).count == french.count)
        for (word, mot) in zip(english, french) {
            #expect(!word.isEmpty && !mot.isEmpty)
            #expect(word != mot)
        }
    }

    private static func words(_ locale: Locale) -> [String] {
        let text = Told.text(locale, on: "2026-03-04")
        let day = date("2026-03-06")
        return Rule.Scope.allCases.map(text.each)
            + Deadline.State.allCases.map(text.stateName)
            + Person.Role.allCases.map(FactPatternWords(locale).role)
            + [Rule.Condition.currentAgencies(2), .openProtectionFile].map(text.clause)
            + [Stage.lead(2), .on, .overdue(2), .escalate(2)].map(text.stageName)
            + [
                StageDecision.HoldBack.hold, .booked(for: day), .attempted(through: day),
                .sooner(rule: "r"), .backlog,
            ].map(text.heldBack)
    }

    @Test("every reason for an owner, with and without a stand-in, has words in both languages")
    func owners() {
        for locale in Locale.allCases {
            let text = Told.text(locale, on: "2026-03-04")
            let told = Ownership.Reason.allCases.flatMap { reason in
                [nil, Ownership.StandIn.supervisor, .intake].map { standIn in
                    text.why(
                        Ownership(reason, standIn: standIn, before: "j-singh"), date("2026-03-02"))
                }
            }
            #expect(told.allSatisfy { !$0.isEmpty })
            // Two reasons need nobody to stand in, one has one stand-in only.
            #expect(Set(told).count >= Ownership.Reason.allCases.count * 2)
        }
    }

    @Test("every holiday of Ontario has a French name")
    func holidays() {
        // A year's open days pass over all of them.
        let story = Story(
            [Told.fact(.referred, "2026-01-30")],
            policy: Told.policy([Told.rule(due: .after(.businessDays(250)))]))
        let told = Told.both(story, on: "2026-03-04") { text, explanation in
            explanation.steps.map(text.sentence).joined()
        }
        #expect(told.count == 2)
        for holiday in Ontario.holidays {
            #expect(told.first?.contains("(\(holiday.name)") == true, "\(holiday.name)")
            #expect(told.last?.contains(holiday.name) == false, "\(holiday.name)")
        }
    }
}
