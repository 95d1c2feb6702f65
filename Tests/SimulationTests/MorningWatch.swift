import Casework
import CivilTime
import Delivery
import TestSupport
import Testing

@testable import caseclockd

/// Looks each noon at what was said in the morning, and notes what should not have been.
struct MorningWatch {
    private(set) var faults: [String] = []
    private var mailsSeen = 0
    private var entriesSeen = 0
    private var ids: Set<NotificationID> = []
    private var said: Set<Key> = []
    private var mailed: Set<String> = []
    /// How many deadlines were looked up to have been spoken of.
    private(set) var lookups = 0
    /// How many lines that name a case went to somebody at another agency.
    private(set) var toldAgencies = 0

    private struct Key: Hashable {
        let caseNumber: String
        let rule: String
        let subject: String
        let target: String
        let stage: String
        var line: String { "\(caseNumber) \(rule) \(target)" }
    }

    /// Looks at a day's morning; `isThorough` looks at every case for what was not said.
    mutating func look(at replay: Replay, on day: CivilDate, isThorough: Bool) throws {
        let mails = replay.mails[mailsSeen...]
        let entries = replay.entries[entriesSeen...]
        mailsSeen = replay.mails.count
        entriesSeen = replay.entries.count
        if !(mails.isEmpty && entries.isEmpty), !replay.configured.calendar.isOpen(day) {
            faults.append("\(day): said on a closed day")
        }
        var lines: [String: Set<String>] = [:]
        var cases: [String: [Deadline]] = [:]
        for entry in entries {
            let key = Key(
                caseNumber: entry.caseNumber, rule: entry.rule, subject: entry.subject,
                target: entry.target, stage: entry.stage)
            if !ids.insert(entry.id).inserted { fault(day, key, "has an id that was there") }
            said.insert(key)
            if let person = entry.person { lines[person, default: []].insert(key.line) }
            let deadlines = try cases[entry.caseNumber] ?? evaluate(replay, entry.caseNumber, day)
            cases[entry.caseNumber] = deadlines
            check(key, entry, deadlines, replay, day)
        }
        for mail in mails { try check(mail, lines[mail.person] ?? [], replay, day) }
        if isThorough {
            for number in replay.book.caseNumbers.sorted() {
                try checkComplete(replay, evaluate(replay, number, day), day)
            }
        }
    }

    private mutating func fault(_ day: CivilDate, _ key: Key, _ text: String) {
        faults.append("\(day): \(key.line) \(key.subject) \(key.stage) \(text)")
    }

    private func evaluate(
        _ replay: Replay, _ number: String, _ day: CivilDate
    ) throws -> [Deadline] {
        guard let record = try replay.book.record(number),
            let (_, _, evaluation) = CaseBook.evaluate(
                record, on: day, site: replay.configured, directory: replay.directory)
        else { throw TestFailure("no case \(number)") }
        return evaluation.deadlines
    }

    /// That what was said is of an open deadline, not of one on hold, and the latest.
    private mutating func check(
        _ key: Key, _ entry: Replay.Entry, _ deadlines: [Deadline], _ replay: Replay,
        _ day: CivilDate
    ) {
        let deadline = deadlines.first {
            $0.identity.rule == key.rule && $0.identity.subject.text == key.subject
                && "\($0.target)" == key.target && $0.end == nil
        }
        guard let deadline else { return fault(day, key, "is of no open deadline") }
        if deadline.onHoldSince != nil || deadline.silentHold { fault(day, key, "is on hold") }
        let isEscalation = key.stage.hasPrefix("escalate")
        let latest = stages(of: deadline, replay)?.latest(
            deadline, on: day, escalating: isEscalation)
        if latest != key.stage { fault(day, key, "is not the latest, \(latest ?? "none")") }
        if !isEscalation, entry.person != deadline.owner {
            let standsIn = deadline.owner.flatMap { replay.directory.people[$0] }
            if standsIn?.isAway(on: day) != true, standsIn?.isEmployed(on: day) != false {
                fault(day, key, "went to \(entry.person ?? "nobody")")
            }
        }
    }

    private func stages(of deadline: Deadline, _ replay: Replay) -> NaiveStages? {
        let policy = replay.configured.engines[deadline.profile]?.policy
        return policy?.rule(named: deadline.identity.rule)?.inForce(on: deadline.trigger).map {
            NaiveStages(plan: $0.stages, calendar: replay.configured.calendar)
        }
    }

    /// That a mail is the only one of the day, is not empty, tells what the journal was told for
    /// its reader, and names no case to somebody who may not know it.
    private mutating func check(
        _ mail: Replay.Mail, _ expected: Set<String>, _ replay: Replay, _ day: CivilDate
    ) throws {
        if !mailed.insert("\(mail.person) \(day)").inserted {
            faults.append("\(day): a second mail to \(mail.person)")
        }
        if mail.day != day { faults.append("\(day): a mail of \(mail.day)") }
        if !mail.text.split(separator: "\n").contains(where: { $0.hasPrefix("  ") }) {
            faults.append("\(day): an empty mail to \(mail.person)")
        }
        let told = DigestLines.lines(mail.text)
        let person = replay.directory.people[mail.person]
        guard person?.role == .provider else {
            let lines = Set(told.map { "\($0.caseNumber) \($0.rule) \($0.target)" })
            if lines != expected {
                faults.append(
                    "\(day): the mail to \(mail.person) differs from the journal: "
                        + "\(lines.symmetricDifference(expected))")
            }
            return
        }
        for number in Set(mail.text.split { " \n;,".contains($0) }.filter { $0.hasPrefix("K-") }) {
            guard let record = try replay.book.record(String(number)) else { continue }
            let timeline = Timeline(record, on: day, directory: replay.directory)
            let own = timeline.coordinator.flatMap { replay.directory.people[$0]?.agency }
            guard let agency = person?.agency, agency != own else { continue }
            toldAgencies += 1
            if !isConsentInForce(record, agency, on: day) {
                faults.append("\(day): \(number) was told to \(mail.person) without consent")
            }
        }
    }

    /// Consent by the facts alone (SEMANTICS W4).
    private func isConsentInForce(
        _ record: CaseRecord, _ agency: String, on day: CivilDate
    ) -> Bool {
        let kinds: [FactKind] = [.consentSigned, .consentRefused, .consentWithdrawn]
        let latest = record.declared.facts.filter {
            kinds.contains($0.kind) && $0.subject.text == agency && $0.date <= day
        }.max { $0.date < $1.date }
        guard let latest, latest.kind == .consentSigned else { return false }
        return latest.attributes.date(.expires).map { day <= $0 } ?? true
    }

    /// That the stage which each deadline has come to was said, today or before.
    private mutating func checkComplete(
        _ replay: Replay, _ deadlines: [Deadline], _ day: CivilDate
    ) {
        for deadline in deadlines where deadline.end == nil {
            guard deadline.onHoldSince == nil, !deadline.silentHold else { continue }
            for escalating in [false, true] {
                guard
                    let stage = stages(of: deadline, replay)?.latest(
                        deadline, on: day, escalating: escalating)
                else { continue }
                let isLead = stage.hasPrefix("lead")
                if isLead, deadline.booked != nil || deadline.inFavourOf != nil { continue }
                if !escalating, let quiet = deadline.quietThrough, day <= quiet { continue }
                lookups += 1
                let key = Key(
                    caseNumber: deadline.identity.caseNumber, rule: deadline.identity.rule,
                    subject: deadline.identity.subject.text, target: "\(deadline.target)",
                    stage: stage)
                if !said.contains(key) { fault(day, key, "was not said") }
            }
        }
    }
}
