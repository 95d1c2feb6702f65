import Casework
import CivilTime
import Control
import Ledger

/// Puts explanations into the words and the types of the wire.
struct ExplanationTeller {
    let site: Site
    let day: CivilDate
    let locale: Locale
    let said: [KeptSaying]

    /// An explanation as the wire has it.
    func wire(_ explanation: Explanation) -> DeadlinesInterface.Explanation {
        let deadline = explanation.deadline
        let rule = explanation.rule
        let words = self.words
        return DeadlinesInterface.Explanation(
            deadline: DeadlinesInterface.Deadline(deadline.row(on: day)),
            sentence: rule.sentence(in: locale) ?? "", section: deadline.section,
            document: explanation.document, intervalBasis: explanation.intervalBasis.rawValue,
            first: explanation.isFirst,
            terms: words.terms(explanation).map { .init(code: $0.code, text: $0.text) },
            triggerFact: triggerFact(explanation), cause: cause(explanation),
            steps: explanation.steps.map { step in
                DeadlinesInterface.Step(
                    what: code(step.step.what), from: step.step.from, to: step.step.to,
                    text: words.sentence(step))
            },
            skipped: explanation.steps.flatMap(\.skipped).map { skipped in
                DeadlinesInterface.SkippedDay(
                    date: skipped.day, reason: skipped.reason?.description ?? "hold")
            },
            ownership: ownership(explanation),
            closesWith: explanation.closing.patterns.map {
                pattern($0, words.closingWords(explanation))
            },
            underProtection: explanation.closing.isUnderProtection,
            countsEarlier: rule.countsFrom == .episode, waivedBy: rule.waivedBy.map { pattern($0) },
            cancelledBy: rule.cancelledBy.map { pattern($0) }, ending: ending(explanation),
            stages: explanation.stages.map { stage($0, deadline) },
            heldBack: heldBack(explanation),
            text: words.lines(explanation, said: saidDays(deadline)))
    }

    var words: ExplanationText {
        ExplanationText(locale: locale, today: day) { site.day(at: $0) }
    }

    private func kept(_ stage: Stage, _ deadline: Deadline) -> KeptSaying? {
        said.first { kept in
            kept.saying.identity == deadline.identity && kept.saying.target == deadline.target
                && kept.saying.stage == stage
        }
    }

    private func saidDays(_ deadline: Deadline) -> [Stage: CivilDate] {
        var days: [Stage: CivilDate] = [:]
        for kept in said
        where kept.saying.identity == deadline.identity && kept.saying.target == deadline.target {
            days[kept.saying.stage] = days[kept.saying.stage] ?? kept.saying.day
        }
        return days
    }

    private func stage(
        _ note: Explanation.StageNote, _ deadline: Deadline
    ) -> DeadlinesInterface.Stage {
        let occasion = note.occasion
        let kept = kept(occasion.stage, deadline)
        let state =
            if kept != nil { "said" } else if note.heldBack != nil {
                "held-back"
            } else if occasion
                .day <= day
            { "past" } else { "to-come" }
        return DeadlinesInterface.Stage(
            stage: occasion.stage.name, day: occasion.day, said: kept.map { site.text($0.at) },
            state: state, until: kept == nil ? note.heldBack?.until : nil,
            reason: kept == nil ? note.heldBack?.code : nil)
    }

    private func heldBack(_ explanation: Explanation) -> [DeadlinesInterface.HoldBack] {
        var reasons: [StageDecision.HoldBack] = []
        for reason in explanation.stages.compactMap(\.heldBack) where !reasons.contains(reason) {
            reasons.append(reason)
        }
        return reasons.map {
            DeadlinesInterface.HoldBack(
                by: $0.code, until: $0.until, rule: $0.rule, act: $0.act)
        }
    }

    private func code(_ what: TargetDate.Step.What) -> String {
        switch what {
        case .interval: "interval"
        case .intervalBefore: "interval-before"
        case .ownDate: "own-date"
        case .hold: "hold"
        case .notBeforeTrigger: "not-before-trigger"
        case .working: "working"
        }
    }
}
