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
        methods: [List.name, Explain.name])

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

    /// States a deadline can be in while it is open.
    package static let openStates = ["upcoming", "due-soon", "due", "overdue", "on-hold"]

    /// States a deadline can be in once it has ended.
    package static let endedStates = ["met", "met-late", "waived", "superseded", "cancelled"]
}
