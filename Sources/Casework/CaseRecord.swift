package import CivilTime

/// A case as one caseload file declares it.
package struct DeclaredCase: Hashable, Sendable {
    /// The file number.
    package var number: String
    /// The program whose policy applies.
    package var profile: String
    /// The supervisor's code, if the file names one.
    package var supervisor: String?
    /// The status that the file states; only compared with the derived one (E4).
    package var status: CaseStatus?
    /// The facts, in the file's order.
    package var facts: [Fact]
    /// Where the case begins.
    package var place: Place

    /// A declared case.
    package init(
        number: String, profile: String, supervisor: String? = nil, status: CaseStatus? = nil,
        facts: [Fact], place: Place
    ) {
        self.number = number
        self.profile = profile
        self.supervisor = supervisor
        self.status = status
        self.facts = facts
        self.place = place
    }
}

/// Where a case stands (SEMANTICS E4).
package enum CaseStatus: String, Hashable, Sendable, CaseIterable {
    case referred, active
    case onHold = "on-hold"
    case discharged
}

/// A decision that a deadline need not be met; the chain it belongs to goes on (SEMANTICS S4).
package struct Waiver: Hashable, Sendable {
    /// The id by which it can be undone.
    package let id: String
    /// The deadline's rule.
    package let rule: String
    /// The deadline's subject.
    package let subject: Subject
    /// The deadline's episode.
    package let episode: Int
    /// The deadline's trigger key (I1).
    package let triggerKey: String
    /// The day of the waiver.
    package let date: CivilDate

    /// A waiver.
    package init(
        id: String, rule: String, subject: Subject, episode: Int, triggerKey: String,
        date: CivilDate
    ) {
        self.id = id
        self.rule = rule
        self.subject = subject
        self.episode = episode
        self.triggerKey = triggerKey
        self.date = date
    }
}

/// Everything known of a case: what its file declares, what was recorded, and what was waived.
package struct CaseRecord: Hashable, Sendable {
    /// What the caseload file says.
    package var declared: DeclaredCase
    /// What was recorded through the control socket.
    package var recorded: [Fact]
    /// Those of `recorded` that a caseload file has declared too since they were recorded: whoever
    /// keeps the recorded facts notes it when a reading finds the natural key of one in the file.
    ///
    /// Such a fact stays in force when it is gone from its file again, which is a problem (F5).
    package var onceDeclared: Set<Fact>
    /// The waivers in force.
    package var waivers: [Waiver]
    /// What was decided of its deadlines, undone or not.
    package var acts: [Act]

    /// A record of a case; what was waived by an act that stands is among its waivers.
    package init(
        _ declared: DeclaredCase, recorded: [Fact] = [], onceDeclared: Set<Fact> = [],
        waivers: [Waiver] = [], acts: [Act] = []
    ) {
        self.declared = declared
        self.recorded = recorded
        self.onceDeclared = onceDeclared
        self.waivers = waivers + acts.compactMap(\.waiver)
        self.acts = acts
    }
}
