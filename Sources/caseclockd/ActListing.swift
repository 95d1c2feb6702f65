import CaseloadFiles
import Casework
import CivilTime
import Control
import Ledger

/// Answers ListActs: the newest acts first, with whether each has an effect today.
struct ActListing {
    let deadlines: DeadlinesRequests
    let caller: Caller

    /// How many acts are read of the ledger at once.
    private static let batch = 200

    /// One page of the answer.
    ///
    /// - Throws: the error to answer with.
    func page(
        _ input: DeadlinesInterface.ActsQuery
    ) throws(VarlinkError) -> DeadlinesInterface.ActsPage {
        let limit = try deadlines.limits.rows(input.limit)
        let all = input.all ?? false
        try check(input)
        var views: [String: CaseView?] = [:]
        var found: [DeadlinesInterface.Act] = []
        var after = input.cursor
        while true {
            let acts = try read(input.caseNumber, standing: !all, after: after)
            for act in acts {
                let number = act.identity.caseNumber
                let view: CaseView?
                if let known = views[number] {
                    view = known
                } else {
                    view = try deadlines.view(number)
                    views[number] = .some(view)
                }
                guard maySee(act, view) else { continue }
                let wire = deadlines.wire(act, view)
                guard all || wire.inForce else { continue }
                guard found.count < limit else {
                    return DeadlinesInterface.ActsPage(acts: found, cursor: found.last?.id)
                }
                found.append(wire)
            }
            guard acts.count == Self.batch, let last = acts.last else {
                return DeadlinesInterface.ActsPage(acts: found)
            }
            after = last.id
        }
    }

    /// A case of which there are acts may be in no file any more (SEMANTICS I3).
    private func check(_ input: DeadlinesInterface.ActsQuery) throws(VarlinkError) {
        let ledger = deadlines.book.ledger
        if let cursor = input.cursor {
            let acts = try deadlines.reading { () throws(LedgerError) in
                try ledger.acts(idBeginning: cursor)
            }
            guard acts.map(\.id) == [cursor] else {
                throw ServiceDescription.Failure.invalidParameter("cursor").wire
            }
        }
        guard let number = input.caseNumber else { return }
        let acts = try deadlines.reading { () throws(LedgerError) in
            try ledger.acts(case: number)
        }
        if acts.isEmpty { try deadlines.checkCase(number) }
    }

    private func read(
        _ number: String?, standing: Bool, after: String?
    ) throws(VarlinkError) -> [Act] {
        try deadlines.reading { () throws(LedgerError) in
            try deadlines.book.ledger.acts(
                case: number, standing: standing, after: after, limit: Self.batch)
        }
    }

    private func maySee(_ act: Act, _ view: CaseView?) -> Bool {
        let directory = deadlines.directory
        guard let view else { return caller.permit.maySee(author: act.author, in: directory) }
        return caller.permit.maySee(
            view.parties(of: view.deadline(act.identity)), in: directory)
    }
}

extension DeadlinesRequests {
    /// Reads the ledger.
    ///
    /// - Throws: the error to answer with.
    func reading<Value>(
        _ body: () throws(LedgerError) -> Value
    ) throws(VarlinkError) -> Value {
        do throws(LedgerError) {
            return try body()
        } catch {
            throw ServiceInterface.Failure.ledgerFailed(reason: error.description).wire
        }
    }

    /// A case as it stands today; nil where there is none.
    func view(_ caseNumber: String) throws(VarlinkError) -> CaseView? {
        try reading { () throws(LedgerError) in
            try CaseView(
                caseNumber, book: book, site: site, directory: directory, today: today)
        }
    }

    /// An act as the wire has it, in its case as that stands today.
    func wire(_ act: Act, _ view: CaseView?) -> DeadlinesInterface.Act {
        let identity = act.identity
        let why = CaseView.notInForce(act, view?.deadline(identity), on: today)
        return DeadlinesInterface.Act(
            id: act.id, kind: act.kind.rawValue,
            deadline: DeadlinesInterface.ActDeadline(
                caseNumber: identity.caseNumber, episode: identity.episode, rule: identity.rule,
                subject: identity.subject.textOrNil, triggerKey: identity.triggerKey,
                target: act.target, state: act.state.rawValue),
            reason: act.reason, until: act.until, author: act.author, at: site.text(act.at),
            undone: act.undone.map {
                DeadlinesInterface.Undone(by: $0.author, at: site.text($0.at), reason: $0.reason)
            },
            inForce: why == nil, notInForce: why)
    }
}
