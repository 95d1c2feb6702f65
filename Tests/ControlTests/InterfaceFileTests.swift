import Control
import JSONText
import Testing

@Suite("The interface files and the Swift types are the same")
struct InterfaceFileTests {
    private static let deadlines = DeadlinesInterface.interface
    private static let notifications = NotificationsInterface.interface
    private static let service = ServiceInterface.interface
    private static let description = ServiceDescription.interface
    private static let cases = CasesInterface.interface
    private static let interfaces = [deadlines, cases, notifications, service, description]

    private static func pairings() throws -> [Pairing] {
        typealias Out = DeadlinesInterface
        let page = Out.Page(
            deadlines: [Samples.deadline, Samples.bareDeadline], asOf: Samples.day, total: 2,
            cursor: "x")
        let barePage = Out.Page(deadlines: [], asOf: Samples.day)
        let explanations = Out.Explanations(
            explanations: [Samples.explanation, Samples.bareExplanation], asOf: Samples.day)
        return [
            try Pairing(deadlines, "Deadline", full: Samples.deadline, bare: Samples.bareDeadline),
            try Pairing(deadlines, "Fact", full: Samples.fact, bare: Samples.bareFact),
            try Pairing(
                deadlines, "AttributeCodes", full: Samples.attribute, bare: Samples.attribute),
            try Pairing(deadlines, "FactPattern", full: Samples.pattern, bare: Samples.pattern),
            try Pairing(deadlines, "Cause", full: Samples.cause, bare: Samples.bareCause),
            try Pairing(deadlines, "Ending", full: Samples.ending, bare: Samples.bareEnding),
            try Pairing(deadlines, "Term", full: Samples.term, bare: Samples.term),
            try Pairing(
                deadlines, "Ownership", full: Samples.ownership, bare: Samples.bareOwnership),
            try Pairing(deadlines, "Step", full: Samples.step, bare: Samples.bareStep),
            try Pairing(deadlines, "SkippedDay", full: Samples.skipped, bare: Samples.skipped),
            try Pairing(deadlines, "Stage", full: Samples.stage, bare: Samples.bareStage),
            try Pairing(deadlines, "HoldBack", full: Samples.holdBack, bare: Samples.bareHoldBack),
            try Pairing(
                deadlines, "Explanation", full: Samples.explanation, bare: Samples.bareExplanation),
            try Pairing(deadlines, "List in", full: Samples.query, bare: Out.Query()),
            try Pairing(deadlines, "List out", full: page, bare: barePage),
            try Pairing(
                deadlines, "Explain in", full: Samples.explainQuery, bare: Samples.bareExplainQuery),
            try Pairing(deadlines, "Explain out", full: explanations, bare: explanations),
        ] + (try acting() + knowing() + notifying() + serving())
    }

