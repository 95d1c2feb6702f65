package import CivilTime

/// Whether a stage of a deadline is to be said on a day, and if not, why not.
package enum StageDecision: Hashable, Sendable {
    /// It is to be said, unless it was said before.
    case say(StageSchedule.Occasion)
    /// Something holds it back, to be looked at again when the facts or the day change.
    case heldBack(StageSchedule.Occasion, HoldBack)
    /// No stage has come yet, or there will be none.
    case nothing

    /// What holds stages back.
    package enum HoldBack: Hashable, Sendable {
        /// The case is on hold (SEMANTICS H3, H4).
        case hold
        /// A meeting that would close it is planned for the day (M4).
        case booked(for: CivilDate)
        /// The family or the provider was tried without success; through the day (K2).
        case attempted(through: CivilDate)
        /// Another rule asks for the same sooner (V3).
        case sooner(rule: String)
        /// The target lies before the site went live.
        case backlog
        /// The owner has acknowledged it; through the day, where one is known (I6).
        case acknowledged(String, through: CivilDate?)
        /// The owner hears of it later; through the day, where one is known (I6).
        case snoozed(String, through: CivilDate?)
        /// A silence is in force, through the day.
        case silenced(String, through: CivilDate)

        /// The code that the wire and explanations use.
        package var code: String {
            switch self {
            case .hold: "hold"
            case .booked: "booked"
            case .attempted: "attempted"
            case .sooner: "sooner"
            case .backlog: "backlog"
            case .acknowledged: "acknowledged"
            case .snoozed: "snoozed"
            case .silenced: "silenced"
            }
        }

        /// The id of the act or silence, where somebody's decision holds it back.
        package var act: String? {
            switch self {
            case .acknowledged(let id, _), .snoozed(let id, _), .silenced(let id, _): id
            case .hold, .booked, .attempted, .sooner, .backlog: nil
            }
        }

        /// The last day on which it holds back, where that is known.
        package var until: CivilDate? {
            switch self {
            case .booked(let day): day
            case .attempted(let day): day
            case .acknowledged(_, let day), .snoozed(_, let day): day
            case .silenced(_, let day): day
            case .hold, .backlog, .sooner: nil
            }
        }
    }
}

extension DeadlineEngine {
    /// What is to be said of a deadline on a day, by one track.
    ///
    /// It is always the latest stage whose day has come: so a stage that was missed, for whatever
    /// reason, is said once with what is true now, and those before it never (I5).
    package func decision(
        _ deadline: Deadline, _ track: StageSchedule.Track, on day: CivilDate,
        restraints: Restraints
    ) -> StageDecision {
        let occasions = occasions(
            deadline, track, throughFirstAfter: day, restraints: restraints)
        guard let occasion = occasions.current(on: day) else { return .nothing }
        if let reason = holdBack(deadline, occasion.stage, on: day, restraints: restraints) {
            return .heldBack(occasion, reason)
        }
        return .say(occasion)
    }

    /// The occasions of a track up to a day, and the first one after it.
    ///
    /// Of the time before the site went live there is one only: that it is listed.
    private func occasions(
        _ deadline: Deadline, _ track: StageSchedule.Track, throughFirstAfter day: CivilDate,
        restraints: Restraints
    ) -> [StageSchedule.Occasion] {
        guard deadline.end == nil, let schedule = schedule(of: deadline) else { return [] }
        if let goLive = restraints.goLive, restraints.isBacklog(deadline) {
            return track == .owner ? [StageSchedule.Occasion(stage: .backlog, day: goLive)] : []
        }
        return schedule.occasions(track, throughFirstAfter: day)
    }

    /// What holds a stage of a deadline back on a day; nil where nothing does.
    package func holdBack(
        _ deadline: Deadline, _ stage: Stage, on day: CivilDate, restraints: Restraints
    ) -> StageDecision.HoldBack? {
        if stage != .backlog, restraints.isBacklog(deadline) { return .backlog }
        if deadline.onHoldSince != nil || deadline.silentHold { return .hold }
        if let decided = restraints.holdBack(deadline, stage, on: day) { return decided }
        if stage.isLead, let booked = deadline.booked { return .booked(for: booked) }
        if stage.isLead, let rule = deadline.inFavourOf { return .sooner(rule: rule) }
        if !stage.isEscalation, let through = deadline.quietThrough, day <= through {
            return .attempted(through: through)
        }
        return nil
    }

    /// A deadline as the docket keeps it, with the days from which a stage may have to be said.
    ///
    /// A stage whose day has come and that nothing holds back is due again on its own day, so that
    /// it is looked up whether it was said. What somebody's decision holds back is looked at again
    /// on the day after it ends.
    package func entry(
        _ deadline: Deadline, on day: CivilDate, restraints: Restraints
    ) -> Docket.Entry {
        func nextDay(_ track: StageSchedule.Track) -> CivilDate? {
            let occasions = occasions(
                deadline, track, throughFirstAfter: day, restraints: restraints)
            let coming = occasions.next(after: day)?.day
            guard let current = occasions.current(on: day) else { return coming }
            guard let reason = holdBack(deadline, current.stage, on: day, restraints: restraints)
            else { return current.day }
            guard reason.act != nil, let end = reason.until?.checkedAdvanced(byDays: 1) else {
                return coming
            }
            return coming.map { min($0, end) } ?? end
        }
        return Docket.Entry(
            deadline, nextStage: nextDay(.owner), nextEscalation: nextDay(.escalation))
    }

    /// A deadline as the docket keeps it once all that was due by a day has been said.
    package func entryAfterSpeaking(
        _ deadline: Deadline, through day: CivilDate, restraints: Restraints
    ) -> Docket.Entry {
        func nextDay(_ track: StageSchedule.Track) -> CivilDate? {
            occasions(deadline, track, throughFirstAfter: day, restraints: restraints)
                .next(after: day)?.day
        }
        return Docket.Entry(
            deadline, nextStage: nextDay(.owner), nextEscalation: nextDay(.escalation))
    }
}
