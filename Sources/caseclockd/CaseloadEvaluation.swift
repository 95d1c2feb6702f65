import CaseloadFiles
import Casework
import CivilTime
import Ledger

/// Works out the cases that a reading of the folder touches, and no others.
///
/// These are the cases that say something else; all of them where the policy, the calendar or
/// another such setting is another; and where the directory is another, the cases that name
/// somebody who is. The ledger is still as it was before.
struct CaseloadEvaluation {
    private let load: CaseloadLoad
    private(set) var outcome: CaseloadLoad.Outcome
    /// The days of discharge of the cases that go, of those that were discharged.
    private(set) var discharged: [String: CivilDate] = [:]
    /// The cases before and after, as far as the mails have to be known.
    private var before: [CaseRecord] = []
    private var after: [CaseRecord] = []

    /// Goes on from what a merge found.
    init(load: CaseloadLoad, outcome: CaseloadLoad.Outcome) {
        self.load = load
        self.outcome = outcome
    }

    /// Works out what has to be, and notes what becomes of the deadlines.
    mutating func run(_ merge: CaseloadMerge, _ ledger: Ledger) throws(LedgerError) {
        let changed = outcome.directory.codes(changedFrom: load.directory)
        let intake = load.site.configuration.intake?.value
        let all = load.evaluatesAll || intake.map(changed.contains) ?? false
        for (_, declared) in merge.gone { close(declared) }
        for differing in merge.differing {
            let isTouched =
                differing.difference != .moved || all
                || load.troubledCases.contains(differing.after.number)
            guard isTouched || !changed.isEmpty else { continue }
            let declared = try ledger.decode(differing.after)
            if isTouched || load.decisions.record(declared).names(anyOf: changed) {
                work(declared, before: differing.before)
            }
        }
        if all || !changed.isEmpty { try workOthers(merge, ledger, all: all, changed) }
        outcome.mails = try mails(ledger)
    }

    /// Works out cases that say what they said before.
    private mutating func workOthers(
        _ merge: CaseloadMerge, _ ledger: Ledger, all: Bool, _ changed: Set<String>
    ) throws(LedgerError) {
        let done = Set(merge.change.cases.map(\.number)).union(merge.change.withdrawn)
        var damaged: [Problem] = []
        try ledger.forEachDeclaredCase(
            unreadable: { error in
                guard let problem = Problem(damagedEntry: error),
                    let number = problem.caseNumber, !done.contains(number)
                else { return }
                damaged.append(problem)
            },
            { declared in
                guard !done.contains(declared.number),
                    all || load.decisions.record(declared).names(anyOf: changed)
                else { return }
                work(declared, before: declared)
            })
        outcome.damaged = damaged
    }

    private mutating func work(_ declared: DeclaredCase, before old: DeclaredCase?) {
        let record = load.decisions.record(declared)
        let evaluated = CaseBook.evaluated(
            record, on: load.day, site: load.site, directory: outcome.directory,
            decisions: load.decisions)
        outcome.evaluated.append(evaluated)
        guard let siteBefore = load.siteBefore else { return }
        let was = old.map { openDeadlines($0, siteBefore) } ?? [:]
        let isNow = Dictionary(
            evaluated.entries.map { ($0.deadline.identity, $0.deadline.target) },
            uniquingKeysWith: { first, _ in first })
        outcome.opened += isNow.keys.count { was[$0] == nil }
        outcome.closed += was.keys.count { isNow[$0] == nil }
        outcome.moved += isNow.count { was[$0.key] != nil && was[$0.key] != $0.value }
        guard load.slotsUsed != nil else { return }
        if let old { before.append(load.decisions.record(old)) }
        after.append(record)
    }

    private mutating func close(_ declared: DeclaredCase?) {
        guard let declared else { return }
        let timeline = Timeline(
            load.decisions.record(declared), on: load.day, directory: load.directory)
        discharged[declared.number] = timeline.discharged
        if let problem = CaseBook.goneProblem(declared, timeline) {
            outcome.gone.append(problem)
        }
        guard let siteBefore = load.siteBefore else { return }
        outcome.closed += openDeadlines(declared, siteBefore).count
    }

    private func openDeadlines(
        _ declared: DeclaredCase, _ site: Site
    ) -> [DeadlineIdentity: CivilDate] {
        guard
            let (_, _, evaluation) = CaseBook.evaluate(
                load.decisions.record(declared), on: load.day, site: site,
                directory: load.directory)
        else { return [:] }
        return Dictionary(
            evaluation.deadlines.filter { $0.end == nil }.map { ($0.identity, $0.target) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The mails that come with the cases as they are now and would not come without.
    private func mails(_ ledger: Ledger) throws(LedgerError) -> [MailForecast.Mail] {
        guard let slotsUsed = load.slotsUsed, let siteBefore = load.siteBefore else { return [] }
        let old = MailForecast(
            site: siteBefore, directory: load.directory, decisions: load.decisions,
            now: load.now, slotsUsed: slotsUsed)
        let new = MailForecast(
            site: load.site, directory: outcome.directory, decisions: load.decisions,
            now: load.now, slotsUsed: slotsUsed)
        return MailForecast.mails(
            in: try new.sayings(of: after, ledger), besides: try old.sayings(of: before, ledger))
    }
}
