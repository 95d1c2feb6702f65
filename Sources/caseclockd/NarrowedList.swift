import CaseloadFiles
import Casework
import Control
import Ledger

/// A question of List, narrowed to what its caller may look at.
struct NarrowedList {
    var input: DeadlinesInterface.Query
    /// Whose deadlines it is limited to; nil for no limit.
    var scope: DocketScope?
    /// Whether all of it is of the caller's own caseload.
    var isOwn = false
}

extension Daemon {
    /// A question of List for a caller: of coordinators about their own, of supervisors about their
    /// team's; about a case that they may look at, all of it.
    ///
    /// - Throws: the error to answer with, where they ask for what is another's.
    func narrowed(
        _ input: DeadlinesInterface.Query, _ caller: Caller
    ) throws(VarlinkError) -> NarrowedList {
        let permit = caller.permit
        let deadlines = try deadlines(for: permit)
        var list = NarrowedList(
            input: input, scope: input.team.map { deadlines.scope(ofTeams: [$0]) })
        list.isOwn = permit.person != nil && input.coordinator == permit.person
        var maySeeCase = false
        if let number = input.caseNumber, permit.isLimited || permit.person != nil,
            let view = try deadlines.view(number)
        {
            let parties = view.parties(of: nil)
            maySeeCase = permit.maySee(parties, in: deadlines.directory)
            if permit.isOwn(parties) { list.isOwn = true }
        }
        guard permit.isLimited, !maySeeCase else { return list }
        func refuse() -> VarlinkError {
            refusal(of: caller, needs: permit.roleToSeeMore, caseNumber: input.caseNumber)
        }
        // That a case of others has nothing due would be wrong: it is not for them to know.
        if let number = input.caseNumber, let view = try deadlines.view(number),
            !view.deadlines.contains(where: {
                permit.maySee(view.parties(of: $0), in: deadlines.directory)
            })
        {
            throw refuse()
        }
        if permit.role == .coordinator {
            guard input.team == nil, input.coordinator ?? permit.person == permit.person else {
                throw refuse()
            }
            list.input.coordinator = permit.person
            // Without a person nothing is theirs.
            if permit.person == nil { list.scope = DocketScope() }
            list.isOwn = true
            return list
        }
        if let team = input.team {
            guard permit.supervisors.contains(team) else { throw refuse() }
        }
        if let person = input.coordinator {
            guard permit.isInTeam(person, deadlines.directory) else { throw refuse() }
        } else if input.team == nil {
            list.scope = deadlines.scope(ofTeams: permit.supervisors)
        }
        return list
    }

    /// Sees to it that only what may be looked at is explained, and notes the look.
    ///
    /// - Throws: the error to answer with.
    func explain(
        _ input: DeadlinesInterface.ExplainQuery, _ caller: Caller
    ) throws(VarlinkError) -> DeadlinesInterface.Explanations {
        let permit = caller.permit
        let deadlines = try deadlines(for: permit)
        var isOwn = false
        if permit.isLimited || permit.person != nil,
            let view = try deadlines.view(input.caseNumber)
        {
            let all = view.parties(of: nil)
            let named = view.deadlines.filter { $0.identity.rule == input.rule }
                .map { view.parties(of: $0) }
            guard
                permit.maySee(all, in: deadlines.directory)
                    || !named.isEmpty
                        && named.allSatisfy({ permit.maySee($0, in: deadlines.directory) })
            else {
                throw refusal(
                    of: caller, needs: permit.roleToSeeMore, caseNumber: input.caseNumber)
            }
            isOwn = permit.isOwn(all) || !named.isEmpty && named.allSatisfy(permit.isOwn)
        }
        let explanations = try deadlines.explain(input)
        if !isOwn {
            try noteLook(caller, caseNumber: input.caseNumber, filters: ["rule": input.rule])
        }
        return explanations
    }
}

extension DeadlinesRequests {
    /// What some supervisors' teams owe, and all of the cases that name one of them.
    func scope(ofTeams supervisors: Set<String>) -> DocketScope {
        let people = directory.people.values.filter {
            $0.supervisor.map(supervisors.contains) == true
        }
        return DocketScope(
            owners: supervisors.union(people.map(\.code)),
            caseNumbers: Set(
                book.supervisors.lazy.filter { supervisors.contains($0.value) }.map(\.key)))
    }
}
