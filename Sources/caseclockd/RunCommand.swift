import ArgumentParser
import Casework
import CivilTime
import Delivery
import Glibc
import Ledger
import Systemd

/// The daemon in the foreground.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run the daemon in the foreground.",
        discussion: """
            It reads the configuration, loads the caseload, serves the control socket and
            reminds, until SIGTERM or SIGINT. SIGHUP reads the configuration and the caseload
            anew.
            """)

    @OptionGroup var common: CommonOptions

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Rehearse: start the daemon's clock at this site time and let it run on.",
            discussion: "For trying out, with folders of its own: it reminds as if it were then.",
            valueName: "YYYY-MM-DDTHH:MM:SS"))
    var rehearse: String?

    func run() throws {
        let site: Site
        let daemon: Daemon
        do throws(SiteLoader.Failure) {
            site = try SiteLoader(path: common.config).site()
        } catch {
            // Unless somebody sits at it, standard error is a log, most often the journal.
            let isWatched = isatty(STDERR_FILENO) == 1
            let lines =
                isWatched
                ? error.description.split(separator: "\n").map(String.init) : error.logLines
            for line in lines { Alerts.print(line) }
            throw Exit.configuration
        }
        do {
            var setup = DaemonSetup(
                configurationPath: common.config, site: site, clock: try clock(site))
            setup.sockets = try ActivatedSockets.take()
            setup.onStep = FaultPoint.observer()
            daemon = try Daemon(setup)
        } catch let error as LedgerError {
            Alerts.print(error.description)
            throw error.code == .newerVersion ? Exit.configuration : Exit.unavailable
        } catch let error as ExitCode {
            throw error
        } catch {
            Alerts.print("\(error)")
            throw Exit.system
        }
        let code = try daemon.run()
        // The process ends with all that it has: libdispatch would start threads to clean up after
        // the ledger, and complain in the journal of what the sandbox does not let them do.
        withExtendedLifetime(daemon) { Glibc.exit(code) }
    }

    private func clock(_ site: Site) throws -> DaemonClock {
        guard let rehearse else { return .system }
        let parts = rehearse.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, let date = CivilDate(parts[0]),
            let time = Self.time(parts[1])
        else {
            Alerts.print("--rehearse '\(rehearse)': expected a time as 2026-03-02T08:29:57")
            throw ExitCode.validationFailure
        }
        let instant = site.zone.instant(
            of: date, hour: time[0], minute: time[1], second: time[2])
        return .rehearsal(from: Instant(seconds: instant))
    }

    private static func time(_ text: Substring) -> [Int]? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { $0.count == 2 ? Int($0) : nil }
        guard numbers.count == parts.count, numbers.count == 3, 0...23 ~= numbers[0],
            0...59 ~= numbers[1], 0...59 ~= numbers[2]
        else { return nil }
        return numbers
    }
}

/// Where a test ends the process, to show that nothing is lost or said twice.
enum FaultPoint {
    /// An observer that ends the process at the step which `CASECLOCK_KILL_AT` names; in a release
    /// build one that does nothing.
    static func observer() -> (DeliveryStep) -> Void {
        #if DEBUG
        guard let name = getenv("CASECLOCK_KILL_AT").map({ String(cString: $0) }),
            let fatal = DeliveryStep(rawValue: name)
        else { return { _ in } }
        return { step in
            if step == fatal { kill(getpid(), SIGKILL) }
        }
        #else
        return { _ in }
        #endif
    }
}
