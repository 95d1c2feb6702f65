import Casework
import CivilTime
import Delivery
import Glibc
import TestSupport

/// An outbox in files, so that it outlives the process that is killed.
struct FileOutbox: OutboxStore {
    let path: String

    init(_ path: String) throws {
        self.path = path
        for folder in ["waiting", "delivered"] { try FileTree.makeFolder("\(path)/\(folder)") }
    }

    /// Commits an item.
    func add(_ item: OutboxItem, _ sequence: Int) throws(TestFailure) {
        let aside = "\(path)/aside"
        try Files.write(item.payload, to: aside)
        let name = "\(sequence + 1000)_\(item.channel.rawValue)_\(item.id)"
        guard rename(aside, "\(path)/waiting/\(name)") == 0 else {
            throw TestFailure.last("rename", name)
        }
    }

    func pending(
        _ channel: Channel, limit: Int, after: NotificationID?
    ) throws(TestFailure) -> [OutboxItem] {
        var names = FileTree.names(in: "\(path)/waiting")
            .filter { $0.contains("_\(channel.rawValue)_") }
        if let after, let index = names.firstIndex(where: { $0.hasSuffix(after.description) }) {
            names.removeFirst(index + 1)
        }
        var items: [OutboxItem] = []
        for name in names.prefix(limit) {
            let digits = Array(name.suffix(2 * NotificationID.byteCount))
            let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
                UInt8(String(digits[$0...($0 + 1)]), radix: 16)
            }
            guard let id = NotificationID(bytes: bytes) else { throw TestFailure("'\(name)'") }
            items.append(
                OutboxItem(
                    id: id, channel: channel, person: nil, day: .minimum,
                    payload: try Files.read("\(path)/waiting/\(name)")))
        }
        return items
    }

    func markDelivered(_ ids: [NotificationID], at now: Instant) throws(TestFailure) {
        if access("\(path)/broken", F_OK) == 0 { throw TestFailure("the store is broken") }
        let names = FileTree.names(in: "\(path)/waiting")
        for id in ids {
            guard let name = names.first(where: { $0.hasSuffix(id.description) }) else { continue }
            rename("\(path)/waiting/\(name)", "\(path)/delivered/\(id)")
        }
    }

    func noteFailure(
        _ id: NotificationID, error: String, at now: Instant
    ) throws(TestFailure) {
        if access("\(path)/broken", F_OK) == 0 { throw TestFailure("the store is broken") }
        try Files.write(Array(error.utf8), to: "\(path)/failure")
    }

    var failure: String? {
        (try? Files.read("\(path)/failure")).map { String(decoding: $0, as: UTF8.self) }
    }

    var waiting: Int { FileTree.names(in: "\(path)/waiting").count }
    var delivered: [String] { FileTree.names(in: "\(path)/delivered") }
}
