import Crypto

/// How far the audit trail goes, and the hash that stands for all of it.
package struct AuditHead: Hashable, Sendable {
    /// The number of the last row; 0 where there is none.
    package let sequence: Int64
    /// The last row's chain hash, 32 bytes.
    package let hash: [UInt8]

    /// A head; nil where the hash has another length.
    package init?(sequence: Int64, hash: [UInt8]) {
        guard hash.count == AuditChain.hashBytes else { return nil }
        self.sequence = sequence
        self.hash = hash
    }

    /// A head as the journal has it; nil where a text is not as this writes it.
    package init?(sequence: String, hash: String) {
        let digits = Array(hash.utf8)
        guard let number = Int64(sequence), number >= 0, number.description == sequence,
            digits.count == AuditChain.hashBytes * 2
        else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = Self.value(digits[index]), let low = Self.value(digits[index + 1])
            else { return nil }
            bytes.append(high << 4 | low)
        }
        self.init(sequence: number, hash: bytes)
    }

    /// The head that a digest makes.
    init(sequence: Int64, digest: SHA256.Digest) {
        self.sequence = sequence
        hash = Array(digest)
    }

    private init() {
        sequence = 0
        hash = [UInt8](repeating: 0, count: AuditChain.hashBytes)
    }

    /// The head of a trail without rows.
    static let none = AuditHead()

    /// The hash in hexadecimal digits.
    package var hashText: String {
        let digits = Array("0123456789abcdef".utf8)
        let text = hash.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
