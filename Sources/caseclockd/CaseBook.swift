import CaseloadFiles
import Casework
import CivilTime
import Ledger

/// The cases in force, as the loop knows them: the docket, and what is to be worked out again when.
///
/// Facts are read from the ledger where they are needed; here is only what is derived from them.
final class CaseBook {
    let ledger: Ledger
    private(set) var docket = Docket()
    /// What people have decided.
    private(set) var decisions: Decisions
    /// The cases of which something was decided since a reading of the folder began; nil for all.
    private var decidedMeanwhile: Set<String>? = []
    /// The cases to be worked out again as soon as it can be.
    private var unsettled: Set<String> = []
    /// The problems of each case that has some.
    private(set) var problems: [String: [Problem]] = [:]
    /// The problems of cases that were not there when their case was last worked out.
    private var newProblems: [Problem] = []
    /// The cases that are in no file any more though they are not discharged, and since when.
    private var gone: [String: (problem: Problem, since: CivilDate)] = [:]
    /// The numbers of the cases in force.
    private(set) var caseNumbers: Set<String> = []
    /// The supervisors that cases name themselves, by case number.
    private(set) var supervisors: [String: String] = [:]
    /// The day on which it was last looked what is due for being worked out anew.
    var lookedDay: CivilDate?
    /// How often the problems of a case, or who answers for them, have changed.
    private(set) var problemsVersion = 0
    /// The cases that are on hold.
    private(set) var held: [String: OpenHold] = [:]
    /// Who answers for each case that has problems: its coordinator, else its supervisor.
    private var answerable: [String: String] = [:]
    /// Who answered for cases that are gone, and the supervisors that these named.
    private var departed: [String: (person: String?, supervisor: String?)] = [:]
    /// The day on which a case must be worked out anew though no fact changes, and the reverse.
    private var changeDay: [String: CivilDate] = [:]
    private var changingOn: [CivilDate: Set<String>] = [:]

    /// Who is told what changes; nil where nobody can be.
    var watchers: Watchers?
    /// Whether it is only rehearsed what will be, so that nothing may be written.
    private let isRehearsed: Bool

    init(ledger: Ledger) {
        self.ledger = ledger
        decisions = .none
        isRehearsed = false
    }

    /// A book for a rehearsal by what was decided until now.
    init(rehearsing decisions: Decisions, _ ledger: Ledger) {
        self.ledger = ledger
        self.decisions = decisions
        isRehearsed = true
    }

    /// What came of working a case out.
    struct Evaluated: Sendable {
        let caseNumber: String
        let entries: [Docket.Entry]
        let problems: [Problem]
        let supervisor: String?
        /// The hold that is open.
        let hold: OpenHold?
        /// Who is told of the problems.
        let answerable: String?
        let changesOn: CivilDate?
    }

    /// Works a case out on a day; nil where its profile has no policy, which is a problem alone.
    static func evaluate(
        _ record: CaseRecord, on day: CivilDate, site: Site, directory: Directory
    ) -> (Timeline, DeadlineEngine, DeadlineEngine.Evaluation)? {
        guard let engine = site.engines[record.declared.profile] else { return nil }
        let timeline = Timeline(record, on: day, directory: directory)
        return (timeline, engine, engine.evaluate(timeline))
    }

    /// A case as the docket takes it.
    static func evaluated(
        _ record: CaseRecord, on day: CivilDate, site: Site, directory: Directory,
        decisions: Decisions
    ) -> Evaluated {
        let number = record.declared.number
        let references = referenceProblems(of: record, in: directory)
        guard
            let (timeline, engine, evaluation) = evaluate(
                record, on: day, site: site, directory: directory)
        else {
            let problem = Problem(
                .unknownProfile, caseNumber: number, place: record.declared.place.description,
                text: "no policy has the profile '\(record.declared.profile)', so nothing is due")
            return Evaluated(
                caseNumber: number, entries: [], problems: [problem] + references,
                supervisor: record.declared.supervisor,
                hold: nil, answerable: record.declared.supervisor ?? site.intake, changesOn: nil)
        }
        let open = evaluation.deadlines.filter { $0.end == nil }
        let retention = Retention(timeline, site)
        let restraints = decisions.restraints(of: record, site, directory)
        return Evaluated(
            caseNumber: number,
            entries: open.map { engine.entry($0, on: day, restraints: restraints) },
            problems: evaluation.problems + references + (retention?.problem ?? []),
            supervisor: record.declared.supervisor,
            hold: timeline.openHold(engine.policy, engine.calendar),
            answerable: timeline.coordinator ?? record.declared.supervisor ?? site.intake,
            changesOn: [evaluation.changesOn, retention?.changesOn].compactMap { $0 }.min())
    }