    private static func acting() throws -> [Pairing] {
        typealias Out = DeadlinesInterface
        let reply = Out.ActReply(act: Samples.act)
        let undoing = Out.Undoing(id: "3f2a", reason: "mistake")
        func name(_ isFull: Bool) -> Out.DeadlineName {
            isFull ? Samples.deadlineName : Samples.bareDeadlineName
        }
        return try [
            Pairing(
                deadlines, "ActDeadline", full: Samples.actDeadline, bare: Samples.bareActDeadline),
            Pairing(deadlines, "Undone", full: Samples.undone, bare: Samples.undone),
            Pairing(deadlines, "Act", full: Samples.act, bare: Samples.bareAct),
            Pairing(deadlines, "Candidate", full: Samples.candidate, bare: Samples.bareCandidate),
            Pairing(
                deadlines, "Acknowledge in",
                full: Out.Acknowledgement(deadline: name(true), reason: "booked", until: "+14d"),
                bare: Out.Acknowledgement(deadline: name(false), reason: "booked", until: nil)),
            Pairing(deadlines, "Acknowledge out", full: reply, bare: reply),
            Pairing(
                deadlines, "Snooze in",
                full: Out.Snoozing(deadline: name(true), reason: "booked", until: "+14d"),
                bare: Out.Snoozing(deadline: name(false), reason: "booked", until: "+14d")),
            Pairing(deadlines, "Snooze out", full: reply, bare: reply),
            Pairing(
                deadlines, "Waive in", full: Out.Waiving(deadline: name(true), reason: "booked"),
                bare: Out.Waiving(deadline: name(false), reason: "booked")),
            Pairing(deadlines, "Waive out", full: reply, bare: reply),
            Pairing(deadlines, "Undo in", full: undoing, bare: undoing),
            Pairing(deadlines, "Undo out", full: reply, bare: reply),
            Pairing(deadlines, "Said", full: Samples.said, bare: Samples.bareSaid),
            Pairing(
                deadlines, "Watch in",
                full: Out.WatchQuery(
                    coordinator: "a-moreau", caseNumber: "K-1042", rule: "plan-review",
                    profile: "service-integration", overdue: true, state: ["met"],
                    snapshot: true), bare: Out.WatchQuery()),
            Pairing(
                deadlines, "Watch out",
                full: Out.Change(
                    kind: "changed", at: "2026", day: Samples.day, before: Samples.deadline,
                    after: Samples.bareDeadline, said: Samples.said,
                    current: [Samples.deadline], complete: false),
                bare: Out.Change(kind: "ready", at: "2026", day: Samples.day)),
            Pairing(
                deadlines, "ListActs in",
                full: Out.ActsQuery(caseNumber: "K-1042", all: true, limit: 50, cursor: "x"),
                bare: Out.ActsQuery()),
            Pairing(
                deadlines, "ListActs out",
                full: Out.ActsPage(acts: [Samples.act, Samples.bareAct], cursor: "x"),
                bare: Out.ActsPage(acts: [])),
        ]
    }

    private static func knowing() throws -> [Pairing] {
        typealias Out = CasesInterface
        let (attribute, retraction) = (Samples.attributeOfFact, Samples.retraction)
        return try [
            Pairing(cases, "Attribute", full: attribute, bare: attribute),
            Pairing(cases, "Retraction", full: retraction, bare: retraction),
            Pairing(cases, "Fact", full: Samples.recordedFact, bare: Samples.declaredFact),
            Pairing(cases, "Arising", full: Samples.arising, bare: Samples.arising),
            Pairing(cases, "Handover", full: Samples.handover, bare: Samples.bareHandover),
            Pairing(cases, "Refused", full: Samples.refused, bare: Samples.refused),
            Pairing(cases, "Mail", full: Samples.handoverMail, bare: Samples.handoverMail),
            Pairing(
                cases, "Reassign in", full: Samples.reassigning, bare: Samples.bareReassigning),
            Pairing(cases, "Reassign out", full: Samples.reassigned, bare: Samples.reassigned),
            Pairing(
                cases, "Forgotten", full: Samples.forgotten, bare: Samples.bareForgotten),
            Pairing(
                cases, "Forget in",
                full: Out.Forgetting(caseNumber: "K-1042", reason: "error", dryRun: true),
                bare: Out.Forgetting(caseNumber: "K-1042", reason: "error")),
            Pairing(
                cases, "Forget out",
                full: Out.ForgetReply(dryRun: true, forgotten: Samples.forgotten),
                bare: Out.ForgetReply(dryRun: false, forgotten: Samples.bareForgotten)),
            Pairing(cases, "Pause", full: Samples.pause, bare: Samples.openPause),
            Pairing(cases, "Episode", full: Samples.episode, bare: Samples.bareEpisode),
            Pairing(cases, "Problem", full: Samples.caseProblem, bare: Samples.bareCaseProblem),
            Pairing(cases, "Case", full: Samples.caseSummary, bare: Samples.bareCaseSummary),
            Pairing(cases, "Deadline", full: Samples.deadline, bare: Samples.bareDeadline),
            Pairing(cases, "Moved", full: Samples.moved, bare: Samples.moved),
            Pairing(cases, "Flaw", full: Samples.flaw, bare: Samples.bareFlaw),
            Pairing(cases, "List in", full: Samples.casesQuery, bare: Out.CasesQuery()),
            Pairing(
                cases, "List out",
                full: Out.Cases(cases: [Samples.caseSummary], asOf: Samples.day, cursor: "K-1042"),
                bare: Out.Cases(cases: [], asOf: Samples.day)),
            Pairing(cases, "Record in", full: Samples.recording, bare: Samples.bareRecording),
            Pairing(cases, "Record out", full: Samples.effect, bare: Samples.effect),
            Pairing(cases, "Retract in", full: Samples.retracting, bare: Samples.bareRetracting),
            Pairing(cases, "Retract out", full: Samples.effect, bare: Samples.effect),
            Pairing(
                cases, "Hold in",
                full: Out.Holding(
                    caseNumber: "K-1042", from: "today", reviewBy: "+30d", reason: "away",
                    key: "r-1"), bare: Out.Holding(caseNumber: "K-1042")),
            Pairing(cases, "Hold out", full: Samples.effect, bare: Samples.effect),
            Pairing(
                cases, "Resume in",
                full: Out.Resuming(caseNumber: "K-1042", on: "today", key: "r-1"),
                bare: Out.Resuming(caseNumber: "K-1042")),
            Pairing(cases, "Resume out", full: Samples.effect, bare: Samples.effect),
            Pairing(
                cases, "Export in", full: Out.ExportQuery(caseNumber: "K-1042", all: true),
                bare: Out.ExportQuery()),
            Pairing(
                cases, "Export out", full: Out.Exported(lines: ["{}"]),
                bare: Out.Exported(lines: [])),
            Pairing(
                cases, "Get in", full: Out.CaseQuery(caseNumber: "K-1042", asOf: "-3d"),
                bare: Out.CaseQuery(caseNumber: "K-1042")),
            Pairing(
                cases, "Get out", full: Samples.caseTimeline, bare: Samples.caseTimeline),
            Pairing(
                cases, "Problems in",
                full: Out.ProblemsQuery(
                    caseNumber: "K-1042", code: ["stale-file"], limit: 50, cursor: "x"),
                bare: Out.ProblemsQuery()),
            Pairing(
                cases, "Problems out",
                full: Out.ProblemsPage(
                    problems: [Samples.caseProblem, Samples.bareCaseProblem], total: 2,
                    cursor: "x"), bare: Out.ProblemsPage(problems: [], total: 0)),
        ]
    }

