import CSystemd
import Glibc

/// Something that happened in or to a watched directory.
package struct DirectoryEvent: Hashable, Sendable {
    /// What happened.
    package enum Kind: Hashable, Sendable, CaseIterable {
        /// An entry was made: a file that is still empty, a link, a pipe.
        case created
        /// A file was written to or cut off; who did it may go on.
        case modified
        /// A file that was open for writing was closed.
        case written
        /// The mode, owner or times of an entry were changed.
        case attributes
        /// An entry was moved here.
        case movedIn
        /// An entry was moved away.
        case movedOut
        /// An entry was removed.
        case deleted
        /// The directory itself was removed.
        case directoryDeleted
        /// The directory itself was moved or renamed.
        case directoryMoved
        /// Events were lost; only a scan tells what there is now.
        case overflow
        /// The kernel has dropped the watch; nothing further will come.
        case unwatched
    }

    /// What happened.
    package let kind: Kind
    /// The entry's name; nil where the directory itself is meant.
    ///
    /// Bytes that are not UTF-8 are shown as replacement characters.
    package let name: String?

    /// An event.
    package init(_ kind: Kind, name: String? = nil) {
        self.kind = kind
        self.name = name
    }
}

extension DirectoryEvent.Kind {
    /// The kernel's bit for it.
    var bit: UInt32 {
        switch self {
        case .created: UInt32(IN_CREATE)
        case .modified: UInt32(IN_MODIFY)
        case .written: UInt32(IN_CLOSE_WRITE)
        case .attributes: UInt32(IN_ATTRIB)
        case .movedIn: UInt32(IN_MOVED_TO)
        case .movedOut: UInt32(IN_MOVED_FROM)
        case .deleted: UInt32(IN_DELETE)
        case .directoryDeleted: UInt32(IN_DELETE_SELF)
        case .directoryMoved: UInt32(IN_MOVE_SELF)
        case .overflow: UInt32(IN_Q_OVERFLOW)
        case .unwatched: UInt32(IN_IGNORED)
        }
    }

    /// What the kernel reports without being asked.
    var isUnasked: Bool { self == .overflow || self == .unwatched }
}

/// A watch on one directory, not on those below it.
///
/// It is on the directory that had the path when it was added: after `directoryDeleted`,
/// `directoryMoved` or `unwatched` cancel it and add one anew.
package final class DirectoryWatch: EventSource {}

extension EventLoop {
    /// Calls `body` for what happens in the directory at `path`.
    ///
    /// - Throws: `SystemError`; `ENOENT` or `ENOTDIR` when there is no directory, `ENOSPC` when the
    ///   user has no inotify watch left.
    package func watch(
        directory path: String, _ body: @escaping (DirectoryEvent) -> Void
    ) throws(SystemError) -> DirectoryWatch {
        var mask = UInt32(IN_ONLYDIR)
        for kind in DirectoryEvent.Kind.allCases where !kind.isUnasked { mask |= kind.bit }
        return try DirectoryWatch(
            call: "sd_event_add_inotify", name: path, handler: body
        ) { source, userdata in
            sd_event_add_inotify(
                event, source, path, mask,
                { _, found, userdata in
                    guard let found,
                        let body = HandlerBox<(DirectoryEvent) -> Void>.handler(behind: userdata)
                    else { return 0 }
                    DirectoryEvent.events(in: found).forEach(body)
                    return 0
                }, userdata)
        }
    }
}

extension DirectoryEvent {
    fileprivate static func events(in found: UnsafePointer<inotify_event>) -> [DirectoryEvent] {
        let bits = found.pointee.mask
        var name: String?
        if found.pointee.len > 0 {
            let bytes = UnsafeRawPointer(found) + MemoryLayout<inotify_event>.size
            name = String(cString: bytes.assumingMemoryBound(to: CChar.self))
        }
        return Kind.allCases.filter { bits & $0.bit != 0 }.map { DirectoryEvent($0, name: name) }
    }
}