    /// Takes a case over as it was worked out.
    func take(_ evaluated: Evaluated) {
        let number = evaluated.caseNumber
        let before = watchers?.rows(of: number, docket) ?? []
        docket.replace(number, with: evaluated.entries)
        watchers?.tellChange(of: number, from: before, docket)
        if problems[number] ?? [] != evaluated.problems
            || answerable[number] != evaluated.answerable
        {
            problemsVersion += 1
        }
        if !evaluated.problems.isEmpty {
            let before = Set((problems[number] ?? []).map(\.key))
            newProblems += evaluated.problems.filter { !before.contains($0.key) }
        }
        gone[number] = nil
        departed[number] = nil
        problems[number] = evaluated.problems.isEmpty ? nil : evaluated.problems
        held[number] = evaluated.hold
        answerable[number] = evaluated.problems.isEmpty ? nil : evaluated.answerable
        supervisors[number] = evaluated.supervisor
        noteChange(of: number, on: evaluated.changesOn)
        caseNumbers.insert(number)
    }

    private func noteChange(of number: String, on day: CivilDate?) {
        if let before = changeDay[number] {
            changingOn[before]?.remove(number)
            if changingOn[before]?.isEmpty == true { changingOn[before] = nil }
        }
        changeDay[number] = day
        if let day { changingOn[day, default: []].insert(number) }
    }

    /// Who is told what is wrong with a case: its coordinator, else its supervisor; nil for nobody.
    func answerable(for caseNumber: String) -> String? {
        answerable[caseNumber] ?? docket.owners(of: caseNumber).first ?? supervisors[caseNumber]
            ?? departed[caseNumber]?.person
    }

    /// Whom the problems of a case, or that it is gone, concern; nil where that isn't known.
    func parties(ofProblemsIn caseNumber: String) -> DeadlineParties? {
        answerable(for: caseNumber).map { person in
            DeadlineParties(
                coordinator: person,
                caseSupervisor: supervisors[caseNumber] ?? departed[caseNumber]?.supervisor)
        }
    }

    /// Puts new stage days into the docket, once stages have been said.
    func take(_ entries: [Docket.Entry], of caseNumber: String) {
        docket.replace(caseNumber, with: entries)
    }

    /// Takes a case out.
    func withdraw(_ caseNumber: String) {
        departed[caseNumber] = (answerable(for: caseNumber), supervisors[caseNumber])
        let before = watchers?.rows(of: caseNumber, docket) ?? []
        docket.remove(caseNumber)
        watchers?.tellChange(of: caseNumber, from: before, docket)
        if problems[caseNumber] != nil { problemsVersion += 1 }
        problems[caseNumber] = nil
        answerable[caseNumber] = nil
        held[caseNumber] = nil
        supervisors[caseNumber] = nil
        noteChange(of: caseNumber, on: nil)
        caseNumbers.remove(caseNumber)
        unsettled.remove(caseNumber)
    }

    /// How many problems the cases have.
    var problemCount: Int { problems.values.reduce(0) { $0 + $1.count } }

    /// How many problems the cases have, by sort.
    func problemCounts() -> [Problem.Code: Int] {
        var counts: [Problem.Code: Int] = [:]
        for problem in problems.values.joined() { counts[problem.code, default: 0] += 1 }
        return counts
    }

    /// So many problems of cases, those of the first case numbers.
    func problems(first most: Int) -> [Problem] {
        // Among many cases no more are put in order than are asked for.
        var numbers: [String] = []
        for number in problems.keys {
            if numbers.count >= most, number > numbers.last ?? "" { continue }
            numbers.insert(number, at: numbers.firstIndex { $0 > number } ?? numbers.endIndex)
            if numbers.count > most { numbers.removeLast() }
        }
        return Array(numbers.flatMap { problems[$0] ?? [] }.prefix(most))
    }

    /// The new problems of cases since this was last asked for.
    func takeNewProblems() -> [Problem] {
        defer { newProblems = [] }
        return newProblems
    }

    /// Notes the cases that were withdrawn though they are not discharged.
    func note(gone problems: [Problem], on day: CivilDate) {
        for problem in problems {
            if let number = problem.caseNumber { gone[number] = (problem, day) }
        }
        newProblems += problems
    }

    /// The cases that are gone, for as many days as that is told; a return ends it.
    func goneCases(on day: CivilDate) -> [Problem] {
        gone = gone.filter { $0.value.since.days(until: day) < Self.daysGone }
        return gone.sorted { $0.key < $1.key }.map(\.value.problem)
    }

    /// For how many days it is told that a case is gone.
    static let daysGone = 14

    /// That an open case is in no file any more; nil where it is discharged, and may go.
    static func goneProblem(
        _ declared: DeclaredCase, _ timeline: Timeline
    ) -> Problem? {
        guard timeline.status != .discharged else { return nil }
        return Problem(
            .caseGone, caseNumber: declared.number, place: declared.place.description,
            text: "the case is in no caseload file any more, so nothing is due in it; it was "
                + "'\(timeline.status.rawValue)'")
    }

    /// Loads what was decided, at the start.
    func loadDecisions(on day: CivilDate) throws(LedgerError) {
        decisions = try Decisions(ledger, on: day)
    }

