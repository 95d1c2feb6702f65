import CaseloadFiles
import Casework
import CivilTime
import Control
import Ledger

/// What somebody wants to hand over to another coordinator, understood and allowed, or refused.
struct ReassignRequests {
    let cases: CaseRequests
    let input: CasesInterface.Reassigning
    /// The day from which the new coordinator counts.
    let day: CivilDate

    private var directory: Directory { cases.directory }
    private var permit: Permit { cases.caller.permit }

    /// One case that goes.
    struct Going {
        let recorded: RecordedFact
        let before: CaseState
        let after: CaseState
    }

    /// What is to be done about a call.
    struct Plan {
        var going: [Going] = []
        var wire: CasesInterface.Reassigned
    }

    /// Understands a call.
    ///
    /// - Throws: the error to answer with.
    init(
        _ input: CasesInterface.Reassigning, _ cases: CaseRequests
    ) throws(VarlinkError) {
        self.input = input
        self.cases = cases
        day = try cases.day(input.on, parameter: "on")
        guard cases.caller.permit.role >= .supervisor else {
            throw cases.refusal(.supervisor, input.caseNumber)
        }
        guard (input.caseNumber == nil) != (input.from == nil) else {
            throw ServiceDescription.Failure.invalidParameter("case").wire
        }
        if let key = input.key, !Code.isValid(key) {
            throw ServiceDescription.Failure.invalidParameter("key").wire
        }
        guard input.from != input.to else {
            throw ServiceDescription.Failure.invalidParameter("to").wire
        }
        try cases.check(reason: input.reason)
        if let from = input.from { try cases.checkPerson(from) }
        try checkPeople()
    }

    /// Both have to be of the caller's teams, and who gets the cases has to be there for it.
    private func checkPeople() throws(VarlinkError) {
        let people = directory.people
        guard let person = people[input.to] else {
            throw CasesInterface.Failure.noSuchPerson(
                input.to, nearest: DeadlinesRequests.nearest(input.to, among: people.keys)
            ).wire
        }
        if permit.role == .supervisor {
            for code in [input.to, input.from].compactMap({ $0 })
            where !permit.isInTeam(code, directory) {
                throw cases.refusal(.administrator, input.caseNumber)
            }
        }
        let coordinates: Set<Person.Role> = [.coordinator, .childWelfareWorker, .supervisor]
        guard coordinates.contains(person.role) else {
            throw CasesInterface.Failure.cannotCoordinate(
                input.to, code: "role", text: "'\(input.to)' is a \(person.role.rawValue)"
            ).wire
        }
        guard person.isEmployed(on: max(day, cases.today)) else {
            throw CasesInterface.Failure.cannotCoordinate(
                input.to, code: Problem.Code.coordinatorLeft.rawValue,
                text: "'\(input.to)' has left by then"
            ).wire
        }
    }

    /// The cases that somebody coordinates on the day; it reads all of them, on a thread of its own.
    static func cases(
        of person: String, on day: CivilDate, ledger: Ledger, directory: Directory,
        decisions: Decisions
    ) throws(LedgerError) -> [String] {
        var numbers: [String] = []
        // A damaged entry is a problem that loading the caseload tells; nothing is recorded of it.
        try ledger.forEachDeclaredCase(unreadable: { _ in }) { declared in
            let record = decisions.record(declared)
            guard record.names(anyOf: [person]),
                Timeline(record, on: day, directory: directory).coordinator == person
            else { return }
            numbers.append(declared.number)
        }
        return numbers.sorted()
    }

    /// Looks over the cases that are to go.
    ///
    /// - Throws: the error to answer with.
    func plan(_ numbers: [String]) throws(VarlinkError) -> Plan {
        var plan = Plan(
            wire: CasesInterface.Reassigned(
                dryRun: input.dryRun ?? false, on: day, cases: [], refused: [], mails: []))
        for number in numbers {
            do throws(VarlinkError) {
                try look(at: number, &plan)
            } catch {
                guard input.from != nil, let refused = Self.refused(number, error) else {
                    throw error
                }
                plan.wire.refused.append(refused)
            }
        }
        return plan
    }

