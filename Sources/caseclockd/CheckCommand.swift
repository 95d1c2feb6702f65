import ArgumentParser
import CaseloadFiles
import Casework
import CivilTime
import Delivery

/// Says whether configuration, policies, calendars and a caseload folder are right.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check the configuration, policies, calendars and a caseload folder.",
        discussion: """
            Every error is one line with its file, line and column. Exits 0 where all is
            right, 78 where anything is refused or set aside. Problems of cases that can be
            loaded are told too, as they stand today or on another day; they change nothing
            of the exit status.

              caseclockd check /var/lib/caseclock/caseloads
            """)

    @OptionGroup var common: CommonOptions

    @Argument(help: "The caseload folder; else the configured one.")
    var folder: String?

    @Option(name: .long, help: "The day by which problems are told; else today.")
    var asOf: CivilDate?

    func run() throws {
        let site = try SiteLoader(path: common.config).siteOrShipped(for: common)
        let reading = try FolderReading(
            folder ?? site.configuration.paths.caseloads, site: site)
        let complaints = site.templateProblems.map(\.description) + reading.complaints
        for line in complaints { Alerts.print(line) }
        let day = asOf ?? site.day(at: DaemonClock.system.now)
        let problems =
            site.access.problems + reading.problems + reading.caseProblems(on: day, site: site)
        for problem in problems {
            Alerts.print(problem.line)
        }
        let cases = reading.cases.count == 1 ? "1 case" : "\(reading.cases.count) cases"
        let files = reading.fileCount == 1 ? "1 file" : "\(reading.fileCount) files"
        guard complaints.isEmpty else {
            Alerts.print("\(cases) in \(files) can be loaded; mend the rest")
            throw Exit.configuration
        }
        Output.write(Array("\(cases) in \(files): all can be loaded\n".utf8))
    }
}