    /// Takes over what was decided of one deadline, once the ledger has it.
    func decide(_ act: Act) {
        decisions.take(act)
        settle([act.identity.caseNumber])
        decidedMeanwhile?.insert(act.identity.caseNumber)
    }

    /// Takes over what was recorded, or retracted, once the ledger has it.
    func decide(_ fact: RecordedFact) {
        decisions.take(fact)
        settle([fact.caseNumber])
        decidedMeanwhile?.insert(fact.caseNumber)
    }

    /// Takes over which recorded facts a reading found in the files too, once the ledger has it.
    func note(declaredToo found: [String: [String]]) {
        for (number, ids) in found { decisions.note(declared: ids, of: number) }
    }

    /// Takes over what was decided of the deadlines of many cases, once the ledger has it.
    func decide(_ silence: Silence, concerning caseNumbers: Set<String>) {
        decisions.take(silence)
        // A new one is asked for when a stage's turn has come; what one held back that was ended
        // early has to be looked at before its day.
        guard silence.ended != nil else { return }
        settle(caseNumbers)
        // It may also concern what the reading brings.
        decidedMeanwhile = nil
    }

    /// Lets go of all that was decided of a case that is in no file, once the ledger has.
    func forget(_ caseNumber: String) {
        decisions.forget(caseNumber)
        gone[caseNumber] = nil
        departed[caseNumber] = nil
        newProblems.removeAll { $0.caseNumber == caseNumber }
        decidedMeanwhile?.insert(caseNumber)
    }

    /// Lets go of the silences whose last day was before a day.
    func forget(silencesBefore day: CivilDate) {
        decisions.silences.removeAll { $0.until < day }
    }

    private func settle(_ numbers: Set<String>) {
        unsettled.formUnion(numbers.intersection(caseNumbers))
    }

    /// Notes that a reading begins, with what is decided now.
    func readingBegins() { decidedMeanwhile = [] }

    /// Notes that what a reading brought was taken over: it was worked out without what was decided
    /// meanwhile.
    func readingEnded(_ evaluated: some Sequence<String>) {
        settle(decidedMeanwhile ?? Set(evaluated))
        decidedMeanwhile = []
    }

    /// The cases that are to be worked out anew by a day.
    func toRefresh(by day: CivilDate) -> [String] {
        unsettled.union(changing(by: day)).sorted()
    }

    /// The first day after another on which a case changes by itself.
    func nextChange(after day: CivilDate) -> CivilDate? {
        changingOn.keys.filter { $0 > day }.min()
    }

    /// The cases that change by themselves by a day.
    func changing(by day: CivilDate) -> [String] {
        changingOn.filter { $0.key <= day }.flatMap(\.value).sorted()
    }

    /// Everything known of a case; nil where there is none of the number.
    func record(_ caseNumber: String) throws(LedgerError) -> CaseRecord? {
        try ledger.declaredCase(caseNumber).map(decisions.record)
    }

    /// Works cases out anew from what the ledger has; one whose entry is damaged stays as it is.
    func refresh(
        _ caseNumbers: [String], on day: CivilDate, site: Site, directory: Directory
    ) throws(LedgerError) {
        for number in caseNumbers {
            do throws(LedgerError) {
                if let declared = try ledger.declaredCase(number) {
                    try noteDeclaredToo(declared)
                    let record = decisions.record(declared)
                    take(
                        Self.evaluated(
                            record, on: day, site: site, directory: directory,
                            decisions: decisions))
                } else {
                    withdraw(number)
                }
            } catch {
                try note(error)
            }
            unsettled.remove(number)
        }
    }

    /// What was recorded while a reading was under way may stand in what it brought (F5).
    private func noteDeclaredToo(_ declared: DeclaredCase) throws(LedgerError) {
        let ids = decisions.declaredToo(in: declared)
        guard !ids.isEmpty, !isRehearsed else { return }
        try ledger.note(declared: ids)
        decisions.note(declared: ids, of: declared.number)
    }

    /// Notes the trouble of one case.
    ///
    /// - Throws: the error itself, where it is the trouble of all.
    func note(_ error: LedgerError) throws(LedgerError) {
        guard let problem = Problem(damagedEntry: error) else { throw error }
        note(damaged: [problem])
    }

    /// Notes the cases whose entries are damaged.
    ///
    /// What was worked out of them stays in force until their files are read again.
    func note(damaged: [Problem]) {
        for problem in damaged {
            guard let number = problem.caseNumber else { continue }
            caseNumbers.insert(number)
            noteChange(of: number, on: nil)
            let before = problems[number] ?? []
            problems[number] = before.filter { $0.code != problem.code } + [problem]
            problemsVersion += 1
            if !before.contains(where: { $0.key == problem.key }) { newProblems.append(problem) }
        }
    }
}

extension Problem {
    /// The problem of a case whose entry in the ledger is damaged; nil for any other error.
    init?(damagedEntry error: LedgerError) {
        guard error.code == .unreadableCase, let number = error.value else { return nil }
        self.init(
            .caseSetAside, caseNumber: number, place: error.path, text: error.detail,
            advice: error.advice)
    }
}
