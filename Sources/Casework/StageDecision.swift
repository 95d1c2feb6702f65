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

        /// The code that the wire and explanations use.
        package var code: String {
            switch self {
            case .hold: "hold"
            case .booked: "booked"
            case .attempted: "attempted"
            case .sooner: "sooner"
            case .backlog: "backlog"
            }
        }

        /// The last day on which it holds back, where that is known.
        package var until: CivilDate? {
            switch self {
            case .booked(let day): day
            case .attempted(let day): day
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
        _ deadline: Deadline, _ track: StageSchedule.Track, on day: CivilDate, goLive: CivilDate?
    ) -> StageDecision {
        guard deadline.end == nil, let schedule = schedule(of: deadline),
            let occasion = schedule.current(track, on: day)
        else { return .nothing }
        if let reason = holdBack(deadline, occasion.stage, on: day, goLive: goLive) {
            return .heldBack(occasion, reason)
        }
        return .say(occasion)
    }

    /// What holds a stage of a deadline back on a day; nil where nothing does.
    package func holdBack(
        _ deadline: Deadline, _ stage: Stage, on day: CivilDate, goLive: CivilDate?
    ) -> StageDecision.HoldBack? {
        if let goLive, deadline.target < goLive { return .backlog }
        if deadline.onHoldSince != nil || deadline.silentHold { return .hold }
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
    /// it is looked up whether it was said.
    package func entry(
        _ deadline: Deadline, on day: CivilDate, goLive: CivilDate?
    ) -> Docket.Entry {
        let isBacklog = goLive.map { deadline.target < $0 } ?? false
        guard deadline.end == nil, !isBacklog, let schedule = schedule(of: deadline) else {
            return Docket.Entry(deadline, nextStage: nil, nextEscalation: nil)
        }
        func nextDay(_ track: StageSchedule.Track) -> CivilDate? {
            let occasions = schedule.occasions(track, throughFirstAfter: day)
            if let current = occasions.last(where: { $0.day <= day }),
                holdBack(deadline, current.stage, on: day, goLive: goLive) == nil
            {
                return current.day
            }
            return occasions.first { $0.day > day }?.day
        }
        return Docket.Entry(
            deadline, nextStage: nextDay(.owner), nextEscalation: nextDay(.escalation))
    }

    /// A deadline as the docket keeps it once all that was due by a day has been said.
    package func entryAfterSpeaking(
        _ deadline: Deadline, through day: CivilDate, goLive: CivilDate?
    ) -> Docket.Entry {
        if let goLive, deadline.target < goLive {
            return Docket.Entry(deadline, nextStage: nil, nextEscalation: nil)
        }
        let schedule = schedule(of: deadline)
        return Docket.Entry(
            deadline, nextStage: schedule?.next(.owner, after: day)?.day,
            nextEscalation: schedule?.next(.escalation, after: day)?.day)
    }
}
