/// A place as the journal has it: without the name of a file that says more than a code.
///
/// `Moreau family.docx` is put beside the caseload files sooner or later; the journal then has
/// `caseloads/…`, and `caseclockctl status` the name.
enum JournalPlace {
    /// The endings of the files that a site has.
    private static let endings = ["yaml", "csv", "jsonl"]

    /// The place, with the last part of a path hidden where it is no code with a known ending.
    static func text(_ place: String) -> String {
        guard let slash = place.lastIndex(of: "/") else {
            return isCode(place[...]) ? place : "…"
        }
        // `file:line:column`, or a file alone.
        let (folder, rest) = (place[...slash], place[place.index(after: slash)...])
        let parts = rest.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.reversed().prefix { Int($0) != nil }.prefix(2)
        let name = parts.dropLast(numbers.count).joined(separator: ":")
        guard !isFile(name[...]) else { return place }
        return ([folder + "…"] + numbers.reversed()).joined(separator: ":")
    }

    private static func isFile(_ name: Substring) -> Bool {
        guard let dot = name.lastIndex(of: ".") else { return false }
        return endings.contains(String(name[name.index(after: dot)...])) && isCode(name[..<dot])
    }

    /// A code, or the place in a file that has no folder.
    private static func isCode(_ text: Substring) -> Bool {
        text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
                UInt8(ascii: "_"), UInt8(ascii: ":"):
                true
            default: false
            }
        }
    }
}
