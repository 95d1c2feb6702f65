package import Casework

extension MailSpool {
    /// Whether a name can be that of a message: letters, digits and what a Maildir's names have.
    package static func isMessageName(_ name: String) -> Bool {
        let others = Set("._-,:=+".utf8)
        return 1...longestName ~= name.utf8.count && !name.hasPrefix(".")
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: others.contains(byte)
                }
            }
    }

    /// The longest name of a message; its record's is somewhat longer.
    private static let longestName = 200

    /// The messages in a folder, in order: for those of the daemon, their ids in the outbox.
    ///
    /// - Throws: `SpoolError` where it can't be read.
    package func messages(in folder: Folder) throws(SpoolError) -> [String] {
        let root = try SpoolDirectory.root(of: self)
        return try SpoolDirectory(folder, of: self, root: root).names().messages
    }

    /// The folder in which a message is, by whomever it was taken there; nil for none.
    ///
    /// - Throws: `SpoolError` where that can't be known.
    package func folder(of id: NotificationID) throws(SpoolError) -> Folder? {
        do throws(SpoolError) {
            let folders = try SpoolFolders(path)
            var read: [String]?
            return try folders.find(id.description, read: &read)
        } catch {
            guard error.code == .missing else { throw error }
            return nil
        }
    }

    /// What caseclock-mail has noted of a message in `deferred/` or `failed/`; nil for nothing, or
    /// nothing that can be read.
    ///
    /// - Throws: `SpoolError` where the folder or the file can't be read.
    package func record(
        of message: String, in folder: Folder
    ) throws(SpoolError) -> SpoolRecord? {
        let root = try SpoolDirectory.root(of: self)
        return try SpoolDirectory(folder, of: self, root: root).record(of: message) ?? nil
    }
}
