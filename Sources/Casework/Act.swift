package import CivilTime

/// What somebody decided of one deadline: to be left in peace for a while, or for good (I3, I6).
///
/// It hangs on the deadline's identity, and outlives the deadline's absence.
package struct Act: Hashable, Sendable {
    /// The ways in which a deadline is acted on.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The owner knows: nothing more is said to them until it stands otherwise, or a day.
        case acknowledge
        /// Nothing is said to the owner before a day.
        case snooze
        /// It need not be met (SEMANTICS S4).
        case waive
    }

    /// The id by which it can be undone.
    package let id: String
    /// What it is.
    package let kind: Kind
    /// The deadline.
    package let identity: DeadlineIdentity
    /// The target that the deadline had then.
    package let target: CivilDate
    /// The state in which it was.
    package let state: Deadline.State
    /// The first day on which it no longer holds anything back; nil where no day was named.
    package let until: CivilDate?
    /// Why, as one of the site's codes.
    package let reason: String
    /// Who decided: the person's code, else the user's name.
    package let author: String
    /// When.
    package let at: Instant
    /// The day on which.
    package let day: CivilDate
    /// How it was undone; nil while it stands.
    package var undone: Undoing?

    /// That an act was undone.
    package struct Undoing: Hashable, Sendable {
        /// Who undid it.
        package let author: String
        /// When.
        package let at: Instant
        /// Why, as one of the site's codes.
        package let reason: String

        /// That an act was undone.
        package init(author: String, at: Instant, reason: String) {
            self.author = author
            self.at = at
            self.reason = reason
        }
    }

    /// An act.
    package init(
        id: String, kind: Kind, identity: DeadlineIdentity, target: CivilDate,
        state: Deadline.State, until: CivilDate? = nil, reason: String, author: String,
        at: Instant, day: CivilDate, undone: Undoing? = nil
    ) {
        self.id = id
        self.kind = kind
        self.identity = identity
        self.target = target
        self.state = state
        self.until = until
        self.reason = reason
        self.author = author
        self.at = at
        self.day = day
        self.undone = undone
    }

    /// The waiver that it is, while it stands and is one.
    package var waiver: Waiver? {
        guard kind == .waive, undone == nil else { return nil }
        return Waiver(
            id: id, rule: identity.rule, subject: identity.subject, episode: identity.episode,
            triggerKey: identity.triggerKey, date: day)
    }

    /// The last day on which it holds the owner's stages of its deadline back, if it does so on a
    /// day; `.maximum` for as long as nothing changes.
    ///
    /// Without a day of its own it ends when the deadline stands otherwise than when it was done:
    /// in another state, or with another target. With one it never passes a target whose interval
    /// is the source's: what a document promises is spoken of again on its day.
    package func holdsBack(_ deadline: Deadline, on day: CivilDate) -> CivilDate? {
        guard kind != .waive, undone == nil, identity == deadline.identity, day >= self.day
        else { return nil }
        let end: CivilDate?
        if let until {
            end = deadline.isSourceTarget ? min(until, deadline.target) : until
        } else {
            guard deadline.target == target, deadline.state(on: day) == state else { return nil }
            end = deadline.nextState(after: state)
        }
        guard let end else { return .maximum }
        return day < end ? end.checkedAdvanced(byDays: -1) : nil
    }
}

extension Deadline {
    /// The day on which an open state gives way to the next by itself; nil for never.
    func nextState(after state: State) -> CivilDate? {
        switch state {
        case .upcoming: firstLead ?? working
        case .dueSoon: working
        case .due: target.checkedAdvanced(byDays: 1)
        default: nil
        }
    }
}
