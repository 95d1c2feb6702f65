import CaseloadFiles
import Casework
import Ledger

extension CaseloadLoad {
    /// What came of a reading.
    struct Outcome: Sendable {
        var directory: Directory
        /// The stamp of the directory file; nil where it has to be read again.
        var directoryStamp: FileStamp?
        var fileCount = 0
        var filesRead = 0
        var added = 0
        var changed = 0
        /// The cases that say what they said before.
        var unchanged = 0
        /// The deadlines that arose, that have another target, and that ended.
        var opened = 0
        var moved = 0
        var closed = 0
        /// The cases that are no longer in force.
        var withdrawn: [String] = []
        /// Those of them that were not discharged.
        var gone: [Problem] = []
        /// The cases that were worked out.
        var evaluated: [CaseBook.Evaluated] = []
        /// The recorded facts, by case, that were found in its file too.
        var declaredToo: [String: [String]] = [:]
        /// The mails that come of it, by day and person.
        var mails: [MailForecast.Mail] = []
        /// What was set aside, and where; the cases of these places stay as they were.
        var setAside: [SetAside] = []
        /// The cases whose entries in the ledger are damaged, as far as they were looked at.
        var damaged: [Problem] = []
        /// What is wrong with the folder beside that.
        var problems: [Problem] = []
        /// The files that are still being written; what they held stays in force.
        var putOff: [PutOff] = []
        /// What is too much to be dropped unasked; nil for nothing.
        var refusal: Removals?
    }

    /// Something that was set aside.
    struct SetAside: Hashable, Sendable {
        let place: String
        let text: String
        /// The case, where one is meant.
        let caseNumber: String?
    }

    /// A file that is still being written.
    struct PutOff: Hashable, Sendable {
        /// Its name in the folder.
        let name: String
        /// How messages call it.
        let place: String
        /// Since when it has been as it is; nil where it changed while it was read.
        let sighting: FolderQuiet.Sighting?
    }

    /// Why nothing was taken over.
    enum Failure: Error, CustomStringConvertible {
        case folder(FolderError)
        case ledger(LedgerError)
        /// So much would be dropped that an operator has to allow it.
        case removals(Removals)
        /// A file is still being written; to be tried again in a moment.
        case unsettled([String: FolderQuiet.Sighting])

        var description: String {
            switch self {
            case .folder(let error): "\(error); what was loaded before stays in force"
            case .ledger(let error): error.description
            case .removals(let removals): removals.reason
            case .unsettled: "a caseload file is still being written"
            }
        }
    }
}
