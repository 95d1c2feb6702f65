import CSystemd
import Casework
import Glibc
import Systemd

/// The open folders of a spool, for one batch.
///
/// They are opened without following links, and files are named beneath them: the drainer may
/// write in the spool too, and must not be able to send the daemon elsewhere.
struct SpoolFolders: ~Copyable {
    let path: String
    let root: OwnedDescriptor
    let tmp: OwnedDescriptor
    let new: OwnedDescriptor

    /// Opens the folders, and makes them first where some are missing.
    static func making(_ spool: MailSpool) throws(SpoolError) -> SpoolFolders {
        do throws(SpoolError) {
            return try SpoolFolders(spool.path)
        } catch {
            guard error.code == .missing else { throw error }
            try spool.prepare()
            return try SpoolFolders(spool.path)
        }
    }

    /// Opens the folders.
    init(_ path: String) throws(SpoolError) {
        // The spool itself may be a link: that is the site's choice.
        let root = try Self.open(AT_FDCWD, path, 0, path)
        let tmp = try Self.open(root.raw, "tmp", O_NOFOLLOW, "\(path)/tmp")
        let new = try Self.open(root.raw, "new", O_NOFOLLOW, "\(path)/new")
        self.path = path
        self.root = root
        self.tmp = tmp
        self.new = new
    }

    private static func open(
        _ folder: Int32, _ name: String, _ flags: Int32, _ path: String
    ) throws(SpoolError) -> OwnedDescriptor {
        let opened = openat(folder, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | flags)
        guard opened >= 0 else { throw .last("open", path) }
        return OwnedDescriptor(owning: opened)
    }

    /// Says whether a file of the name is in a folder.
    func has(_ name: String, in folder: MailSpool.Folder) throws(SpoolError) -> Bool {
        var status = stat()
        let file = "\(folder.rawValue)/\(name)"
        if fstatat(root.raw, file, &status, AT_SYMLINK_NOFOLLOW) == 0 { return true }
        guard errno == ENOENT else { throw .last("stat", "\(path)/\(file)") }
        return false
    }

    /// The folder in which a message is; nil for none.
    ///
    /// They are asked in the order in which the drainer moves files, so that one that moves
    /// meanwhile is not overlooked. `read` has the names in `cur/`, which a mail reader lengthens,
    /// once they were asked for.
    func find(
        _ name: String, read: inout [String]?
    ) throws(SpoolError) -> MailSpool.Folder? {
        if try has(name, in: .new) { return .new }
        if try wasRead(name, &read) { return .cur }
        for folder in [MailSpool.Folder.deferred, .sent, .failed] where try has(name, in: folder) {
            return folder
        }
        return nil
    }

    private func wasRead(_ name: String, _ read: inout [String]?) throws(SpoolError) -> Bool {
        let names: [String]
        if let read {
            names = read
        } else {
            do throws(SpoolError) {
                names = try MailSpool.names(in: "\(path)/cur")
            } catch {
                guard error.code == .missing else { throw error }
                names = []
            }
            read = names
        }
        return names.contains { $0 == name || $0.hasPrefix("\(name):") }
    }

    /// Has all that was written beneath the folders outlive a power cut.
    ///
    /// It also tells of errors in writing files that are closed by now (since Linux 5.8).
    func syncAll() throws(SpoolError) {
        guard syncfs(root.raw) == 0 else { throw .last("syncfs", path) }
    }

    /// Has a folder's names outlive a power cut.
    func sync(_ folder: MailSpool.Folder) throws(SpoolError) {
        if folder == .new {
            guard fsync(new.raw) == 0 else { throw .last("fsync", "\(path)/new") }
            return
        }
        let name = folder.rawValue
        let opened = try Self.open(root.raw, name, O_NOFOLLOW, "\(path)/\(name)")
        guard fsync(opened.raw) == 0 else { throw .last("fsync", "\(path)/\(name)") }
    }
}
