package import CivilTime

/// Why a deadline is as it is: rule, facts, arithmetic, stages, and what holds it back.
package struct Explanation: Hashable, Sendable {
    /// The deadline.
    package let deadline: Deadline
    /// The rule in the version that applies.
    package let rule: Rule
    /// The title of the program's document.
    package let document: String
    /// Where the interval comes from, which need not be where the duty comes from (SEMANTICS H2).
    package let intervalBasis: Rule.Basis
    /// Whether it is the first of a chain, or stands alone.
    package let isFirst: Bool
    /// The fact that started it; nil after a waiver.
    package let start: Fact?
    /// Why it counts from its trigger day.
    package let cause: DeadlineCause
    /// What that rests on beside the start fact.
    package let causeEvidence: Evidence
    /// How the deadline before it was waived, where that is the cause.
    package let waived: DeadlineEnding?
    /// What was known on the trigger day of an agency's consent, where the rule needs one (W4).
    package let consent: Fact?
    /// Why its owner owes it.
    package let ownership: Ownership
    /// What closes it from here on.
    package let closing: Closing
    /// What ended it; nil while it is open.
    package let ending: DeadlineEnding?
    /// What that rests on beside the fact that did it.
    package let endingEvidence: Evidence
    /// The arithmetic, in order.
    package let steps: [Step]
    /// The stages up to the next one, with what becomes of each.
    package let stages: [StageNote]

    /// What a cause or an ending rests on.
    package struct Evidence: Hashable, Sendable {
        /// The facts that brought it about.
        package var facts: [Fact] = []
        /// What the rule's `when` asks for and began to hold, or ceased to.
        package var conditions: [Rule.Condition] = []
    }

    /// The facts that close a deadline.
    package struct Closing: Hashable, Sendable {
        /// What closes it; one of these is enough.
        package let patterns: [FactPattern]
        /// Whether these are fewer than otherwise, as a protection file is open (A2).
        package let isUnderProtection: Bool
    }

    /// One step of the arithmetic, with the closed days that it passes over.
    package struct Step: Hashable, Sendable {
        /// The step.
        package let step: TargetDate.Step
        /// The closed days that it passes over, where it counts open days.
        package let skipped: [SkippedDay]
    }

    /// A day that a step passes over.
    package struct SkippedDay: Hashable, Sendable {
        /// The day.
        package let day: CivilDate
        /// Why it is not open; nil for a day of a hold.
        package let reason: ClosedReason?
    }

    /// A stage on its day.
    package struct StageNote: Hashable, Sendable {
        /// The stage and its day.
        package let occasion: StageSchedule.Occasion
        /// What holds it back, if something does.
        package let heldBack: StageDecision.HoldBack?
    }
}

extension DeadlineEngine {
    /// The explanations of those deadlines of a case that are asked for.
    package func explanations(
        _ timeline: Timeline, restraints: Restraints, where isAsked: (Deadline) -> Bool
    ) -> [Explanation] {
        var found: [Explanation] = []
        for episode in timeline.episodes {
            let links = links(of: episode, timeline)
            for rule in rules.rules {
                for link in links.made(rule).links {
                    guard let dates = links.targetDate(of: link) else { continue }
                    let deadline = deadline(link, dates, links)
                    guard isAsked(deadline) else { continue }
                    found.append(explanation(link, dates, deadline, links, restraints))
                }
            }
        }
        return found
    }

    private func explanation(
        _ link: Link, _ dates: TargetDate, _ deadline: Deadline, _ links: EpisodeLinks,
        _ restraints: Restraints
    ) -> Explanation {
        let lastDay = link.ended?.date ?? links.timeline.day
        let holds = link.episode.holds(endedBy: lastDay)
        let rule = link.rule
        let finder = EvidenceFinder(link: link, links: links)
        return Explanation(
            deadline: deadline, rule: rule, document: policy.document,
            intervalBasis: link.intervalBasis,
            isFirst: link.isFirst, start: link.start, cause: link.cause,
            causeEvidence: finder.causeEvidence, waived: finder.waived, consent: finder.consent,
            ownership: Ownership(link, dates.target, links), closing: finder.closing,
            ending: link.ended?.how, endingEvidence: finder.endingEvidence,
            steps: links.steps(to: link).map {
                Explanation.Step(step: $0, skipped: skipped($0, holds))
            },
            stages: stageNotes(deadline, through: lastDay, restraints))
    }

    private func stageNotes(
        _ deadline: Deadline, through day: CivilDate, _ restraints: Restraints
    ) -> [Explanation.StageNote] {
        guard let schedule = schedule(of: deadline) else { return [] }
        return StageSchedule.Track.allCases.flatMap { track in
            let occasions = schedule.occasions(track, throughFirstAfter: day)
            let current = occasions.current(on: day)
            return occasions.compactMap { occasion -> Explanation.StageNote? in
                if deadline.end != nil, occasion.day > day { return nil }
                // What a later one has taken the place of, nobody's decision holds back.
                let isPast = current.map { occasion.day < $0.day } ?? false
                return Explanation.StageNote(
                    occasion: occasion,
                    heldBack: deadline.end == nil
                        ? holdBack(deadline, occasion, from: day, restraints)
                            .flatMap { isPast && $0.act != nil ? nil : $0 } : nil)
            }
        }
    }

    /// What will hold a stage back on its day, as far as it is known on an earlier one.
    private func holdBack(
        _ deadline: Deadline, _ occasion: StageSchedule.Occasion, from day: CivilDate,
        _ restraints: Restraints
    ) -> StageDecision.HoldBack? {
        let reason = holdBack(
            deadline, occasion.stage, on: max(day, occasion.day), restraints: restraints)
        if let until = reason?.until, until < occasion.day { return nil }
        return reason
    }

    /// The closed days between the ends of a step that counts or seeks open days.
    private func skipped(
        _ step: TargetDate.Step, _ holds: [Range<CivilDate>]
    ) -> [Explanation.SkippedDay] {
        let days: ClosedRange<Int32>
        var counted: [Range<CivilDate>] = []
        switch step.what {
        case .interval(let interval) where interval.isInBusinessDays && step.from < step.to:
            days = (step.from.dayNumber + 1)...step.to.dayNumber
            counted = holds
        case .intervalBefore(let interval) where interval.isInBusinessDays && step.to < step.from:
            days = step.to.dayNumber...(step.from.dayNumber - 1)
        case .working where step.to < step.from:
            days = (step.to.dayNumber + 1)...step.from.dayNumber
        default: return []
        }
        return days.compactMap { number in
            guard let day = CivilDate(dayNumber: Int(number)) else { return nil }
            if let reason = calendar.closedReason(on: day) {
                return Explanation.SkippedDay(day: day, reason: reason)
            }
            guard counted.contains(where: { $0.contains(day) }) else { return nil }
            return Explanation.SkippedDay(day: day, reason: nil)
        }
    }
}
