import Casework
import CivilTime

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
