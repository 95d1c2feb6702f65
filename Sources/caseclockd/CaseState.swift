import CaseloadFiles
import Casework
import CivilTime

/// A case with all that follows from its facts on a day; also where no policy has its profile, and
/// so nothing is due.
struct CaseState {
    let record: CaseRecord
    let timeline: Timeline
    let deadlines: [Deadline]
    /// What is wrong with it.
    let problems: [Problem]

    init(_ record: CaseRecord, on day: CivilDate, site: Site, directory: Directory) {
        self.record = record
        let references = referenceProblems(of: record, in: directory)
        if let (timeline, _, evaluation) = CaseBook.evaluate(
            record, on: day, site: site, directory: directory)
        {
            self.timeline = timeline
            deadlines = evaluation.deadlines
            problems =
                evaluation.problems + references + (Retention(timeline, site)?.problem ?? [])
        } else {
            timeline = Timeline(record, on: day, directory: directory)
            deadlines = []
            problems = timeline.problems + references
        }
    }

    /// Who may look at it, and act on it.
    var parties: DeadlineParties { DeadlineParties(owner: nil, timeline) }
}
