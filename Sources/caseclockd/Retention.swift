import CaseloadFiles
import Casework
import CivilTime

/// How long a case that is discharged is kept at a site that forgets (`retention:`).
struct Retention {
    /// The last day on which it is kept.
    let keptThrough: CivilDate
    private let timeline: Timeline
    private let discharged: CivilDate

    /// The retention of a case as it stands; nil where it is open or kept for ever.
    init?(_ timeline: Timeline, _ site: Site) {
        guard let discharged = timeline.discharged,
            let through = Self.keptThrough(discharged, site)
        else { return nil }
        keptThrough = through
        self.timeline = timeline
        self.discharged = discharged
    }

    /// The last day on which a case that was discharged on a day is kept; nil for ever.
    static func keptThrough(_ discharged: CivilDate, _ site: Site) -> CivilDate? {
        site.configuration.retention.flatMap { site.calendar.day($0, after: discharged) }
    }

    /// That its file has it still, from the day on which it was to be forgotten.
    var problem: [Problem] {
        guard timeline.day > keptThrough else { return [] }
        return [
            Problem(
                .pastRetention, caseNumber: timeline.caseNumber, place: timeline.place.description,
                text: "the case was discharged on \(discharged) and kept through \(keptThrough), "
                    + "and its file has it still")
        ]
    }

    /// The day on which that begins; nil once it has.
    var changesOn: CivilDate? {
        timeline.day > keptThrough ? nil : keptThrough.checkedAdvanced(byDays: 1)
    }
}
