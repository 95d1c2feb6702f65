import Casework
import Delivery
import Glibc
import TestSupport
import Testing

@testable import caseclock_mail

@Suite("What is in the spool and is no message of the daemon's")
struct OddFileTests {
    private let site: SpoolOfTest

    init() throws {
        site = try SpoolOfTest()
        try site.sendmail(SpoolOfTest.takesAll)
    }

    private static let head = "From: Caseclock <caseclock@example.org>\n"

    private static let unusableMessages: [(String, SpoolRecord.Reason)] = [
        ("", .empty),
        ("\n", .noHeaders),
        ("no header\n\ntext\n", .noHeaders),
        ("\(head)To: a@example.org\n", .noHeaders),
        ("From caseclock Mon Mar  2\n\(head)To: a@example.org\n\n", .noHeaders),
        (" \(head)To: a@example.org\n\n", .noHeaders),
        ("To: a@example.org\n\n\(head)", .unusableSender),
        ("\(head)\(head)To: a@example.org\n\n", .unusableSender),
        ("From: -oQ/tmp@example.org\nTo: a@example.org\n\n", .unusableSender),
        ("\(head)\n", .unusableRecipient),
        ("\(head)To:\n\n", .unusableRecipient),
        ("\(head)To: a@example.org, b@example.org\n\n", .unusableRecipient),
        ("\(head)To: a@example.org\nTo: b@example.org\n\n", .unusableRecipient),
        ("\(head)To: a@example.org,\n b@example.org\n\n", .unusableRecipient),
        ("\(head)To: A, B <a@example.org>\n\n", .unusableRecipient),
        ("\(head)To: <a@example.org> <b@example.org>\n\n", .unusableRecipient),
        ("\(head)To: group: a@example.org;\n\n", .unusableRecipient),
        ("\(head)To: |/bin/sh@example.org\n\n", .unusableRecipient),
        ("\(head)To: é@example.org\n\n", .unusableRecipient),
        ("\(head)To: a@example.org\0\n\n", .unusableRecipient),
        ("\(head)To: --help\n\n", .unusableRecipient),
    ]

    @Test(
        "A message whose addresses are not one plain one each, or that has no headers, is not sent",
        arguments: unusableMessages)
    func unusable(text: String, reason: SpoolRecord.Reason) throws {
        let file = try #require(fopen(site.path("m-1", in: .new), "we"))
        let bytes = Array(text.utf8)
        #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count && fclose(file) == 0)
        #expect(try site.drain() == .init(waits: false, isHeld: false))
        #expect(try site.taken() == [] && site.names(.failed) == ["m-1"])
        #expect(try site.record("m-1", in: .failed).reason == reason)
    }

    @Test(
        "One address is one, however the header is written",
        arguments: [
            "To: a@Example.org", "TO:a@example.org", "To:\n a@example.org", "to: <a@example.org>",
            "To: A B <a@example.org>", "To: \"B, A\" <a@example.org>", "To: a@example.org\r",
            "To: =?utf-8?Q?=C3=89?= <a@example.org>", "To: a@example.org \t",
        ])
    func usable(header: String) throws {
        try site.write(Self.head + header + "\n\ntext\n", "m-1")
        try site.drain()
        let taken = try #require(try site.taken().first)
        #expect(taken.hasPrefix("-i -f caseclock@example.org -- a@example.org\n"))
    }

