import Casework
import Glibc
import TestSupport
import Testing

@testable import CaseloadFiles

@Suite("A file of lines is read from the folder without being in memory")
struct LineStreamTests {
    private let directory: TemporaryDirectory
    private let folder: CaseloadFolder
    private let reader = CaseloadReader(profiles: ["service-integration"])
    private let known = Instant(seconds: 1_772_000_000)

    init() throws {
        directory = try TemporaryDirectory()
        folder = CaseloadFolder(path: directory.path)
    }

    private func line(_ number: Int, padding: Int = 0) -> String {
        #"{"case": "K-\#(number)", "profile": "service-integration", "coordinator": "b-ito", "#
            + #""initiating-contact": "2026-01-15", "contacts": [{"with": "family", "date": "#
            + #""2026-02-01"}]}"# + String(repeating: " ", count: padding) + "\n"
    }

    private func stamp(_ name: String) throws -> FileStamp {
        for entry in try folder.snapshot() where entry.name == name {
            if case .lines(let stamp) = entry.outcome { return stamp }
        }
        throw TestFailure("'\(name)' is not read line by line")
    }

    /// A line of /proc/self/status, in bytes.
    private func memory(_ name: String) throws -> Int {
        let lines = try FileTree.read("/proc/self/status").split(separator: "\n")
        let line = try #require(lines.first { $0.hasPrefix("\(name):") })
        return try #require(Int(line.split { !$0.isNumber }.joined())) * 1024
    }

    @Test("a hundred megabytes take a few of memory, and a line too long no more than others")
    func memory() throws {
        let (cases, tooLong) = (1_200, 60)
        let path = directory.file("a.jsonl")
        let file = try #require(fopen(path, "we"))
        let long = line(0, padding: LineSplitter.maximumLineBytes + 100_000)
        for number in 1...cases {
            fputs(line(number, padding: 32_500), file)
            if number <= tooLong { fputs(long, file) }
        }
        try #require(fclose(file) == 0)
        let stamp = try stamp("a.jsonl")
        #expect(stamp.size > 100_000_000)
        // From here on the kernel notes the highest anew.
        try FileTree.write("5", to: "/proc/self/clear_refs")
        let before = try memory("VmRSS")
        var (handedOut, facts) = (0, 0)
        let whole = try reader.readLines(of: "a.jsonl", stamp, in: folder, known: known) {
            handedOut += 1
            facts += $0.facts.count
        }
        let growth = try memory("VmHWM") - before
        print("\(stamp.size) bytes, \(handedOut) cases: \(growth) bytes more at the highest")
        #expect(whole.cases == [] && whole.setAside.count == tooLong)
        #expect(handedOut == cases && facts == 3 * cases)
        #expect(growth < 8 << 20)
    }

    @Test("what is read in pieces is what is read at once, wherever a piece ends")
    func pieces() throws {
        let text =
            (1...2_000).map { line($0, padding: $0 % 700) }.joined()
            + "x\n" + line(7) + "{\"case\": \"K-0\""
        try FileTree.write(text, to: directory.file("a.jsonl"))
        #expect(text.utf8.count > 3 * OpenFile.pieceBytes)
        let name = folder.displayName(of: "a.jsonl")
        let streamed = try reader.readLines(
            of: "a.jsonl", stamp("a.jsonl"), in: folder, known: known)
        #expect(streamed.cases.count == 1_999)
        #expect(streamed.setAside.map(\.number) == ["K-7", nil, "K-7", "K-0"])
        #expect(streamed == reader.read(fileName: name, bytes: Array(text.utf8), known: known))
    }

    @Test("a file that changed since it was listed is unstable, and one that is gone too")
    func unstable() throws {
        try FileTree.write(line(1), to: directory.file("a.jsonl"))
        let stamp = try stamp("a.jsonl")
        func failure() -> FolderError? {
            #expect(throws: FolderError.self) {
                try reader.readLines(of: "a.jsonl", stamp, in: folder, known: known)
            }
        }
        try FileTree.write(line(1) + line(2), to: directory.file("a.jsonl"))
        #expect(failure()?.isUnstable == true)
        FileTree.remove(directory.file("a.jsonl"))
        #expect(failure()?.isUnstable == true)
        symlink(directory.file("b"), directory.file("a.jsonl"))
        #expect(failure()?.isUnstable == false)
    }

    @Test("a file that changes while it is read is unstable")
    func changing() throws {
        try FileTree.write((1...3_000).map { line($0) }.joined(), to: directory.file("a.jsonl"))
        let stamp = try stamp("a.jsonl")
        let failure = #expect(throws: FolderError.self) {
            try reader.readLines(of: "a.jsonl", stamp, in: folder, known: known) { declared in
                guard declared.number == "K-1" else { return }
                truncate(directory.file("a.jsonl"), 1_000)
            }
        }
        #expect(failure?.isUnstable == true)
    }

    @Test("links are not followed, and a file over the limit is not read")
    func refused() throws {
        try FileTree.write(line(1), to: directory.file("a.txt"))
        symlink(directory.file("a.txt"), directory.file("link.jsonl"))
        mkfifo(directory.file("pipe.jsonl"), 0o600)
        try FileTree.write("", to: directory.file("z.jsonl"))
        truncate(directory.file("z.jsonl"), CaseloadFormat.jsonLines.maximumBytes + 1)
        let outcomes = try folder.snapshot().map(\.outcome)
        #expect(
            outcomes.dropFirst() == [
                .notRead("it is a symbolic link"), .notRead("it is not a regular file"),
                .notRead("it has 2147483649 bytes, and at most 2147483648 are read"),
            ])
    }
}