    private static func notifying() throws -> [Pairing] {
        typealias Out = NotificationsInterface
        let id = Out.ItemID(id: "9c41")
        let retried = Out.Retried(ids: ["9c41"])
        let reply = Out.SilenceReply(silence: Samples.silence)
        let silences = Out.Silences(silences: [Samples.silence, Samples.bareSilence])
        let expiry = Out.Expiry(id: "77d0", reason: "mistake")
        let matchers = [Samples.matcher]
        return try [
            Pairing(notifications, "Trouble", full: Samples.trouble, bare: Samples.trouble),
            Pairing(notifications, "Item", full: Samples.item, bare: Samples.bareItem),
            Pairing(notifications, "Matcher", full: Samples.matcher, bare: Samples.matcher),
            Pairing(
                notifications, "SilenceEnd", full: Samples.silenceEnd, bare: Samples.silenceEnd),
            Pairing(notifications, "Silence", full: Samples.silence, bare: Samples.bareSilence),
            Pairing(notifications, "List in", full: Samples.outboxQuery, bare: Out.Query()),
            Pairing(
                notifications, "List out",
                full: Out.Page(items: [Samples.item, Samples.bareItem], cursor: "x"),
                bare: Out.Page(items: [])),
            Pairing(notifications, "Get in", full: id, bare: id),
            Pairing(
                notifications, "Get out", full: Out.Text(item: Samples.item, message: "Hello"),
                bare: Out.Text(item: Samples.bareItem, message: nil)),
            Pairing(
                notifications, "Retry in", full: Out.RetryRequest(id: "9c41"),
                bare: Out.RetryRequest()),
            Pairing(notifications, "Retry out", full: retried, bare: retried),
            Pairing(
                notifications, "ComingStage", full: Samples.comingStage,
                bare: Samples.bareComingStage),
            Pairing(notifications, "Lines", full: Samples.lines, bare: Samples.lines),
            Pairing(notifications, "Coming", full: Samples.coming, bare: Samples.bareComing),
            Pairing(
                notifications, "Preview in",
                full: Out.PreviewQuery(
                    from: "today", to: "+14d", person: "a-moreau", caseNumber: "K-1042",
                    stages: false, limit: 50, cursor: "x"), bare: Out.PreviewQuery()),
            Pairing(
                notifications, "Preview out",
                full: Out.PreviewPage(
                    coming: [Samples.coming, Samples.bareComing], from: Samples.day,
                    to: Samples.day, asOf: "2026", clockDoubt: "2025", cursor: "x"),
                bare: Out.PreviewPage(
                    coming: [], from: Samples.day, to: Samples.day, asOf: "2026")),
            Pairing(
                notifications, "AddSilence in",
                full: Out.SilenceRequest(
                    matchers: matchers, reason: "strike", until: "+14d", from: "today"),
                bare: Out.SilenceRequest(matchers: matchers, reason: "strike", until: "+14d")),
            Pairing(notifications, "AddSilence out", full: reply, bare: reply),
            Pairing(
                notifications, "ListSilences in", full: Out.SilencesQuery(all: true),
                bare: Out.SilencesQuery()),
            Pairing(notifications, "ListSilences out", full: silences, bare: silences),
            Pairing(notifications, "ExpireSilence in", full: expiry, bare: expiry),
            Pairing(notifications, "ExpireSilence out", full: reply, bare: reply),
        ]
    }

