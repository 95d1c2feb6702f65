import Casework
import Control
import Delivery
import Ledger

/// What the folders of the mail spool hold, looked at once.
struct SpoolView {
    private let spool: MailSpool
    private var folders: [MailSpool.Folder: Set<String>] = [:]

    /// The folders in which a message can be, in the order in which caseclock-mail moves it.
    private static let looked: [MailSpool.Folder] = [.new, .deferred, .sent, .failed]

    /// Looks at a spool; a folder that is missing is empty.
    ///
    /// - Throws: `SpoolError` where a folder can't be read.
    init(_ spool: MailSpool) throws(SpoolError) {
        self.spool = spool
        for folder in Self.looked {
            do throws(SpoolError) {
                folders[folder] = Set(try spool.messages(in: folder))
            } catch {
                guard error.code == .missing else { throw error }
            }
        }
    }

    /// The folder that a message is in; nil for none.
    func folder(of id: NotificationID) -> MailSpool.Folder? {
        Self.looked.first { folders[$0]?.contains(id.description) == true }
    }

    /// The messages in a folder that the daemon has written.
    func ids(in folder: MailSpool.Folder) -> [NotificationID] {
        (folders[folder] ?? []).sorted().compactMap { NotificationID(text: $0) }
    }

    /// What became of something, as the wire calls it.
    func state(of item: KeptItem) -> String {
        switch item.channel {
        case .journal: return item.deliveredAt == nil ? "waiting" : "delivered"
        case .mail:
            if let folder = folder(of: item.id) { return folder.rawValue }
            return item.deliveredAt == nil ? "waiting" : "pruned"
        }
    }

    /// An item as the wire has it.
    ///
    /// - Throws: `SpoolError` where what is known of a message can't be read.
    func wire(
        _ item: KeptItem, site: Site
    ) throws(SpoolError) -> NotificationsInterface.Item {
        let folder = item.channel == .mail ? folder(of: item.id) : nil
        var record: SpoolRecord?
        var delivered = item.channel == .journal ? item.deliveredAt : nil
        switch folder {
        case .deferred, .failed:
            record = try folder.flatMap { folder throws(SpoolError) in
                try spool.record(of: item.id.description, in: folder)
            }
        case .sent: delivered = try spool.moved(item.id, to: .sent)
        default: break
        }
        var trouble = record.flatMap(Self.trouble)
        if folder == nil, item.deliveredAt == nil, let error = item.lastError {
            trouble = NotificationsInterface.Trouble(code: "other", text: error)
        }
        return NotificationsInterface.Item(
            id: item.id.description, channel: item.channel.rawValue, person: item.person,
            day: item.day, state: state(of: item), queuedAt: site.text(item.queuedAt),
            deliveredAt: delivered.map(site.text), attempts: record?.attempts ?? item.attempts,
            nextTry: record?.nextTry.map(site.text), error: trouble, lines: nil)
    }

    private static func trouble(_ record: SpoolRecord) -> NotificationsInterface.Trouble? {
        let parts = [
            record.reason?.words, record.ending.map { "sendmail ended with \($0)" },
            record.words.isEmpty ? nil : record.words,
        ]
        let text = parts.compactMap { $0 }.joined(separator: ": ")
        guard !text.isEmpty else { return nil }
        return NotificationsInterface.Trouble(
            code: record.reason?.rawValue ?? "other", text: text)
    }
}
