import Casework
import Delivery
import Testing

@testable import caseclock_mail

@Suite("What becomes of a message that was tried")
struct RetryPlanTests {
    private static let name = "5fb99023bb295baebcfd7856180a142e"
    private static let start = Instant(seconds: 1_772_454_600)
    private let plan = RetryPlan(giveUpAfterDays: 5)

    private func verdict(
        _ ending: SendmailEnding, known: SpoolRecord? = nil, at now: Instant = start
    ) -> RetryPlan.Verdict {
        plan.verdict(Self.name, known: known, ending: ending, words: "a\u{1b}\nb", at: now)
    }

    @Test("Zero is sent; 65, 67, 68 and 77 are for good; 78 is this machine's fault")
    func codes() {
        for code: Int32 in 0...255 {
            let verdict = verdict(.exit(code))
            switch code {
            case 0: #expect(verdict == .sent)
            case 78: #expect(verdict == .hostFault)
            case 65, 67, 68, 77:
                guard case .failed(let record) = verdict else {
                    Issue.record("\(code) is not for good")
                    return
                }
                #expect(record.reason == .refused && record.ending == .exit(code))
                #expect(record.words == "a b" && record.nextTry == nil && record.attempts == 1)
            default:
                guard case .retry(let record) = verdict else {
                    Issue.record("\(code) is not tried again")
                    return
                }
                #expect(record.reason == nil && record.ending == .exit(code))
            }
        }
    }

    @Test(
        "A signal and a time limit are tried again",
        arguments: [
            SendmailEnding.signal(9), .signal(11), .timeLimit,
        ])
    func otherEndings(ending: SendmailEnding) {
        guard case .retry(let record) = verdict(ending) else {
            Issue.record("it is not tried again")
            return
        }
        #expect(record.firstTry == Self.start && record.lastTry == Self.start)
        #expect(record.attempts == 1 && record.ending == ending)
        let pause = (record.nextTry?.seconds ?? 0) - Self.start.seconds
        #expect(60...75 ~= pause)
    }

    @Test("Pauses double from one minute to six hours, each message's own, the same each time")
    func pauses() {
        let names = (0..<200).map { "message-\($0)" }
        for (attempts, minutes) in [(1, 1), (2, 2), (3, 4), (5, 16), (8, 128), (9, 256), (10, 288)]
        {
            let pauses = names.map { RetryPause.seconds(after: attempts, of: $0) }
            let shortest = Int64(minutes * 60)
            #expect(pauses.allSatisfy { shortest...(shortest * 5 / 4) ~= $0 })
            #expect(Set(pauses).count > 10)
            #expect(pauses == names.map { RetryPause.seconds(after: attempts, of: $0) })
        }
        for attempts in [11, 50, Int.max] {
            let pause = RetryPause.seconds(after: attempts, of: Self.name)
            #expect((4 * 3600)...(6 * 3600) ~= pause)
        }
        #expect(RetryPause.longestSeconds == 6 * 3600)
    }

    @Test("A message is given up five days after its first try, at the try of that moment")
    func givesUp() {
        var known: SpoolRecord?
        var now = Self.start
        var tries = 0
        while case .retry(let record) = verdict(.exit(75), known: known, at: now) {
            tries += 1
            #expect(record.attempts == tries && record.firstTry == Self.start)
            guard let next = record.nextTry, next > now, tries < 100 else { break }
            (known, now) = (record, next)
        }
        #expect(now.seconds - Self.start.seconds == 5 * 86_400)
        guard case .failed(let record) = verdict(.exit(75), known: known, at: now) else {
            Issue.record("it is not given up")
            return
        }
        #expect(record.reason == .gaveUp && record.attempts == tries + 1)
        // 9 pauses of 8.5 hours or more in all, then one of 4.8 to 6 hours each.
        #expect(28...36 ~= tries)
    }

    @Test("A clock that is set back does not put a message off for ever")
    func clockSetBack() {
        let now = Self.start
        let far = Instant(seconds: now.seconds + RetryPause.longestSeconds + 1)
        #expect(RetryPlan.isDue(nil, at: now) && RetryPlan.isDue(now, at: now))
        #expect(RetryPlan.isDue(far, at: now))
        #expect(!RetryPlan.isDue(Instant(seconds: now.seconds + 1), at: now))
        #expect(!RetryPlan.isDue(Instant(seconds: far.seconds - 1), at: now))
        var known = SpoolRecord()
        known.firstTry = far
        guard case .retry(let record) = verdict(.exit(75), known: known) else {
            Issue.record("it is not tried again")
            return
        }
        #expect(record.firstTry == now)
    }
}

@Suite("What waits in deferred/")
struct DeferredQueueTests {
    private func record(next: Int64?) -> SpoolRecord {
        var record = SpoolRecord()
        record.nextTry = next.map { Instant(seconds: $0) }
        return record
    }

    @Test("What was never tried comes first, then whose time came first; what is not due waits")
    func order() {
        var queue = DeferredQueue(records: [
            "a": record(next: 30), "b": record(next: 20), "c": nil, "d": record(next: 20),
            "e": record(next: 100),
        ])
        var order: [String] = []
        while let name = queue.due(at: Instant(seconds: 50)) {
            order.append(name)
            queue.records[name] = nil
        }
        #expect(order == ["c", "b", "d", "a"])
        #expect(queue.nextTry == Instant(seconds: 100))
        #expect(DeferredQueue(records: [:]).nextTry == nil)
    }

    @Test("The pauses of a hold grow as those of a message do")
    func hold() {
        var hold: MailHold?
        var pauses: [Int64] = []
        for _ in 0..<12 {
            let next = MailHold(after: hold, at: Instant(seconds: 1000))
            pauses.append(next.until.seconds - 1000)
            hold = next
        }
        #expect(60...75 ~= pauses[0] && pauses[11] <= RetryPause.longestSeconds)
        #expect(pauses.prefix(9) == pauses.prefix(9).sorted()[...])
    }
}
