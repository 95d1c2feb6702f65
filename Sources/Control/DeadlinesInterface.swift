/// `io.caseclock.Deadlines`: what is due and why.
///
/// The names of the types inside are those of `Interfaces/io.caseclock.Deadlines.varlink`.
package enum DeadlinesInterface {
    static let interfaceName = "io.caseclock.Deadlines"

    /// The interface with its definition.
    package static let interface = VarlinkInterface(
        name: interfaceName,
        definition: String(
            decoding: PackageResources.io_caseclock_Deadlines_varlink, as: UTF8.self),
        methods: [
            List.name, Explain.name, Acknowledge.name, Snooze.name, Waive.name, Undo.name,
            ListActs.name, Watch.name,
        ])

    /// The deadlines that match.
    package enum List: VarlinkMethod {
        package typealias Input = Query
        package typealias Output = Page
        package static let name = "io.caseclock.Deadlines.List"
    }

    /// Why a deadline is there.
    package enum Explain: VarlinkMethod {
        package typealias Input = ExplainQuery
        package typealias Output = Explanations
        package static let name = "io.caseclock.Deadlines.Explain"
    }

    /// Says that its owner knows of a deadline.
    package enum Acknowledge: VarlinkMethod {
        package typealias Input = Acknowledgement
        package typealias Output = ActReply
        package static let name = "io.caseclock.Deadlines.Acknowledge"
    }

    /// Puts the reminders of a deadline to its owner off.
    package enum Snooze: VarlinkMethod {
        package typealias Input = Snoozing
        package typealias Output = ActReply
        package static let name = "io.caseclock.Deadlines.Snooze"
    }

    /// Says that a deadline is not owed.
    package enum Waive: VarlinkMethod {
        package typealias Input = Waiving
        package typealias Output = ActReply
        package static let name = "io.caseclock.Deadlines.Waive"
    }

    /// Undoes an act.
    package enum Undo: VarlinkMethod {
        package typealias Input = Undoing
        package typealias Output = ActReply
        package static let name = "io.caseclock.Deadlines.Undo"
    }

    /// The acts that match.
    package enum ListActs: VarlinkMethod {
        package typealias Input = ActsQuery
        package typealias Output = ActsPage
        package static let name = "io.caseclock.Deadlines.ListActs"
    }

    /// What changes, as it changes.
    package enum Watch: VarlinkMethod {
        package typealias Input = WatchQuery
        package typealias Output = Change
        package static let name = "io.caseclock.Deadlines.Watch"
    }

    /// States a deadline can be in while it is open.
    package static let openStates = ["upcoming", "due-soon", "due", "overdue", "on-hold"]

    /// States a deadline can be in once it has ended.
    package static let endedStates = ["met", "met-late", "waived", "superseded", "cancelled"]
}
