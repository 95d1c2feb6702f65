import CaseloadFiles
import Casework
import TestSupport
import Testing

@testable import caseclockd

@Suite("The directory as the ledger keeps it")
struct DirectoryYAMLTests {
    private func read(_ text: String) -> DirectoryFile {
        DirectoryReader.read(fileName: "directory.yaml", bytes: Array(text.utf8))
    }

    @Test(
        "It is read again as what it was, without the comments",
        arguments: [
            TestSite.directory,
            "agencies: []\npeople: []\n",
            """
            agencies: [{agency: a.1}, {agency: "007"}, {agency: "null"}]
            people:
              # Somebody with everything.
              - {person: a-moreau, role: child-welfare-worker, agency: a.1, locale: fr,
                 email: "a.moreau+mail@example.org", digest: "09:15", supervisor: "12",
                 delegate: "null", left: 2027-01-31,
                 away: [{from: 2026-07-01, to: 2026-07-15}, {from: 2026-12-24, to: 2026-12-24}]}
              - {person: "12", role: supervisor}
              - {person: "null", role: operator}

            """,
        ])
    func again(text: String) {
        let first = read(text)
        #expect(first.diagnostics.isEmpty, "\(first.diagnostics)")
        let again = read(first.directory.yaml)
        #expect(again.diagnostics.isEmpty, "\(again.diagnostics)")
        #expect(again.directory == first.directory)
        #expect(!first.directory.yaml.contains("#"))
    }

    @Test("An empty directory can be kept, too")
    func empty() {
        let again = read(Directory().yaml)
        #expect(again.diagnostics.isEmpty)
        #expect(again.directory == Directory())
    }
}