    private static func serving() throws -> [Pairing] {
        let about = ServiceDescription.About(
            vendor: "v", product: "p", version: "1", url: "u", interfaces: ["a.b"])
        let reload = ServiceInterface.ReloadReply(report: Samples.report)
        let name = ServiceDescription.InterfaceName("a.b")
        let text = ServiceDescription.Definition("interface a.b")
        return [
            try Pairing(service, "Caseload", full: Samples.caseload, bare: Samples.bareCaseload),
            try Pairing(service, "Journal", full: Samples.journal, bare: Samples.bareJournal),
            try Pairing(service, "Spool", full: Samples.spool, bare: Samples.bareSpool),
            try Pairing(service, "Ledger", full: Samples.ledger, bare: Samples.bareLedger),
            try Pairing(service, "BackupFile", full: Samples.backup, bare: Samples.backup),
            try Pairing(service, "Backups", full: Samples.backups, bare: Samples.bareBackups),
            try Pairing(
                service, "Backup in",
                full: ServiceInterface.BackupOptions(name: "before-upgrade", keep: 14),
                bare: ServiceInterface.BackupOptions()),
            try Pairing(
                service, "Backup out", full: Samples.backupReply, bare: Samples.bareBackupReply),
            try Pairing(service, "Metrics in", full: NoParameters(), bare: NoParameters()),
            try Pairing(
                service, "Metrics out", full: ServiceInterface.MetricsReply(text: "a 1\n"),
                bare: ServiceInterface.MetricsReply(text: "")),
            try Pairing(
                service, "ListBackups in", full: NoParameters(), bare: NoParameters()),
            try Pairing(
                service, "ListBackups out",
                full: ServiceInterface.BackupList(folder: "/b", backups: [Samples.backup]),
                bare: ServiceInterface.BackupList(folder: "/b", backups: [])),
            try Pairing(service, "Problem", full: Samples.problem, bare: Samples.bareProblem),
            try Pairing(service, "SetAside", full: Samples.setAside, bare: Samples.setAside),
            try Pairing(service, "Mail", full: Samples.mail, bare: Samples.mail),
            try Pairing(service, "Report", full: Samples.report, bare: Samples.bareReport),
            try Pairing(service, "Status in", full: NoParameters(), bare: NoParameters()),
            try Pairing(service, "Status out", full: Samples.status, bare: Samples.bareStatus),
            try Pairing(
                service, "Reload in",
                full: ServiceInterface.ReloadOptions(dryRun: true, allowRemovals: false),
                bare: ServiceInterface.ReloadOptions()),
            try Pairing(service, "Reload out", full: reload, bare: reload),
            try Pairing(
                service, "ComplianceGroup", full: Samples.complianceGroup,
                bare: Samples.bareComplianceGroup),
            try Pairing(
                service, "Compliance in", full: Samples.complianceQuery,
                bare: ServiceInterface.ComplianceQuery()),
            try Pairing(
                service, "Compliance out", full: Samples.compliancePage,
                bare: Samples.bareCompliancePage),
            try Pairing(service, "ConfirmClock in", full: NoParameters(), bare: NoParameters()),
            try Pairing(
                service, "ConfirmClock out",
                full: ServiceInterface.ClockReply(
                    confirmed: true, now: "2026", lastSeen: "2025"),
                bare: ServiceInterface.ClockReply(confirmed: false, now: "2026", lastSeen: nil)),
            try Pairing(service, "AuditRow", full: Samples.auditRow, bare: Samples.bareAuditRow),
            try Pairing(service, "AuditFault", full: Samples.auditFault, bare: Samples.auditFault),
            try Pairing(
                service, "AuditCheck", full: Samples.auditCheck, bare: Samples.bareAuditCheck),
            try Pairing(
                service, "Audit in", full: Samples.auditQuery, bare: ServiceInterface.AuditQuery()),
            try Pairing(
                service, "Audit out",
                full: ServiceInterface.AuditPage(
                    rows: [Samples.auditRow, Samples.bareAuditRow], cursor: "7",
                    check: Samples.auditCheck),
                bare: ServiceInterface.AuditPage(rows: [])),
        ] + (try asking()) + [
            try Pairing(description, "GetInfo in", full: NoParameters(), bare: NoParameters()),
            try Pairing(description, "GetInfo out", full: about, bare: about),
            try Pairing(description, "GetInterfaceDescription in", full: name, bare: name),
            try Pairing(description, "GetInterfaceDescription out", full: text, bare: text),
        ]
    }

