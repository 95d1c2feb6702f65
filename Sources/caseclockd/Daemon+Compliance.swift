import CaseloadFiles
import Casework
import Control
import Ledger
import Systemd

/// `Compliance` of `io.caseclock.Service`, counted on a thread of its own.
extension Daemon {
    /// Adds it to the service.
    func serveCompliance(_ service: inout VarlinkService) {
        func compliance(
            _ input: ServiceInterface.ComplianceQuery, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            try count(input, request)
        }
        service.on(ServiceInterface.Compliance.self, compliance)
    }

    private func count(
        _ input: ServiceInterface.ComplianceQuery, _ request: VarlinkRequest
    ) throws(VarlinkError) -> VarlinkAnswer {
        let caller = try caller(request)
        let requests = ComplianceRequests(
            deadlines: try deadlines(for: caller.permit), permit: caller.permit)
        if let role = caller.permit.lacks(toCount: input, in: keeper.directory) {
            throw refusal(of: caller, needs: role)
        }
        let question = try requests.question(input)
        try noteLook(
            atCase: nil, coordinator: input.coordinator, caller,
            filters: [
                "coordinator": input.coordinator, "team": input.team, "profile": input.profile,
                "rule": input.rule,
            ])
        // Nobody hears the answer of a call without reply.
        guard !request.call.oneway else { return .later }
        let (site, directory) = (site, keeper.directory)
        let (decisions, permit) = (book.decisions, caller.permit)
        let isStream = request.call.more
        return try later(request.ticket) { worker throws(LedgerError) in
            try ComplianceRequests.count(
                question.counted, for: permit, ledger: worker, site: site, directory: directory,
                decisions: decisions)
        } answer: { counted throws(VarlinkError) in
            try requests.answer(counted, question, isStream: isStream)
        }
    }
}

extension Permit {
    /// The role that a count takes, where this permit does not suffice; nil where it does.
    func lacks(
        toCount input: ServiceInterface.ComplianceQuery, in directory: Directory
    ) -> AccessRule.Role? {
        switch role {
        case .viewer, .administrator: return nil
        case .coordinator:
            let isOwn = input.coordinator ?? person == person && input.team == nil
            return isOwn ? nil : .supervisor
        case .supervisor:
            let isTeam =
                input.team.map(supervisors.contains) ?? true
                && input.coordinator.map { isInTeam($0, directory) } ?? true
            return isTeam ? nil : .administrator
        }
    }

    /// Whether a deadline is in the counts that the caller is told.
    func counts(_ deadline: Deadline, in directory: Directory) -> Bool {
        switch role {
        case .viewer, .administrator: true
        case .coordinator: person != nil && deadline.owner == person
        case .supervisor: deadline.owner.map { isInTeam($0, directory) } ?? false
        }
    }
}
