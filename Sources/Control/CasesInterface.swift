/// `io.caseclock.Cases`: what is known of each case, and what is recorded of it.
///
/// The names of the types inside are those of `Interfaces/io.caseclock.Cases.varlink`.
package enum CasesInterface {
    static let interfaceName = "io.caseclock.Cases"

    /// The interface with its definition.
    package static let interface = VarlinkInterface(
        name: interfaceName,
        definition: String(
            decoding: PackageResources.io_caseclock_Cases_varlink, as: UTF8.self),
        methods: [
            List.name, Get.name, Record.name, Retract.name, Hold.name, Resume.name,
            Export.name, Reassign.name, Forget.name, Problems.name,
        ])

    /// Gives one case, or all that somebody coordinates, to another coordinator.
    package enum Reassign: VarlinkMethod {
        package typealias Input = Reassigning
        package typealias Output = Reassigned
        package static let name = "io.caseclock.Cases.Reassign"
    }

    /// Deletes everything that is kept of a case.
    package enum Forget: VarlinkMethod {
        package typealias Input = Forgetting
        package typealias Output = ForgetReply
        package static let name = "io.caseclock.Cases.Forget"
    }

    /// The cases that match.
    package enum List: VarlinkMethod {
        package typealias Input = CasesQuery
        package typealias Output = Cases
        package static let name = "io.caseclock.Cases.List"
    }

    /// Everything that is known of a case.
    package enum Get: VarlinkMethod {
        package typealias Input = CaseQuery
        package typealias Output = Timeline
        package static let name = "io.caseclock.Cases.Get"
    }

    /// Records a fact.
    package enum Record: VarlinkMethod {
        package typealias Input = Recording
        package typealias Output = Effect
        package static let name = "io.caseclock.Cases.Record"
    }

    /// Takes a recorded fact back.
    package enum Retract: VarlinkMethod {
        package typealias Input = Retracting
        package typealias Output = Effect
        package static let name = "io.caseclock.Cases.Retract"
    }

    /// Puts a case on hold.
    package enum Hold: VarlinkMethod {
        package typealias Input = Holding
        package typealias Output = Effect
        package static let name = "io.caseclock.Cases.Hold"
    }

    /// Has a case go on.
    package enum Resume: VarlinkMethod {
        package typealias Input = Resuming
        package typealias Output = Effect
        package static let name = "io.caseclock.Cases.Resume"
    }

    /// Recorded facts as lines of the caseload format.
    package enum Export: VarlinkMethod {
        package typealias Input = ExportQuery
        package typealias Output = Exported
        package static let name = "io.caseclock.Cases.Export"
    }

    /// The statuses that a case can have.
    package static let statuses = ["referred", "active", "on-hold", "discharged"]
}
