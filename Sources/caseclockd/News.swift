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

    /// What there is to tell on a day, whether it was told or not.
    static func items(
        _ book: CaseBook, setAside: [Problem], ended: [EndedSilence], _ recipients: Recipients,
        on day: CivilDate
    ) -> [Item] {
        let monday = day.monday
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
        for problem in setAside {
            guard let number = problem.caseNumber else { continue }
            add(problem, for: book.answerable(for: number))
        }
        for person in recipients.supervisors
        where recipients.team(of: person, on: day).contains(where: { book.docket.owes($0.code) }) {
            let id = NotificationID(weekly: "team", of: "", for: person, in: monday)
            items.append(Item(id: id, about: .team, person: person, since: monday))
        }
        for end in ended {
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
