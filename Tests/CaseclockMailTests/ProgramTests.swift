import Casework
import Delivery
import Glibc
import TestSupport
import Testing

@testable import caseclock_mail

@Suite("The program caseclock-mail as a process")
struct ProgramTests {
    private let site: SpoolOfTest

    init() throws { site = try SpoolOfTest() }

    /// A sendmail that waits until it is let go.
    private var waits: String {
        "until [ -e '\(site.folder.path)/go' ]; do sleep 0.05; done\n" + SpoolOfTest.takesAll
    }

    private func letGo() throws { try FileTree.write("", to: site.folder.file("go")) }

    private func sendmailRuns() -> Bool {
        (try? FileTree.read(site.folder.file("runs"))) != nil
    }

    @Test("It ends once nothing waits, with 0")
    func ends() throws {
        try site.sendmail(SpoolOfTest.takesAll)
        #expect(try site.runProgram() == 0)
        let id = try site.deliver()
        #expect(try site.runProgram() == 0)
        #expect(site.names(.sent) == [id])
    }

    @Test(
        "Killed at any step, it neither loses a message nor forgets it; one sent may come twice",
        arguments: DrainStep.allCases.filter { $0 != .waiting }, [0, 67, 75])
    func crash(step: DrainStep, code: Int) throws {
        try site.sendmail("{ echo \"$*\"; cat; } >\"$taken\"; exit \(code)")
        let id = try site.deliver()
        // Some steps don't come with each ending; then it ends by itself, or waits.
        let process = try site.start(environment: ["CASECLOCK_KILL_AT=\(step.rawValue)"])
        let died = eventually { ended(process) || site.names(.deferred) == [id] && code == 75 }
        #expect(died)
        kill(process, SIGKILL)
        _ = Spawned.wait(for: process)
        let places = [MailSpool.Folder.new, .deferred, .sent, .failed].filter {
            site.names($0) == [id]
        }
        #expect(places.count == 1)

        try site.sendmail(SpoolOfTest.takesAll)
        // Its next try, if it was noted, is due.
        site.now = Instant(seconds: site.now.seconds + 86_400)
        try site.drain()
        if code == 67, places == [.failed] {
            #expect(try site.record(id, in: .failed).reason == .refused)
        } else {
            #expect(site.names(.sent) == [id])
        }
        for folder in [MailSpool.Folder.new, .deferred] { #expect(site.allNames(folder) == []) }
        #expect(site.allNames(.failed).count == (places == [.failed] ? 2 : 0))
        let taken = try site.taken().count
        #expect(1...2 ~= taken)
    }

    private func ended(_ process: Int32) -> Bool {
        var found = siginfo_t()
        return waitid(P_PID, UInt32(process), &found, WEXITED | WNOHANG | WNOWAIT) == 0
            && found.si_signo == SIGCHLD
    }

    @Test("Of two at once the second says so and ends, with 75")
    func two() throws {
        try site.sendmail("touch '\(site.folder.path)/runs'\n" + waits)
        let id = try site.deliver()
        let first = try site.start()
        #expect(eventually { sendmailRuns() })
        let errors = site.folder.file("errors")
        let second = try site.start(errors: errors)
        #expect(eventually { ended(second) })
        kill(second, SIGKILL)
        #expect(Spawned.wait(for: second) == 75)
        #expect(
            try FileTree.read(errors)
                == "caseclock-mail: another caseclock-mail is at work on this spool; ending\n")
        try letGo()
        #expect(Spawned.wait(for: first) == 0)
        #expect(site.names(.sent) == [id])
        #expect(try site.taken().count == 1)
    }

    @Test("SIGTERM ends it soon; the message in hand stays where it is, untried")
    func stops() throws {
        try site.sendmail("touch '\(site.folder.path)/runs'\n" + waits)
        let ids = try [site.deliver(), site.deliver("b-ito")].sorted()
        let process = try site.start()
        #expect(eventually { sendmailRuns() })
        kill(process, SIGTERM)
        #expect(Spawned.wait(for: process) == 0)
        #expect(site.names(.new) == ids && site.allNames(.deferred) == [])
    }

    @Test("SIGTERM while nothing is in hand ends it at once")
    func stopsWaiting() throws {
        try site.sendmail("exit 75")
        let id = try site.deliver()
        let process = try site.start()
        #expect(eventually { site.names(.deferred) == [id] })
        kill(process, SIGTERM)
        #expect(Spawned.wait(for: process) == 0)
        #expect(site.names(.deferred) == [id])
    }

    @Test("A message that sendmail takes after SIGTERM is sent, and not again")
    func takenAtTheEnd() throws {
        try site.sendmail("touch '\(site.folder.path)/runs'\n" + waits)
        let id = try site.deliver()
        let process = try site.start()
        #expect(eventually { sendmailRuns() })
        kill(process, SIGTERM)
        try letGo()
        #expect(Spawned.wait(for: process) == 0)
        #expect(site.names(.sent) == [id])
    }

    @Test("It waits for a message that comes later, while another one waits for its time")
    func inotify() throws {
        try site.sendmail("case $to in b-ito*) exit 0;; esac; exit 75")
        let first = try site.deliver()
        let process = try site.start()
        #expect(eventually { site.names(.deferred) == [first] })
        let second = try site.deliver("b-ito")
        #expect(eventually { site.names(.sent) == [second] })
        kill(process, SIGTERM)
        #expect(Spawned.wait(for: process) == 0)
    }

    @Test("A thousand messages are sent, each once")
    func thousand() throws {
        try site.sendmail("cat >/dev/null; echo \"$to\" >>'\(site.folder.path)/all'")
        for number in 0..<1000 { try site.deliver("p-\(number)") }
        #expect(try site.runProgram() == 0)
        #expect(try site.spool.count(.sent) == 1000)
        #expect(site.allNames(.new) == [] && site.allNames(.deferred) == [])
        let taken = try FileTree.read(site.folder.file("all")).split(separator: "\n")
        #expect(taken.count == 1000 && Set(taken).count == 1000)
    }

    @Test("A wrong configuration is named with its place, and ends it with 78")
    func configuration() throws {
        let errors = site.folder.file("errors")
        let path = site.folder.file("wrong.yaml")
        let program = try Spawned.built("caseclock-mail")
        try FileTree.write("zone: UTC\nmail: {form: a@b}\n", to: path)
        let wrong = try Spawned.start(program, ["--config", path], errors: errors)
        #expect(Spawned.wait(for: wrong) == 78)
        let said = try FileTree.read(errors)
        #expect(said.contains("caseclock-mail: \(path):2:8: unknown key 'form'"))
        let missing = try Spawned.start(program, ["--config", "/nonexistent.yaml"])
        #expect(Spawned.wait(for: missing) == 78)
    }

    @Test("Without a spool it ends with 69")
    func noSpool() throws {
        FileTree.remove(site.spool.path)
        #expect(try site.runProgram() == 69)
    }
}
