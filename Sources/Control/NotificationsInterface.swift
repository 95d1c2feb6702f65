/// `io.caseclock.Notifications`: what is said to whom, and what is not to be said.
///
/// The names of the types inside are those of `Interfaces/io.caseclock.Notifications.varlink`.
package enum NotificationsInterface {
    static let interfaceName = "io.caseclock.Notifications"

    /// The interface with its definition.
    package static let interface = VarlinkInterface(
        name: interfaceName,
        definition: String(
            decoding: PackageResources.io_caseclock_Notifications_varlink, as: UTF8.self),
        methods: [
            List.name, Get.name, Retry.name, Preview.name, AddSilence.name, ListSilences.name,
            ExpireSilence.name,
        ])

    /// The notifications that match.
    package enum List: VarlinkMethod {
        package typealias Input = Query
        package typealias Output = Page
        package static let name = "io.caseclock.Notifications.List"
    }

    /// One notification, with its text.
    package enum Get: VarlinkMethod {
        package typealias Input = ItemID
        package typealias Output = Text
        package static let name = "io.caseclock.Notifications.Get"
    }

    /// Tries what failed or waits again.
    package enum Retry: VarlinkMethod {
        package typealias Input = RetryRequest
        package typealias Output = Retried
        package static let name = "io.caseclock.Notifications.Retry"
    }

    /// What will be said to whom.
    package enum Preview: VarlinkMethod {
        package typealias Input = PreviewQuery
        package typealias Output = PreviewPage
        package static let name = "io.caseclock.Notifications.Preview"
    }

    /// Has reminders not said for a time.
    package enum AddSilence: VarlinkMethod {
        package typealias Input = SilenceRequest
        package typealias Output = SilenceReply
        package static let name = "io.caseclock.Notifications.AddSilence"
    }

    /// The silences that match.
    package enum ListSilences: VarlinkMethod {
        package typealias Input = SilencesQuery
        package typealias Output = Silences
        package static let name = "io.caseclock.Notifications.ListSilences"
    }

    /// Ends a silence before its time.
    package enum ExpireSilence: VarlinkMethod {
        package typealias Input = Expiry
        package typealias Output = SilenceReply
        package static let name = "io.caseclock.Notifications.ExpireSilence"
    }

    /// States of what is not delivered yet, or never will be unless somebody sees to it.
    package static let openStates = ["waiting", "new", "deferred", "failed"]

    /// All states a notification can be in.
    package static let states = openStates + ["delivered", "sent", "pruned"]

    /// The two ways out.
    package static let channels = ["journal", "mail"]

    /// What a silence can look at.
    package static let matcherNames = ["case", "rule", "owner", "agency", "profile", "stage"]
}
