import CaseloadFiles
import Casework
import Delivery
import Glibc
import TestSupport
import Testing

@testable import caseclock_mail

@Suite("Draining the spool through a sendmail that is a small script")
struct DrainTests {
    private let site: SpoolOfTest

    init() throws { site = try SpoolOfTest() }

    @Test("A message goes to sendmail with its two addresses, as it is in its file, and to sent/")
    func sends() throws {
        try site.sendmail(SpoolOfTest.takesAll)
        let id = try site.deliver()
        let file = try FileTree.read(site.path(id, in: .new))
        #expect(try site.drain() == .init(waits: false, isHeld: false))
        #expect(site.names(.new) == [] && site.allNames(.deferred) == [])
        #expect(site.allNames(.sent) == [id])
        #expect(try FileTree.read(site.path(id, in: .sent)) == file)
        #expect(
            try site.taken() == ["-i -f caseclock@example.org -- a-moreau@example.org\n" + file])
    }

    @Test("sendmail gets three descriptors, a fixed environment and a process group of its own")
    func surroundings() throws {
        // The shell itself has its script open as 10. The C library keeps signals 32 and 33.
        try site.sendmail(
            """
            open=
            for n in 3 4 5 6 7 8 9 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29; do
                [ -e /proc/$$/fd/$n ] && open="$open $n"
            done
            exec >"$taken"
            echo "open:$open"
            env | grep -v '^PWD=\\|^_=\\|^SHLVL=\\|^OLDPWD=' | sort
            ps -o pgid= -p $$ | grep -qw $$ && echo "leads its group"
            grep '^SigBlk' /proc/self/status
            grep -q '^SigIgn.*[08]0000000$' /proc/self/status && echo "ignores nothing"
            """)
        try site.deliver()
        try site.drain()
        let said = try #require(try site.taken().first)
        #expect(
            said == """
                open:
                HOME=/nonexistent
                LC_ALL=C
                PATH=/usr/sbin:/usr/bin:/sbin:/bin
                leads its group
                SigBlk:\t0000000000000000
                ignores nothing

                """)
    }

    @Test("What can't be sent yet waits in deferred/ with a record, until its time has come")
    func defers() throws {
        try site.sendmail("echo 'try\\007 later, a-moreau@example.org' >&2; exit 75")
        let id = try site.deliver()
        #expect(try site.drain() == .init(waits: true, isHeld: false))
        #expect(site.names(.new) == [] && site.names(.deferred) == [id])
        #expect(try site.spool.count(.deferred) == 1)
        #expect(try site.spool.messages(in: .deferred) == [id])
        let first = try site.record(id)
        #expect(first.attempts == 1 && first.ending == .exit(75))
        #expect(first.words == "try later, a-moreau@example.org")
        #expect(first.firstTry == site.now && first.reason == nil)

        // Not before its time, also after a restart.
        try site.drain()
        #expect(try site.record(id) == first)

        site.now = try #require(first.nextTry)
        try site.drain()
        let second = try site.record(id)
        #expect(second.attempts == 2 && second.firstTry == first.firstTry)

        try site.sendmail(SpoolOfTest.takesAll)
        site.now = try #require(second.nextTry)
        #expect(try site.drain() == .init(waits: false, isHeld: false))
        #expect(site.allNames(.deferred) == [] && site.names(.sent) == [id])
    }

    @Test(
        "Each exit code has its end",
        arguments: [
            (0, MailSpool.Folder.sent), (1, .deferred), (64, .deferred), (65, .failed),
            (66, .deferred), (67, .failed), (68, .failed), (69, .deferred), (70, .deferred),
            (75, .deferred), (77, .failed), (127, .deferred),
        ])
    func exitCodes(code: Int, folder: MailSpool.Folder) throws {
        try site.sendmail("exit \(code)")
        let id = try site.deliver()
        try site.drain()
        for other in [MailSpool.Folder.new, .deferred, .sent, .failed] {
            #expect(site.names(other) == (other == folder ? [id] : []))
        }
        guard folder == .failed else { return }
        let record = try site.record(id, in: .failed)
        #expect(record.reason == .refused && record.ending == .exit(Int32(code)))
        #expect(site.allNames(.deferred) == [])
    }

    @Test("A message that was tried for five days is given up")
    func givesUp() throws {
        try site.sendmail("echo still no >&2; exit 75")
        let id = try site.deliver()
        let start = site.now
        try site.drain()
        site.now = Instant(seconds: start.seconds + 5 * 86_400 - 1)
        try site.drain()
        let last = try site.record(id)
        #expect(last.attempts == 2 && last.nextTry?.seconds == start.seconds + 5 * 86_400)
        site.now = try #require(last.nextTry)
        #expect(try site.drain() == .init(waits: false, isHeld: false))
        #expect(site.names(.failed) == [id] && site.allNames(.deferred) == [])
        let record = try site.record(id, in: .failed)
        #expect(record.reason == .gaveUp && record.attempts == 3 && record.words == "still no")

        // Whoever has mended the cause puts it back, and its time begins anew.
        #expect(rename(site.path(id, in: .failed), site.path(id, in: .new)) == 0)
        try site.drain()
        #expect(try site.record(id).attempts == 1 && site.allNames(.failed) == [])
    }

    @Test(
        "A sendmail that hangs is ended with all that it has started, and tried again",
        arguments: ["trap '' TERM; (", "(trap '' TERM; "])
    func hangs(deafness: String) throws {
        site.limits = SendmailLimits(seconds: 1, endingSeconds: 1, stoppingSeconds: 1)
        let started = site.folder.file("started")
        try site.sendmail("\(deafness)sleep 600; :) &\necho $! >\(started)\nsleep 600; :")
        let id = try site.deliver()
        try site.drain()
        #expect(try site.record(id).ending == .timeLimit)
        let other = try #require(Int32(try FileTree.read(started).dropLast()))
        #expect(eventually { kill(other, 0) != 0 || isZombie(other) })
    }

    private func isZombie(_ process: Int32) -> Bool {
        (try? FileTree.read("/proc/\(process)/stat"))?.contains(") Z ") ?? true
    }

    @Test("One that leaves a child behind is not waited for, nor is that child killed")
    func forks() throws {
        let started = site.folder.file("started")
        try site.sendmail("sleep 600 &\necho $! >\(started)\nexit 0")
        let id = try site.deliver()
        try site.drain()
        #expect(site.names(.sent) == [id])
        let other = try #require(Int32(try FileTree.read(started).dropLast()))
        #expect(kill(other, 0) == 0 && !isZombie(other))
        kill(other, SIGKILL)
    }

    @Test("However much it says, it is heard to its end, and a little of it is kept")
    func hugeErrors() throws {
        try site.sendmail("head -c 5000000 /dev/zero | tr '\\0' e >&2; echo >&2; exit 70")
        let id = try site.deliver()
        try site.drain()
        let record = try site.record(id)
        #expect(record.ending == .exit(70))
        #expect(record.words == String(repeating: "e", count: SpoolRecord.mostWords))
    }

    @Test("One that does not read the message may still take it")
    func unread() throws {
        try site.sendmail("exec <&-; exit 0")
        let id = try site.deliver(text: String(repeating: "long text\n", count: 50_000))
        try site.drain()
        #expect(site.names(.sent) == [id])
    }

    @Test("A signal that ends it is temporary")
    func signalled() throws {
        try site.sendmail("kill -SEGV $$")
        let id = try site.deliver()
        try site.drain()
        #expect(try site.record(id).ending == .signal(SIGSEGV))
    }

    /// What the host can be wrong by.
    enum HostFault: CaseIterable {
        case configuration, missing, notExecutable, folder, noInterpreter
    }

    @Test(
        "Where this machine can't send, all waits and nothing counts as tried",
        arguments: HostFault.allCases)
    func hostFault(fault: HostFault) throws {
        switch fault {
        case .configuration: try site.sendmail("echo once >>'\(site.folder.path)/runs'; exit 78")
        case .missing: break
        case .notExecutable: try FileTree.write("#!/bin/sh\n", to: site.sending.sendmail)
        case .folder: mkdir(site.sending.sendmail, 0o755)
        case .noInterpreter:
            try FileTree.write("#!/nonexistent\n", to: site.sending.sendmail)
            chmod(site.sending.sendmail, 0o755)
        }
        let ids = try ["a-moreau", "b-ito", "c-osei"].map { try site.deliver($0) }.sorted()
        #expect(try site.drain() == .init(waits: true, isHeld: true))
        #expect(site.names(.new) == [] && site.allNames(.deferred) == ids)
        if fault == .configuration {
            #expect(try FileTree.read(site.folder.file("runs")) == "once\n")
        }
        FileTree.remove(site.sending.sendmail)
        try site.sendmail(SpoolOfTest.takesAll)
        #expect(try site.drain() == .init(waits: false, isHeld: false))
        #expect(site.names(.sent) == ids)
    }

    @Test("A fault of the machine leaves what is known of a message as it was")
    func hostFaultKeepsRecord() throws {
        try site.sendmail("exit 75")
        let id = try site.deliver()
        try site.drain()
        let before = try site.record(id)
        try site.sendmail("exit 78")
        site.now = try #require(before.nextTry)
        #expect(try site.drain() == .init(waits: true, isHeld: true))
        #expect(try site.record(id) == before)
    }

    @Test("What was sent is kept for thirty days, what failed for ninety, each with its record")
    func prunes() throws {
        try site.sendmail("case $to in b-ito*) exit 67;; esac; exit 0")
        let sent = try site.deliver()
        let failed = try site.deliver("b-ito")
        try site.drain()
        let start = site.now.seconds
        // The kernel's own clock may be a second ahead of what was taken for now.
        site.now = Instant(seconds: start + 30 * 86_400 - 60)
        try site.drain()
        #expect(site.names(.sent) == [sent])
        site.now = Instant(seconds: start + 30 * 86_400 + 60)
        try site.drain()
        #expect(site.names(.sent) == [] && site.names(.failed) == [failed])
        site.now = Instant(seconds: start + 90 * 86_400 + 60)
        try site.drain()
        #expect(site.allNames(.failed) == [])
    }

    @Test(
        "Where the disk is full what can't be sent yet waits without a record, and mail goes on",
        .enabled(if: geteuid() == 0))
    func diskFull() throws {
        #expect(mount("tmpfs", site.spool.path, "tmpfs", 0, "size=65536") == 0)
        defer { umount2(site.spool.path, Int32(2)) }
        try site.spool.prepare()
        let (first, second) = (try site.deliver(), try site.deliver("b-ito"))
        let third = try site.deliver("c-osei")
        let filling = site.folder.file("mail/filling")
        let runs = site.folder.file("runs")
        try site.sendmail(
            """
            cat /dev/zero >'\(filling)' 2>/dev/null
            echo "$to" >>'\(runs)'
            case $to in a-moreau*) exit 75;; c-osei*) exit 67;; esac; exit 0
            """)
        var isFirst = true
        let drain = try site.drain(patience: 1) { step in
            guard step == .waiting, isFirst else { return }
            isFirst = false
            #expect(site.allNames(.deferred) == [first] && site.names(.new) == [])
            #expect(site.names(.sent) == [second] && site.allNames(.failed) == [third])
            // What was known of it was kept meanwhile.
            FileTree.remove(filling)
            try? site.sendmail("exit 75")
            site.now = Instant(seconds: site.now.seconds + 3600)
        }
        #expect(drain == .init(waits: true, isHeld: false))
        #expect(try FileTree.read(runs).split(separator: "\n").count == 3)
        #expect(try site.record(first).attempts == 2)
    }

    @Test("What comes while it works is sent too")
    func arrivals() throws {
        try site.sendmail(SpoolOfTest.takesAll)
        let first = try site.deliver()
        var second: String?
        try site.drain { step in
            if step == .started, second == nil { second = try? site.deliver("b-ito") }
        }
        #expect(site.names(.sent) == [first, try #require(second)].sorted())
    }
}
