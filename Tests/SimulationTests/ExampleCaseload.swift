import CaseloadFiles
import Casework
import CivilTime
import TestSupport

/// The caseload of config/examples, read as the daemon reads it.
enum ExampleCaseload {
    private static let folder = "\(Checkout.path)/config/examples/caseload"

    static func directory() throws -> String { try FileTree.read("\(folder)/directory.yaml") }

    static func cases() throws -> [DeclaredCase] {
        let reader = CaseloadReader(
            profiles: ["service-integration", "coordinated-service-planning"])
        let known = Instant(seconds: 0)
        var cases: [DeclaredCase] = []
        for name in FileTree.names(in: folder) where name != "directory.yaml" {
            let bytes = Array(try FileTree.read("\(folder)/\(name)").utf8)
            let file = reader.read(fileName: name, bytes: bytes, known: known)
            guard file.allDiagnostics.isEmpty else {
                throw TestFailure("\(file.allDiagnostics)")
            }
            cases += file.cases
        }
        return cases
    }
}
