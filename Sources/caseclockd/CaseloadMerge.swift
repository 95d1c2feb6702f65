import CaseloadFiles
import Casework
import CivilTime
import Ledger

/// Compares a snapshot of the caseload folder with what the ledger has, and says what changes.
struct CaseloadMerge {
    private let load: CaseloadLoad
    private let folder: CaseloadFolder
    private let stored: [String: StoredFile]
    /// What reads the files, in a few bytes: another reader may find something else in them.
    private let readBy: [UInt8]
    /// What the ledger is to take over.
    private(set) var change = CaseloadChange()
    /// What is told of it.
    private(set) var outcome: CaseloadLoad.Outcome
    /// The cases that the ledger is to take over, each with what it said before.
    private(set) var differing: [Differing] = []
    /// The cases that go, as they were; nil where that can't be read.
    private(set) var gone: [(number: String, before: DeclaredCase?)] = []
    /// What is dropped, set against what is in force.
    private(set) var removals = Removals()
    /// What a directory without any error says, as the ledger keeps it.
    private(set) var goodDirectory: [UInt8]?

    /// A case that is new, says something else, or stands elsewhere.
    struct Differing {
        let after: EncodedCase
        let difference: EncodedCase.Difference
        /// What it said before; nil for a new one.
        let before: DeclaredCase?
    }