    @Test("Folders, links, pipes, what is huge or has an odd name goes to failed/")
    func oddEntries() throws {
        let id = try site.deliver()
        let path = site.path("", in: .new)
        try FileTree.write("secret\n", to: site.folder.file("secret"))
        #expect(mkdir(path + "folder", 0o755) == 0)
        #expect(symlink(site.folder.file("secret"), path + "link") == 0)
        #expect(mkfifo(path + "pipe", 0o600) == 0)
        try FileTree.write("x", to: path + "huge")
        #expect(truncate(path + "huge", off_t(DrainSpool.maximumBytes) + 1) == 0)
        try FileTree.write("x", to: path + "odd name")
        try FileTree.write("x", to: path + String(repeating: "n", count: 255))
        var bytes: [CChar] = Array((path + "caf").utf8CString.dropLast())
        bytes += [-23, 0]
        close(open(bytes, O_CREAT | O_WRONLY, 0o600))
        try FileTree.write("x", to: path + ".hidden")
        #expect(try site.drain() == .init(waits: false, isHeld: false))
        #expect(site.allNames(.new) == [".hidden"] && site.names(.sent) == [id])
        #expect(
            site.names(.failed)
                == ["folder", "huge", "link", "odd-name-1", "odd-name-2", "odd-name-3", "pipe"])
        #expect(try site.record("folder", in: .failed).reason == .notAFile)
        #expect(try site.record("link", in: .failed).reason == .notAFile)
        #expect(try site.record("pipe", in: .failed).reason == .notAFile)
        #expect(try site.record("huge", in: .failed).reason == .tooLarge)
        #expect(try FileTree.read(site.folder.file("secret")) == "secret\n")
    }

    @Test(
        "What can't even be moved is left, messages are sent, and it ends when that is gone",
        .enabled(if: geteuid() == 0))
    func immovable() throws {
        let id = try site.deliver()
        let mount = site.path("mounted", in: .new)
        #expect(mkdir(mount, 0o755) == 0)
        #expect(Glibc.mount("tmpfs", mount, "tmpfs", 0, nil) == 0)
        let drain = try site.drain()
        #expect(umount2(mount, Int32(2)) == 0)
        #expect(drain == .init(waits: true, isHeld: false))
        #expect(site.names(.sent) == [id] && site.names(.new) == ["mounted"])
    }

    @Test("A message of a name that was sent, or waits, is not sent again")
    func duplicates() throws {
        let id = try site.deliver()
        try site.drain()
        let text = try FileTree.read(site.path(id, in: .sent))
        for number in 1...2 {
            try site.write(text, id)
            try site.drain()
            #expect(site.names(.failed).count == number)
        }
        #expect(try site.taken().count == 1)
        #expect(site.names(.failed) == [id, "\(id).2"])
        #expect(try site.record(id, in: .failed).reason == .duplicate)

        let other = try site.deliver("b-ito")
        try site.sendmail("exit 75")
        try site.drain()
        let record = try site.record(other)
        try site.write(text, other)
        try site.drain()
        #expect(site.names(.deferred) == [other] && site.names(.failed).contains(other))
        #expect(try site.record(other) == record)
    }

    @Test("A record that is no record counts as none")
    func brokenRecord() throws {
        try site.sendmail("exit 75")
        let id = try site.deliver()
        try site.drain()
        for text in ["", "nonsense", "attempts: -1\n", "attempts: 1\nfirst-try: soon\n"] {
            try site.write(text, SpoolRecord.fileName(of: id), in: .deferred)
            try site.drain()
            #expect(try site.record(id).attempts == 1)
        }
    }

    @Test("Records whose message is gone are removed")
    func orphans() throws {
        try site.write("attempts: 1\n", SpoolRecord.fileName(of: "m-1"), in: .deferred)
        try site.write("attempts: 1\n", SpoolRecord.fileName(of: "m-2"), in: .failed)
        try site.write("part", SpoolRecord.fileName(of: "m-3.new"), in: .deferred)
        try site.drain()
        #expect(site.allNames(.deferred) == [] && site.allNames(.failed) == [])
    }

    @Test("A link in the place of a folder of the spool is not followed")
    func linkedFolder() throws {
        let id = try site.deliver()
        try FileTree.makeFolder(site.folder.file("elsewhere"))
        #expect(rmdir("\(site.spool.path)/sent") == 0)
        #expect(symlink(site.folder.file("elsewhere"), "\(site.spool.path)/sent") == 0)
        #expect(throws: SpoolError.self) { try site.drain() }
        #expect(site.names(.new) == [id] && FileTree.names(in: site.folder.file("elsewhere")) == [])
    }
}
