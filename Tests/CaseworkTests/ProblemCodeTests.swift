import Casework
import CaseworkTestSupport
import TestSupport
import Testing

/// The codes are the same for ever: scripts and monitors know them.
@Suite struct ProblemCodeTests {
    /// DESIGN 2.3's list, then what the daemon itself can meet with.
    static let codes = [
        "no-coordinator", "wrong-coordinator", "coordinator-left", "family-agreement-missing",
        "no-open-deadline", "unknown-person", "unknown-agency", "no-address", "address-refused",
        "future-fact", "out-of-order", "conflicting-values", "recorded-only", "outside-episode",
        "resume-without-hold", "status-differs", "hold-unreviewed", "stale-file", "case-gone",
        "past-retention",
        "calendar-ends", "unknown-profile", "unknown-account", "case-set-aside", "file-set-aside",
        "directory-missing", "file-still-written", "delegate-elsewhere", "template-set-aside",
        "removals-refused", "ledger-failed", "backup-failed", "no-backup",
    ]

    @Test("the codes are those of the design, and a few of the daemon's own")
    func all() {
        #expect(Problem.Code.allCases.map(\.rawValue) == Self.codes)
    }

    @Test("each is explained in PROBLEMS of caseclockd(8)", arguments: Problem.Code.allCases)
    func documented(code: Problem.Code) throws {
        let page = try FileTree.read("\(Checkout.path)/docs/man/caseclockd.8")
        let section = page.part(after: ".Sh PROBLEMS", before: ".Sh FILES")
        let items = section.split(separator: "\n").filter { $0.hasPrefix(".It Cm ") }
        let codes = items.flatMap { $0.dropFirst(".It Cm ".count).split(separator: " ") }
        #expect(codes.filter { $0 == code.rawValue }.count == 1)
        #expect(codes.filter { $0 != "," }.count == Problem.Code.allCases.count)
    }

    @Test("each has a summary and an advice of its own, in words", arguments: Problem.Code.allCases)
    func words(code: Problem.Code) {
        for text in [code.summary, code.advice] {
            #expect(text.count > 10 && text.contains(" "))
            #expect(text.last != "." && text.first?.isLowercase == true)
        }
        #expect(Problem.Code.allCases.count { $0.summary == code.summary } == 1)
        #expect(Problem(code, place: "K-1", text: "so it is").advice == code.advice)
        #expect(
            Problem(code, place: "K-1", text: "so it is", advice: "mend it").advice == "mend it")
    }
}

extension String {
    /// What stands between two texts.
    fileprivate func part(after first: String, before last: String) -> Substring {
        guard let from = firstRange(of: first)?.upperBound else { return "" }
        let rest = self[from...]
        return rest.firstRange(of: last).map { rest[..<$0.lowerBound] } ?? rest
    }
}
