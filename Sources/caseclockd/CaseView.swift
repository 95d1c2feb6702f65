import Casework
import CivilTime
import Control
import Ledger

/// A case as it stands today, for whoever decides something of its deadlines.
struct CaseView {
    let record: CaseRecord
    let timeline: Timeline
    let engine: DeadlineEngine
    let deadlines: [Deadline]

    /// The case of a number; nil where there is none, or no policy for it.
    ///
    /// - Throws: where the ledger can't be read.
    init?(
        _ caseNumber: String, book: CaseBook, site: Site, directory: Directory, today: CivilDate
    ) throws(LedgerError) {
        guard let record = try book.record(caseNumber),
            let (timeline, engine, evaluation) = CaseBook.evaluate(
                record, on: today, site: site, directory: directory)
        else { return nil }
        self.record = record
        self.timeline = timeline
        self.engine = engine
        deadlines = evaluation.deadlines
    }

    /// Whom a permit looks at.
    func parties(of deadline: Deadline?) -> DeadlineParties {
        DeadlineParties(owner: deadline?.owner, timeline)
    }

    /// The deadline of an identity; nil where there is none now.
    func deadline(_ identity: DeadlineIdentity) -> Deadline? {
        deadlines.first { $0.identity == identity }
    }

    /// Why an act has no effect today; nil where it has one.
    static func notInForce(_ act: Act, _ deadline: Deadline?, on day: CivilDate) -> String? {
        if act.undone != nil { return "undone" }
        guard let deadline else { return "absent" }
        if act.kind == .waive { return deadline.end?.kind == .waived ? nil : "ended" }
        if deadline.end != nil { return "ended" }
        if act.holdsBack(deadline, on: day) != nil { return nil }
        return act.until == nil ? "state-changed" : "past"
    }
}
