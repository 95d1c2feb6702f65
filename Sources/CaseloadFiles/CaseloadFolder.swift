package import Casework
import Glibc

/// The caseload folder: reads its files as a snapshot (DESIGN 3).
///
/// Regular files only, opened beneath the folder without following links and without blocking,
/// up to a size limit, not recursive.
package struct CaseloadFolder: Hashable, Sendable {
    /// The file that says who there is.
    package static let directoryFile = "directory.yaml"

    /// Where the folder is.
    package let path: String

    /// The folder at a path.
    package init(path: String) { self.path = path }

    /// How messages call a file of the folder: `caseloads/a-moreau.yaml`.
    package func displayName(of name: String) -> String {
        let folder = path.split(separator: "/").last.map { "\($0)/" } ?? ""
        return Diagnostic.escaped((folder + name).unicodeScalars)
    }

    /// What the folder holds now; files whose stamp is `known` are not read again, and those that
    /// are not `quiet` not yet.
    ///
    /// Throws where the folder can't be listed: that withdraws nothing.
    package func snapshot(
        known: [String: FileStamp] = [:], quiet: FolderQuiet? = nil
    ) throws(FolderError) -> [FolderEntry] {
        do throws(OpenFile.Failure) {
            let folder = try OpenFile(path, flags: O_DIRECTORY)
            return try Self.names(in: folder).compactMap {
                Self.entry($0, in: folder, known: known[$0], quiet)
            }
        } catch {
            throw FolderError(path, error)
        }
    }

    /// The names in the folder that are not an editor's, in the order of their bytes.
    func names() throws(FolderError) -> [String] {
        do throws(OpenFile.Failure) {
            return try Self.names(in: OpenFile(path, flags: O_DIRECTORY))
        } catch {
            throw FolderError(path, error)
        }
    }

    /// The names in a folder that are not an editor's, in the order of their bytes.
    private static func names(in folder: borrowing OpenFile) throws(OpenFile.Failure) -> [String] {
        // The stream owns its descriptor, so it gets one of its own.
        let copy = fcntl(folder.descriptor, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { throw .system(errno) }
        guard let stream = fdopendir(copy) else {
            let code = errno
            close(copy)
            throw .system(code)
        }
        defer { closedir(stream) }
        var names: [String] = []
        while true {
            errno = 0
            guard let item = readdir(stream) else {
                guard errno == 0 else { throw .system(errno) }
                break
            }
            let name = withUnsafePointer(to: &item.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !isEditors(name) { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func isEditors(_ name: String) -> Bool {
        name.hasPrefix(".") || name.hasPrefix("#") || name.hasPrefix("~") || name.hasSuffix("~")
    }

    /// How a file is opened that others may have put there: no link is followed, nothing blocks.
    private static let beneath = O_NOFOLLOW | O_NONBLOCK | O_NOCTTY

    /// Hands out a file of the folder that has a stamp, piece by piece.
    ///
    /// Throws where it can't be read, or is another by now.
    func pieces(
        of name: String, _ stamp: FileStamp, _ body: (UnsafeRawBufferPointer) -> Void
    ) throws(FolderError) {
        do throws(OpenFile.Failure) {
            let folder = try OpenFile(path, flags: O_DIRECTORY)
            let file = try OpenFile(name, in: folder.descriptor, flags: Self.beneath)
            try file.pieces(of: stamp, limit: CaseloadFormat.jsonLines.maximumBytes, body)
        } catch {
            throw FolderError(
                displayName(of: name), error == .system(ENOENT) ? .unstable : error)
        }
    }

    /// What becomes of one name; nil for what is gone by now, and for a folder.
    private static func entry(
        _ name: String, in folder: borrowing OpenFile, known: FileStamp?, _ quiet: FolderQuiet?
    ) -> FolderEntry? {
        let format = CaseloadFormat(fileName: name)
        do throws(OpenFile.Failure) {
            let limit = format?.maximumBytes ?? .max
            let file = try OpenFile(name, in: folder.descriptor, flags: beneath)
            let stamp = try file.stamp(limit: limit)
            guard let format else {
                return FolderEntry(
                    name: name,
                    outcome: .notRead("only *.yaml, *.csv and *.jsonl files are read"))
            }
            if stamp == known { return FolderEntry(name: name, outcome: .unchanged(stamp)) }
            guard quiet?.isQuiet(name, stamp) ?? true else {
                return FolderEntry(name: name, outcome: .unsettled(stamp))
            }
            if format == .jsonLines { return FolderEntry(name: name, outcome: .lines(stamp)) }
            let bytes = try file.bytes(of: stamp, limit: limit)
            return FolderEntry(name: name, outcome: .read(stamp, bytes))
        } catch {
            switch error {
            // A name that is not UTF-8 was repaired, and no file has the repaired one.
            case .system(ENOENT) where name.contains("\u{FFFD}"):
                return FolderEntry(name: name, outcome: .notRead("its name is not UTF-8"))
            case .system(ENOENT): return nil
            case .system(ELOOP):
                return FolderEntry(name: name, outcome: .notRead("it is a symbolic link"))
            case .system(ENXIO): return FolderEntry(name: name, outcome: .notRead("it is a socket"))
            case .unstable: return FolderEntry(name: name, outcome: .unstable)
            case .notRegular where format == nil: return nil
            default: return FolderEntry(name: name, outcome: .notRead(error.reason))
            }
        }
    }
}

/// One file of the caseload folder.
package struct FolderEntry: Hashable, Sendable {
    /// The file's name in the folder.
    package let name: String
    /// What became of it.
    package let outcome: Outcome

    /// What can become of a file.
    package enum Outcome: Hashable, Sendable {
        /// It is new or has changed; its stamp and its bytes.
        case read(FileStamp, [UInt8])
        /// It is new or has changed, and too large to be in memory whole: its stamp, with which
        /// `CaseloadReader.readLines` reads it.
        case lines(FileStamp)
        /// Its stamp is the known one.
        case unchanged(FileStamp)
        /// It has been changed a moment ago, or is open for writing: it is looked at again.
        case unsettled(FileStamp)
        /// It changed while it was read: try again in a moment.
        case unstable
        /// It is no caseload file, or can't be read, and why; what it held stays in force.
        case notRead(String)
    }
}
