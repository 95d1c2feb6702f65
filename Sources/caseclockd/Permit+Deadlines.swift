import CaseloadFiles
import Casework
import CivilTime

/// What a permit has to know of a deadline, or of a case.
struct DeadlineParties: Equatable, Sendable {
    /// Who owes it; nil for nobody, or where it is asked of a case as a whole.
    var owner: String?
    /// Who coordinates the case on the day.
    var coordinator: String?
    /// The supervisor that the case names itself.
    var caseSupervisor: String?

    /// Those of a deadline of a case, or of the case, on a timeline's day.
    init(owner: String?, _ timeline: Timeline) {
        self.owner = owner
        coordinator = timeline.coordinator
        caseSupervisor = timeline.supervisor
    }

    init(owner: String? = nil, coordinator: String? = nil, caseSupervisor: String? = nil) {
        self.owner = owner
        self.coordinator = coordinator
        self.caseSupervisor = caseSupervisor
    }
}

extension Permit {
    /// The role that acting on a deadline takes, where this permit does not suffice; nil where it
    /// does.
    func lacks(toActOn parties: DeadlineParties, in directory: Directory) -> AccessRule.Role? {
        switch role {
        case .viewer: .coordinator
        case .coordinator: isOwn(parties) ? nil : .supervisor
        case .supervisor:
            isOwn(parties) || isTeam(parties, directory) ? nil : .administrator
        case .administrator: nil
        }
    }

    /// The same for a waiver: of what the document asks for only a supervisor waives (DESIGN 4).
    func lacks(
        toWaive parties: DeadlineParties, isSourceTarget: Bool, in directory: Directory
    ) -> AccessRule.Role? {
        if isSourceTarget, role < .supervisor { return .supervisor }
        return lacks(toActOn: parties, in: directory)
    }

    /// Whether only some of what there is may be looked at.
    var isLimited: Bool { role == .coordinator || role == .supervisor }

    /// The role that may look at what this one may not.
    var roleToSeeMore: AccessRule.Role { role == .supervisor ? .administrator : .supervisor }

    /// Whether the deadline, or the case, may be looked at: of coordinators their own, of
    /// supervisors their team's.
    func maySee(_ parties: DeadlineParties, in directory: Directory) -> Bool {
        switch role {
        case .viewer, .administrator: true
        case .coordinator: isOwn(parties)
        case .supervisor: isOwn(parties) || isTeam(parties, directory)
        }
    }

    /// Whether what somebody decided of a case that is gone may be looked at.
    func maySee(author: String, in directory: Directory) -> Bool {
        maySee(DeadlineParties(owner: author), in: directory)
    }

    /// Whether the deadline, or the case, is of the caller's own caseload.
    func isOwn(_ parties: DeadlineParties) -> Bool {
        guard let person else { return false }
        return parties.owner == person || parties.coordinator == person
    }

    /// Whether what somebody is told may be looked at; nil stands for nobody.
    ///
    /// Coordinators see their own, supervisors their team's.
    func maySee(toldTo reader: String?, in directory: Directory) -> Bool {
        switch role {
        case .coordinator: reader != nil && reader == person
        case .supervisor: reader.map { isInTeam($0, directory) } ?? false
        case .viewer, .administrator: true
        }
    }

    /// Whether somebody is of the team.
    func isInTeam(_ code: String, _ directory: Directory) -> Bool {
        code == person || supervisors.contains(code)
            || directory.people[code]?.supervisor.map(supervisors.contains) ?? false
    }

    private func isTeam(_ parties: DeadlineParties, _ directory: Directory) -> Bool {
        if let supervisor = parties.caseSupervisor, supervisors.contains(supervisor) { return true }
        return [parties.owner, parties.coordinator].contains { code in
            code.map { isInTeam($0, directory) } ?? false
        }
    }
}
