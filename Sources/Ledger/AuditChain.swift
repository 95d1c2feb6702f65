import Crypto
import Foundation
import GRDB

/// How the rows of the audit trail are chained, so that none can be changed, taken out, put in or
/// moved without those after it no longer fitting.
///
/// A row is hashed in two parts. What may be forgotten of it (case, target, before, after) is
/// sealed with a salt: without the salt the seal gives nothing away, not even to somebody who tries
/// all case numbers, and it stays when the rest is forgotten. What is kept for good is hashed with
/// the seal into the content hash, and that with the row's number and the hash of the row before
/// into its chain hash. Every value has a tag and, where it has no fixed length, its length before
/// it: no two rows give the same bytes.
///
/// The form can't change without a new name in its first bytes, and a migration.
enum AuditChain {
    /// The length of a hash.
    static let hashBytes = SHA256.byteCount
    /// The length of a salt.
    static let saltBytes = 16

    private static let sealName = Array("caseclock-audit-seal-1".utf8)
    private static let contentName = Array("caseclock-audit-content-1".utf8)

    private enum Tag {
        static let null: UInt8 = 0
        static let integer: UInt8 = 1
        static let real: UInt8 = 2
        static let text: UInt8 = 3
        static let bytes: UInt8 = 4
    }

    /// A salt that nobody can guess.
    static func salt() -> [UInt8] {
        var source = SystemRandomNumberGenerator()
        return (0..<saltBytes).map { _ in UInt8.random(in: .min ... .max, using: &source) }
    }

    /// The seal of what may be forgotten of a row.
    static func seal(_ salt: [UInt8], _ values: [DatabaseValue]) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: sealName)
        update(&hash, .blob(Data(salt)))
        for value in values { update(&hash, value.storage) }
        return Array(hash.finalize())
    }

    /// The content hash of a row: what is kept of it, and its seal.
    static func content(_ kept: [DatabaseValue], seal: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: contentName)
        for value in kept { update(&hash, value.storage) }
        update(&hash, .blob(Data(seal)))
        return Array(hash.finalize())
    }

    /// The head that a further row makes of the one before it.
    static func head(after head: AuditHead, content: [UInt8]) -> AuditHead {
        let sequence = head.sequence + 1
        var hash = SHA256()
        hash.update(data: head.hash)
        hash.update(data: bigEndian(sequence))
        hash.update(data: content)
        return AuditHead(sequence: sequence, digest: hash.finalize())
    }

    /// Adds the number of a row to the hash of those that a tombstone forgets.
    static func add(forgotten sequence: Int64, to hash: inout SHA256) {
        hash.update(data: bigEndian(sequence))
    }

    private static func update(_ hash: inout SHA256, _ value: DatabaseValue.Storage) {
        switch value {
        case .null: hash.update(data: [Tag.null])
        case .int64(let number): hash.update(data: [Tag.integer] + bigEndian(number))
        case .double(let number):
            hash.update(data: [Tag.real] + bigEndian(Int64(bitPattern: number.bitPattern)))
        case .string(let text): update(&hash, Tag.text, Array(text.utf8))
        case .blob(let data): update(&hash, Tag.bytes, Array(data))
        }
    }

    private static func update(_ hash: inout SHA256, _ tag: UInt8, _ bytes: [UInt8]) {
        hash.update(data: [tag] + bigEndian(Int64(bytes.count)))
        hash.update(data: bytes)
    }

    private static func bigEndian(_ number: Int64) -> [UInt8] {
        let bits = UInt64(bitPattern: number)
        return (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * UInt64($0))) }
    }
}
