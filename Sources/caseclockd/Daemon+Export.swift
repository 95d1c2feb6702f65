import CaseloadFiles
import Casework
import CivilTime
import Control
import Ledger

/// Recorded facts, or whole cases, as lines of the caseload format.
extension Daemon {
    /// How many cases are written at a time: so much that others hardly wait for it.
    private static let casesAtOnce = 20

    /// Streams the lines; a few cases are read whenever the reader can take more, so that no export
    /// is held in memory.
    func export(
        _ input: CasesInterface.ExportQuery, _ request: VarlinkRequest
    ) throws(VarlinkError) -> VarlinkAnswer {
        let requests = try caseRequests(request)
        guard request.call.more else { throw ServiceDescription.Failure.expectedMore.wire }
        if let number = input.caseNumber, book.decisions.recorded[number] == nil {
            try requests.checkCase(number)
        }
        let export = CaseExport(requests: requests, isWhole: input.all ?? false)
        let whole = export.isWhole ? "true" : nil
        if let only = input.caseNumber {
            let line = try export.line(of: only, isAsked: true)
            try noteLook(atCase: only, requests.caller, filters: ["all": whole])
            return .stream { () throws(VarlinkError) -> VarlinkPiece in
                .last(CasesInterface.Exported(lines: line.map { [$0] } ?? []))
            }
        }
        try noteLook(atCase: nil, requests.caller, filters: ["all": whole])
        var numbers =
            export.isWhole ? [] : book.decisions.recorded.keys.sorted(by: CaseExport.precedes)[...]
        var after = ""
        return .stream { () throws(VarlinkError) -> VarlinkPiece in
            if export.isWhole {
                numbers = try export.numbers(after: after, most: Self.casesAtOnce)[...]
            }
            let now = numbers.prefix(Self.casesAtOnce)
            numbers = numbers.dropFirst(Self.casesAtOnce)
            var lines: [String] = []
            for number in now {
                if let line = try export.line(of: number) { lines.append(line) }
            }
            after = now.last ?? after
            let isLast = export.isWhole ? now.count < Self.casesAtOnce : numbers.isEmpty
            let piece = CasesInterface.Exported(lines: lines)
            return isLast ? .last(piece) : .more(piece)
        }
    }
}

/// What is exported, a few cases at a time.
struct CaseExport {
    let requests: CaseRequests
    let isWhole: Bool

    /// The numbers of some cases in force that follow one.
    ///
    /// - Throws: the error to answer with.
    func numbers(after number: String, most: Int) throws(VarlinkError) -> [String] {
        try requests.deadlines.reading { () throws(LedgerError) in
            try requests.book.ledger.caseNumbers(after: number, limit: most)
        }
    }

    /// By bytes, as the ledger orders them.
    static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    /// The line of a case that the caller may see; nil where there is nothing to tell.
    ///
    /// - Throws: the error to answer with, where it was asked for and may not be seen.
    func line(of number: String, isAsked: Bool = false) throws(VarlinkError) -> String? {
        let record = try requests.deadlines.reading { () throws(LedgerError) in
            try requests.book.record(number)
        }
        let recorded = requests.book.decisions.recorded[number] ?? []
        guard let record = record ?? Self.absent(number, recorded) else { return nil }
        let timeline = Timeline(record, on: requests.today, directory: requests.directory)
        guard
            requests.caller.permit.maySee(
                DeadlineParties(owner: nil, timeline), in: requests.directory)
        else {
            if isAsked { throw requests.refusal(requests.caller.permit.roleToSeeMore, number) }
            return nil
        }
        return (isWhole ? CaseLine(whole: record) : CaseLine(recordedOf: record))?.text
    }

    /// A case that is in no file any more, as far as it is recorded.
    private static func absent(_ number: String, _ recorded: [RecordedFact]) -> CaseRecord? {
        guard let profile = recorded.last?.profile else { return nil }
        return CaseRecord(
            DeclaredCase(
                number: number, profile: profile, facts: [], place: Place(file: "", line: 0)),
            recorded: recorded)
    }
}
