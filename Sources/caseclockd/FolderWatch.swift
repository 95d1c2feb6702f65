import CaseloadFiles
import Systemd

/// Hears what happens in the caseload folder, waits for a moment of quiet, and says that it is time
/// to read it.
final class FolderWatch {
    private let loop: EventLoop
    private let folder: CaseloadFolder
    private let isDeaf: (String) -> Bool
    private let rescanMicroseconds: UInt64
    private var watch: DirectoryWatch?
    private var settling: MonotonicTimer?
    private var rescan: MonotonicTimer?
    /// The files that have been written to and were not closed since.
    private(set) var beingWritten: Set<String> = []
    /// Why changes are not heard, or heard late; nil while they are.
    private(set) var trouble: String?
    /// Is told that it is time to read.
    var isTime: () -> Void = {}

    /// How long the folder must be quiet before it is read.
    static let settleMicroseconds: UInt64 = 150_000
    /// How long until a file that changed while it was read is read again.
    static let unstableMicroseconds: UInt64 = 1_000_000
    /// How often a folder is looked at that can't be watched.
    static let rescanMicroseconds: UInt64 = 300_000_000
    /// How often a folder is looked for that is missing.
    static let missingMicroseconds: UInt64 = 5_000_000

    /// A watch of a folder; `isDeaf` says whether changes in a folder are not heard.
    init(
        loop: EventLoop, folder: CaseloadFolder,
        isDeaf: @escaping (String) -> Bool = NetworkFileSystem.holds,
        rescanMicroseconds: UInt64 = FolderWatch.rescanMicroseconds
    ) throws {
        self.loop = loop
        self.folder = folder
        self.isDeaf = isDeaf
        self.rescanMicroseconds = rescanMicroseconds
        settling = try loop.after(microseconds: nil, name: "caseload settles") { [unowned self] in
            isTime()
        }
        rescan = try loop.after(microseconds: nil, name: "caseload scan") { [unowned self] in
            isTime()
        }
    }

    /// Watches the folder, where it is not watched already.
    func begin() {
        guard watch == nil else { return }
        beingWritten = []
        do throws(SystemError) {
            watch = try loop.watch(directory: folder.path) { [unowned self] event in heard(event) }
            trouble = nil
        } catch {
            trouble = "changes of the caseload folder are not heard: \(error)"
        }
    }

    /// Sees to it that the folder is read again, once it has been read.
    func follow(putOff: [CaseloadLoad.PutOff]) {
        begin()
        // Of a file that is open for writing it is heard when it is closed.
        if putOff.contains(where: { $0.sighting == nil }) {
            arm(settling, Self.unstableMicroseconds)
        } else if putOff.contains(where: { !beingWritten.contains($0.name) }) {
            arm(settling, Self.settleMicroseconds)
        }
        if isDeaf(folder.path) {
            trouble =
                "the caseload folder is on a network file system, where changes are not "
                + "heard: it is read every \(rescanMicroseconds / 60_000_000) minutes"
            arm(rescan, rescanMicroseconds)
        } else if watch == nil {
            arm(rescan, rescanMicroseconds)
        }
    }

    /// Sees to it that the folder is looked for again.
    func lookAgain() { arm(rescan, Self.missingMicroseconds) }

    private func heard(_ event: DirectoryEvent) {
        switch event.kind {
        case .directoryDeleted, .directoryMoved, .unwatched, .overflow:
            watch?.cancel()
            watch = nil
        case .modified:
            if let name = event.name { beingWritten.insert(name) }
            return
        case .created:
            guard let name = event.name, folder.isComplete(created: name) else { return }
        case .attributes: break
        case .written, .movedIn, .movedOut, .deleted:
            if let name = event.name { beingWritten.remove(name) }
        }
        arm(settling, Self.settleMicroseconds)
    }

    private func arm(_ timer: MonotonicTimer?, _ microseconds: UInt64) {
        do throws(SystemError) {
            try timer?.arm(afterMicroseconds: microseconds)
        } catch {
            trouble = "no timer to read the caseload by: \(error)"
        }
    }
}
