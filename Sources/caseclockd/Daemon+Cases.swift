import CaseloadFiles
import Casework
import CivilTime
import Control
import Delivery
import Ledger
import Systemd

/// What is known of cases, and recorded of them.
extension Daemon {
    /// Has the methods answered.
    func serveCases(_ service: inout VarlinkService) {
        func list(
            _ input: CasesInterface.CasesQuery, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            try listCases(input, request)
        }
        func get(
            _ input: CasesInterface.CaseQuery, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            let requests = try caseRequests(request)
            let timeline = try requests.timeline(input)
            try noteLook(atCase: input.caseNumber, requests.caller)
            return .reply(timeline)
        }
        func problems(
            _ input: CasesInterface.ProblemsQuery, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            guard isReady else { throw CasesInterface.Failure.notReady.wire }
            let caller = try caller(request)
            let listing = ProblemListing(
                deadlines: try deadlines(for: caller.permit), permit: caller.permit,
                others: problemsBesideCases())
            let page = try listing.page(input)
            try noteLook(atCase: input.caseNumber, caller)
            return .reply(page)
        }
        func record(
            _ input: CasesInterface.Recording, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            try keep(request) { requests throws(VarlinkError) in try requests.record(input) }
        }
        func hold(
            _ input: CasesInterface.Holding, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            try keep(request) { requests throws(VarlinkError) in try requests.hold(input) }
        }
        func resume(
            _ input: CasesInterface.Resuming, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            try keep(request) { requests throws(VarlinkError) in try requests.resume(input) }
        }
        func retract(
            _ input: CasesInterface.Retracting, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            try self.retract(input, request)
        }
        func export(
            _ input: CasesInterface.ExportQuery, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            try self.export(input, request)
        }
        service.on(CasesInterface.List.self, list)
        service.on(CasesInterface.Get.self, get)
        service.on(CasesInterface.Record.self, record)
        service.on(CasesInterface.Retract.self, retract)
        service.on(CasesInterface.Hold.self, hold)
        service.on(CasesInterface.Resume.self, resume)
        service.on(CasesInterface.Export.self, export)
        service.on(CasesInterface.Problems.self, problems)
    }

    /// What answers a call about cases.
    ///
    /// - Throws: the error to answer with.
    func caseRequests(_ request: VarlinkRequest) throws(VarlinkError) -> CaseRequests {
        guard isReady else { throw CasesInterface.Failure.notReady.wire }
        let caller = try caller(request)
        return CaseRequests(deadlines: try deadlines(for: caller.permit), caller: caller) {
            [unowned self] role, number in
            refusal(of: caller, needs: role, caseNumber: number)
        }
    }

    /// Keeps a fact that `ask` has looked over, and tells what came of it.
    private func keep(
        _ request: VarlinkRequest,
        _ ask: (CaseRequests) throws(VarlinkError) -> CaseRequests.Answer
    ) throws(VarlinkError) -> VarlinkAnswer {
        // What was due until now is said before a fact could keep it back.
        if isReady { tick() }
        let requests = try caseRequests(request)
        switch try ask(requests) {
        case .declared(let fact, let state):
            let teller = teller(state.timeline.caseNumber)
            return .reply(
                CaseEffect(from: state, to: state).wire(
                    teller.fact(fact, state.timeline), standing: true, teller))
        case .standing(let fact): return .reply(try requests.effect(of: fact, standing: true))
        case .new(let fact, _):
            let audit = requests.caller.audit(
                caseNumber: fact.caseNumber, target: fact.id, after: fact.trail)
            try writing { () throws(LedgerError) in try book.ledger.add(fact, audit: audit) }
            book.decide(fact)
            say(.factRecorded, "recorded", fact, by: requests.caller.author)
            tick()
            return .reply(try caseRequests(request).effect(of: fact, standing: false))
        }
    }

