import Casework
import Glibc
import TestSupport
import Testing

@testable import Delivery

@Suite("The mail spool")
struct MailSpoolTests {
    private let folder: TemporaryDirectory
    private let spool: MailSpool

    init() throws {
        folder = try TemporaryDirectory()
        spool = MailSpool(path: folder.file("mail"))
    }

    private func names(_ folder: MailSpool.Folder) -> [String] {
        FileTree.names(in: "\(spool.path)/\(folder.rawValue)")
    }

    @Test("A message is one file, under its id, that the group may read; folders are made for it")
    func written() throws {
        let item = try Sample.mailItem(1)
        #expect(try spool.folder(of: item.id) == nil)
        #expect(access(spool.path, F_OK) != 0)
        #expect(try spool.deliver(item.id, item.payload) == .written)
        #expect(names(.new) == [item.id.description])
        #expect(names(.tmp) == [])
        let path = "\(spool.path)/new/\(item.id)"
        #expect(try Files.read(path) == item.payload)
        #expect(try Files.mode(path) == 0o640)
        for folder in ["", "/tmp", "/new", "/deferred", "/sent", "/failed"] {
            #expect(try Files.mode(spool.path + folder) == 0o2770)
        }
        #expect(names(.cur) == [])
        #expect(access("\(spool.path)/cur", F_OK) != 0)
    }

