import Casework
import CivilTime
import Ledger

/// What people have decided, as far as it bears on what is due and what is said.
struct Decisions: Sendable {
    /// What was decided of single deadlines and may still hold, by case number.
    var acts: [String: [Act]] = [:]
    /// The silences that are in force, or will be.
    var silences: [Silence] = []

    /// Nothing was decided.
    static let none = Decisions()

    /// A declared case with what was decided of its deadlines.
    func record(_ declared: DeclaredCase) -> CaseRecord {
        CaseRecord(declared, acts: acts[declared.number] ?? [])
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
        silences = try ledger.silencesInForce(on: day)
    }

    /// Takes an act over, or its undoing.
    mutating func take(_ act: Act) {
        let number = act.identity.caseNumber
        var acts = (acts[number] ?? []).filter { $0.id != act.id }
        if act.undone == nil { acts.append(act) }
        self.acts[number] = acts.isEmpty ? nil : acts
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