    private func retract(
        _ input: CasesInterface.Retracting, _ request: VarlinkRequest
    ) throws(VarlinkError) -> VarlinkAnswer {
        if isReady { tick() }
        let requests = try caseRequests(request)
        var fact = try requests.toRetract(input)
        guard fact.retracted == nil else {
            return .reply(try requests.effect(of: fact, standing: true))
        }
        let caller = requests.caller
        let retraction = Act.Undoing(author: caller.author, at: caller.now, reason: input.reason)
        let audit = caller.audit(
            caseNumber: fact.caseNumber, target: fact.id, before: fact.trail,
            after: Caller.json(["retracted": input.reason]))
        _ = try writing { () throws(LedgerError) in
            try book.ledger.retract(fact: fact.id, retraction, audit: audit)
        }
        fact.retracted = retraction
        book.decide(fact)
        say(.factRetracted, "retracted", fact, by: caller.author, reason: input.reason)
        tick()
        return .reply(try caseRequests(request).effect(of: fact, standing: false))
    }

    private func teller(_ number: String) -> CaseTeller {
        CaseTeller(site: site, recorded: book.decisions.recorded[number])
    }

    /// Tells the journal of a fact; never of a protection file (DESIGN 4).
    private func say(
        _ message: MessageID, _ verb: String, _ fact: RecordedFact, by author: String,
        reason: String? = nil
    ) {
        let kind = fact.fact.kind
        guard kind != .protectionFileOpened, kind != .protectionFileClosed else { return }
        var fields: [(JournalFieldName, String)] = [
            ("CASECLOCK_CASE", fact.caseNumber), ("CASECLOCK_KIND", kind.name),
        ]
        if let subject = fact.fact.subject.textOrNil {
            fields.append(("CASECLOCK_SUBJECT", subject))
        }
        fields += [
            ("CASECLOCK_DATE", fact.fact.date.description), ("CASECLOCK_FACT", fact.id),
            ("CASECLOCK_AUTHOR", author),
        ]
        if let reason { fields.append(("CASECLOCK_REASON", reason)) }
        let subject = fact.fact.subject.textOrNil.map { " \($0)" } ?? ""
        let why = reason.map { " (\($0))" } ?? ""
        alerts.say(
            message,
            "\(author): \(verb) \(fact.caseNumber) \(kind)\(subject) of \(fact.fact.date)\(why)",
            fields)
    }
}

extension RecordedFact {
    /// The fact as the audit trail has it: JSON of codes and dates.
    var trail: String {
        let attributes = fact.attributes.items.map {
            "\($0.name.rawValue)=\($0.value.texts.joined(separator: ","))"
        }.joined(separator: " ")
        return Caller.json([
            "kind": fact.kind.name, "subject": fact.subject.textOrNil,
            "date": fact.date.description, "attributes": attributes.isEmpty ? nil : attributes,
        ])
    }
}

extension CaseRequests {
    /// What a recorded fact does, or did until it was retracted, as its case stands now.
    ///
    /// - Throws: the error to answer with.
    func effect(
        of fact: RecordedFact, standing: Bool
    ) throws(VarlinkError) -> CasesInterface.Effect {
        let number = fact.caseNumber
        let teller = CaseTeller(site: site, recorded: book.decisions.recorded[number])
        let record = try deadlines.reading { () throws(LedgerError) in try book.record(number) }
        guard let record else {
            // Of a case that is in no file nothing is due, with the fact or without.
            return CasesInterface.Effect(
                fact: teller.retracted(fact), standing: standing, opened: [], moved: [],
                closed: [], gone: [], problems: [])
        }
        let now = CaseState(record, on: today, site: site, directory: directory)
        var other = record
        if fact.retracted == nil {
            other.recorded.removeAll { $0 == fact.fact }
        } else {
            other.recorded.append(fact.fact)
        }
        let then = CaseState(other, on: today, site: site, directory: directory)
        let told =
            fact.retracted == nil
            ? teller.fact(fact.fact, now.timeline) : teller.retracted(fact)
        return CaseEffect(from: then, to: now).wire(told, standing: standing, teller)
    }
}
