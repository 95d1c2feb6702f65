import Casework
import CivilTime
import TestSupport

@testable import Ledger

/// What the tests of the ledger put into it.
enum Fixtures {
    static let now = Instant(seconds: 1_772_000_000)

    static func date(_ text: String) throws -> CivilDate {
        guard let date = CivilDate(text) else { throw TestFailure("'\(text)' is no date") }
        return date
    }

    static func id(_ number: Int) throws -> NotificationID {
        let bytes = (0..<NotificationID.byteCount).map { UInt8(truncatingIfNeeded: number >> $0) }
        guard let id = NotificationID(bytes: bytes) else { throw TestFailure("no id") }
        return id
    }

    static func stored(_ name: String, size: Int64 = 10) -> StoredFile {
        StoredFile(
            name: name,
            stamp: FileStamp(
                size: size, modifiedNanoseconds: 1, changedNanoseconds: 2, inode: .max),
            readBy: [1, 2, 3])
    }

    /// A case with one attribute of each sort.
    static func declared(
        _ number: String = "K-1", file: String = "a-moreau.yaml", line: Int = 14,
        known: Instant = now
    ) throws -> DeclaredCase {
        func fact(
            _ kind: FactKind, _ subject: Subject, _ day: String, _ step: Int,
            _ attributes: Attributes = [:]
        ) throws -> Fact {
            Fact(
                kind, subject: subject, date: try date(day), attributes: attributes,
                origin: .declared(Place(file: file, line: line + step, column: 5)), known: known)
        }
        return DeclaredCase(
            number: number, profile: "service-integration", supervisor: "s-roy", status: .active,
            facts: [
                try fact(.initiatingContact, .wholeCase, "2026-01-15", 2),
                try fact(
                    .meetingScheduled, .code("M1"), "2026-02-10", 3,
                    [.type: .code("initial"), .for: .date(date("2026-03-02"))]),
                try fact(
                    .meetingHeld, .code("M1"), "2026-03-02", 4,
                    [.family: .code("full"), .present: .codes(["kids", "clinic"])]),
                try fact(.planAgreed, .wholeCase, "2026-03-02", 9),
                try fact(.site("x-court-date"), .wholeCase, "2026-05-01", 12),
            ],
            place: Place(file: file, line: line, column: 3))
    }

    /// That a stage of a deadline was said, and the journal entry that says it.
    static func journal(_ number: Int, caseNumber: String = "K-1") throws -> (Saying, OutboxItem) {
        let id = try id(number)
        let day = try date("2026-03-02")
        let saying = Saying(
            id: id,
            identity: DeadlineIdentity(
                caseNumber: caseNumber, episode: 1, rule: "plan-review", subject: .wholeCase,
                triggerKey: "plan-agreed 2026-03-02"),
            target: try date("2026-09-02"), stage: .lead(14), person: "a-moreau",
            channel: .journal, day: day)
        let item = OutboxItem(
            id: id, channel: .journal, person: "a-moreau", day: day,
            payload: Array("entry \(number)".utf8))
        return (saying, item)
    }

    /// A ledger of its own in a folder that goes with it.
    static func ledger() throws -> (TemporaryDirectory, Ledger) {
        let folder = try TemporaryDirectory()
        return (folder, try Ledger.open(path: folder.file("caseclock.db"), mode: .owner))
    }
}
