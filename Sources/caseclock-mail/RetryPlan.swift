import Casework
import Delivery

/// Decides what becomes of a message that sendmail was tried on.
struct RetryPlan {
    /// How long after the first try a message is given up, in seconds.
    let giveUpAfterSeconds: Int64

    init(giveUpAfterDays: Int) { giveUpAfterSeconds = Int64(giveUpAfterDays) * 86_400 }

    /// What becomes of a message.
    enum Verdict: Hashable {
        /// sendmail has it.
        case sent
        /// It is tried again.
        case retry(SpoolRecord)
        /// It is not tried any more.
        case failed(SpoolRecord)
        /// This machine can't send mail now; that is no try of this message.
        case hostFault
    }

    /// The exit codes of sysexits(3) that say that sendmail will never take the message: a mistake
    /// in it, no such user, no such host, and not permitted.
    ///
    /// Not EX_UNAVAILABLE (69): msmtp says that for 450 as for 550.
    static let permanentCodes: Set<Int32> = [65, 67, 68, 77]
    /// The exit code that says that sendmail's own configuration is wrong (EX_CONFIG).
    static let hostFaultCode: Int32 = 78

    /// Decides by what is known of a message and how sendmail has ended now.
    func verdict(
        _ name: String, known: SpoolRecord?, ending: SendmailEnding, words: String, at now: Instant
    ) -> Verdict {
        if ending == .exit(0) { return .sent }
        if ending == .exit(Self.hostFaultCode) { return .hostFault }
        var record = known ?? SpoolRecord()
        record.attempts += 1
        // A clock that was set back makes no message younger than new.
        let first = min(record.firstTry ?? now, now)
        record.firstTry = first
        record.lastTry = now
        record.ending = ending
        record.words = SpoolRecord.oneLine(words)
        record.nextTry = nil
        if case .exit(let code) = ending, Self.permanentCodes.contains(code) {
            record.reason = .refused
            return .failed(record)
        }
        let end = first.seconds + giveUpAfterSeconds
        guard now.seconds < end else {
            record.reason = .gaveUp
            return .failed(record)
        }
        let pause = RetryPause.seconds(after: record.attempts, of: name)
        // The last try is when the time is up, not a pause before.
        record.nextTry = Instant(seconds: min(now.seconds + pause, end))
        return .retry(record)
    }

    /// Whether the time of a message's next try has come.
    ///
    /// One that is further away than the longest pause was written by a clock that was ahead.
    static func isDue(_ nextTry: Instant?, at now: Instant) -> Bool {
        guard let nextTry else { return true }
        return nextTry <= now || nextTry.seconds > now.seconds + RetryPause.longestSeconds
    }
}

/// The pauses between tries: one minute at first, doubling, six hours at most.
enum RetryPause {
    /// The first pause.
    static let firstSeconds: Int64 = 60
    /// The longest pause.
    static let longestSeconds: Int64 = 6 * 3600

    /// The pause after so many tries, up to a quarter longer than the pause of all, so that not
    /// all messages come at once again; the same for the same message and number.
    static func seconds(after attempts: Int, of name: String) -> Int64 {
        let doublings = max(0, min(attempts - 1, 20))
        let pause = min(firstSeconds << Int64(doublings), longestSeconds * 4 / 5)
        return pause + Int64(hash("\(name):\(attempts)") % UInt64(pause / 4 + 1))
    }

    /// FNV-1a: the same on every machine and in every run.
    private static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
