/// Ids and instants as tables show them.
enum Shown {
    /// So much of an id tells it from all others, as far as anybody will ever see.
    private static let idLength = 12
    private static let longestInstant = 25

    /// The ids, on a terminal no longer than it takes; the daemon understands such a beginning.
    static func ids(_ ids: [String], terminal: Terminal) -> [String] {
        guard terminal.width != nil else { return ids }
        let short = ids.map { String($0.prefix(idLength)) }
        return Set(short).count == Set(ids).count ? short : ids
    }

    /// An instant to the minute, in the zone that it is written in.
    static func instant(_ text: String?) -> String? {
        guard let text else { return nil }
        let bytes = Array(text.utf8)
        let dash = UInt8(ascii: "-")
        guard (17...longestInstant).contains(bytes.count), bytes[4] == dash, bytes[7] == dash,
            bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":")
        else { return text }
        return String(decoding: bytes[..<10], as: UTF8.self) + " "
            + String(decoding: bytes[11..<16], as: UTF8.self)
    }

    /// A number and what is counted.
    static func counted(_ count: Int, _ noun: String) -> String {
        count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
    }
}
