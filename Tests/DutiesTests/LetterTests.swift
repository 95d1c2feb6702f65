import Glibc
import TestSupport
import Testing

/// SEMANTICS by its letters: each paragraph is named by the test that holds the program to it.
@Suite struct LetterTests {
    /// How many paragraphs there are of each letter.
    static let paragraphs: [(letter: String, count: Int)] = [
        ("F", 8), ("E", 4), ("S", 5), ("C", 4), ("T", 5), ("H", 5), ("W", 6), ("M", 4), ("K", 4),
        ("V", 3), ("A", 2), ("I", 6),
    ]

    @Test("every lettered paragraph is named by a test", arguments: paragraphs)
    func isNamed(letter: String, count: Int) throws {
        let missing = (1...count).map { "\(letter)\($0)" }.filter { Self.places[$0] == nil }
        #expect(missing == [])
    }

    @Test("no test names a paragraph that there isn't")
    func isKnown() {
        let known = Self.paragraphs.flatMap { letter, count in
            (1...count).map { "\(letter)\($0)" }
        }
        #expect(Set(Self.places.keys).subtracting(known) == [])
        // They are found at all.
        #expect(Self.places.count > 50)
    }

    /// The files whose tests name a paragraph, by paragraph.
    static let places: [String: Set<String>] = {
        let tests = "\(Checkout.path)/Tests"
        var places: [String: Set<String>] = [:]
        for folder in FileTree.names(in: tests) {
            for path in files(below: "\(tests)/\(folder)") where path.hasSuffix(".swift") {
                for letter in letters(in: (try? FileTree.read(path)) ?? "") {
                    places[letter, default: []].insert(path)
                }
            }
        }
        return places
    }()

    private static func files(below path: String) -> [String] {
        let names = FileTree.names(in: path)
        return names.isEmpty ? [path] : names.flatMap { files(below: "\(path)/\($0)") }
    }

    /// The paragraphs that the names of tests begin with, those of a table's families too.
    private static func letters(in source: String) -> Set<String> {
        var found: Set<String> = []
        var isTitle = false
        for line in source.split(separator: "\n") {
            let line = line.drop { $0 == " " }
            for start in isTitle ? ["\""] : ["@Test(\"", "* ! ", "* "] where line.hasPrefix(start) {
                found.formUnion(paragraphs(before: line.dropFirst(start.count)))
            }
            isTitle = line == "@Test("
        }
        return found
    }

    /// What stands before the colon, where those are paragraphs.
    private static func paragraphs(before sentence: Substring) -> [String] {
        guard let colon = sentence.firstIndex(of: ":") else { return [] }
        let words = sentence[..<colon].split(separator: ", ").map(String.init)
        let isEach = words.allSatisfy {
            $0.count == 2 && $0.first?.isUppercase == true && $0.last?.isNumber == true
        }
        return isEach ? words : []
    }
}
