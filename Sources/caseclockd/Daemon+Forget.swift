import CaseloadFiles
import Casework
import CivilTime
import Control
import Delivery
import Glibc
import Ledger
import Systemd

/// What is still to be done about cases that are to be forgotten.
struct ForgetWatch {
    /// Whether the write-ahead log may still hold what was deleted.
    var needsScrub = true
    /// The day on which it was last looked for cases whose time has come.
    var lookedDay: CivilDate?
    /// Whether there were more of them than are forgotten at once.
    var hasMore = false
    /// What went wrong last; nil when nothing is wrong.
    var trouble: String?
}

/// Forgetting cases: asked for, and by themselves when the site's `retention:` has passed.
extension Daemon {
    /// Has `Forget` answered.
    func serveForget(_ service: inout VarlinkService) {
        func forget(
            _ input: CasesInterface.Forgetting, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            try self.forget(input, request)
        }
        service.on(CasesInterface.Forget.self, forget)
    }

    private func forget(
        _ input: CasesInterface.Forgetting, _ request: VarlinkRequest
    ) throws(VarlinkError) -> VarlinkAnswer {
        let caller = try caller(request)
        guard caller.permit.role == .administrator else {
            throw refusal(of: caller, needs: .administrator, caseNumber: input.caseNumber)
        }
        try checkCanForget(input)
        let (number, path) = (input.caseNumber, spoolPath)
        // The mails that are out already are looked through on a thread of its own.
        return try later(request.ticket) {
            Self.mails(naming: number, inSpool: path)
        } answer: { [unowned self] spool throws(VarlinkError) in
            .reply(try forget(input, caller, spool: spool))
        }
    }

    /// Sees to it that a case can be forgotten.
    ///
    /// - Throws: the error to answer with.
    private func checkCanForget(_ input: CasesInterface.Forgetting) throws(VarlinkError) {
        guard isReady else { throw CasesInterface.Failure.notReady.wire }
        let known = site.configuration.reasons
        guard known.contains(input.reason) else {
            throw CasesInterface.Failure.unknownReason(input.reason, known: known).wire
        }
        let number = input.caseNumber
        if let place = try placeInFile(of: number) {
            throw CasesInterface.Failure.stillDeclared(number, place: place).wire
        }
        let kept = try writing { () throws(LedgerError) in try book.ledger.kept(of: number) }
        guard kept.isNothing,
            !book.goneCases(on: today).contains(where: { $0.caseNumber == number })
        else { return }
        let nearest = try deadlines(for: nil).nearest(toCase: number) ?? []
        throw CasesInterface.Failure.noSuchCase(number, nearest: nearest).wire
    }

    /// Where a caseload file has a case, in force or set aside; nil where none has it.
    private func placeInFile(of number: String) throws(VarlinkError) -> String? {
        if let aside = keeper.setAside.first(where: { $0.caseNumber == number }) {
            return aside.place
        }
        guard book.caseNumbers.contains(number) else { return nil }
        let declared: DeclaredCase?
        do throws(LedgerError) {
            declared = try book.ledger.declaredCase(number)
        } catch {
            // A damaged entry is of a case that stands in a file.
            return error.path
        }
        return declared?.place.description
    }

    /// Forgets a case, or says what that would be, once it is known which mails name it.
    private func forget(
        _ input: CasesInterface.Forgetting, _ caller: Caller, spool: [String]?
    ) throws(VarlinkError) -> CasesInterface.ForgetReply {
        // A reading may have brought it back meanwhile.
        try checkCanForget(input)
        let number = input.caseNumber
        let isDryRun = input.dryRun ?? false
        let gone = try writing { () throws(LedgerError) in
            let outbox = try Self.outbox(without: number, book.ledger)
            guard !isDryRun else {
                var kept = try book.ledger.kept(of: number)
                kept.notifications += outbox.removed.count
                kept.masked = outbox.masked.count
                return kept
            }
            return try book.ledger.forget(number, outbox: outbox) { gone in
                caller.audit(
                    caseNumber: number, target: nil,
                    after: Self.json(gone, reason: input.reason))
            }
        }
        var reply = CasesInterface.ForgetReply(
            dryRun: isDryRun, forgotten: CasesInterface.Forgotten(gone))
        reply.forgotten.spool = spool
        guard !isDryRun else { return reply }
        book.forget(number)
        forgetting.needsScrub = true
        alerts.say(
            .casesForgotten, "\(caller.author): 1 case was forgotten (\(input.reason))",
            [
                ("CASECLOCK_CASES", "1"), ("CASECLOCK_AUTHOR", caller.author),
                ("CASECLOCK_REASON", input.reason),
            ])
        tick()
        return reply
    }

    /// Forgets the cases whose time has come, and takes what was deleted out of the write-ahead
    /// log; trouble with that is told and holds nothing else back.
    func forgetPast(on today: CivilDate) {
        do throws(LedgerError) {
            try forgetDue(on: today)
            forgetting.trouble = nil
        } catch {
            if forgetting.trouble != error.description {
                alerts.say(.ledgerFailed, error.description)
            }
            forgetting.trouble = error.description
        }
    }

