import CaseloadFiles
import Casework
import CivilTime
import Control
import Ledger

/// Answers what is asked of single cases.
struct CaseRequests {
    let deadlines: DeadlinesRequests
    let caller: Caller
    /// Tells of a refusal, and gives its error.
    let refusal: (AccessRule.Role, String?) -> VarlinkError

    var site: Site { deadlines.site }
    var book: CaseBook { deadlines.book }
    var directory: Directory { deadlines.directory }
    var today: CivilDate { deadlines.today }

    /// Everything that is known of a case that the caller may see.
    ///
    /// - Throws: the error to answer with.
    func timeline(_ input: CasesInterface.CaseQuery) throws(VarlinkError) -> CasesInterface.Timeline
    {
        let day = try day(input.asOf, parameter: "asOf")
        let state = try state(of: input.caseNumber, on: day)
        let now = day == today ? state : try self.state(of: input.caseNumber, on: today)
        guard caller.permit.maySee(now.parties, in: directory) else {
            throw refusal(caller.permit.roleToSeeMore, input.caseNumber)
        }
        let teller = CaseTeller(site: site, recorded: book.decisions.recorded[input.caseNumber])
        return CasesInterface.Timeline(
            summary: teller.summary(state), episodes: state.timeline.episodes.map(teller.episode),
            facts: teller.facts(state), problems: state.problems.map(CasesInterface.Problem.init),
            asOf: day)
    }

    /// A case as it stands on a day.
    ///
    /// - Throws: the error to answer with, where there is none.
    func state(of number: String, on day: CivilDate) throws(VarlinkError) -> CaseState {
        try checkCase(number)
        let record = try deadlines.reading { () throws(LedgerError) in try book.record(number) }
        guard let record else {
            throw CasesInterface.Failure.noSuchCase(number, nearest: []).wire
        }
        return CaseState(record, on: day, site: site, directory: directory)
    }

    /// Sees to it that there is a case.
    ///
    /// - Throws: the error to answer with, which names one that looks like it.
    func checkCase(_ number: String) throws(VarlinkError) {
        guard let nearest = deadlines.nearest(toCase: number) else { return }
        throw CasesInterface.Failure.noSuchCase(number, nearest: nearest).wire
    }

    /// A day as it was written; today where none was.
    ///
    /// - Throws: the error to answer with.
    func day(_ text: String?, parameter: String) throws(VarlinkError) -> CivilDate {
        guard let text else { return today }
        guard let day = deadlines.day(written: text) else {
            throw CasesInterface.Failure.invalidDate(parameter: parameter, value: text).wire
        }
        return day
    }
}
