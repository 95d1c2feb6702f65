import CSystemd
package import Glibc
package import Systemd

/// One open folder of a spool; what is in it is named beneath it, and no link is followed.
package struct SpoolDirectory: ~Copyable {
    /// Which folder it is.
    package let folder: MailSpool.Folder
    let path: String
    let descriptor: OwnedDescriptor

    /// Opens a folder of a spool that is open itself.
    ///
    /// - Throws: `SpoolError`.
    package init(
        _ folder: MailSpool.Folder, of spool: MailSpool, root: borrowing OwnedDescriptor
    ) throws(SpoolError) {
        let path = "\(spool.path)/\(folder.rawValue)"
        let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
        let opened = openat(root.raw, folder.rawValue, flags)
        guard opened >= 0 else { throw .last("open", path) }
        self.folder = folder
        self.path = path
        descriptor = OwnedDescriptor(owning: opened)
    }

    /// Opens the spool itself, which may be a link: that is the site's choice.
    ///
    /// - Throws: `SpoolError`.
    package static func root(of spool: MailSpool) throws(SpoolError) -> OwnedDescriptor {
        let opened = Glibc.open(spool.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard opened >= 0 else { throw .last("open", spool.path) }
        return OwnedDescriptor(owning: opened)
    }

    /// The names in it, in order: those with which messages are named, and the records'.
    ///
    /// What has a name that no message can have is given to `odd`, by its name's bytes.
    ///
    /// - Throws: `SpoolError`.
    package func names(
        odd: (UnsafePointer<CChar>) -> Void = { _ in }
    ) throws(SpoolError) -> (messages: [String], records: [String]) {
        // A descriptor of its own, because reading moves its place and closing closes it.
        let opened = openat(descriptor.raw, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard opened >= 0, let entries = fdopendir(opened) else {
            throw .last("opendir", path)
        }
        defer { closedir(entries) }
        var (messages, records): ([String], [String]) = ([], [])
        while let entry = readdir(entries) {
            withUnsafePointer(to: &entry.pointee.d_name) {
                let bytes = UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self)
                let name = String(validatingCString: bytes)
                if let name, MailSpool.isMessageName(name) {
                    messages.append(name)
                } else if let name, name.hasPrefix(".") {
                    if SpoolRecord.message(ofFile: name) != nil { records.append(name) }
                } else {
                    odd(bytes)
                }
            }
        }
        return (messages.sorted(), records)
    }

    /// What is known of an entry; nil where there is none.
    ///
    /// - Throws: `SpoolError`.
    package func status(_ name: String) throws(SpoolError) -> stat? {
        var status = stat()
        if fstatat(descriptor.raw, name, &status, AT_SYMLINK_NOFOLLOW) == 0 { return status }
        guard errno == ENOENT else { throw .last("stat", "\(path)/\(name)") }
        return nil
    }

    /// Opens an entry to read it, without following a link and without waiting for a pipe.
    ///
    /// - Throws: `SystemError`.
    package func open(_ name: String) throws(SystemError) -> OwnedDescriptor {
        let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
        let opened = openat(descriptor.raw, name, flags)
        guard opened >= 0 else {
            throw SystemError("open", code: errno, what: "\(path)/\(name)")
        }
        return OwnedDescriptor(owning: opened)
    }

    /// Removes a file; none of the name is fine.
    ///
    /// - Throws: `SpoolError`.
    package func remove(_ name: String) throws(SpoolError) {
        guard unlinkat(descriptor.raw, name, 0) == 0 || errno == ENOENT else {
            throw .last("unlink", "\(path)/\(name)")
        }
    }

    /// Has its names outlive a power cut.
    ///
    /// - Throws: `SpoolError`.
    package func sync() throws(SpoolError) {
        guard fsync(descriptor.raw) == 0 else { throw .last("fsync", path) }
    }
}

/// What became of an entry that was to be moved.
package enum SpoolMove: Hashable, Sendable {
    /// It has its new place.
    case moved
    /// There is no such entry; somebody has taken it away.
    case gone
    /// There is another of that name where it should go.
    case taken
}

extension SpoolDirectory {
    /// Moves an entry to another folder, where nothing is replaced.
    ///
    /// - Throws: `SpoolError`.
    package func move(
        _ name: String, to other: borrowing SpoolDirectory, as newName: String
    ) throws(SpoolError) -> SpoolMove {
        // Names have no zero bytes: they come from the folder.
        try move(Array(name.utf8CString), to: other, as: newName)
    }

    /// Moves an entry whose name may be of any bytes.
    ///
    /// - Throws: `SpoolError`.
    package func move(
        _ name: UnsafePointer<CChar>, to other: borrowing SpoolDirectory, as newName: String
    ) throws(SpoolError) -> SpoolMove {
        let (from, to) = (descriptor.raw, other.descriptor.raw)
        let flags = UInt32(CASECLOCK_RENAME_NOREPLACE)
        if renameat2(from, name, to, newName, flags) == 0 { return .moved }
        // Some network file systems can't rename without replacing, but link.
        if errno == EINVAL, linkat(from, name, to, newName, 0) == 0 {
            guard unlinkat(from, name, 0) == 0 || errno == ENOENT else {
                throw .last("unlink", path)
            }
            return .moved
        }
        switch errno {
        case EEXIST: return .taken
        case ENOENT: return .gone
        default: throw .last("rename", "\(other.path)/\(newName)")
        }
    }

    /// The record of a message; nil where there is none.
    ///
    /// What can't be read as one is `.some(nil)`.
    ///
    /// - Throws: `SpoolError` where the file can't be read.
    package func record(of message: String) throws(SpoolError) -> SpoolRecord?? {
        let name = SpoolRecord.fileName(of: message)
        do throws(SystemError) {
            let file = try open(name)
            var bytes = [UInt8](repeating: 0, count: SpoolRecord.maximumBytes)
            let count = read(file.raw, &bytes, bytes.count)
            guard count >= 0 else { throw SystemError("read", code: errno, what: name) }
            return .some(SpoolRecord(text: String(decoding: bytes[..<count], as: UTF8.self)))
        } catch {
            switch error.code {
            case ENOENT: return nil
            case ELOOP, EISDIR, ENXIO: return .some(nil)
            default: throw SpoolError(error)
            }
        }
    }

    /// Writes the record of a message in place of the one that is there; it outlives a power cut
    /// once the folder is synced.
    ///
    /// - Throws: `SpoolError`.
    package func write(_ record: SpoolRecord, of message: String) throws(SpoolError) {
        let name = SpoolRecord.fileName(of: message)
        let aside = SpoolRecord.fileName(of: "\(message).new")
        let bytes = Array(record.text.utf8)
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        try remove(aside)
        let opened = openat(descriptor.raw, aside, flags, MailSpool.fileMode)
        guard opened >= 0 else { throw .last("open", "\(path)/\(aside)") }
        let file = OwnedDescriptor(owning: opened)
        // By name, as the umask may take the group's right away; the daemon reads it too.
        do throws(SpoolError) {
            guard fchmod(file.raw, MailSpool.fileMode) == 0 else {
                throw .last("chmod", "\(path)/\(aside)")
            }
            let count = Glibc.write(file.raw, bytes, bytes.count)
            guard count >= 0 else { throw .last("write", "\(path)/\(aside)") }
            // A file takes a part of what is written only where there is no room for the rest.
            guard count == bytes.count else {
                throw SpoolError(
                    SystemError("write", code: ENOSPC, what: "\(path)/\(aside)"))
            }
            guard fsync(file.raw) == 0 else { throw .last("fsync", "\(path)/\(aside)") }
            guard renameat(descriptor.raw, aside, descriptor.raw, name) == 0 else {
                throw .last("rename", "\(path)/\(name)")
            }
        } catch {
            // It would only take room; the error is the one that counts.
            unlinkat(descriptor.raw, aside, 0)
            throw error
        }
    }
}
