import ArgumentParser
import CaseloadFiles
import Casework
import CivilTime
import Delivery
import Glibc

/// Reads the configuration and all that it names.
struct SiteLoader {
    /// The configuration file.
    let path: String

    /// What is wrong with the configuration, one error a line.
    struct Failure: Error, CustomStringConvertible {
        let description: String
        /// What a log may have of it: the places alone, because what stands there may be a name.
        let logLines: [String]
    }

    /// The longest configuration file that is read.
    private static let maximumBytes = 1 << 20

    /// The zone of `check` and `evaluate` where there is no configuration: they ask for no time.
    private static let zoneWithoutConfiguration = "UTC"

    /// Reads the site.
    ///
    /// - Throws: everything that is wrong.
    func site() throws(Failure) -> Site {
        let bytes = try read()
        let file = ConfigurationReader.read(fileName: path, bytes: bytes)
        guard let configuration = file.configuration else {
            throw Failure(file.diagnostics)
        }
        return try site(configuration, folder: folder)
    }

    /// Reads the site, or takes what is shipped where there is no configuration at its usual place.
    ///
    /// - Throws: the exit code, once everything that is wrong has been said.
    func siteOrShipped(for options: CommonOptions) throws -> Site {
        do throws(Failure) {
            let isDefault = path == CommonOptions.defaultConfiguration
            if isDefault, access(path, F_OK) != 0, errno == ENOENT { return try shipped() }
            return try site()
        } catch {
            for line in error.description.split(separator: "\n") { Alerts.print(String(line)) }
            throw Exit.configuration
        }
    }

    private var folder: String {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        return parts.isEmpty ? "." : parts.joined(separator: "/")
    }

    private func shipped() throws(Failure) -> Site {
        let text = Array("zone: \(Self.zoneWithoutConfiguration)\n".utf8)
        let file = ConfigurationReader.read(fileName: path, bytes: text)
        guard let configuration = file.configuration else { throw Failure(file.diagnostics) }
        return try site(configuration, folder: nil)
    }

    private func site(
        _ configuration: SiteConfiguration, folder: String?
    ) throws(Failure) -> Site {
        let files = SiteFiles(folder: folder)
        var wrong: [Diagnostic] = []
        func attempt<Value>(_ body: () throws(SiteFilesError) -> Value) -> Value? {
            do { return try body() } catch {
                wrong += error.diagnostics
                return nil
            }
        }
        var zone: SiteZone?
        do { zone = try SiteZone(named: configuration.zone.value) } catch {
            wrong.append(Diagnostic(place: configuration.zone.place, message: "\(error)"))
        }
        let calendar = attempt { () throws(SiteFilesError) in
            try files.businessCalendar(configuration.calendar)
        }
        let policies = attempt { () throws(SiteFilesError) in try files.policies() }
        guard let zone, let calendar, let policies else { throw Failure(wrong) }
        var site = Site(
            configuration, zone: zone, calendar: calendar, policies: Array(policies.values))
        (site.templates, site.templateProblems) = MailTemplates.load(
            overriddenIn: folder.map { "\($0)/templates" })
        return site
    }

    private func read() throws(Failure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw unread(String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while bytes.count <= Self.maximumBytes {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw unread(String(cString: strerror(errno)))
            }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
        throw unread("longer than \(Self.maximumBytes) bytes")
    }

    /// Why the file itself can't be read, which a log may have as it is.
    private func unread(_ reason: String) -> Failure {
        Failure(description: "\(path): \(reason)", logLines: ["\(path): \(reason)"])
    }
}

extension SiteLoader.Failure {
    fileprivate init(_ diagnostics: [Diagnostic]) {
        var places: [String] = []
        for diagnostic in diagnostics where places.last != "\(diagnostic.place)" {
            places.append("\(diagnostic.place)")
        }
        self.init(
            description: diagnostics.map(\.description).joined(separator: "\n"),
            logLines: places.map { "\($0): this is wrong, and 'caseclockd check' says why" })
    }
}
