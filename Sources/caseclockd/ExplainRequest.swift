import Casework
import CivilTime
import Control
import JSONText
import Ledger

extension DeadlinesRequests {
    /// Answers an Explain call.
    ///
    /// - Throws: the error to answer with.
    func explain(
        _ input: DeadlinesInterface.ExplainQuery
    ) throws(VarlinkError) -> DeadlinesInterface.Explanations {
        let day = try self.day(input.asOf, parameter: "asOf")
        try checkCase(input.caseNumber)
        let locale = try locale(input.locale)
        var trigger: CivilDate?
        if let text = input.trigger { trigger = try self.day(text, parameter: "trigger") }
        let record: CaseRecord
        let said: [KeptSaying]
        do throws(LedgerError) {
            guard let found = try book.record(input.caseNumber) else {
                throw LedgerError(
                    .unreadableCase, path: book.ledger.path, value: input.caseNumber,
                    detail: "case '\(input.caseNumber)' is not there")
            }
            // Also what is over: it is explained as of any day.
            record = CaseRecord(
                found.declared, recorded: found.recorded, onceDeclared: found.onceDeclared,
                acts: try book.ledger.acts(case: input.caseNumber))
            said = try book.ledger.sayings(case: input.caseNumber)
        } catch {
            throw ServiceInterface.Failure.ledgerFailed(reason: error.description).wire
        }
        guard let engine = site.engines[record.declared.profile] else {
            throw noSuchRule(input.rule, among: [])
        }
        guard engine.policy.rule(named: input.rule) != nil else {
            throw noSuchRule(input.rule, among: engine.policy.rules.map(\.name))
        }
        let timeline = Timeline(record, on: day, directory: directory)
        let found = engine.explanations(
            timeline, restraints: book.decisions.restraints(of: record, site, directory)
        ) {
            $0.identity.rule == input.rule
                && (input.subject == nil || $0.identity.subject.textOrNil == input.subject)
                && (trigger == nil || $0.trigger == trigger)
        }
        guard !found.isEmpty else {
            throw DeadlinesInterface.Failure.noSuchDeadline(
                caseNumber: input.caseNumber, rule: input.rule, subject: input.subject
            ).wire
        }
        let teller = ExplanationTeller(site: site, day: day, locale: locale, said: said)
        return DeadlinesInterface.Explanations(explanations: found.map(teller.wire), asOf: day)
    }

    private func locale(_ text: String?) throws(VarlinkError) -> Locale {
        guard let text else { return .en }
        guard let locale = Locale(rawValue: text) else {
            throw ServiceDescription.Failure.invalidParameter("locale").wire
        }
        return locale
    }

    private func noSuchRule(_ rule: String, among names: [String]) -> VarlinkError {
        DeadlinesInterface.Failure.noSuchRule(
            rule, nearest: Self.nearest(rule, among: names)
        ).wire
    }
}
