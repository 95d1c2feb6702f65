import CivilTime
import Control

/// One value of each type of the wire, with everything in it and with only what must be.
enum Samples {
    static let day = CivilDate.minimum.advanced(byDays: 739_676)

    static let deadline = DeadlinesInterface.Deadline(
        caseNumber: "K-1042", rule: "plan-review", subject: "M1", profile: "service-integration",
        owner: "a-moreau", trigger: day, target: day, working: day, state: "met-late",
        daysLeft: -3, episode: 1, ended: day, late: 4, held: 5, lateReason: "not-possible",
        basis: "source", section: "4")
    static let bareDeadline = DeadlinesInterface.Deadline(
        caseNumber: "K-1042", rule: "plan-review", subject: nil, profile: "service-integration",
        owner: nil, trigger: day, target: day, working: day, state: "upcoming",
        daysLeft: nil, episode: 1, ended: nil, late: nil, held: nil, lateReason: nil,
        basis: "source", section: nil)

    static let fact = DeadlinesInterface.Fact(
        kind: "plan-agreed", subject: "M1", date: day, origin: "a.yaml:14:22", known: "2026",
        text: "plan agreed, a.yaml:14:22")
    static let bareFact = DeadlinesInterface.Fact(
        kind: "plan-agreed", subject: nil, date: day, origin: "a.yaml:14:22", known: nil,
        text: "plan agreed, a.yaml:14:22")
    static let attribute = DeadlinesInterface.AttributeCodes(name: "type", anyOf: ["review"])
    static let pattern = DeadlinesInterface.FactPattern(
        kind: "meeting-held", attributes: [attribute], roles: ["supervisor"], text: "meeting held")
    static let cause = DeadlinesInterface.Cause(
        code: "goals-achieved", rule: "plan-review", goalsReached: 2, goals: 4,
        conditions: ["current-agencies"], facts: [fact], text: "2 of 4 goals were reached")
    static let bareCause = DeadlinesInterface.Cause(
        code: "fact", rule: nil, goalsReached: nil, goals: nil, conditions: [], facts: [],
        text: "the plan was agreed")
    static let ending = DeadlinesInterface.Ending(
        code: "companion-ended", rule: "plan-review", conditions: ["current-agencies"],
        fact: fact, facts: [bareFact], text: "It ended")
    static let bareEnding = DeadlinesInterface.Ending(
        code: "discharged", rule: nil, conditions: [], fact: nil, facts: [], text: "It ended")
    static let term = DeadlinesInterface.Term(code: "provider", text: "one for each agency")
    static let ownership = DeadlinesInterface.Ownership(
        reason: "overdue", standIn: "intake", before: "j-singh", text: "owed by s-roy")
    static let bareOwnership = DeadlinesInterface.Ownership(
        reason: "coordinator", standIn: nil, before: nil, text: "owed by a-moreau")
    static let step = DeadlinesInterface.Step(what: "add", from: day, to: day, text: "6 months")
    static let bareStep = DeadlinesInterface.Step(what: "add", from: nil, to: nil, text: "6 months")
    static let skipped = DeadlinesInterface.SkippedDay(date: day, reason: "weekend")
    static let stage = DeadlinesInterface.Stage(
        stage: "lead-14", day: day, said: "2026", state: "held-back", until: day, reason: "booked")
    static let bareStage = DeadlinesInterface.Stage(
        stage: "on", day: day, said: nil, state: "to-come", until: nil, reason: nil)
    static let holdBack = DeadlinesInterface.HoldBack(
        by: "sooner", until: day, rule: "early-review", act: "3f2a")
    static let bareHoldBack = DeadlinesInterface.HoldBack(by: "hold", until: nil, rule: nil)
    static let explanation = DeadlinesInterface.Explanation(
        deadline: deadline, sentence: "A review", section: "4", document: "Guidelines",
        intervalBasis: "source", first: false, terms: [term], triggerFact: fact, cause: cause,
        steps: [step, bareStep], skipped: [skipped], ownership: ownership, closesWith: [pattern],
        underProtection: false, countsEarlier: true, waivedBy: [pattern], cancelledBy: [pattern],
        ending: ending, stages: [stage, bareStage], heldBack: [holdBack], text: ["one", "two"])
    static let bareExplanation = DeadlinesInterface.Explanation(
        deadline: bareDeadline, sentence: "A review", section: nil, document: nil,
        intervalBasis: "source", first: true, terms: [], triggerFact: bareFact, cause: bareCause,
        steps: [], skipped: [], ownership: bareOwnership, closesWith: [], underProtection: true,
        countsEarlier: false, waivedBy: [], cancelledBy: [], ending: nil, stages: [],
        heldBack: [], text: [])

    static var query: DeadlinesInterface.Query {
        var query = DeadlinesInterface.Query()
        query.within = 14
        query.overdue = false
        query.state = ["due", "met-late"]
        query.coordinator = "a-moreau"
        query.agency = "kidsinclusive"
        query.team = "s-roy"
        query.profile = "service-integration"
        query.rule = "plan-review"
        query.caseNumber = "K-1042"
        query.asOf = "+14d"
        query.limit = 50
        query.cursor = "x"
        return query
    }

    static var explainQuery: DeadlinesInterface.ExplainQuery {
        var query = bareExplainQuery
        query.subject = "M1"
        query.trigger = "2026-03-02"
        query.asOf = "today"
        query.locale = "fr"
        return query
    }
    static let bareExplainQuery = DeadlinesInterface.ExplainQuery(
        caseNumber: "K-1042", rule: "plan-review")

