package import Casework
package import CivilTime

/// The policies and calendars in force: the shipped ones, and in place of those a site's own.
///
/// A site's file takes the place of the shipped one of its profile, or of its calendar code, as a
/// whole; more of them add programs and calendars.
package struct SiteFiles: Hashable, Sendable {
    /// The folder of the site's configuration, such as /etc/caseclock; nil for shipped files only.
    package let folder: String?

    /// The files beneath a configuration folder.
    package init(folder: String?) { self.folder = folder }

    /// The policies, by profile.
    ///
    /// Throws everything that is wrong: with a site's file that can't be read, the shipped one
    /// doesn't silently take its place.
    package func policies() throws(SiteFilesError) -> [String: Policy] {
        try join("policies") { name, bytes in
            let file = PolicyReader.read(fileName: name, bytes: bytes)
            return (file.policy.map { ($0.profile, $0) }, file.diagnostics)
        }
    }

    /// The calendars, by code; throws everything that is wrong.
    package func calendars() throws(SiteFilesError) -> [String: CalendarDefinition] {
        try join("calendars") { name, bytes in
            let file = CalendarReader.read(fileName: name, bytes: bytes)
            return (file.definition.map { ($0.name.value, $0) }, file.diagnostics)
        }
    }

    /// The business calendar that a site chooses.
    ///
    /// Throws everything that is wrong, an unknown name included.
    package func businessCalendar(
        _ choice: SiteConfiguration.CalendarChoice
    ) throws(SiteFilesError) -> BusinessCalendar {
        let all = try calendars()
        guard let definition = all[choice.name] else {
            let place = choice.place ?? Place(file: "caseclock.yaml", line: 1, column: 1)
            let message = Reading(place.file).unknown(
                "calendar", choice.name, among: all.keys.sorted())
            throw SiteFilesError(diagnostics: [Diagnostic(place: place, message: message)])
        }
        do {
            return try definition.businessCalendar(
                observing: choice.observed, closures: choice.closures)
        } catch {
            throw SiteFilesError(diagnostics: [error])
        }
    }

    private func join<Value>(
        _ kind: String,
        read: (_ name: String, _ bytes: [UInt8]) -> ((String, Value)?, [Diagnostic])
    ) throws(SiteFilesError) -> [String: Value] {
        var values: [String: Value] = [:]
        var diagnostics: [Diagnostic] = []
        for file in Shipped.files where file.name.hasPrefix("\(kind)/") {
            let (value, wrong) = read("/usr/share/caseclock/\(file.name)", file.bytes)
            if let (key, value) = value { values[key] = value }
            diagnostics += wrong
        }
        var own: [String: String] = [:]
        for (name, bytes) in try siteFiles(kind) {
            let (value, wrong) = read(name, bytes)
            diagnostics += wrong
            guard let (key, value) = value else { continue }
            if let other = own.updateValue(name, forKey: key) {
                diagnostics.append(
                    Diagnostic(
                        place: Place(file: name, line: 1, column: 1),
                        message: "'\(key)' is also defined in \(other): keep one of them"))
            }
            values[key] = value
        }
        guard diagnostics.isEmpty else { throw SiteFilesError(diagnostics: diagnostics) }
        return values
    }

    /// The *.yaml files of a subfolder; none where there is no such folder.
    private func siteFiles(
        _ kind: String
    ) throws(SiteFilesError) -> [(name: String, bytes: [UInt8])] {
        guard let folder else { return [] }
        let path = "\(folder)/\(kind)"
        do throws(FolderError) {
            return try CaseloadFolder(path: path).names().filter { $0.hasSuffix(".yaml") }
                .map { name throws(FolderError) in
                    ("\(path)/\(name)", try WholeFile.read("\(path)/\(name)"))
                }
        } catch {
            if error.isMissing, error.path == path { return [] }
            throw SiteFilesError(diagnostics: [
                Diagnostic(
                    place: Place(file: error.path, line: 1, column: 1),
                    message: "this can't be read: \(error.reason)")
            ])
        }
    }
}

/// Everything that is wrong with policies or calendars.
package struct SiteFilesError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The errors; at least one.
    package let diagnostics: [Diagnostic]

    /// The errors, one a line.
    package var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}
