import Casework
import Delivery
import Glibc
import TestSupport
import Testing

@testable import caseclock_mail

@Suite("What is put back to be tried at once, while the drainer is at work")
struct RetriedTests {
    private let site: SpoolOfTest

    init() throws { site = try SpoolOfTest() }

    /// A message that could not be sent, and is due.
    private func deferred() throws -> String {
        try site.sendmail("exit 75")
        let id = try site.deliver()
        try site.drain()
        site.now = try #require(try site.record(id).nextTry)
        return id
    }

    private func retry(_ name: String, from folder: MailSpool.Folder = .deferred) throws {
        let id = try #require(NotificationID(text: name))
        #expect(try site.spool.retry(id, from: folder) == .moved)
    }

    @Test("One that sendmail takes meanwhile is sent once")
    func takenMeanwhile() throws {
        let id = try deferred()
        try site.sendmail(SpoolOfTest.takesAll)
        var isFirst = true
        let drain = try site.drain { step in
            if step == .started, isFirst {
                isFirst = false
                try? retry(id)
            }
        }
        #expect(drain == .init(waits: false, isHeld: false))
        #expect(try site.taken().count == 1)
        #expect(site.allNames(.sent) == [id] && site.allNames(.failed) == [])
        #expect(site.allNames(.new) == [] && site.allNames(.deferred) == [])
    }

    @Test("One that sendmail does not take meanwhile begins anew", arguments: [75, 67])
    func refusedMeanwhile(code: Int) throws {
        let id = try deferred()
        try site.sendmail("[ -e '\(site.folder.path)/once' ] && exit 75; exit \(code)")
        var isFirst = true
        try site.drain { step in
            if step == .started, isFirst {
                isFirst = false
                try? retry(id)
            }
            if step == .ended { try? FileTree.write("", to: site.folder.file("once")) }
        }
        let record = try site.record(id)
        #expect(record.attempts == 1 && record.firstTry == site.now)
        #expect(site.names(.deferred) == [id] && site.allNames(.failed) == [])
    }

    @Test("One that is sent at once is no duplicate when its old time comes")
    func oldTime() throws {
        try site.sendmail("exit 75")
        let (first, second) = (try site.deliver(), try site.deliver("b-ito"))
        var isFirst = true
        var third: String?
        try site.drain(isOver: third.map { site.names(.sent).contains($0) } ?? false) { step in
            guard step == .waiting else { return }
            if isFirst {
                isFirst = false
                try? site.sendmail("case $to in b-ito*) exit 75;; esac; exit 0")
                try? retry(first)
            } else if site.names(.sent) == [first], third == nil {
                site.now = Instant(seconds: site.now.seconds + 3600)
                third = try? site.deliver("c-osei")
            }
        }
        #expect(site.names(.sent) == [first, third].compactMap { $0 }.sorted())
        #expect(site.names(.deferred) == [second])
        #expect(site.allNames(.failed) == [])
    }

    @Test("While all mail is held one is tried, and all goes out if that can be sent")
    func held() throws {
        try site.sendmail("exit 78")
        let ids = try [site.deliver(), site.deliver("b-ito")].sorted()
        var isFirst = true
        let drain = try site.drain(isOver: false) { step in
            guard step == .waiting, isFirst else { return }
            isFirst = false
            try? site.sendmail(SpoolOfTest.takesAll)
            try? retry(ids[1])
        }
        #expect(drain == .init(waits: false, isHeld: false))
        #expect(site.names(.sent) == ids)
        #expect(try site.taken().count == 2)
    }

    @Test("While it still can't be sent nothing else is tried with it")
    func stillHeld() throws {
        let runs = site.folder.file("runs")
        try site.sendmail("echo run >>'\(runs)'; exit 78")
        let ids = try [site.deliver(), site.deliver("b-ito")].sorted()
        var isFirst = true
        let drain = try site.drain(
            isOver: (try? FileTree.read(runs)) != "run\n" && site.names(.new) == []
        ) { step in
            guard step == .waiting, isFirst else { return }
            isFirst = false
            for id in ids { try? retry(id) }
        }
        #expect(drain == .init(waits: true, isHeld: true))
        #expect(site.names(.deferred) == ids)
        #expect(try FileTree.read(runs) == "run\nrun\n")
    }
}
