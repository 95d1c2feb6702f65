import CaseloadFiles
import Casework
import CivilTime
import Ledger

/// What the daemon last looked at to find problems that are of no case.
///
/// To look is a walk through everybody who owes something, so for the journal it is done when who
/// there is, the site or the day has changed, and not with each changed case.
struct ProblemWatch {
    var news = ProblemNews()
    var stale = StaleFiles()
    fileprivate var addresses: [Problem] = []
    fileprivate var seen: (day: CivilDate, directory: Directory, mail: SiteConfiguration.Mail?)?
    fileprivate var staleSeen: StaleSeen?

    /// The next day on which a file will be stale.
    var changesOn: CivilDate? { stale.changesOn }

    /// What it depends on which files are stale.
    fileprivate struct StaleSeen: Equatable {
        let day: CivilDate
        let reading: Int
        let after: Interval
        let calendar: BusinessCalendar
    }
}

extension Daemon {
    /// Tells the journal of problems that are new.
    func tellProblems() {
        lookForStaleFiles()
        let now = (day: today, directory: keeper.directory, mail: site.configuration.mail)
        if news.seen.map({ $0 != now }) ?? true {
            news.seen = now
            news.addresses = addressProblems()
        }
        let others =
            news.addresses + news.stale.problems + keeper.problems + intakeProblem()
            + site.templateProblems.map(Problem.init)
            + site.access.problems + backupProblems()
        for entry in news.news.entries(ofCases: book.takeNewProblems(), others: others) {
            alerts.say(entry.kind, entry.text, entry.fields)
        }
    }

    /// The problems that are not of a case in force, nor of the daemon itself.
    func otherProblems() -> [Problem] {
        addressProblems() + news.stale.problems + keeper.problems + intakeProblem()
            + site.templateProblems.map(Problem.init) + site.access.problems
            + backupProblems() + book.goneCases(on: today)
    }

    private func lookForStaleFiles() {
        guard let after = site.configuration.staleAfter else {
            news.stale = StaleFiles()
            news.staleSeen = nil
            return
        }
        let now = ProblemWatch.StaleSeen(
            day: today, reading: keeper.readings, after: after, calendar: site.calendar)
        // What keeps the ledger from being read is told where reminders need it.
        guard news.staleSeen != now, let files = try? book.ledger.files() else { return }
        news.staleSeen = now
        news.stale = StaleFiles(files, on: today, site: site, hasOpenCases: hasOpenCases)
    }

    /// Whether something is due in a case of the file.
    private func hasOpenCases(_ file: String) -> Bool {
        let numbers = (try? book.ledger.caseNumbers(inFile: file)) ?? []
        return numbers.contains { book.docket.has($0) }
    }

    /// Who owes what nobody else owes is to be in the directory too (W6).
    private func intakeProblem() -> [Problem] {
        guard let intake = site.configuration.intake,
            keeper.directory.people[intake.value] == nil
        else { return [] }
        return [
            Problem(
                .unknownPerson, place: intake.place.description,
                text: "the directory has no person '\(intake.value)', who is the intake")
        ]
    }

    /// The people who owe something and can't be mailed.
    private func addressProblems() -> [Problem] {
        guard site.configuration.mail != nil else { return [] }
        let directory = keeper.directory
        return book.docket.owners.compactMap { code in
            guard let person = directory.people[code],
                site.address(of: code, in: directory) == nil
            else { return nil }
            guard person.email != nil else {
                return Problem(
                    .noAddress, place: code, text: "'\(code)' owes deadlines and has no address")
            }
            return Problem(
                .addressRefused, place: code,
                text: "the address of '\(code)' is outside the domains that mail may go to")
        }
    }
}
