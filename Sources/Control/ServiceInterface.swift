import JSONText

/// `io.caseclock.Service`: how the daemon does.
///
/// The names of the types inside are those of `Interfaces/io.caseclock.Service.varlink`.
package enum ServiceInterface {
    static let interfaceName = "io.caseclock.Service"

    /// The interface with its definition.
    package static let interface = VarlinkInterface(
        name: interfaceName,
        definition: String(
            decoding: PackageResources.io_caseclock_Service_varlink, as: UTF8.self),
        methods: [
            GetStatus.name, WhoAmI.name, Calendar.name, Names.name, Reload.name, ConfirmClock.name,
            MakeBackup.name, ListBackups.name, Compliance.name, Audit.name, Metrics.name,
        ])

    /// How the daemon does; the wire calls it Status, as what it answers with is called here.
    package enum GetStatus: VarlinkMethod {
        package typealias Input = NoParameters
        package typealias Output = Status
        package static let name = "io.caseclock.Service.Status"
    }

    /// Who the caller is.
    package enum WhoAmI: VarlinkMethod {
        package typealias Input = NoParameters
        package typealias Output = Who
        package static let name = "io.caseclock.Service.WhoAmI"
    }

    /// On which days the site is closed.
    package enum Calendar: VarlinkMethod {
        package typealias Input = CalendarQuery
        package typealias Output = ClosedDays
        package static let name = "io.caseclock.Service.Calendar"
    }

    /// The codes that can be given.
    package enum Names: VarlinkMethod {
        package typealias Input = NamesQuery
        package typealias Output = NamesPage
        package static let name = "io.caseclock.Service.Names"
    }

    /// Reads the caseload folder anew.
    package enum Reload: VarlinkMethod {
        package typealias Input = ReloadOptions
        package typealias Output = ReloadReply
        package static let name = "io.caseclock.Service.Reload"
    }

    /// Says that the clock is right after a jump.
    package enum ConfirmClock: VarlinkMethod {
        package typealias Input = NoParameters
        package typealias Output = ClockReply
        package static let name = "io.caseclock.Service.ConfirmClock"
    }

    /// Makes a backup; the wire calls it Backup.
    package enum MakeBackup: VarlinkMethod {
        package typealias Input = BackupOptions
        package typealias Output = BackupReply
        package static let name = "io.caseclock.Service.Backup"
    }

    /// Counts what became of deadlines.
    package enum Compliance: VarlinkMethod {
        package typealias Input = ComplianceQuery
        package typealias Output = CompliancePage
        package static let name = "io.caseclock.Service.Compliance"
    }

    /// The backups that there are.
    package enum ListBackups: VarlinkMethod {
        package typealias Input = NoParameters
        package typealias Output = BackupList
        package static let name = "io.caseclock.Service.ListBackups"
    }

    /// Who did and looked at what, or whether the trail of that is whole.
    package enum Audit: VarlinkMethod {
        package typealias Input = AuditQuery
        package typealias Output = AuditPage
        package static let name = "io.caseclock.Service.Audit"
    }

    /// The daemon's figures.
    package enum Metrics: VarlinkMethod {
        package typealias Input = NoParameters
        package typealias Output = MetricsReply
        package static let name = "io.caseclock.Service.Metrics"
    }
}