    /// A merge of one load.
    init(load: CaseloadLoad, folder: CaseloadFolder, stored: [StoredFile], readBy: [UInt8]) {
        self.load = load
        self.folder = folder
        self.readBy = readBy
        self.stored = Dictionary(
            stored.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        outcome = CaseloadLoad.Outcome(directory: load.directory)
    }

    /// Goes through the files; `index` tells which cases are in force from which file.
    mutating func take(
        _ entries: [FolderEntry], index: [StoredCase], ledger: Ledger
    ) throws(LedgerError) {
        var inForce = Dictionary(
            index.map { ($0.number, $0.file) }, uniquingKeysWith: { first, _ in first })
        let files = read(entries)
        if !entries.contains(where: { $0.name == CaseloadFolder.directoryFile }) {
            noteMissingDirectory()
        }
        let union = CaseloadUnion(of: files.map(\.file), inForce: inForce)
        for disputed in union.disputed {
            outcome.setAside += disputed.diagnostics.map { setAside($0, disputed.number) }
        }
        let present = Set(entries.map { folder.displayName(of: $0.name) })
        let readNames = Set(files.map(\.file.name))
        var flawed = Set(union.disputed.map(\.number))
        for declared in union.cases {
            let name = declared.place.file
            if let owner = inForce[declared.number], owner != name, present.contains(owner),
                !readNames.contains(owner)
            {
                dispute(declared, with: owner)
                flawed.insert(declared.number)
                continue
            }
            try compare(declared, inForce[declared.number] != nil, ledger)
            inForce[declared.number] = name
        }
        for file in files { flawed.formUnion(file.file.setAside.compactMap(\.number)) }
        let waiting = try withdraw(files, inForce: inForce, present: present, flawed, ledger)
        noteFiles(files, flawed: flawed, waiting: waiting)
        outcome.unchanged = max(
            0, index.count - outcome.changed - outcome.withdrawn.count)
        removals.casesInForce = index.count
        if removals.needsFacts(load.site.configuration.removals) {
            removals.factsInForce = try ledger.factCount()
        }
    }

    /// A file that was read, with the stamp it had.
    private struct ReadFile {
        let file: CaseloadFile
        let stamp: FileStamp
    }

    private mutating func read(_ entries: [FolderEntry]) -> [ReadFile] {
        let reader = CaseloadReader(
            profiles: load.site.profiles, casePattern: load.site.configuration.casePattern)
        var files: [ReadFile] = []
        for entry in entries {
            let name = folder.displayName(of: entry.name)
            func notRead(_ reason: String) {
                outcome.setAside.append(
                    .init(place: name, text: "not read: \(reason)", caseNumber: nil))
            }
            switch entry.outcome {
            case .read(let stamp, let bytes) where entry.name == CaseloadFolder.directoryFile:
                takeDirectory(name, stamp, bytes)
            case .unchanged(let stamp) where entry.name == CaseloadFolder.directoryFile:
                outcome.directoryStamp = stamp
            case .read(let stamp, let bytes):
                let file = reader.read(fileName: name, bytes: bytes, known: load.now)
                files.append(note(file, stamp))
            case .lines(let stamp):
                do throws(FolderError) {
                    let file = try reader.readLines(
                        of: entry.name, stamp, in: folder, known: load.now)
                    files.append(note(file, stamp))
                } catch {
                    if error.isUnstable { putOff(entry.name, nil) } else { notRead(error.reason) }
                }
            case .unchanged: outcome.fileCount += 1
            case .unsettled(let stamp):
                putOff(entry.name, load.quiet?.sighting(of: entry.name, stamp))
            case .unstable: putOff(entry.name, nil)
            case .notRead(let reason): notRead(reason)
            }
        }
        return files
    }

    private mutating func note(_ file: CaseloadFile, _ stamp: FileStamp) -> ReadFile {
        outcome.fileCount += 1
        outcome.filesRead += 1
        outcome.setAside += file.diagnostics.map { setAside($0, nil) }
        for aside in file.setAside {
            outcome.setAside += aside.diagnostics.map { setAside($0, aside.number) }
        }
        return ReadFile(file: file, stamp: stamp)
    }

    private mutating func putOff(_ name: String, _ sighting: FolderQuiet.Sighting?) {
        let place = folder.displayName(of: name)
        outcome.putOff.append(.init(name: name, place: place, sighting: sighting))
        if stored[place] != nil { outcome.fileCount += 1 }
    }

    private mutating func noteMissingDirectory() {
        guard load.directory != Directory() else { return }
        outcome.problems.append(
            Problem(
                .directoryMissing, place: folder.displayName(of: CaseloadFolder.directoryFile),
                text: "the directory is gone; as it last was it stays in force"))
    }

    private mutating func takeDirectory(_ name: String, _ stamp: FileStamp, _ bytes: [UInt8]) {
        let file = DirectoryReader.read(fileName: name, bytes: bytes)
        outcome.setAside += file.diagnostics.map { setAside($0, nil) }
        outcome.problems += file.problems
        guard file.diagnostics.isEmpty else {
            outcome.directory = load.directory.mended(by: file.directory)
            return
        }
        outcome.directory = file.directory
        // One with a problem is read, and told of, every time.
        if file.problems.isEmpty { outcome.directoryStamp = stamp }
        // Not the bytes: in a comment may be anything, and the ledger keeps codes only.
        goodDirectory = Array(file.directory.yaml.utf8)
    }

    private func setAside(_ diagnostic: Diagnostic, _ number: String?) -> CaseloadLoad.SetAside {
        .init(place: "\(diagnostic.place)", text: diagnostic.message, caseNumber: number)
    }

    private mutating func dispute(_ declared: DeclaredCase, with owner: String) {
        let diagnostic = Diagnostic(
            place: declared.place,
            message: "case '\(declared.number)' is also declared in \(owner)")
        outcome.setAside.append(setAside(diagnostic, declared.number))
    }

    private mutating func compare(
        _ declared: DeclaredCase, _ isKnown: Bool, _ ledger: Ledger
    ) throws(LedgerError) {
        let old = isKnown ? try ledger.encodedCase(declared.number) : nil
        // A damaged entry counts as none: the case is there again with this file.
        var before: DeclaredCase?
        if let old { before = try? ledger.decode(old) }
        let encoded = EncodedCase(declared.carryingKnown(from: before, now: load.now))
        let isDamaged = old != nil && before == nil
        let difference = isDamaged ? .changed : encoded.difference(from: old)
        switch difference {
        case .added: outcome.added += 1
        case .changed:
            outcome.changed += 1
            if let before { removals.note(before, becomes: declared) }
        case .moved: break
        case .unchanged: return
        }
        change.cases.append(encoded)
        if difference != .moved { noteDeclaredToo(declared) }
        differing.append(Differing(after: encoded, difference: difference, before: before))
    }

    /// Notes which recorded facts of a case its file has too (SEMANTICS F5).
    private mutating func noteDeclaredToo(_ declared: DeclaredCase) {
        let ids = load.decisions.declaredToo(in: declared)
        guard !ids.isEmpty else { return }
        change.declaredToo += ids
        outcome.declaredToo[declared.number] = ids
    }

    /// The cases whose file is gone, or no longer has them; never one that is only faulty now.
    ///
    /// While a file is put off nothing goes: it may be the one that has the case now. Gives the
    /// files that are to be read again for that.
    private mutating func withdraw(
        _ files: [ReadFile], inForce: [String: String], present: Set<String>,
        _ flawed: Set<String>, _ ledger: Ledger
    ) throws(LedgerError) -> Set<String> {
        var kept: [String: Set<String>] = [:]
        for read in files where read.file.canWithdraw {
            kept[read.file.name] = Set(read.file.cases.map(\.number))
        }
        var inUse: Set<String> = []
        var waiting: Set<String> = []
        for (number, name) in inForce {
            let isGone =
                !present.contains(name) || kept[name].map { !$0.contains(number) } ?? false
            if isGone, !flawed.contains(number), outcome.putOff.isEmpty {
                change.withdrawn.append(number)
            } else {
                inUse.insert(name)
                if isGone { waiting.insert(name) }
            }
        }
        change.withdrawn.sort()
        for number in change.withdrawn {
            // What can't be read is gone all the same.
            let before = try? ledger.declaredCase(number)
            gone.append((number, before))
            removals.note(withdrawn: before)
        }
        outcome.withdrawn = change.withdrawn
        change.removedFiles = stored.keys.filter { !present.contains($0) && !inUse.contains($0) }
            .sorted()
        return waiting
    }

    /// A file with anything set aside, or with cases that wait to go, keeps no stamp, so that it is
    /// read, and told of, every time.
    private mutating func noteFiles(
        _ files: [ReadFile], flawed: Set<String>, waiting: Set<String>
    ) {
        for read in files {
            let file = read.file
            let isWhole =
                file.allDiagnostics.isEmpty && !waiting.contains(file.name)
                && !file.cases.contains { flawed.contains($0.number) }
            let stamp = isWhole ? read.stamp : FileStamp.none
            guard stored[file.name]?.stamp != stamp || stored[file.name]?.readBy != readBy else {
                continue
            }
            change.files.append(StoredFile(name: file.name, stamp: stamp, readBy: readBy))
        }
    }
}

extension Directory {
    /// The directory with what a faulty new version has of it: nobody goes missing by an error.
    func mended(by newer: Directory) -> Directory {
        let people = self.people.merging(newer.people) { _, new in new }
        return Directory(
            people: Array(people.values), agencies: agencies.union(newer.agencies))
    }
}
