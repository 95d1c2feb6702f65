package import Casework
import Glibc
import Systemd

extension MailSpool {
    /// Puts a message that failed or waits for a later try back to those that are sent at once, as
    /// if it had never been tried; returns once that outlives a power cut.
    ///
    /// - Throws: `SpoolError`.
    package func retry(_ id: NotificationID, from folder: Folder) throws(SpoolError) -> SpoolMove {
        let name = id.description
        let root = try SpoolDirectory.root(of: self)
        let from = try SpoolDirectory(folder, of: self, root: root)
        let new = try SpoolDirectory(.new, of: self, root: root)
        guard try from.status(name) != nil else { return .gone }
        guard try new.status(name) == nil else { return .taken }
        // First, because caseclock-mail looks for it as soon as the message is in new/, and may
        // write another one. A crash after this leaves a message that is tried at once as well.
        try from.remove(SpoolRecord.fileName(of: name))
        try from.sync()
        let move = try from.move(name, to: new, as: name)
        guard move == .moved else { return move }
        try new.sync()
        try from.sync()
        return move
    }

    /// When a message came to be where it is; nil where it is not there.
    ///
    /// - Throws: `SpoolError`.
    package func moved(_ id: NotificationID, to folder: Folder) throws(SpoolError) -> Instant? {
        let root = try SpoolDirectory.root(of: self)
        let status = try SpoolDirectory(folder, of: self, root: root).status(id.description)
        return status.map { Instant(seconds: Int64($0.st_ctim.tv_sec)) }
    }

    /// The bytes of a message, up to so many; nil where it is not there.
    ///
    /// - Throws: `SpoolError`.
    package func message(
        _ id: NotificationID, in folder: Folder, atMost most: Int
    ) throws(SpoolError) -> [UInt8]? {
        let root = try SpoolDirectory.root(of: self)
        let directory = try SpoolDirectory(folder, of: self, root: root)
        guard let status = try directory.status(id.description),
            status.st_mode & S_IFMT == S_IFREG
        else { return nil }
        do throws(SystemError) {
            let file = try directory.open(id.description)
            var bytes = [UInt8](repeating: 0, count: min(most, Int(status.st_size)))
            let count = read(file.raw, &bytes, bytes.count)
            guard count >= 0 else {
                throw SystemError("read", code: errno, what: id.description)
            }
            return Array(bytes.prefix(count))
        } catch {
            if error.code == ENOENT { return nil }
            throw SpoolError(error)
        }
    }
}
