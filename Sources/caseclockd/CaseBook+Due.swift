import Casework
import CivilTime
import Ledger

extension CaseBook {
    /// Works out anew the cases that are due for it: a day has come on which something in them
    /// changes by itself, something was decided of them, or other people are told of what is due.
    func refreshDue(
        on today: CivilDate, site: Site, directory: Directory
    ) throws(LedgerError) {
        // A clock that was ahead has worked cases out on days that are still to come.
        if let lookedDay, today < lookedDay {
            try loadDecisions(on: today)
            try refresh(caseNumbers.sorted(), on: today, site: site, directory: directory)
            self.lookedDay = today
            return
        }
        let recipients = Recipients(directory: directory, intake: site.intake)
        let people = recipients.changing(after: lookedDay ?? today, through: today)
        var cases = Set(toRefresh(by: today))
        if !people.isEmpty { cases.formUnion(casesTold(to: people, recipients)) }
        try refresh(cases.sorted(), on: today, site: site, directory: directory)
        lookedDay = today
    }

    /// Notes that cases were worked out on a day by a reading.
    func noteReading(on day: CivilDate) { lookedDay = max(lookedDay ?? day, day) }

    /// The cases in which one of these people owes something, or is told of an escalation.
    private func casesTold(to people: Set<String>, _ recipients: Recipients) -> Set<String> {
        var cases = Set(supervisors.filter { people.contains($0.value) }.map(\.key))
        for owner in docket.owners {
            let supervisor = recipients.supervisor(of: owner, caseSupervisor: nil)
            if people.contains(owner) || supervisor.map(people.contains) ?? false {
                cases.formUnion(docket.cases(of: owner))
            }
        }
        return cases
    }
}
