import ArgumentParser
import CaseloadFiles
import Control
import Delivery
import Glibc
import Systemd

/// The program: sends what is in the mail spool, and ends when nothing of it waits any more.
@main
struct CaseclockMail: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "caseclock-mail",
        abstract: "Send what is in Caseclock's mail spool.",
        discussion: """
            It hands each message to sendmail, tries again what can't be sent yet, and ends once
            nothing waits. Its units start it; see caseclock-mail(8).
            """,
        version: ProgramVersion.text)

    @Option(name: .long, help: "The configuration file.")
    var config = "/etc/caseclock/caseclock.yaml"

    /// Exit codes of sysexits(3).
    private enum Exit {
        static let unavailable = ExitCode(69)
        static let system = ExitCode(71)
        /// Not 0: the path unit would start it again at once for as long as new/ is not empty.
        static let another = ExitCode(75)
        static let configuration = ExitCode(78)
    }

    func run() throws {
        let site = try site()
        // So that the numbers below 3, which sendmail gets, are never those of a message.
        var null = open("/dev/null", O_RDWR | O_CLOEXEC)
        while null >= 0, null <= STDERR_FILENO { null = dup(null) }
        if null > STDERR_FILENO { close(null) }
        chdir("/")
        do {
            let setup = DrainSetup(
                spool: MailSpool(path: site.paths.spool),
                sending: site.mail?.sending ?? .standard,
                journalSocket: JournalWriter.socketPath(namespace: site.journalNamespace),
                onStep: FaultPoint.observer())
            guard let drainer = try Drainer(setup) else {
                DrainJournal.print("another caseclock-mail is at work on this spool; ending")
                throw Exit.another
            }
            try drainer.run()
        } catch let code as ExitCode {
            throw code
        } catch let error as SpoolError {
            DrainJournal.print(error.description)
            throw Exit.unavailable
        } catch {
            DrainJournal.print("\(error)")
            throw Exit.system
        }
    }

    private func site() throws -> SiteConfiguration {
        let file: ConfigurationFile
        do {
            file = ConfigurationReader.read(
                fileName: config, bytes: try WholeFile.read(config))
        } catch {
            DrainJournal.print("\(error)")
            throw Exit.configuration
        }
        guard let site = file.configuration else {
            for diagnostic in file.diagnostics { DrainJournal.print(diagnostic.description) }
            throw Exit.configuration
        }
        return site
    }
}

/// Where a test ends the process, to show that no message is lost or forgotten.
enum FaultPoint {
    /// An observer that ends the process at the step which `CASECLOCK_KILL_AT` names; in a release
    /// build one that does nothing.
    static func observer() -> (DrainStep) -> Void {
        #if DEBUG
        guard let name = getenv("CASECLOCK_KILL_AT").map({ String(cString: $0) }),
            let fatal = DrainStep(rawValue: name)
        else { return { _ in } }
        return { step in
            if step == fatal { kill(getpid(), SIGKILL) }
        }
        #else
        return { _ in }
        #endif
    }
}