    private static func asking() throws -> [Pairing] {
        typealias Out = ServiceInterface
        let closed = Out.ClosedDay(date: Samples.day, why: "holiday", name: "Family Day")
        let bareClosed = Out.ClosedDay(date: Samples.day, why: "weekend")
        let month = Out.ClosedDays(
            today: Samples.day, from: Samples.day, through: Samples.day,
            closed: [closed, bareClosed])
        let who = Out.Who(uid: 1000, role: "supervisor", person: "s-roy", teams: ["s-roy"])
        let names = Out.NamesQuery(of: "case", beginning: "K-1", limit: 50, cursor: "K-12")
        return [
            try Pairing(service, "ClosedDay", full: closed, bare: bareClosed),
            try Pairing(service, "WhoAmI in", full: NoParameters(), bare: NoParameters()),
            try Pairing(
                service, "WhoAmI out", full: who, bare: Out.Who(uid: 0, role: "administrator")),
            try Pairing(
                service, "Calendar in", full: Out.CalendarQuery(from: "today", through: "+7d"),
                bare: Out.CalendarQuery()),
            try Pairing(service, "Calendar out", full: month, bare: month),
            try Pairing(service, "Names in", full: names, bare: Out.NamesQuery(of: "rule")),
            try Pairing(
                service, "Names out", full: Out.NamesPage(names: ["K-123"], cursor: "K-123"),
                bare: Out.NamesPage(names: [])),
        ]
    }

