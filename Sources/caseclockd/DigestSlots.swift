import CaseloadFiles
import Casework
import CivilTime

/// When people are told: once a day, at their time, on open days (DESIGN 4).
struct DigestSlots: Sendable {
    let zone: SiteZone
    let calendar: BusinessCalendar
    /// The time of whoever has none of their own, and of what nobody is to be told.
    let siteTime: WallTime
    let recipients: Recipients

    /// Until when a slot that was missed is still used on its day.
    static let latestHour = 18
    /// How long a slot later than that stays open.
    static let graceSeconds: Int64 = 30 * 60

    /// When a stage can be said to somebody.
    enum Turn: Equatable {
        /// Now: its slot has come and was not used yet.
        case now
        /// In the slot that begins then.
        case at(Instant)
        /// Never: the calendar ends before.
        case never
    }

    var directory: Directory { recipients.directory }

    /// The slot of what is for a person on a day: the time of who reads it.
    func slot(
        of person: String?, caseSupervisor: String? = nil, on day: CivilDate
    ) -> Instant {
        let reader = recipients.reader(for: person, caseSupervisor: caseSupervisor, on: day)
        let time = reader.flatMap { directory.people[$0.person]?.digest } ?? siteTime
        return Instant(seconds: zone.instant(of: day, at: time))
    }

    /// When what is of a day can be said to a person, if slots through `handled` have been used.
    func turn(
        of person: String?, caseSupervisor: String? = nil, for stageDay: CivilDate,
        handled: Instant, now: Instant
    ) -> Turn {
        let today = zone.date(at: now.seconds)
        guard let day = calendar.firstOpenDay(onOrAfter: max(stageDay, today)) else {
            return .never
        }
        let slot = slot(of: person, caseSupervisor: caseSupervisor, on: day)
        guard day == today, slot <= now else { return .at(slot) }
        if slot > handled, now < closing(slot, on: day) { return .now }
        guard let next = calendar.openDay(1, after: today) else { return .never }
        return .at(self.slot(of: person, caseSupervisor: caseSupervisor, on: next))
    }

    private func closing(_ slot: Instant, on day: CivilDate) -> Instant {
        let evening = Instant(seconds: zone.instant(of: day, hour: Self.latestHour, minute: 0))
        return max(evening, Instant(seconds: slot.seconds + Self.graceSeconds))
    }
}

extension DigestSlots {
    /// The slots of a site's people.
    init(site: Site, directory: Directory) {
        let configuration = site.configuration
        self.init(
            zone: site.zone, calendar: site.calendar, siteTime: configuration.digest,
            recipients: Recipients(
                directory: directory, intake: configuration.intake?.value))
    }
}
