import Casework
import CivilTime
import Control
import JSONText
import Ledger

extension DeadlinesRequests {
    /// Answers an Explain call.
    ///
    /// - Throws: the error to answer with.
    func explain(
        _ input: DeadlinesInterface.ExplainQuery
    ) throws(VarlinkError) -> DeadlinesInterface.Explanations {
        let day = try self.day(input.asOf, parameter: "asOf")
        try checkCase(input.caseNumber)
        let locale = try locale(input.locale)
        var trigger: CivilDate?
        if let text = input.trigger { trigger = try self.day(text, parameter: "trigger") }
        let record: CaseRecord
        let said: [KeptSaying]
        do throws(LedgerError) {
            guard let found = try book.record(input.caseNumber) else {
                throw LedgerError(
                    .unreadableCase, path: book.ledger.path, value: input.caseNumber,
                    detail: "case '\(input.caseNumber)' is not there")
            }
            record = found
            said = try book.ledger.sayings(case: input.caseNumber)
        } catch {
            throw ServiceInterface.Failure.ledgerFailed(reason: error.description).wire
        }
        guard let engine = site.engines[record.declared.profile] else {
            throw noSuchRule(input.rule, among: [])
        }
        guard engine.policy.rule(named: input.rule) != nil else {
            throw noSuchRule(input.rule, among: engine.policy.rules.map(\.name))
        }
        let timeline = Timeline(record, on: day, directory: directory)
        let found = engine.explanations(timeline, goLive: site.goLive) {
            $0.identity.rule == input.rule
                && (input.subject == nil || $0.identity.subject.textOrNil == input.subject)
                && (trigger == nil || $0.trigger == trigger)
        }
        guard !found.isEmpty else {
            throw DeadlinesInterface.Failure.noSuchDeadline(
                caseNumber: input.caseNumber, rule: input.rule, subject: input.subject
            ).wire
        }
        let teller = ExplanationTeller(site: site, day: day, locale: locale, said: said)
        return DeadlinesInterface.Explanations(explanations: found.map(teller.wire), asOf: day)
    }

    private func locale(_ text: String?) throws(VarlinkError) -> Locale {
        guard let text else { return .en }
        guard let locale = Locale(rawValue: text) else {
            throw ServiceDescription.Failure.invalidParameter("locale").wire
        }
        return locale
    }

    private func noSuchRule(_ rule: String, among names: [String]) -> VarlinkError {
        DeadlinesInterface.Failure.noSuchRule(
            rule, nearest: Self.nearest(rule, among: names)
        ).wire
    }
}

/// Puts explanations into the words and the types of the wire.
struct ExplanationTeller {
    let site: Site
    let day: CivilDate
    let locale: Locale
    let said: [KeptSaying]

    /// An explanation as the wire has it.
    func wire(_ explanation: Explanation) -> DeadlinesInterface.Explanation {
        let deadline = explanation.deadline
        let words = ExplanationText(locale: locale, today: day)
        let lines = words.lines(explanation, said: saidDays(deadline)) { site.day(at: $0) }
        let sentence = explanation.rule.says[locale] ?? explanation.rule.says[.en] ?? ""
        return DeadlinesInterface.Explanation(
            deadline: DeadlinesInterface.Deadline(deadline.row(on: day)), sentence: sentence,
            section: deadline.section, document: explanation.document,
            triggerFact: triggerFact(explanation),
            steps: explanation.steps.map { step in
                DeadlinesInterface.Step(
                    what: code(step.step.what), from: step.step.from, to: step.step.to,
                    text: words.sentence(step))
            },
            skipped: explanation.steps.flatMap(\.skipped).map { skipped in
                DeadlinesInterface.SkippedDay(
                    date: skipped.day, reason: skipped.reason?.description ?? "hold")
            },
            stages: explanation.stages.map { stage($0, deadline) },
            heldBack: heldBack(explanation), text: lines)
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

    private func triggerFact(_ explanation: Explanation) -> DeadlinesInterface.TriggerFact {
        guard let start = explanation.start else {
            return DeadlinesInterface.TriggerFact(
                kind: "waived", subject: nil, date: explanation.deadline.trigger,
                origin: "the deadline before it was waived", known: nil)
        }
        let origin =
            switch start.origin {
            case .declared(let place): place.description
            case .recorded(let person, let instant):
                "recorded by \(person) at \(site.text(instant))"
            }
        return DeadlinesInterface.TriggerFact(
            kind: start.kind.name, subject: start.subject.textOrNil, date: start.date,
            origin: origin, known: site.text(start.known))
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
        return reasons.map { DeadlinesInterface.HoldBack(by: $0.code, until: $0.until) }
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
