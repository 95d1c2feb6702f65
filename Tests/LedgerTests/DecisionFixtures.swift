import Casework
import CivilTime

@testable import Ledger

/// Acts, silences and rows of the audit trail for tests.
extension Fixtures {
    static func act(
        _ id: String, _ kind: Act.Kind = .snooze, caseNumber: String = "K-1",
        until: String? = "2026-03-09"
    ) throws -> Act {
        Act(
            id: id, kind: kind,
            identity: DeadlineIdentity(
                caseNumber: caseNumber, episode: 2, rule: "action-due",
                subject: Subject("G1/A1"), triggerKey: "action-set G1/A1"),
            target: try date("2026-03-12"), state: .dueSoon, until: try until.map(date),
            reason: "scheduled", author: "a-moreau", at: now, day: try date("2026-03-02"))
    }

    static func silence(
        _ id: String, from: String = "2026-03-02", until: String = "2026-03-08",
        author: String = "s-roy"
    ) throws -> Silence {
        Silence(
            id: id,
            matchers: [Silence.Matcher(.owner, "a-moreau"), Silence.Matcher(.stage, "overdue")],
            reason: "site-closed", author: author, at: now, from: try date(from),
            until: try date(until))
    }

    static func undoing(_ reason: String = "error") -> Act.Undoing {
        Act.Undoing(
            author: "s-roy", at: Instant(seconds: now.seconds + 5), reason: reason)
    }

    static func audit(_ method: String, target: String? = nil) -> AuditEntry {
        AuditEntry(
            at: now, uid: 4_000_000_000, user: "moreau", role: "coordinator", person: "a-moreau",
            method: method, caseNumber: "K-1", target: target, before: nil,
            after: #"{"until":"2026-03-09"}"#)
    }
}
