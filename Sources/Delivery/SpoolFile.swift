import CSystemd
import Glibc
import Systemd

/// One message's file, written aside.
struct SpoolFile {
    let name: String

    /// Writes a file aside; one that a crash has left there is replaced.
    ///
    /// With `syncing` its bytes outlive a power cut on return; else somebody has to see to that.
    ///
    /// - Throws: `SpoolError`; no file is left behind then.
    init(
        _ name: String, _ bytes: [UInt8], in folders: borrowing SpoolFolders, syncing: Bool,
        onStep: (DeliveryStep) -> Void
    ) throws(SpoolError) {
        self.name = name
        let descriptor = OwnedDescriptor(owning: try Self.create(name, folders))
        do throws(SpoolError) {
            let path = "\(folders.path)/tmp/\(name)"
            // By name, as the umask may take the group's right away.
            guard fchmod(descriptor.raw, MailSpool.fileMode) == 0 else {
                throw .last("fchmod", path)
            }
            onStep(.spoolTmpCreated)
            try Self.write(bytes, to: descriptor.raw, path)
            onStep(.spoolTmpWritten)
            guard syncing else { return }
            guard fsync(descriptor.raw) == 0 else { throw .last("fsync", path) }
            onStep(.spoolTmpSynced)
        } catch {
            remove(in: folders)
            throw error
        }
    }

    private static func create(
        _ name: String, _ folders: borrowing SpoolFolders
    ) throws(SpoolError) -> Int32 {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        for _ in 0..<2 {
            let file = openat(folders.tmp.raw, name, flags, MailSpool.fileMode)
            if file >= 0 { return file }
            guard errno == EEXIST, unlinkat(folders.tmp.raw, name, 0) == 0 || errno == ENOENT
            else { break }
        }
        throw .last("open", "\(folders.path)/tmp/\(name)")
    }

    private static func write(
        _ bytes: [UInt8], to file: Int32, _ path: String
    ) throws(SpoolError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                throw .last("write", path)
            }
        }
    }

    /// Gives the file its name in `new/`; says false where there is one of that name already.
    func publish(in folders: borrowing SpoolFolders) throws(SpoolError) -> Bool {
        let (from, to) = (folders.tmp.raw, folders.new.raw)
        if renameat2(from, name, to, name, UInt32(CASECLOCK_RENAME_NOREPLACE)) == 0 { return true }
        // Some network file systems can't rename without replacing, but link.
        if errno == EINVAL, linkat(from, name, to, name, 0) == 0 {
            remove(in: folders)
            return true
        }
        let reason = errno
        remove(in: folders)
        if reason == EEXIST { return false }
        throw SpoolError(
            SystemError("rename", code: reason, what: "\(folders.path)/new/\(name)"))
    }

    /// Removes the file again.
    func remove(in folders: borrowing SpoolFolders) {
        unlinkat(folders.tmp.raw, name, 0)
    }
}