    @Test("Modes don't depend on the umask")
    func umaskIndependent() async throws {
        let path = spool.path
        await #expect(processExitsWith: .success) { [path = path as String] in
            umask(0o777)
            let item = try Sample.mailItem(1)
            _ = try MailSpool(path: path).deliver(item.id, item.payload)
            guard try Files.mode("\(path)/new") == 0o2770, try Files.mode(path) == 0o2770,
                try Files.mode("\(path)/new/\(item.id)") == 0o640
            else { exit(EXIT_FAILURE) }
        }
    }

    @Test("Files and folders are of the spool's group", .enabled(if: geteuid() == 0))
    func group() throws {
        try spool.prepare()
        for folder in MailSpool.ownFolders {
            #expect(chown("\(spool.path)/\(folder.rawValue)", 0, 65_534) == 0)
            #expect(chmod("\(spool.path)/\(folder.rawValue)", 0o2770) == 0)
        }
        let item = try Sample.mailItem(1)
        #expect(try spool.deliver(item.id, item.payload) == .written)
        #expect(try Files.status("\(spool.path)/new/\(item.id)").st_gid == 65_534)
    }

    @Test("Folders that are there keep their modes")
    func keepsModes() throws {
        try spool.prepare()
        #expect(chmod("\(spool.path)/new", 0o700) == 0)
        try spool.prepare()
        #expect(try Files.mode("\(spool.path)/new") == 0o700)
    }

    @Test(
        "A message that is there already is not written again, wherever the drainer has put it",
        arguments: [MailSpool.Folder.new, .cur, .deferred, .sent, .failed])
    func alreadyThere(folder: MailSpool.Folder) throws {
        try spool.prepare()
        let item = try Sample.mailItem(1)
        #expect(try spool.deliver(item.id, item.payload) == .written)
        // A mail reader lengthens the name.
        let name = folder == .cur ? "\(item.id):2,S" : "\(item.id)"
        mkdir("\(spool.path)/cur", 0o770)
        let moved = "\(spool.path)/\(folder.rawValue)/\(name)"
        #expect(rename("\(spool.path)/new/\(item.id)", moved) == 0)
        #expect(try spool.folder(of: item.id) == folder)
        #expect(try spool.deliver(item.id, item.payload) == .alreadyThere(folder))
        #expect(try spool.deliver(item.id, Array("other".utf8)) == .alreadyThere(folder))
        #expect(try Files.read(moved) == item.payload)
        #expect(names(.tmp) == [])
        let count = MailSpool.Folder.allCases.reduce(0) { $0 + names($1).count }
        #expect(count == 1)
    }

    @Test("What a crash has left aside is replaced")
    func leftover() throws {
        try spool.prepare()
        let item = try Sample.mailItem(1)
        try FileTree.write("half a mess", to: "\(spool.path)/tmp/\(item.id)")
        #expect(try spool.deliver(item.id, item.payload) == .written)
        #expect(try Files.read("\(spool.path)/new/\(item.id)") == item.payload)
        #expect(names(.tmp) == [])
    }

    @Test("Links that somebody puts in the way are not followed")
    func links() throws {
        try spool.prepare()
        let item = try Sample.mailItem(1)
        let outside = folder.file("outside")
        try FileTree.write("untouched", to: outside)
        #expect(symlink(outside, "\(spool.path)/tmp/\(item.id)") == 0)
        #expect(try spool.deliver(item.id, item.payload) == .written)
        #expect(try Files.read(outside) == Array("untouched".utf8))
        rename("\(spool.path)/new", folder.file("elsewhere"))
        #expect(symlink(folder.file("elsewhere"), "\(spool.path)/new") == 0)
        let error = #expect(throws: SpoolError.self) {
            try spool.deliver(try Sample.mailItem(2).id, item.payload)
        }
        #expect(error?.code == .notAFolder)
        #expect(names(.tmp) == [])
    }

    @Test("A batch is written whole, in order, with what was there before and what comes twice")
    func batch() throws {
        let items = try (0..<200).map { try Sample.mailItem($0) }
        _ = try spool.deliver(items[3].id, items[3].payload)
        var messages = items.map { ($0.id, $0.payload) }
        messages.append(messages[5])
        let batch = spool.deliver(messages)
        #expect(batch.error == nil)
        var expected = [MailSpool.Outcome](repeating: .written, count: 201)
        expected[3] = .alreadyThere(.new)
        expected[200] = .alreadyThere(.new)
        #expect(batch.outcomes == expected)
        #expect(names(.new) == items.map(\.id.description).sorted())
        for item in items {
            #expect(try Files.read("\(spool.path)/new/\(item.id)") == item.payload)
        }
        #expect(try spool.count(.new) == 200)
        #expect(try spool.count(.sent) == 0)
        #expect(spool.deliver([]).outcomes == [])
    }

    @Test(
        "Files have their names only once they are synced, few each by itself and many together",
        arguments: [1, 3, SpoolWriting.mostSyncedAlone, SpoolWriting.mostSyncedAlone + 1, 100])
    func sharesSyncs(count: Int) throws {
        var steps: [DeliveryStep] = []
        let messages = try (0..<count).map { number -> (NotificationID, [UInt8]) in
            let item = try Sample.mailItem(number)
            return (item.id, item.payload)
        }
        _ = spool.deliver(messages) { steps.append($0) }
        let isSharing = count > SpoolWriting.mostSyncedAlone
        let each: [DeliveryStep] =
            [.spoolTmpCreated, .spoolTmpWritten]
            + (isSharing ? [] : [.spoolTmpSynced])
        let expected =
            Array(repeating: each, count: count).joined()
            + (isSharing ? [.spoolTmpSynced] : [])
            + Array(repeating: .spoolRenamed, count: count) + [.spoolDirectorySynced]
        #expect(steps == Array(expected))
    }

    @Test(
        "A full disk takes what has room, and the rest once there is some; nothing is left aside",
        .enabled(if: MemoryFileSystem.isPossible))
    func diskFull() throws {
        let disk = try MemoryFileSystem(kibibytes: 64)
        let spool = MailSpool(path: "\(disk.path)/mail")
        try spool.prepare()
        let long = String(repeating: "a line of text\n", count: 1000)
        let items = try (0..<8).map { try Sample.mailItem($0, text: long) }
        let messages = items.map { ($0.id, $0.payload) }
        let first = spool.deliver(messages)
        let error = try #require(first.error)
        #expect(error.code == .diskFull)
        #expect(error.description.contains("No space left on device: free some space"))
        #expect((1..<8).contains(first.outcomes.count))
        let there = FileTree.names(in: "\(spool.path)/new")
        #expect(there == items.prefix(first.outcomes.count).map(\.id.description).sorted())
        #expect(FileTree.names(in: "\(spool.path)/tmp") == [])
        for name in there { unlink("\(spool.path)/new/\(name)") }
        let rest = messages[first.outcomes.count...].prefix(2)
        let second = spool.deliver(Array(rest))
        #expect(second == SpoolBatch(outcomes: [.written, .written], error: nil))
    }

    @Test(
        "A file system that can only be read delays, and says so",
        .enabled(if: MemoryFileSystem.isPossible))
    func readOnly() throws {
        let disk = try MemoryFileSystem(kibibytes: 64)
        let spool = MailSpool(path: "\(disk.path)/mail")
        try spool.prepare()
        let item = try Sample.mailItem(1)
        try disk.setReadOnly(true)
        let error = #expect(throws: SpoolError.self) { try spool.deliver(item.id, item.payload) }
        #expect(error?.code == .readOnly)
        try disk.setReadOnly(false)
        #expect(try spool.deliver(item.id, item.payload) == .written)
    }

    @Test("Where the daemon may not write it says so", .enabled(if: geteuid() == 0))
    func notPermitted() async throws {
        try spool.prepare()
        let path = spool.path
        #expect(chmod(folder.path, 0o755) == 0 && chmod(path, 0o755) == 0)
        for name in ["tmp", "new"] { #expect(chmod("\(path)/\(name)", 0o755) == 0) }
        await #expect(processExitsWith: .success) { [path = path as String] in
            guard setgroups(0, nil) == 0, setgid(65_534) == 0, setuid(65_534) == 0 else {
                exit(2)
            }
            let item = try Sample.mailItem(1)
            let batch = MailSpool(path: path).deliver([(item.id, item.payload)])
            guard batch.error?.code == .notPermitted, batch.outcomes.isEmpty else { exit(3) }
        }
    }

    @Test("A spool whose folder above is missing is missing; a file in its place is no folder")
    func missing() throws {
        let item = try Sample.mailItem(1)
        let nowhere = MailSpool(path: folder.file("none/mail"))
        let error = #expect(throws: SpoolError.self) { try nowhere.deliver(item.id, item.payload) }
        #expect(error?.code == .missing)
        #expect(throws: SpoolError.self) { try nowhere.count(.new) }
        try FileTree.write("", to: folder.file("file"))
        let file = MailSpool(path: folder.file("file"))
        let other = #expect(throws: SpoolError.self) { try file.deliver(item.id, item.payload) }
        #expect(other?.code == .notAFolder)
    }
}
