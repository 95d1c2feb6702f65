import Casework
import CivilTime

/// The name of a backup in its folder: a code that ends with `.db`, and never a path.
struct BackupName: Hashable, Sendable, CustomStringConvertible {
    let description: String

    private static let prefix = "caseclock-"
    private static let suffix = ".db"
    /// `2026-11-22T030000`, as figures are 0 here.
    private static let time = "0000-00-00T000000"

    /// The name of a backup that nobody named, by the site's clock.
    init(at time: CivilTime) {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let clock = two(time.hour) + two(time.minute) + two(time.second)
        description = "\(Self.prefix)\(time.date)T\(clock)\(Self.suffix)"
    }

    /// A name that somebody gave, with or without `.db`; nil where it can't be one, or is of the
    /// form of those that are pruned.
    init?(given: String) {
        let name = given.hasSuffix(Self.suffix) ? given : given + Self.suffix
        guard Code.isValid(name), name.utf8.count > Self.suffix.utf8.count,
            !Self(verbatim: name).isAutomatic
        else { return nil }
        self.init(verbatim: name)
    }

    /// The name of a file in the folder; nil where it is no backup's.
    init?(ofFile name: String) {
        guard name.hasSuffix(Self.suffix), Code.isValid(name) else { return nil }
        self.init(verbatim: name)
    }

    private init(verbatim name: String) { description = name }

    /// Whether nobody named it; those alone are pruned.
    var isAutomatic: Bool {
        let bytes = description.utf8
        guard description.hasPrefix(Self.prefix), description.hasSuffix(Self.suffix) else {
            return false
        }
        let middle = bytes.dropFirst(Self.prefix.utf8.count).dropLast(Self.suffix.utf8.count)
        let zero = UInt8(ascii: "0")
        let figures = middle.map { (zero...UInt8(ascii: "9")).contains($0) ? zero : $0 }
        return figures.elementsEqual(Self.time.utf8)
    }
}
