import Casework

/// Takes a case number out of what waits to be sent and leaves the rest as it is, to the byte.
///
/// The number is masked by as many asterisks, so that lines, parts and their encoding stay whole.
package struct CaseMask: Hashable, Sendable {
    private let number: [UInt8]

    /// A mask for a case.
    package init(_ caseNumber: String) { number = Array(caseNumber.utf8) }

    /// A mail message without the number; nil where it does not name the case.
    package func masking(mail message: [UInt8]) -> [UInt8]? {
        let bytes = Self.decoded(message)
        // A calendar file breaks its lines by CR, LF and a blank, also within a number.
        return masking(
            message,
            Self.masks(of: number, in: bytes)
                + Self.masks(of: number, in: Self.unfolded(bytes)))
    }

    /// A journal entry without the number; nil where it does not name the case.
    package func masking(entry: [UInt8]) -> [UInt8]? {
        let bytes = entry.indices.map { Decoded(byte: entry[$0], at: $0, count: 1) }
        return masking(entry, Self.masks(of: number, in: bytes))
    }

    private func masking(_ message: [UInt8], _ found: [Decoded]) -> [UInt8]? {
        guard !found.isEmpty else { return nil }
        var masked = message
        for decoded in found {
            if decoded.count == 1 {
                masked[decoded.at] = Self.asterisk
            } else {
                masked.replaceSubrange(
                    decoded.at..<(decoded.at + decoded.count), with: Self.encodedAsterisk)
            }
        }
        return masked
    }

    private static let asterisk = UInt8(ascii: "*")
    private static let encodedAsterisk = Array("=2A".utf8)

    /// A byte that a message says, and where and in how many bytes it says it.
    private struct Decoded {
        let byte: UInt8
        let at: Int
        let count: Int
    }

    /// What a message says whose parts are quoted-printable, without its soft line breaks.
    private static func decoded(_ message: [UInt8]) -> [Decoded] {
        var bytes: [Decoded] = []
        bytes.reserveCapacity(message.count)
        var index = 0
        while index < message.count {
            let byte = message[index]
            guard byte == UInt8(ascii: "="), index + 1 < message.count else {
                bytes.append(Decoded(byte: byte, at: index, count: 1))
                index += 1
                continue
            }
            if message[index + 1] == UInt8(ascii: "\n") {
                index += 2
            } else if index + 2 < message.count, let high = digit(message[index + 1]),
                let low = digit(message[index + 2])
            {
                bytes.append(Decoded(byte: high << 4 | low, at: index, count: 3))
                index += 3
            } else {
                bytes.append(Decoded(byte: byte, at: index, count: 1))
                index += 1
            }
        }
        return bytes
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    private static func unfolded(_ bytes: [Decoded]) -> [Decoded] {
        let fold: [UInt8] = [13, 10, 32]
        var unfolded: [Decoded] = []
        var index = 0
        while index < bytes.count {
            if bytes[index...].prefix(fold.count).map(\.byte) == fold {
                index += fold.count
            } else {
                unfolded.append(bytes[index])
                index += 1
            }
        }
        return unfolded
    }

    /// The bytes that say the number, where it is not a part of another.
    private static func masks(of number: [UInt8], in bytes: [Decoded]) -> [Decoded] {
        guard let first = number.first, bytes.count >= number.count else { return [] }
        var found: [Decoded] = []
        for start in 0...(bytes.count - number.count) where bytes[start].byte == first {
            let end = start + number.count
            guard bytes[start..<end].lazy.map(\.byte).elementsEqual(number),
                start == 0 || !isOfCode(bytes[start - 1].byte),
                !goesOn(bytes[end...].prefix(2).map(\.byte))
            else { continue }
            found += bytes[start..<end]
        }
        return found
    }

    /// Whether a code goes on with these bytes; a dot that ends a sentence ends the code too.
    private static func goesOn(_ next: [UInt8]) -> Bool {
        guard let byte = next.first else { return false }
        guard byte == UInt8(ascii: ".") else { return isOfCode(byte) }
        return next.count > 1 && isOfCode(next[1])
    }

    private static func isOfCode(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
