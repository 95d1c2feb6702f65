import CaseloadFiles
import Casework
import Control
import Ledger
import Systemd

/// Tells of calls that were refused: a row of the audit trail, and an entry of the journal, of
/// both no more than somebody can read.
final class AccessAlerts {
    private let ledger: Ledger
    private let say: (String) -> Void
    /// How many calls were refused since the start.
    private(set) var count = 0
    private var repetition = RepetitionFilter()
    private var rows = RefusalWatch()
    private var repetitionEnds: MonotonicTimer?

    /// Alerts to the trail of a ledger; `say` is given what the journal is to be told.
    init(loop: EventLoop, ledger: Ledger, say: @escaping (String) -> Void) throws(SystemError) {
        self.ledger = ledger
        self.say = say
        repetitionEnds = try loop.after(microseconds: nil, name: "repeated refusals") {
            [unowned self] in
            let now = SystemClock.monotonicMicroseconds()
            repetition.summaries(at: now).forEach(self.say)
            awaitEnd(from: now)
        }
    }

    /// Tells of one; `needs` is the role that it would have taken, nil for any at all.
    func refused(_ entry: AuditEntry, needs: AccessRule.Role?) {
        count += 1
        let now = SystemClock.monotonicMicroseconds()
        if rows.lets(entry.uid, at: now) {
            var entry = entry
            entry.after = Caller.json(["refused": needs?.rawValue ?? "no-access"])
            do throws(LedgerError) {
                try ledger.add(entry)
            } catch {
                say("a refusal is missing in the audit trail: \(error)")
            }
        }
        let why = needs.map { "needs the role \($0.rawValue)" } ?? "has no access"
        let text = "refused \(entry.method) to uid \(entry.uid), who \(why)"
        if repetition.lets(text, of: .refused, at: now) { say(text) }
        awaitEnd(from: now)
    }

    private func awaitEnd(from now: UInt64) {
        guard let end = repetition.nextEnd, repetitionEnds?.isEnabled == false else { return }
        do throws(SystemError) {
            try repetitionEnds?.arm(afterMicroseconds: end > now ? end - now : 1)
        } catch {
            say("\(error)")
        }
    }
}
