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
        methods: [Get.name])

    /// Everything that is known of a case.
    package enum Get: VarlinkMethod {
        package typealias Input = CaseQuery
        package typealias Output = Timeline
        package static let name = "io.caseclock.Cases.Get"
    }
}