    static let said = DeadlinesInterface.Said(
        stage: "lead-14", person: "a-moreau", channels: ["journal", "mail"])
    static let bareSaid = DeadlinesInterface.Said(stage: "lead-14", person: nil, channels: [])

    static let comingStage = NotificationsInterface.ComingStage(
        caseNumber: "K-1042", episode: 1, rule: "plan-review", subject: "M1", owner: "a-moreau",
        target: day, stage: "lead-14", standsInFor: "j-singh", channels: ["journal", "mail"])
    static let bareComingStage = NotificationsInterface.ComingStage(
        caseNumber: "K-1042", episode: 1, rule: "plan-review", subject: nil, owner: nil,
        target: day, stage: "lead-14", standsInFor: nil, channels: [])
    static let lines = NotificationsInterface.Lines(
        escalated: 1, overdue: 2, due: 3, coming: 4, backlog: 5, problems: 6, notices: 7,
        team: true)
    static let coming = NotificationsInterface.Coming(
        day: day, at: "2026", person: "a-moreau", lines: lines, stageCount: 1,
        stages: [comingStage])
    static let bareComing = NotificationsInterface.Coming(
        day: day, at: "2026", person: nil, lines: nil, stageCount: 0, stages: [])

    static let caseload = ServiceInterface.Caseload(
        files: 1, cases: 2, setAside: 3, open: 4, overdue: 5, lastLoad: "2026",
        refusal: "3 of 4 cases")
    static let bareCaseload = ServiceInterface.Caseload(
        files: 1, cases: 2, setAside: 3, open: 4, overdue: 5, lastLoad: nil)
    static let journal = ServiceInterface.Journal(
        reachable: true, readable: false, promise: "at-least-once", waiting: 1, error: "x")
    static let bareJournal = ServiceInterface.Journal(
        reachable: true, readable: true, promise: "exactly-once", waiting: 0, error: nil)
    static let spool = ServiceInterface.Spool(
        path: "/s", writable: false, waiting: 1, new: 2, deferred: 3, failed: 4,
        unsentSeconds: 5, error: "x")
    static let bareSpool = ServiceInterface.Spool(
        path: "/s", writable: true, waiting: 0, error: nil)
    static let backup = ServiceInterface.BackupFile(
        name: "caseclock-2026-11-22T030000.db", at: "2026", bytes: 4096, automatic: true)
    static let backups = ServiceInterface.Backups(
        folder: "/b", last: backup, running: "c.db", error: "x")
    static let bareBackups = ServiceInterface.Backups(folder: "/b", last: nil, error: nil)
    static let backupReply = ServiceInterface.BackupReply(
        backup: backup, verified: true, schema: 2, cases: 3, decisions: 4, auditRows: 5,
        pruned: ["caseclock-2026-11-01T030000.db"], warning: "x")
    static let bareBackupReply = ServiceInterface.BackupReply(
        backup: backup, verified: true, schema: 2, cases: 3, decisions: 4, auditRows: 5)
    static let ledger = ServiceInterface.Ledger(path: "/l", schema: 1, error: "x")
    static let bareLedger = ServiceInterface.Ledger(path: "/l", schema: 1)
    static let problem = ServiceInterface.Problem(
        code: "stale-file", caseNumber: "K-1042", place: "a.yaml:1:1", text: "old",
        advice: "mend it")
    static let bareProblem = ServiceInterface.Problem(
        code: "stale-file", caseNumber: nil, place: nil, text: "old", advice: "mend it")
    static let status = makeStatus(
        caseload, journal, spool, ledger, backups, [problem, bareProblem], "2026", doubt: "2025")
    static let bareStatus = makeStatus(
        bareCaseload, bareJournal, bareSpool, bareLedger, bareBackups, [], nil)
    static let report = ServiceInterface.Report(
        filesRead: 1, filesPutOff: ["b.yaml"], casesAdded: 2, casesChanged: 3, casesWithdrawn: 4,
        casesUnchanged: 5, casesEvaluated: 9, setAside: [setAside], deadlinesOpened: 6,
        deadlinesMoved: 7, deadlinesClosed: 8, mails: [mail], refusal: "too many")
    static let bareReport = ServiceInterface.Report(
        filesRead: 1, casesAdded: 2, casesChanged: 3, casesWithdrawn: 4, casesUnchanged: 5,
        casesEvaluated: 9, setAside: [], deadlinesOpened: 6, deadlinesMoved: 7, deadlinesClosed: 8)
    static let mail = ServiceInterface.Mail(person: "a-moreau", day: day, lines: 1)
    static let setAside = ServiceInterface.SetAside(place: "a.yaml:1:1", text: "wrong")

    private static func makeStatus(
        _ caseload: ServiceInterface.Caseload, _ journal: ServiceInterface.Journal,
        _ spool: ServiceInterface.Spool, _ ledger: ServiceInterface.Ledger,
        _ backups: ServiceInterface.Backups,
        _ problems: [ServiceInterface.Problem],
        _ nextStage: String?, doubt: String? = nil
    ) -> ServiceInterface.Status {
        ServiceInterface.Status(
            version: "1", pid: 2, started: "2026", now: "2026", today: day,
            zone: "America/Toronto", clock: "system", clockDoubt: doubt, ready: true,
            state: "ready", caseload: caseload, nextStage: nextStage, journal: journal,
            spool: spool, ledger: ledger, backups: backups, problems: problems, problemCount: 3,
            connections: 1)
    }
}