    /// Whether some cases have still to be forgotten today, so that it has to be gone on with.
    var hasMoreToForget: Bool { forgetting.hasMore && forgetting.trouble == nil }

    /// Forgets a number of cases whose time has come.
    ///
    /// While it isn't clear what the files have, none is: it may be in one of them.
    private func forgetDue(on today: CivilDate) throws(LedgerError) {
        let isFolderKnown =
            keeper.putOff.isEmpty && keeper.refusal == nil && keeper.trouble == nil
        if forgetting.lookedDay != today, site.configuration.retention != nil, isFolderKnown {
            let aside = Set(keeper.setAside.compactMap(\.caseNumber))
            // A whole file that can't be read may have any case.
            let isReadable = keeper.setAside.allSatisfy { $0.caseNumber != nil }
            let due = try book.ledger.cases(dischargedBefore: today).filter { kept in
                isReadable && !aside.contains(kept.number)
                    && Retention.keptThrough(kept.discharged, site).map { $0 < today } ?? false
            }
            let now = due.prefix(Self.mostForgottenAtOnce)
            forgetting.hasMore = now.count < due.count
            for kept in now { try forgetPast(kept.number) }
            if now.count == due.count { forgetting.lookedDay = today }
            if !now.isEmpty {
                alerts.say(
                    .casesForgotten,
                    "\(Self.count(now.count, "case")) "
                        + "\(now.count == 1 ? "was" : "were") forgotten (\(Self.retentionReason))",
                    [
                        ("CASECLOCK_CASES", "\(now.count)"), ("CASECLOCK_AUTHOR", "caseclock"),
                        ("CASECLOCK_REASON", Self.retentionReason),
                    ])
            }
        }
        if forgetting.needsScrub { forgetting.needsScrub = try !book.ledger.scrub() }
    }

    private func forgetPast(_ number: String) throws(LedgerError) {
        let outbox = try Self.outbox(without: number, book.ledger)
        let (uid, now) = (geteuid(), clock.now)
        _ = try book.ledger.forget(number, outbox: outbox) { gone in
            AuditEntry(
                at: now, uid: uid, user: Caller.name(ofUser: uid), role: nil, person: nil,
                method: CasesInterface.Forget.name, caseNumber: number,
                after: Self.json(gone, reason: Self.retentionReason))
        }
        book.forget(number)
        forgetting.needsScrub = true
    }

    private static let retentionReason = "retention"
    /// How many cases are forgotten before the loop does something else.
    private static let mostForgottenAtOnce = 200

    private static func json(_ gone: Forgotten, reason: String) -> String {
        Caller.json([
            "forgotten": reason, "facts": "\(gone.facts)", "acts": "\(gone.acts)",
            "silences": "\(gone.silences)", "sayings": "\(gone.sayings)",
            "notifications": "\(gone.notifications)", "masked": "\(gone.masked)",
        ])
    }

    /// What has to be done about what waits in the outbox, beside what was said of the case.
    private static func outbox(
        without number: String, _ ledger: Ledger
    ) throws(LedgerError) -> OutboxForgetting {
        let mask = CaseMask(number)
        let said = Set(try ledger.sayings(case: number).map(\.saying.id))
        var outbox = OutboxForgetting()
        for channel in Channel.allCases {
            var last: NotificationID?
            while true {
                let items = try ledger.pending(channel, limit: Courier.batch, after: last)
                for item in items where !said.contains(item.id) {
                    switch channel {
                    case .mail: outbox.masked[item.id] = mask.masking(mail: item.payload)
                    case .journal:
                        if JournalPayload(item.payload)?["CASECLOCK_CASE"] == number {
                            outbox.removed.append(item.id)
                        } else {
                            outbox.masked[item.id] = mask.masking(entry: item.payload)
                        }
                    }
                }
                guard items.count == Courier.batch else { break }
                last = items.last?.id
            }
        }
        return outbox
    }

    /// The mails in the spool that name a case, as `sent/…`; nil where they can't be read.
    private static func mails(naming number: String, inSpool path: String) -> [String]? {
        let spool = MailSpool(path: path)
        let mask = CaseMask(number)
        var names: [String] = []
        do throws(SpoolError) {
            let view = try SpoolView(spool)
            for folder in [MailSpool.Folder.new, .deferred, .sent, .failed] {
                for id in view.ids(in: folder) {
                    let message = try spool.message(id, in: folder, atMost: Self.longestMail)
                    guard let message, mask.masking(mail: message) != nil else { continue }
                    names.append("\(folder.rawValue)/\(id)")
                }
            }
        } catch {
            return error.code == .missing ? [] : nil
        }
        return names
    }

    /// How much of a mail is looked through.
    private static let longestMail = 4 << 20
}

extension CasesInterface.Forgotten {
    /// What was forgotten, as the wire has it.
    init(_ gone: Forgotten) {
        self.init()
        facts = gone.facts
        acts = gone.acts
        silences = gone.silences
        sayings = gone.sayings
        notifications = gone.notifications
        masked = gone.masked
        auditRows = gone.auditRows
    }
}
