package import Casework
package import CivilTime

/// What /etc/caseclock/caseclock.yaml says.
package struct SiteConfiguration: Hashable, Sendable {
    /// The site's time zone, by its name in the system's zoneinfo; whether there is one of that
    /// name is for `SiteZone` to say.
    package var zone: Placed<String>
    /// The business calendar.
    package var calendar: CalendarChoice
    /// The first day whose targets are reminded of; older ones are a backlog.
    package var goLive: CivilDate?
    /// Who owns a deadline of a case with neither coordinator nor supervisor (SEMANTICS W6).
    package var intake: Placed<String>?
    /// How long a caseload file may rest unchanged before that is a problem; nil for ever.
    package var staleAfter: Interval?
    /// What a case number looks like.
    package var casePattern: CasePattern?
    /// When a person's digest is due, unless the directory gives them a time of their own.
    package var digest: WallTime
    /// How mail is written; nil for none.
    package var mail: Mail?
    /// Where things are.
    package var paths: Paths
    /// The journal namespace that entries go to; nil for the system's own journal.
    package var journalNamespace: String?
    /// How much a reading of the caseload may drop at once.
    package var removals = RemovalLimit.standard
    /// The codes that acts and silences accept as their reason.
    package var reasons = SiteConfiguration.standardReasons
    /// Who may do what on the control socket, beside root.
    package var access: [AccessRule] = []
    /// How long after its discharge a case is kept; nil for ever.
    package var retention: Interval?
    /// What the clients of the control socket may take.
    package var limits = SocketLimits.standard

    /// A calendar with what the site adds to it.
    package struct CalendarChoice: Hashable, Sendable {
        /// The calendar's code; its place is nil where the configuration leaves it out.
        package var name: String
        /// Where the configuration names it; nil for the default.
        package var place: Place?
        /// The codes of the optional holidays that the site observes.
        package var observed: [Placed<String>] = []
        /// The site's own closures.
        package var closures: [Placed<Closure>] = []

        /// The calendar of sites that name none.
        package static let standard = CalendarChoice(name: "ontario")
    }

    /// How mail is written.
    package struct Mail: Hashable, Sendable {
        /// The sender's address.
        package var from: String
        /// The domains to which mail may go; to no other.
        package var domains: [String]
        /// How many days ahead a digest's calendar attachment reaches; nil for no attachment.
        package var calendarDays: Int?
        /// Whether people of other agencies may read of a family whose consent is in force for
        /// their agency; else they get counts only.
        package var tellsAgencies = false
        /// How it is sent.
        package var sending = Sending.standard
    }

    /// How caseclock-mail sends what is in the spool.
    package struct Sending: Hashable, Sendable {
        /// The program that takes a message.
        package var sendmail = "/usr/sbin/sendmail"
        /// How long after the first try a message is given up, in days.
        package var giveUpAfterDays = 5
        /// How long what was sent is kept, in days.
        package var keepSentDays = 30
        /// How long what can't be sent is kept, in days: long enough for somebody to ask for it.
        package var keepFailedDays = 90

        /// How mail is sent at sites that say nothing of it.
        package static let standard = Sending()
    }

    /// Where things are, as whole paths.
    package struct Paths: Hashable, Sendable {
        /// The caseload folder.
        package var caseloads = "/var/lib/caseclock/caseloads"
        /// The ledger.
        package var ledger = "/var/lib/caseclock/caseclock.db"
        /// The mail spool.
        package var spool = "/var/spool/caseclock/mail"
        /// The control socket.
        package var socket = "/run/caseclock/io.caseclock"
        /// The folder of the backups.
        package var backups = "/var/lib/caseclock/backups"
    }

    /// The digest time of sites that name none.
    package static let standardDigest = "08:30"

    /// The reasons of sites that list none.
    package static let standardReasons = [
        "family-request", "family-unreachable", "in-progress", "scheduled", "not-possible",
        "not-needed", "duplicate", "staff-away", "site-closed", "error",
    ]
}

/// What a configuration file says.
package struct ConfigurationFile: Hashable, Sendable {
    /// The configuration; nil while anything in the file is wrong.
    package let configuration: SiteConfiguration?
    /// What is wrong.
    package let diagnostics: [Diagnostic]
}