    private static let failures: [(VarlinkInterface, any VarlinkErrorSet)] =
        [
            ServiceDescription.Failure.interfaceNotFound("a.b"), .methodNotFound("a.b.C"),
            .methodNotImplemented("a.b.C"), .invalidParameter("p"), .permissionDenied,
            .expectedMore,
        ].map { (description, $0) }
        + [
            DeadlinesInterface.Failure.noSuchCase("K-1", nearest: ["K-2"]),
            .noSuchRule("r", nearest: ["s", "t"]),
            .noSuchDeadline(caseNumber: "K-1", rule: "r", subject: "M1"),
            .noSuchPerson("p", nearest: []), .noSuchAgency("kid", nearest: ["kids"]),
            .invalidDate(parameter: "asOf", value: "x"),
            .notReady, .noSuchAct("3f", nearest: ["3f2a", "3fb0"]),
            .unknownReason("bookd", known: ["booked", "mistake"]),
            .ambiguousDeadline(
                caseNumber: "K-1", rule: "r",
                candidates: [Samples.candidate, Samples.bareCandidate]),
            .deadlineEnded(caseNumber: "K-1", rule: "r", ended: Samples.day),
            .snoozePassesTarget(Samples.day), .notInFuture(parameter: "until", value: "today"),
            .notAllowed(needs: "supervisor"), .watchOverrun(missed: 12),
            .tooManyWatchers(limit: 64),
        ].map { (deadlines, $0) }
        + [
            CasesInterface.Failure.noSuchCase("K-1", nearest: ["K-2"]),
            .noSuchPerson("p", nearest: ["q"]), .invalidDate(parameter: "asOf", value: "x"),
            .unknownReason("bookd", known: ["booked"]), .notAllowed(needs: "supervisor"),
            .stillDeclared("K-1", place: "a.yaml:3:5"),
            .cannotCoordinate("p-one", code: "role", text: "'p-one' is a provider"),
            .handoverRefused([Samples.refused]),
            .notReady, .invalidFact([Samples.flaw, Samples.bareFlaw]),
            .whichMeeting(caseNumber: "K-1", kind: "meeting-held", candidates: ["M1", "M2"]),
            .noEffect(code: "future-fact", text: "it has not come yet"),
            .keyInUse("r-1", id: "5be1"), .noSuchFact("meting-held", nearest: ["meeting-held"]),
            .whichFact(caseNumber: "K-1", candidates: ["5be1", "5be2"]),
            .declaredFact(place: "a.yaml:14:22"),
            .alreadyOnHold(caseNumber: "K-1", since: Samples.day),
            .notOnHold(caseNumber: "K-1", date: Samples.day),
            .noSuchProblem("stale-fil", nearest: ["stale-file"]),
        ].map { (cases, $0) }
        + [
            NotificationsInterface.Failure.noSuchNotification("9c", nearest: []),
            .noSuchSilence("77", nearest: ["77d0"]),
            .noSuchCase("K-1", nearest: ["K-2"]), .noSuchPerson("p", nearest: []),
            .tooFar(parameter: "to", value: "+1000d", last: Samples.day),
            .unknownReason("bookd", known: []),
            .invalidMatcher(.init(name: "rule", value: "plan-reviw"), known: ["plan-review"]),
            .nothingToRetry(id: "9c41", state: "sent"),
            .notInFuture(parameter: "until", value: "-1d"),
            .invalidDate(parameter: "from", value: "x"), .notAllowed(needs: "coordinator"),
            .notReady, .spoolFailed(reason: "the disk is full"),
        ].map { (notifications, $0) }
        + [
            ServiceInterface.Failure.reloadRefused(reason: "too many would go"),
            .ledgerFailed(reason: "the disk is full"), .invalidBackupName("../x"),
            .backupExists(name: "a.db"), .backupRunning(name: "a.db"),
            .backupFailed(reason: "the disk is full"),
            .invalidDate(parameter: "since", value: "x"), .notAllowed(needs: "supervisor"),
            .tooManyRequests(limit: 64),
        ].map { (service, $0) }

    @Test("Every type and method of the files has its Swift type, and the other way round")
    func names() throws {
        for interface in Self.interfaces {
            let file = try InterfaceFile(interface.definition)
            #expect(file.name == interface.name)
            let methods = file.methods.keys.map { "\(file.name).\($0)" }
            #expect(Set(methods) == Set(interface.methods))
            let expected =
                file.types.keys + file.methods.keys.flatMap { ["\($0) in", "\($0) out"] }
            let paired = try Self.pairings().filter { $0.interface.name == file.name }
            #expect(Set(paired.map(\.name)) == Set(expected))
        }
    }

