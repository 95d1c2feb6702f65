import Control
import Glibc
import JSONText
import TestSupport
import Testing

/// A caseload folder in which every file has one mistake, but for the directory and one case.
///
/// What is said of each was written by hand beside it, from what somebody needs to know to mend
/// the file. Where the two differ, that has to be done again: don't just copy what is printed.
@Suite("A folder of broken files")
struct BrokenInputsTests {
    private static let folder = "\(Checkout.path)/Tests/CaseclockdTests/BrokenInputs"
    private static let sound: Set = ["directory.yaml", "sound.yaml"]

    private let site: TestSite
    /// Every line of standard error, sorted; the first says how much can be loaded.
    private let expected: [String]

    init() throws {
        site = try TestSite()
        try site.configure(more: "case-pattern: 'K-[0-9]{4}'")
        expected = Self.lines(try FileTree.read("\(Self.folder).expected.txt"))
    }

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n").map(String.init)
    }

    private func run(_ arguments: String...) throws -> (code: Int32, output: String, said: [String])
    {
        let (output, errors) = (site.file("output"), site.file("errors"))
        let process = try Spawned.start(
            try Spawned.built("caseclockd"), arguments + ["--config", site.configuration],
            output: output, errors: errors)
        let code = Spawned.wait(for: process)
        return (
            code, try FileTree.read(output), Self.lines(try FileTree.read(errors)).sorted()
        )
    }

    @Test("check says of each what was written down, line for line, and ends with 78")
    func check() throws {
        let ran = try run("check", Self.folder)
        #expect(ran.code == 78)
        #expect(ran.output.isEmpty)
        #expect(ran.said.filter { !expected.contains($0) } == [], "said, but not written down")
        #expect(expected.filter { !ran.said.contains($0) } == [], "written down, but not said")
        #expect(ran.said.count == expected.count)
    }

    @Test("At least 60 files are broken, and each is told of, once where it has one place")
    func everyFile() {
        let broken = FileTree.names(in: Self.folder).filter { !Self.sound.contains($0) }
        #expect(broken.count >= 60)
        let start = "caseclockd: BrokenInputs/"
        let told = expected.filter { $0.hasPrefix(start) }
            .map { String($0.dropFirst(start.count).prefix { $0 != ":" }) }
        #expect(told.sorted() == (broken + ["case-twice-in-file.yaml"]).sorted())
        #expect(expected.count == told.count + 1)
    }

    @Test("evaluate prints the deadlines of what is sound all the same, and ends with 0")
    func evaluate() throws {
        let ran = try run("evaluate", Self.folder, "--as-of", "2026-03-02")
        #expect(ran.code == 0)
        #expect(ran.said.filter { !expected.contains($0) } == [])
        #expect(ran.said.count == expected.count - 1)
        let value = try JSONReader.read(Array(ran.output.utf8), limits: JSONLimits(bytes: 1 << 20))
        guard case .array(let items) = value else { throw TestFailure("no array") }
        let deadlines = try items.map { try DeadlinesInterface.Deadline(parameters: $0) }
        let meeting = deadlines.first {
            $0.caseNumber == "K-1000" && $0.rule == "initial-meeting"
        }
        #expect(meeting.map { "\($0.target)" } == "2026-03-16")
        // Of two files the rest is right: the other rows of a table, the other lines of JSON.
        let others = Set(deadlines.map(\.caseNumber)).subtracting(["K-1000"])
        #expect(others == ["K-1078", "K-1092"])
    }
}
