import CaseloadFiles
import Casework
import CivilTime
import Delivery

/// All that is configured, read once and never changed: another configuration is another site.
struct Site: Equatable, Sendable {
    let configuration: SiteConfiguration
    let zone: SiteZone
    let calendar: BusinessCalendar
    /// An engine for each profile that has a policy.
    let engines: [String: DeadlineEngine]
    /// What digests are laid out by.
    var templates = MailTemplates.shipped
    /// What is wrong with the site's own templates, in whose place the shipped ones are used.
    var templateProblems: [TemplateProblem] = []
    /// Who may do what on the control socket.
    let access: Access

    init(
        _ configuration: SiteConfiguration, zone: SiteZone, calendar: BusinessCalendar,
        policies: [Policy], access: Access? = nil
    ) {
        self.configuration = configuration
        self.access = access ?? Access(configuration.access)
        self.zone = zone
        self.calendar = calendar
        engines = Dictionary(
            policies.map { policy in
                let engine = DeadlineEngine(
                    policy: policy, calendar: calendar, intake: configuration.intake?.value)
                return (policy.profile, engine)
            }, uniquingKeysWith: { _, last in last })
    }

    /// Whether both are configured alike; an engine is made of nothing but policy and calendar.
    static func == (left: Site, right: Site) -> Bool {
        left.configuration == right.configuration && left.calendar == right.calendar
            && left.access == right.access
            && left.engines.mapValues(\.policy) == right.engines.mapValues(\.policy)
    }

    /// Whether every case comes out of both alike.
    ///
    /// They differ in no more than what may be dropped, how long a file may rest, how mail to the
    /// same people is sent, and who may do what.
    func works(like other: Site) -> Bool {
        var left = configuration
        left.removals = other.configuration.removals
        left.staleAfter = other.configuration.staleAfter
        if left.mail?.from == other.configuration.mail?.from,
            left.mail?.domains == other.configuration.mail?.domains
        {
            left.mail = other.configuration.mail
        }
        left.reasons = other.configuration.reasons
        left.access = other.configuration.access
        return left == other.configuration && calendar == other.calendar
            && engines.mapValues(\.policy) == other.engines.mapValues(\.policy)
    }

    /// Targets before this day are a backlog.
    var goLive: CivilDate? { configuration.goLive }

    /// Who owes what has no coordinator and no supervisor.
    var intake: String? { configuration.intake?.value }

    /// The profiles that have a policy, in order.
    var profiles: [String] { engines.keys.sorted() }

    /// The day at an instant.
    func day(at instant: Instant) -> CivilDate { zone.date(at: instant.seconds) }

    /// An instant in site time, as `2026-03-02T08:30:00-05:00`.
    func text(_ instant: Instant) -> String {
        let offset = zone.utcOffsetSeconds(at: instant.seconds)
        let minutes = abs(offset) / 60
        let sign = offset < 0 ? "-" : "+"
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let civil = zone.civil(at: instant.seconds)
        let time = "\(two(civil.hour)):\(two(civil.minute)):\(two(civil.second))"
        return "\(civil.date)T\(time)\(sign)\(two(minutes / 60)):\(two(minutes % 60))"
    }

    /// An instant on the site's clock, as `2026-03-02 08:30`.
    func wallText(_ instant: Instant) -> String {
        let civil = zone.civil(at: instant.seconds)
        return String("\(civil)".prefix("YYYY-MM-DD HH:MM".count))
    }

    /// From whom mail is sent; nil where the site sends none.
    var sender: MailAddress? { configuration.mail.flatMap { MailAddress($0.from) } }

    /// The name by which readers sort the mails; nil where the sender's domain leaves no room.
    var mailList: String? {
        guard let sender else { return nil }
        let name = "caseclock.\(sender.domain)"
        return MailAddress.isDomain(name) ? name : nil
    }

    /// Whether people of other agencies may read of a family whose consent is in force.
    var tellsAgencies: Bool { configuration.mail?.tellsAgencies ?? false }

    /// How many days ahead a digest's calendar attachment reaches; nil for no attachment.
    var calendarDays: Int? { configuration.mail?.calendarDays }

    /// Where a person's mail goes; nil without an address, or with one the site doesn't allow.
    func address(of person: String, in directory: Directory) -> MailAddress? {
        guard let mail = configuration.mail,
            let address = directory.people[person]?.email.flatMap({ MailAddress($0) }),
            address.isAllowed(domains: mail.domains)
        else { return nil }
        return address
    }
}
