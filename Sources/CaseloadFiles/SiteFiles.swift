import Casework
package import CivilTime

/// The policies and calendars in force: the shipped ones, and in place of those a site's own.
///
/// A site's file takes the place of the shipped one of its profile, or of its calendar code, as a
/// whole; more of them add programs and calendars, or change and add single rules.
package struct SiteFiles: Hashable, Sendable {
    /// The folder of the site's configuration, such as /etc/caseclock; nil for shipped files only.
    package let folder: String?

    /// The files beneath a configuration folder.
    package init(folder: String?) { self.folder = folder }

    /// The calendars, by code; throws everything that is wrong.
    package func calendars() throws(SiteFilesError) -> [String: CalendarDefinition] {
        var values: [String: CalendarDefinition] = [:]
        var diagnostics: [Diagnostic] = []
        for (name, bytes) in Self.shipped("calendars") {
            let file = CalendarReader.read(fileName: name, bytes: bytes)
            if let definition = file.definition { values[definition.name.value] = definition }
            diagnostics += file.diagnostics
        }
        var own: [String: String] = [:]
        for (name, bytes) in try siteFiles("calendars") {
            let file = CalendarReader.read(fileName: name, bytes: bytes)
            diagnostics += file.diagnostics
            guard let definition = file.definition else { continue }
            let code = definition.name.value
            if let other = own.updateValue(name, forKey: code) {
                diagnostics.append(Self.twice(code, name, other))
            }
            values[code] = definition
        }
        guard diagnostics.isEmpty else { throw SiteFilesError(diagnostics: diagnostics) }
        return values
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

    /// The shipped files of a subfolder, by the names that they have where they are installed.
    static func shipped(_ kind: String) -> [(name: String, bytes: [UInt8])] {
        Shipped.files.filter { $0.name.hasPrefix("\(kind)/") }.map {
            ("/usr/share/caseclock/\($0.name)", $0.bytes)
        }
    }

    /// That two of a site's files define the same.
    static func twice(_ code: String, _ name: String, _ other: String) -> Diagnostic {
        Diagnostic(
            place: Place(file: name, line: 1, column: 1),
            message: "'\(code)' is also defined in \(other): keep one of them")
    }

    /// The *.yaml files of a subfolder, in the order of their names; none where there is no such folder.
    func siteFiles(
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
