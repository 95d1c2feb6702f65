import Casework
import CivilTime
import Testing

@testable import CaseloadFiles

@Suite("The example that is shipped")
struct ExampleTests {
    @Test("the configuration is read without a mistake")
    func configuration() throws {
        let file = ConfigurationReader.read(
            fileName: "caseclock.yaml", bytes: try WholeFile.read("\(configFolder)/caseclock.yaml"))
        #expect(file.diagnostics == [])
        let site = try #require(file.configuration)
        #expect(site.zone.value == "America/Toronto")
        #expect(
            try SiteFiles(folder: configFolder).businessCalendar(site.calendar).name == "ontario")
    }

    @Test("every file of the example caseload is read whole, and names only whom it lists")
    func caseload() throws {
        let site = try #require(
            ConfigurationReader.read(
                fileName: "caseclock.yaml",
                bytes: try WholeFile.read("\(configFolder)/caseclock.yaml")
            ).configuration)
        let reader = CaseloadReader(
            profiles: Array(try Shipped.policies().keys), casePattern: site.casePattern)
        let folder = CaseloadFolder(path: "\(configFolder)/examples/caseload")
        var files: [CaseloadFile] = []
        var directory: DirectoryFile?
        for entry in try folder.snapshot() {
            let name = folder.displayName(of: entry.name)
            let known = Instant(seconds: 0)
            if case .lines(let stamp) = entry.outcome {
                files.append(
                    try reader.readLines(of: entry.name, stamp, in: folder, known: known))
                continue
            }
            guard case .read(_, let bytes) = entry.outcome else {
                Issue.record("\(entry.name) is not read: \(entry.outcome)")
                continue
            }
            if entry.name == CaseloadFolder.directoryFile {
                directory = DirectoryReader.read(fileName: name, bytes: bytes)
            } else {
                files.append(reader.read(fileName: name, bytes: bytes, known: known))
            }
        }
        #expect(files.flatMap(\.allDiagnostics).map(\.description) == [])
        let known = try #require(directory)
        #expect(known.diagnostics == [] && known.problems == [])
        let union = CaseloadUnion(of: files)
        #expect(union.disputed == [])
        #expect(union.cases.count >= 40)
        #expect(files.count { CaseloadFormat(fileName: $0.name) != .yaml } == 2)
        let problems = union.cases.flatMap { referenceProblems(of: $0, in: known.directory) }
        #expect(problems == [])
    }
}
