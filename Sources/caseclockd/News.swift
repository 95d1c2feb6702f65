import CaseloadFiles
import Casework
import CivilTime
import Delivery

/// What people are told in their digests beside the stages of deadlines, each of it once.
struct News {
    /// One thing that somebody is told.
    struct Item {
        /// What it is remembered by once it was told.
        let id: NotificationID
        let about: About
        /// Whom it is for.
        let person: String
        /// The first day on which it can be told.
        let since: CivilDate
    }

    /// What it is about.
    enum About {
        /// A problem of a case of theirs: once a week, as long as it is there.
        case problem(Problem)
        /// How their team stands: once a week.
        case team
        /// That a silence of theirs has ended.
        case silenceEnded(id: String, on: CivilDate)
    }

    /// What it hangs on what there is to tell.
    struct Basis: Equatable {
        /// How often problems of cases have changed.
        let problems: Int
        let setAside: [Problem]
        let ended: [EndedSilence]
        let directory: Directory
        let mail: SiteConfiguration.Mail?
        let intake: String?
        let day: CivilDate
    }

    /// What there is to tell, whether it was told or not.
    static func items(
        _ book: CaseBook, _ basis: Basis, _ recipients: Recipients
    ) -> [Item] {
        let monday = basis.day.monday
        var items: [Item] = []
        func add(_ problem: Problem, for person: String?) {
            guard let person else { return }
            let id = NotificationID(
                weekly: "problem", of: "\(problem.code.rawValue) \(problem.caseNumber ?? "")",
                for: person, in: monday)
            items.append(Item(id: id, about: .problem(problem), person: person, since: monday))
        }
        for (number, problems) in book.problems {
            for problem in problems { add(problem, for: book.answerable(for: number)) }
        }
        for problem in basis.setAside {
            guard let number = problem.caseNumber else { continue }
            add(problem, for: book.answerable(for: number))
        }
        for person in recipients.supervisors(on: basis.day, ofThose: book.docket.owes) {
            let id = NotificationID(weekly: "team", of: "", for: person, in: monday)
            items.append(Item(id: id, about: .team, person: person, since: monday))
        }
        for end in basis.ended {
            let (id, author) = (end.silence.id, end.silence.author)
            items.append(
                Item(
                    id: NotificationID(endOfSilence: id, person: author),
                    about: .silenceEnded(id: id, on: end.day), person: author, since: end.day))
        }
        return items
    }
}

extension CivilDate {
    /// The Monday of the day's week.
    var monday: CivilDate { checkedAdvanced(byDays: 1 - weekday.rawValue) ?? self }
}
