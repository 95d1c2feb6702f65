import Casework
import CivilTime
import Ledger

/// What people have decided, as far as it bears on what is due and what is said.
struct Decisions: Sendable {
    /// What was decided of single deadlines and may still hold, by case number.
    var acts: [String: [Act]] = [:]
    /// What was recorded and stands, by case number.
    var recorded: [String: [RecordedFact]] = [:]
    /// The silences that are in force, or will be.
    var silences: [Silence] = []

    /// Nothing was decided.
    static let none = Decisions()

    /// A declared case with what was recorded of it, and decided of its deadlines.
    func record(_ declared: DeclaredCase) -> CaseRecord {
        CaseRecord(
            declared, recorded: recorded[declared.number] ?? [], acts: acts[declared.number] ?? [])
    }

    /// The ids of the recorded facts that the file of a case has too, and of which that was not
    /// noted yet (SEMANTICS F5).
    func declaredToo(in declared: DeclaredCase) -> [String] {
        let unnoted = (recorded[declared.number] ?? []).filter { !$0.wasDeclared }
        guard !unnoted.isEmpty else { return [] }
        let twins = CaseRecord(declared, recorded: unnoted).recordedTwins
        return unnoted.filter { twins.contains($0.fact) }.map(\.id)
    }

    /// What holds stages of a case back at a site.
    func restraints(of record: CaseRecord, _ site: Site, _ directory: Directory) -> Restraints {
        Restraints(
            goLive: site.goLive, acts: record.acts, silences: silences, directory: directory)
    }
}

extension Decisions {
    /// What the ledger has that may still hold on a day.
    init(_ ledger: Ledger, on day: CivilDate) throws(LedgerError) {
        acts = Dictionary(
            grouping: try ledger.actsInForce(on: day), by: \.identity.caseNumber)
        recorded = Dictionary(grouping: try ledger.recordedFacts(), by: \.caseNumber)
        silences = try ledger.silencesInForce(on: day)
    }

    /// Takes an act over, or its undoing.
    mutating func take(_ act: Act) {
        let number = act.identity.caseNumber
        var acts = (acts[number] ?? []).filter { $0.id != act.id }
        if act.undone == nil { acts.append(act) }
        self.acts[number] = acts.isEmpty ? nil : acts
    }

    /// Takes a recorded fact over, or its retraction.
    mutating func take(_ fact: RecordedFact) {
        let number = fact.caseNumber
        var facts = (recorded[number] ?? []).filter { $0.id != fact.id }
        if fact.retracted == nil { facts.append(fact) }
        recorded[number] = facts.isEmpty ? nil : facts
    }

    /// Notes of recorded facts of a case that its file has them too.
    mutating func note(declared ids: [String], of number: String) {
        for index in (recorded[number] ?? []).indices {
            guard let id = recorded[number]?[index].id, ids.contains(id) else { continue }
            recorded[number]?[index].wasDeclared = true
        }
    }

    /// Lets go of everything that was decided of a case.
    mutating func forget(_ caseNumber: String) {
        acts[caseNumber] = nil
        recorded[caseNumber] = nil
        silences.removeAll { $0.caseNumber == caseNumber }
    }

    /// Takes a silence over, or its end.
    mutating func take(_ silence: Silence) {
        silences.removeAll { $0.id == silence.id }
        if silence.ended == nil { silences.insert(silence, at: 0) }
    }

    /// The first day on which a silence is over by its date.
    var nextSilenceEnd: CivilDate? {
        silences.compactMap { $0.until.checkedAdvanced(byDays: 1) }.min()
    }
}
