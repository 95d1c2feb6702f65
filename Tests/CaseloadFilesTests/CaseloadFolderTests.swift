import Casework
import Glibc
import TestSupport
import Testing

@testable import CaseloadFiles

@Suite("The caseload folder is read as a snapshot")
struct CaseloadFolderTests {
    private let folder: TemporaryDirectory
    private let caseloads: CaseloadFolder

    init() throws {
        folder = try TemporaryDirectory()
        caseloads = CaseloadFolder(path: folder.path)
    }

    private func outcomes(
        known: [String: FileStamp] = [:], quiet: FolderQuiet? = nil
    ) throws -> [String] {
        try caseloads.snapshot(known: known, quiet: quiet).map { entry in
            switch entry.outcome {
            case .read(let stamp, let bytes):
                "\(entry.name): \(bytes.count) of \(stamp.size) bytes"
            case .lines(let stamp): "\(entry.name): lines of \(stamp.size) bytes"
            case .unchanged: "\(entry.name): unchanged"
            case .unstable: "\(entry.name): unstable"
            case .unsettled: "\(entry.name): unsettled"
            case .notRead(let why): "\(entry.name): \(why)"
            }
        }
    }

    @Test("regular caseload files are read in order, an editor's are ignored, others reported")
    func files() throws {
        for name in [
            "b.yaml", "a.yaml", ".a.yaml.swp", "#a.yaml#", "~a.yaml", "a.yaml~", "c.csv", "d.jsonl",
            "e.yml", "README",
        ] {
            try FileTree.write("cases: []", to: folder.file(name))
        }
        try FileTree.makeFolder(folder.file("archive"))
        try FileTree.makeFolder(folder.file("odd.yaml"))
        let reason = "only *.yaml, *.csv and *.jsonl files are read"
        #expect(
            try outcomes() == [
                "README: \(reason)", "a.yaml: 9 of 9 bytes", "b.yaml: 9 of 9 bytes",
                "c.csv: 9 of 9 bytes", "d.jsonl: lines of 9 bytes", "e.yml: \(reason)",
                "odd.yaml: it is not a regular file",
            ])
    }

    @Test("links are not followed, and pipes block nobody")
    func special() throws {
        try FileTree.write("cases: []", to: folder.file("a.txt"))
        symlink(folder.file("a.txt"), folder.file("link.yaml"))
        mkfifo(folder.file("pipe.yaml"), 0o600)
        let name = Array(folder.file("").utf8) + [0xFF] + Array(".yaml\0".utf8)
        let descriptor = name.map { CChar(bitPattern: $0) }.withUnsafeBufferPointer { name in
            name.baseAddress.map { creat($0, 0o600) } ?? -1
        }
        close(descriptor)
        #expect(
            try outcomes().filter { $0.contains(".yaml:") } == [
                "link.yaml: it is a symbolic link", "pipe.yaml: it is not a regular file",
                "\u{FFFD}.yaml: its name is not UTF-8",
            ])
    }

    @Test("a file is read again when its content, or the file behind its name, has changed")
    func stamps() throws {
        func stamps() throws -> [String: FileStamp] {
            var stamps: [String: FileStamp] = [:]
            for entry in try caseloads.snapshot() {
                if case .read(let stamp, _) = entry.outcome { stamps[entry.name] = stamp }
            }
            return stamps
        }
        try FileTree.write("cases: []", to: folder.file("a.yaml"))
        try FileTree.write("cases: []", to: folder.file("b.yaml"))
        let known = try stamps()
        #expect(try outcomes(known: known) == ["a.yaml: unchanged", "b.yaml: unchanged"])
        try FileTree.write("cases: [] ", to: folder.file("a.yaml"))
        try FileTree.write("cases: []", to: folder.file("c"))
        rename(folder.file("c"), folder.file("b.yaml"))
        #expect(
            try outcomes(known: known) == ["a.yaml: 10 of 10 bytes", "b.yaml: 9 of 9 bytes"])
    }

    @Test("a file that changes while it is read is unstable, not half read")
    func unstable() throws {
        try FileTree.write("cases: []", to: folder.file("a.yaml"))
        let file = try OpenFile(folder.file("a.yaml"), flags: 0)
        let stamp = try file.stamp(limit: 100)
        try FileTree.write("cases: [] # and more", to: folder.file("a.yaml"))
        #expect(throws: OpenFile.Failure.unstable) { try file.bytes(of: stamp, limit: 100) }
    }

    @Test("a file that was changed a moment ago, or is open for writing, is not read yet")
    func quiet() throws {
        try FileTree.write("cases: []", to: folder.file("a.yaml"))
        var status = stat()
        #expect(stat(folder.file("a.yaml"), &status) == 0)
        let stamp = FileStamp(status)
        let settle: Int64 = 150_000_000
        func outcome(
            after nanoseconds: Int64, open: Set<String> = [], seen: Int64? = nil,
            _ seenSize: Int64 = 9
        ) throws -> String {
            let now = stamp.changedNanoseconds + nanoseconds
            let other = FileStamp(
                size: seenSize, modifiedNanoseconds: stamp.modifiedNanoseconds,
                changedNanoseconds: stamp.changedNanoseconds, inode: stamp.inode)
            let sightings = seen.map {
                [
                    "a.yaml": FolderQuiet.Sighting(
                        stamp: other, atNanoseconds: stamp.changedNanoseconds + $0)
                ]
            }
            let quiet = FolderQuiet(
                nowNanoseconds: now, settleNanoseconds: settle, beingWritten: open,
                sightings: sightings ?? [:])
            return try outcomes(quiet: quiet).joined()
        }
        let (read, unsettled) = ("a.yaml: 9 of 9 bytes", "a.yaml: unsettled")
        #expect(try outcome(after: 0) == unsettled)
        #expect(try outcome(after: settle - 1) == unsettled)
        #expect(try outcome(after: settle) == read)
        #expect(try outcome(after: settle, open: ["a.yaml"]) == unsettled)
        #expect(try outcome(after: settle, open: ["b.yaml"]) == read)
        // A file server's clock is ahead by an hour: it counts since when it was first seen so.
        let ahead: Int64 = -3_600_000_000_000
        #expect(try outcome(after: ahead) == unsettled)
        #expect(try outcome(after: ahead, seen: ahead - settle + 1) == unsettled)
        #expect(try outcome(after: ahead, seen: ahead - settle) == read)
        #expect(try outcome(after: ahead, seen: ahead - settle, 8) == unsettled)
        // One that is known is not touched, whenever that was.
        let known = ["a.yaml": stamp]
        let now = FolderQuiet(
            nowNanoseconds: stamp.changedNanoseconds, settleNanoseconds: settle)
        #expect(try outcomes(known: known, quiet: now) == ["a.yaml: unchanged"])
    }

    @Test("of what is made in the folder, only a plain new file is still to be written")
    func created() throws {
        try FileTree.write("", to: folder.file("a.yaml"))
        #expect(!caseloads.isComplete(created: "a.yaml"))
        #expect(!caseloads.isComplete(created: "gone.yaml"))
        #expect(symlink("a.yaml", folder.file("link.yaml")) == 0)
        #expect(mkfifo(folder.file("pipe.yaml"), 0o600) == 0)
        #expect(mkdir(folder.file("odd.yaml"), 0o700) == 0)
        for name in ["link.yaml", "pipe.yaml", "odd.yaml"] {
            #expect(caseloads.isComplete(created: name), "\(name)")
        }
        #expect(link(folder.file("a.yaml"), folder.file("b.yaml")) == 0)
        #expect(caseloads.isComplete(created: "b.yaml"))
    }

    @Test("a file over the limit is not read")
    func tooLarge() throws {
        try FileTree.write("", to: folder.file("a.yaml"))
        truncate(folder.file("a.yaml"), YAMLTree.maximumBytes + 1)
        #expect(
            try outcomes() == ["a.yaml: it has 67108865 bytes, and at most 67108864 are read"])
    }

    @Test("a missing folder is an error, and not an empty folder")
    func missing() throws {
        let failure = #expect(throws: FolderError.self) {
            try CaseloadFolder(path: folder.file("none")).snapshot()
        }
        #expect(failure?.isMissing == true)
        #expect(
            failure?.description
                == "'\(folder.file("none"))' can't be read: No such file or directory")
        try FileTree.write("", to: folder.file("file"))
        let other = #expect(throws: FolderError.self) {
            try CaseloadFolder(path: folder.file("file")).snapshot()
        }
        #expect(other?.isMissing == false)
    }

    @Test("messages call a file by its folder's name and its own")
    func displayName() {
        #expect(
            CaseloadFolder(path: "/var/lib/caseclock/caseloads/").displayName(of: "a.yaml")
                == "caseloads/a.yaml")
        #expect(CaseloadFolder(path: "/").displayName(of: "a.yaml") == "a.yaml")
        #expect(CaseloadFolder(path: "/c").displayName(of: "a\nb.yaml") == "c/a\\u{a}b.yaml")
    }
}