    /// What keeps one case of many from going; nil for what keeps all of them.
    private static func refused(
        _ number: String, _ error: VarlinkError
    ) -> CasesInterface.Refused? {
        switch CasesInterface.Failure(error) {
        case .noEffect(let code, let text):
            CasesInterface.Refused(caseNumber: number, code: code, text: text)
        case .cannotCoordinate(_, let code, let text):
            CasesInterface.Refused(caseNumber: number, code: code, text: text)
        case .notAllowed(let needs):
            CasesInterface.Refused(
                caseNumber: number, code: "not-allowed", text: "it needs the role '\(needs)'")
        default: nil
        }
    }

    private func look(at number: String, _ plan: inout Plan) throws(VarlinkError) {
        let recording = CasesInterface.Recording(
            caseNumber: number, kind: FactKind.coordinatorAssigned.name,
            date: day.description, attributes: [.init(name: "person", values: [input.to])],
            key: nil)
        switch try cases.record(recording) {
        case .standing(let known): plan.wire.cases.append(standing(number, known.id))
        case .declared: plan.wire.cases.append(standing(number, nil))
        case .new(let recorded, let state):
            let going = going(recorded, state)
            guard going.before.timeline.coordinator != input.to else {
                plan.wire.cases.append(standing(number, nil))
                return
            }
            guard going.after.timeline.coordinator == input.to else {
                throw CasesInterface.Failure.noEffect(
                    code: "assigned-later",
                    text: "somebody was assigned to '\(number)' later than \(self.day)"
                ).wire
            }
            try checkProblems(of: going)
            plan.going.append(going)
            plan.wire.cases.append(handover(going))
        }
    }

    private func standing(_ number: String, _ fact: String?) -> CasesInterface.Handover {
        CasesInterface.Handover(
            caseNumber: number, from: input.from, fact: fact, standing: true, deadlines: 0,
            overdue: 0, arising: [], problems: [])
    }

    /// The case on the first day on which the change counts, without it and with it.
    private func going(_ recorded: RecordedFact, _ state: CaseState) -> Going {
        let day = max(day, cases.today)
        var after = state.record
        after.recorded.append(recorded.fact)
        return Going(
            recorded: recorded,
            before: CaseState(state.record, on: day, site: cases.site, directory: directory),
            after: CaseState(after, on: day, site: cases.site, directory: directory))
    }

    /// Whom the guidelines don't let coordinate the case does not get it (SEMANTICS A2).
    private func checkProblems(of going: Going) throws(VarlinkError) {
        let refusing: Set<Problem.Code> = [.wrongCoordinator, .coordinatorLeft]
        guard let problem = going.newProblems.first(where: { refusing.contains($0.code) }) else {
            return
        }
        throw CasesInterface.Failure.cannotCoordinate(
            input.to, code: problem.code.rawValue, text: problem.text
        ).wire
    }

    private func handover(_ going: Going) -> CasesInterface.Handover {
        let before = Dictionary(
            going.before.deadlines.filter { $0.end == nil }.map { ($0.identity, $0.owner) },
            uniquingKeysWith: { first, _ in first })
        let open = going.after.deadlines.filter { $0.end == nil }
        // No target moves (W6): what is open changes hands, and what the change asks for arises.
        let handed = open.filter { deadline in
            before[deadline.identity].map { $0 != deadline.owner } ?? false
        }
        let arising = Dictionary(
            grouping: open.filter { before[$0.identity] == nil }, by: \.identity.rule)
        let day = going.after.timeline.day
        return CasesInterface.Handover(
            caseNumber: going.recorded.caseNumber, from: going.before.timeline.coordinator,
            fact: nil, standing: false, deadlines: handed.count,
            overdue: handed.count { $0.state(on: day) == .overdue },
            arising: arising.sorted { $0.key < $1.key }
                .map { CasesInterface.Arising(rule: $0.key, count: $0.value.count) },
            problems: Set(going.newProblems.map(\.code.rawValue)).sorted())
    }
}

extension ReassignRequests.Going {
    /// The problems that the case has by it.
    var newProblems: [Problem] {
        let known = Set(before.problems.map(\.key))
        return after.problems.filter { !known.contains($0.key) }
    }
}
