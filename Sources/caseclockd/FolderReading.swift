import ArgumentParser
import CaseloadFiles
import Casework
import CivilTime

/// A caseload folder read once from end to end, as `check` and `evaluate` do.
struct FolderReading {
    /// The cases that can be loaded.
    let cases: [DeclaredCase]
    /// The agencies and people.
    let directory: Directory
    /// How many caseload files there are.
    let fileCount: Int
    /// What is refused or set aside, one line each.
    let complaints: [String]
    /// What is not wrong, but should be mended.
    let problems: [Problem]

    /// What is wrong with the cases that can be loaded, as they stand on a day.
    func caseProblems(on day: CivilDate, site: Site) -> [Problem] {
        cases.flatMap { declared in
            CaseBook.evaluate(CaseRecord(declared), on: day, site: site, directory: directory)?
                .2.problems ?? []
        }
    }

    /// Reads a folder.
    ///
    /// - Throws: the exit code where the folder can't be read, once that has been said.
    init(_ path: String, site: Site) throws {
        let folder = CaseloadFolder(path: path)
        let reader = CaseloadReader(
            profiles: site.profiles, casePattern: site.configuration.casePattern)
        var files: [CaseloadFile] = []
        var complaints: [String] = []
        var people: DirectoryFile?
        do throws(FolderError) {
            for entry in try folder.snapshot() {
                let name = folder.displayName(of: entry.name)
                switch entry.outcome {
                case .read(_, let bytes) where entry.name == CaseloadFolder.directoryFile:
                    people = DirectoryReader.read(fileName: name, bytes: bytes)
                case .read(_, let bytes):
                    files.append(
                        reader.read(fileName: name, bytes: bytes, known: Instant(seconds: 0)))
                case .lines(let stamp):
                    do throws(FolderError) {
                        files.append(
                            try reader.readLines(
                                of: entry.name, stamp, in: folder, known: Instant(seconds: 0)))
                    } catch {
                        complaints.append("\(name): not read: \(error.reason)")
                    }
                case .notRead(let reason): complaints.append("\(name): not read: \(reason)")
                case .unstable, .unsettled:
                    complaints.append("\(name): not read: it changed while it was read")
                case .unchanged: break
                }
            }
        } catch {
            Alerts.print(error.description)
            throw Exit.configuration
        }
        let directory = people?.directory ?? Directory()
        self.directory = directory
        let union = CaseloadUnion(of: files)
        cases = union.cases
        fileCount = files.count
        let diagnostics =
            (people?.diagnostics ?? []) + files.flatMap(\.allDiagnostics)
            + union.disputed.flatMap(\.diagnostics)
        self.complaints = complaints + diagnostics.map(\.description)
        problems =
            (people?.problems ?? [])
            + union.cases.flatMap { referenceProblems(of: $0, in: directory) }
    }
}