    @Test("Each Swift type writes the fields of its file, all of them and in that order")
    func fields() throws {
        for pairing in try Self.pairings() {
            let file = try InterfaceFile(pairing.interface.definition)
            let fields = try #require(pairing.fields(in: file))
            for value in [pairing.full, pairing.bare] {
                try Self.hold(value, to: fields, in: file, "\(pairing.testDescription)")
            }
            // Whatever may be null is null in the bare sample and not in the full one.
            for field in fields {
                let isOptional = if case .optional = field.type { true } else { false }
                #expect(pairing.full[field.name] != .null, "\(pairing.testDescription)")
                #expect(
                    (pairing.bare[field.name] == .null) == isOptional,
                    "\(pairing.testDescription).\(field.name)")
            }
        }
    }

    @Test("Each Swift type reads what it writes, and refuses what the file does not allow")
    func reading() throws {
        for pairing in try Self.pairings() {
            let file = try InterfaceFile(pairing.interface.definition)
            let fields = try #require(pairing.fields(in: file))
            #expect(try pairing.reread(pairing.full) == pairing.full)
            #expect(try pairing.reread(pairing.bare) == pairing.bare)
            guard case .object(let members) = pairing.full else { continue }
            for (index, field) in fields.enumerated() {
                var without = members
                without.remove(at: index)
                if case .optional = field.type {
                    #expect(throws: Never.self) { try pairing.reread(.object(without)) }
                } else {
                    #expect(throws: JSONFieldError(name: field.name, problem: .missing)) {
                        _ = try pairing.reread(.object(without))
                    }
                }
                var wrong = members
                wrong[index].value = .number(1.5)
                let error = #expect(throws: JSONFieldError.self) {
                    _ = try pairing.reread(.object(wrong))
                }
                #expect(error?.name == field.name, "\(pairing.testDescription)")
            }
            let more = members + [JSONMember("zz-unknown", .bool(true))]
            #expect(throws: JSONFieldError(name: "zz-unknown", problem: .unknown(nearest: nil))) {
                _ = try pairing.reread(.object(more))
            }
        }
    }

    @Test("Every error of the files has its Swift case, with its parameters, and a sentence")
    func errors() throws {
        for interface in Self.interfaces {
            let file = try InterfaceFile(interface.definition)
            let failures = Self.failures.filter { $0.0.name == file.name }.map(\.1)
            let names = failures.map { String($0.wire.name.dropFirst(file.name.count + 1)) }
            #expect(Set(names) == Set(file.errors.keys))
            for (name, failure) in zip(names, failures) {
                let fields = try #require(file.errors[name])
                try Self.hold(.object(failure.wire.parameters), to: fields, in: file, name)
                #expect(failure.wire.sentence == failure.sentence)
                #expect(!failure.sentence.contains(file.name) && !failure.sentence.hasSuffix("."))
                let survives = Self.again(failure)
                #expect(survives, "\(name)")
            }
        }
    }

    @Test("Every field, type, method and error has a comment")
    func comments() throws {
        for interface in Self.interfaces {
            let file = try InterfaceFile(interface.definition)
            for member in file.members {
                #expect(member.isCommented, "\(file.name) \(member.name)")
            }
            let fields =
                Array(file.types.values.joined()) + Array(file.errors.values.joined())
                + file.methods.values.flatMap { $0.input + $0.output }
            for field in fields { #expect(field.isCommented, "\(file.name) \(field.name)") }
        }
    }

    private static func again<Failure: VarlinkErrorSet>(_ failure: Failure) -> Bool {
        Failure(failure.wire) == failure
    }

    private static func hold(
        _ value: JSONValue, to fields: [InterfaceFile.Field], in file: InterfaceFile, _ at: String
    ) throws {
        guard case .object(let members) = value else {
            Issue.record("\(at) is no object")
            return
        }
        #expect(members.map(\.name) == fields.map(\.name), "\(at)")
        for (member, field) in zip(members, fields) {
            try hold(member.value, to: field.type, in: file, "\(at).\(field.name)")
        }
    }

    private static func hold(
        _ value: JSONValue, to type: InterfaceFile.FieldType, in file: InterfaceFile, _ at: String
    ) throws {
        switch (type, value) {
        case (.optional, .null), (.bool, .bool), (.int, .integer), (.string, .string): return
        case (.optional(let inner), _): try hold(value, to: inner, in: file, at)
        case (.array(let inner), .array(let elements)):
            for element in elements { try hold(element, to: inner, in: file, at) }
        case (.named(let name), _):
            try hold(value, to: try #require(file.types[name], "\(name)"), in: file, at)
        default: Issue.record("\(at) is \(value.kind), not \(type)")
        }
    }
}
