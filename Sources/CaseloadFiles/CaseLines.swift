import Casework
import JSONText

/// Reads the lines of a JSON Lines file, each a case by itself (DESIGN 3).
///
/// A line that is wrong sets aside what is on it and no more. Of the cases that are right nothing
/// is kept but their numbers and places.
struct CaseLines {
    /// After so many lines with mistakes the file is none of ours, or its export is broken.
    static let maximumFaultyLines = 10_000
    /// How many mistakes are told of such a file.
    private static let toldOfFaultyFile = 100

    private var reader: CaseReader
    private let fileName: String
    private var seen: [String: Seen] = [:]
    private var setAside: [SetAsideCase] = []
    private var isEmpty = true
    /// The numbers of the cases that are in the file more than once.
    private var repeated: Set<String> = []

    private struct Seen {
        let mark: YAMLMark
        /// Which of the cases set aside it is; nil where it was handed out.
        let setAside: Int?
    }

    /// A reading of a file's lines.
    init(fileName: String, reader: CaseReader) {
        self.fileName = fileName
        self.reader = reader
    }

    private var isGivenUp: Bool { setAside.count > Self.maximumFaultyLines }

    /// Reads a line, and hands out the case on it when that is right.
    ///
    /// It may turn out later that the number is in the file twice, and then counts for nothing.
    mutating func take(_ line: LineSplitter.Line, _ each: (DeclaredCase) -> Void) {
        let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let hasMark = line.number == 1 && line.bytes.starts(with: byteOrderMark)
        let bytes = UnsafeRawBufferPointer(
            rebasing: line.bytes.dropFirst(hasMark ? byteOrderMark.count : 0))
        guard !isGivenUp, line.isTooLong || !bytes.allSatisfy(Self.isSpace) else { return }
        isEmpty = false
        let outcome = outcome(of: bytes, line)
        var diagnostics = outcome.diagnostics
        let mark = YAMLMark(line: outcome.place.line, column: outcome.place.column)
        if let number = outcome.number {
            if let first = seen[number] {
                diagnostics.insert(repeated(number, first, at: mark), at: 0)
            } else {
                seen[number] = Seen(
                    mark: mark, setAside: diagnostics.isEmpty ? nil : setAside.count)
            }
        }
        if diagnostics.isEmpty, let declared = outcome.declared {
            each(declared)
        } else {
            setAside.append(
                SetAsideCase(
                    number: outcome.number, place: outcome.place, diagnostics: diagnostics))
        }
    }

    /// What is said of the file as a whole, without the cases that were handed out.
    func finish() -> CaseloadFile {
        var diagnostics: [Diagnostic] = []
        let ordered = setAside.sorted { $0.place.line < $1.place.line }
        if isEmpty {
            diagnostics.append(
                diagnostic(
                    at: YAMLMark(line: 1, column: 1),
                    "the file is empty: expected a case on each line"))
        } else if isGivenUp {
            diagnostics = Array(ordered.flatMap(\.diagnostics).prefix(Self.toldOfFaultyFile))
            diagnostics.append(
                diagnostic(
                    at: YAMLMark(line: ordered.last?.place.line ?? 1, column: 1),
                    "more than \(Self.maximumFaultyLines) lines have mistakes: the whole file is "
                        + "set aside"))
        }
        return CaseloadFile(
            name: fileName, caseload: nil, cases: [],
            setAside: diagnostics.isEmpty ? ordered : [], diagnostics: diagnostics)
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }

    private mutating func outcome(
        of bytes: UnsafeRawBufferPointer, _ line: LineSplitter.Line
    ) -> CaseOutcome {
        var tree = JSONLineTree(bytes, line: line.number)
        var mark = tree.mark(at: 0)
        var message =
            "the line has more than \(LineSplitter.maximumLineBytes) bytes: expected one case on "
            + "each line"
        do throws(JSONError) {
            let root = try tree.parse()
            if !line.isTooLong { return reader.read(root) }
        } catch {
            if !line.isTooLong {
                mark = tree.mark(at: error.offset)
                message = Self.message(error, in: bytes)
            }
        }
        return CaseOutcome(
            number: reader.number(among: tree.members),
            place: Place(file: fileName, line: Int(line.number), column: 1), declared: nil,
            diagnostics: [diagnostic(at: mark, message)])
    }

    private static func message(_ error: JSONError, in bytes: UnsafeRawBufferPointer) -> String {
        guard case .invalidUTF8 = error.code, error.offset < bytes.count else {
            return "this is not JSON: \(error.words)"
        }
        let byte = Diagnostic.named(bytes[error.offset])
        return "this is not UTF-8: \(byte): save the file as UTF-8"
    }

    private func diagnostic(at mark: YAMLMark, _ message: String) -> Diagnostic {
        Diagnostic(
            place: Place(file: fileName, line: Int(mark.line), column: Int(mark.column)),
            message: message)
    }

    /// Takes note of a number that is in the file before; the first time, the case there is set
    /// aside too.
    private mutating func repeated(_ number: String, _ first: Seen, at mark: YAMLMark) -> Diagnostic
    {
        func said(_ mark: YAMLMark, _ other: YAMLMark) -> Diagnostic {
            diagnostic(
                at: mark, "case '\(number)' is in this file twice: also on line \(other.line)")
        }
        guard repeated.insert(number).inserted else { return said(mark, first.mark) }
        let diagnostics = [said(first.mark, mark)]
        if let index = first.setAside {
            let aside = setAside[index]
            setAside[index] = SetAsideCase(
                number: number, place: aside.place,
                diagnostics: diagnostics + aside.diagnostics)
        } else {
            setAside.append(
                SetAsideCase(
                    number: number, place: diagnostics[0].place, diagnostics: diagnostics))
        }
        return said(mark, first.mark)
    }
}
