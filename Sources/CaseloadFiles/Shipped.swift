package import Casework

/// The policies and the calendar that are built into the program, from config/ as it stands.
package enum Shipped {
    /// The files, by the name under which /usr/share/caseclock has them.
    package static var files: [(name: String, bytes: [UInt8])] {
        [
            (
                "policies/coordinated-service-planning.yaml",
                PackageResources.coordinated_service_planning_yaml
            ),
            ("policies/service-integration.yaml", PackageResources.service_integration_yaml),
            ("calendars/ontario.yaml", PackageResources.ontario_yaml),
        ]
    }

    /// The shipped policies, by profile.
    ///
    /// Throws where one can't be read, which the tests rule out.
    package static func policies() throws(SiteFilesError) -> [String: Policy] {
        try SiteFiles(folder: nil).policies()
    }

    /// A shipped calendar; nil where none has the name.
    ///
    /// Throws where it can't be read, which the tests rule out.
    package static func calendar(
        named name: String
    ) throws(SiteFilesError) -> CalendarDefinition? {
        try SiteFiles(folder: nil).calendars()[name]
    }
}
