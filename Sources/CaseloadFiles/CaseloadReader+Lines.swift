package import Casework

/// JSON Lines: a case on each line, with the keys that a case has in YAML (DESIGN 3).
extension CaseloadReader {
    /// Reads the lines of a file of the folder that has a stamp, without having it whole in memory.
    ///
    /// Each case that is right is handed out when its line is read. The file that is returned has
    /// none of them, but all that is wrong; a case handed out whose number is among those set
    /// aside is in the file twice and counts for nothing, and none counts where the file is set
    /// aside. Throws where the file can't be read; then too nothing of it counts.
    package func readLines(
        of name: String, _ stamp: FileStamp, in folder: CaseloadFolder, known: Instant,
        each: (DeclaredCase) -> Void
    ) throws(FolderError) -> CaseloadFile {
        let fileName = folder.displayName(of: name)
        var lines = CaseLines(
            fileName: fileName, reader: caseReader(Reading(fileName), known: known))
        var splitter = LineSplitter()
        try folder.pieces(of: name, stamp) { piece in
            splitter.take(piece) { lines.take($0, each) }
        }
        splitter.finish { lines.take($0, each) }
        return lines.finish()
    }

    /// What a file of the folder that has a stamp says, its lines read one by one.
    ///
    /// Throws where it can't be read, or changes meanwhile.
    package func readLines(
        of name: String, _ stamp: FileStamp, in folder: CaseloadFolder, known: Instant
    ) throws(FolderError) -> CaseloadFile {
        var cases: [DeclaredCase] = []
        let file = try readLines(of: name, stamp, in: folder, known: known) { cases.append($0) }
        return file.taking(cases)
    }

    /// What the lines say that are in memory.
    func lines(fileName: String, bytes: [UInt8], known: Instant) -> CaseloadFile {
        var cases: [DeclaredCase] = []
        var lines = CaseLines(
            fileName: fileName, reader: caseReader(Reading(fileName), known: known))
        var splitter = LineSplitter()
        bytes.withUnsafeBytes { bytes in
            splitter.take(bytes) { lines.take($0) { cases.append($0) } }
            splitter.finish { lines.take($0) { cases.append($0) } }
        }
        return lines.finish().taking(cases)
    }
}

extension CaseloadFile {
    /// The file with the cases that its lines handed out, as far as they count.
    fileprivate func taking(_ cases: [DeclaredCase]) -> CaseloadFile {
        let aside = Set(setAside.compactMap(\.number))
        return CaseloadFile(
            name: name, caseload: caseload,
            cases: isSetAside ? [] : cases.filter { !aside.contains($0.number) },
            setAside: setAside, diagnostics: diagnostics)
    }
}
