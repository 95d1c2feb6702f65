package import CivilTime

/// What is in force of a case on a day: its episodes with one fact per natural key.
///
/// Declared and recorded facts are joined (SEMANTICS F3), and only what is dated on or before the
/// day exists (F6). Making a timeline reads no clock and no file.
package struct Timeline: Hashable, Sendable {
    /// The file number.
    package let caseNumber: String
    /// The program whose policy applies.
    package let profile: String
    /// Where its file declares it.
    package let place: Place
    /// The supervisor that the file names.
    package let supervisor: String?
    /// The agency, role and leaving day of whoever is named.
    package let directory: Directory
    /// The day on which the case is looked at.
    package let day: CivilDate
    /// The episodes that have begun, oldest first.
    package let episodes: [Episode]
    /// The waivers made on or before the day.
    package let waivers: [Waiver]
    /// What is wrong with the facts.
    package let problems: [Problem]
    /// The earliest day after `day` on which a fact or a waiver that is known takes effect.
    package let nextEffect: CivilDate?

    /// The timeline of a case on a day.
    package init(
        _ record: CaseRecord, on day: CivilDate, directory: Directory = Directory()
    ) {
        let declared = record.declared
        var joined = FactUnion(record)
        joined.add(declared.facts, on: day)
        joined.add(record.recorded, on: day)
        episodes = joined.episodes()
        caseNumber = declared.number
        place = declared.place
        profile = declared.profile
        supervisor = declared.supervisor
        self.day = day
        self.directory = directory
        waivers = record.waivers.filter { $0.date <= day }
        nextEffect = record.waivers.reduce(joined.nextEffect) { next, waiver in
            waiver.date <= day ? next : min(next ?? waiver.date, waiver.date)
        }
        problems = joined.problems + Self.statusProblem(declared, episodes, on: day)
    }

    /// The status of the case on the day (E4).
    package var status: CaseStatus { Self.status(of: episodes) }

    private static func status(of episodes: [Episode]) -> CaseStatus {
        guard let episode = episodes.last else { return .referred }
        if episode.discharged != nil { return .discharged }
        if episode.openHold != nil { return .onHold }
        return episode.facts(.initiatingContact).isEmpty ? .referred : .active
    }

    private static func statusProblem(
        _ declared: DeclaredCase, _ episodes: [Episode], on day: CivilDate
    ) -> [Problem] {
        guard let stated = declared.status else { return [] }
        let derived = status(of: episodes)
        guard stated != derived else { return [] }
        return [
            Problem(
                .statusDiffers, caseNumber: declared.number, place: declared.place.description,
                text: "the file says '\(stated.rawValue)', the facts say '\(derived.rawValue)'")
        ]
    }
}
