import Casework
import CivilTime

/// Reads the daemon's configuration, caseclock.yaml.
package struct ConfigurationReader {
    var reading: Reading

    private static let keys = [
        "zone", "calendar", "go-live", "intake", "case-pattern", "digest", "mail", "journal",
        "stale-after", "paths", "removals", "reasons", "access", "retention", "limits",
    ]

    /// The longest socket path that the kernel takes, its closing NUL left out.
    private static let longestSocketPath = 107
    /// The greatest number of cases that a site can let go at once without being asked.
    private static let mostRemovedCases = 1_000_000
    /// The longest other path.
    private static let longestPath = 4_095

    /// What a configuration file says.
    package static func read(fileName: String, bytes: [UInt8]) -> ConfigurationFile {
        var reader = ConfigurationReader(reading: Reading(fileName))
        let configuration = reader.reading.tree(bytes, expecting: "'zone'")
            .flatMap { reader.readRoot($0) }
        let diagnostics = reader.reading.takeDiagnostics()
        return ConfigurationFile(
            configuration: diagnostics.isEmpty ? configuration : nil, diagnostics: diagnostics)
    }

    private mutating func readRoot(_ root: YAMLNode) -> SiteConfiguration? {
        guard let fields = reading.fields(root, "the configuration", keys: Self.keys) else {
            return nil
        }
        let zone = reading.required("zone", in: fields, "the configuration").flatMap { node in
            reading.text(node, "zone", "a time zone as America/Toronto").map {
                Placed($0, at: reading.place(node.mark))
            }
        }
        let calendar = readCalendar(fields["calendar"])
        let goLive = fields["go-live"].flatMap { reading.date($0, "go-live date") }
        let intake = fields["intake"].flatMap { node in
            reading.code(node, "intake").map { Placed($0, at: reading.place(node.mark)) }
        }
        let pattern = fields["case-pattern"].flatMap { readPattern($0) }
        let digest = fields["digest"].flatMap { reading.time($0, "digest") }
        let mail = fields["mail"].flatMap { readMail($0) }
        let staleAfter = fields["stale-after"].flatMap { reading.interval($0, "stale-after") }
        let namespace = fields["journal"].flatMap { readNamespace($0) }
        let paths = fields["paths"].flatMap { readPaths($0) } ?? SiteConfiguration.Paths()
        let removals = fields["removals"].flatMap { readRemovals($0) } ?? .standard
        let reasons = fields["reasons"].flatMap { reading.reasons($0) }
        let access = fields["access"].map { reading.access($0) } ?? []
        let retention = fields["retention"].flatMap { readRetention($0) }
        let limits = fields["limits"].flatMap { readLimits($0) } ?? .standard
        guard let zone,
            let digest = digest ?? WallTime(SiteConfiguration.standardDigest)
        else { return nil }
        return SiteConfiguration(
            zone: zone, calendar: calendar, goLive: goLive, intake: intake,
            staleAfter: staleAfter, casePattern: pattern, digest: digest, mail: mail, paths: paths,
            journalNamespace: namespace, removals: removals,
            reasons: reasons ?? SiteConfiguration.standardReasons, access: access,
            retention: retention, limits: limits)
    }

    /// A calendar's code alone, or `{name, observe, closures}`.
    private mutating func readCalendar(_ node: YAMLNode?) -> SiteConfiguration.CalendarChoice {
        var choice = SiteConfiguration.CalendarChoice.standard
        guard let node else { return choice }
        guard case .mapping = node.content else {
            if let code = reading.code(node, "calendar") { choice.name = code }
            choice.place = reading.place(node.mark)
            return choice
        }
        guard
            let fields = reading.fields(
                node, "calendar", keys: ["name", "observed", "closures"])
        else { return choice }
        if let name = fields["name"] {
            if let code = reading.code(name, "calendar") { choice.name = code }
            choice.place = reading.place(name.mark)
        }
        choice.observed = reading.codes(fields["observed"], "observed")
        choice.closures = reading.closures(fields["closures"])
        return choice
    }

    private mutating func readPattern(_ node: YAMLNode) -> CasePattern? {
        guard let text = reading.text(node, "case-pattern", "a regular expression") else {
            return nil
        }
        guard let pattern = CasePattern(text) else {
            reading.report(
                node.mark,
                "case-pattern \(Diagnostic.quoted(text)) is not a regular expression")
            return nil
        }
        return pattern
    }

    /// How far ahead a calendar attachment can reach, in days.
    private static let calendarDays = 1...366

    private mutating func readCalendarDays(_ node: YAMLNode) -> Int? {
        guard let interval = reading.interval(node, "calendar") else { return nil }
        guard case .days(let days) = interval, Self.calendarDays.contains(days) else {
            reading.report(
                node.mark,
                "calendar '\(interval)' is not possible: expected from "
                    + "\(Interval.days(Self.calendarDays.lowerBound)) to "
                    + "\(Interval.days(Self.calendarDays.upperBound))")
            return nil
        }
        return days
    }

    private mutating func readMail(_ node: YAMLNode) -> SiteConfiguration.Mail? {
        let keys = ["from", "domains", "calendar", "detail-to-agencies"] + Self.sendingKeys
        guard let fields = reading.fields(node, "mail", keys: keys) else { return nil }
        let from = reading.required("from", in: fields, "mail").flatMap {
            reading.address($0, "from")
        }
        let domainsNode = reading.required("domains", in: fields, "mail")
        let domains = reading.list(domainsNode, "domains").compactMap { item -> String? in
            guard let text = reading.text(item, "domain", "one as example.org") else { return nil }
            guard MailAddress.isDomain(text) else {
                reading.report(
                    item.mark, "domain \(Diagnostic.quoted(text)) is not the name of a domain")
                return nil
            }
            return text.lowercased()
        }
        let calendarDays = fields["calendar"].flatMap { readCalendarDays($0) }
        let tellsAgencies = fields["detail-to-agencies"].flatMap {
            reading.boolean($0, "detail-to-agencies")
        }
        let sending = readSending(fields)
        guard let from, domainsNode != nil else { return nil }
        return SiteConfiguration.Mail(
            from: from, domains: domains, calendarDays: calendarDays,
            tellsAgencies: tellsAgencies ?? false, sending: sending)
    }

    private mutating func readNamespace(_ node: YAMLNode) -> String? {
        guard let fields = reading.fields(node, "journal", keys: ["namespace"]) else { return nil }
        return fields["namespace"].flatMap { reading.code($0, "namespace") }
    }

    private mutating func readRemovals(_ node: YAMLNode) -> RemovalLimit? {
        guard let fields = reading.fields(node, "removals", keys: ["share", "cases"]) else {
            return nil
        }
        var limit = RemovalLimit.standard
        if let share = fields["share"].flatMap({ readShare($0) }) { limit.sharePercent = share }
        let cases = fields["cases"].flatMap {
            reading.number($0, "cases", in: 0...Self.mostRemovedCases)
        }
        if let cases { limit.cases = cases }
        return limit
    }

    private mutating func readShare(_ node: YAMLNode) -> Int? {
        let expected = "a share as 20%"
        guard let text = reading.text(node, "share", expected) else { return nil }
        let digits = text.dropLast()
        guard text.last == "%", let percent = Int(digits), 0...100 ~= percent,
            String(percent) == digits
        else {
            reading.report(
                node.mark, "share \(Diagnostic.quoted(text)) is not \(expected), from 0% to 100%")
            return nil
        }
        return percent
    }

    private mutating func readPaths(_ node: YAMLNode) -> SiteConfiguration.Paths? {
        let keys = ["caseloads", "ledger", "spool", "socket", "backups"]
        guard let fields = reading.fields(node, "paths", keys: keys) else { return nil }
        var paths = SiteConfiguration.Paths()
        if let path = readPath("caseloads", in: fields) { paths.caseloads = path }
        if let path = readPath("ledger", in: fields) { paths.ledger = path }
        if let path = readPath("spool", in: fields) { paths.spool = path }
        if let path = readPath("socket", in: fields, atMost: Self.longestSocketPath) {
            paths.socket = path
        }
        if let path = readPath("backups", in: fields) { paths.backups = path }
        return paths
    }

    mutating func readPath(
        _ key: String, in fields: Fields, atMost longest: Int = Self.longestPath
    ) -> String? {
        guard let node = fields[key], let text = reading.text(node, key, "a whole path") else {
            return nil
        }
        guard text.hasPrefix("/"), !text.utf8.contains(0) else {
            reading.report(
                node.mark,
                "\(key) \(Diagnostic.quoted(text)) is not a whole path: it starts with '/'")
            return nil
        }
        guard text.utf8.count <= longest else {
            reading.report(
                node.mark, "\(key) has \(text.utf8.count) bytes: at most \(longest) are possible")
            return nil
        }
        return text
    }
}
