import Casework
import CivilTime

/// A family's case told day by day: what happened, and each deadline as it arises, moves and ends.
///
///     2026-03-24 Tue
///         meeting-held M2 (family partial, present kids, type review)
///         = met, cancelled, superseded or waived      x
///         ~ moved, or at rest during a hold           o open again      - as if it had never been
///         + arisen                                    ! overdue from this day on
///         > passes to another owner                   ? a problem, until it is `no more`
struct Diary {
    /// A fact that somebody recorded beside the file, on its own day or later.
    struct Note {
        let fact: Fact
        /// The day on which it was recorded.
        let day: CivilDate
        /// The day on which it was retracted, if it was.
        let retracted: CivilDate?
    }

    let engine: DeadlineEngine
    let directory: Directory
    /// What the file says in the end; each fact was written into it on its day.
    let declared: DeclaredCase
    let notes: [Note]
    let waivers: [Waiver]

    /// What there is to tell.
    struct Told {
        var text: String
        /// The program.
        let profile: String
        /// Every deadline that there has been.
        var deadlines: Set<DeadlineIdentity> = []
        /// The days on which something changed of which the engine had not said that it would.
        var surprises: [CivilDate] = []
    }

    /// The diary from the first fact to a last day.
    func told(through last: CivilDate) -> Told {
        let profile = declared.profile
        var told = Told(text: "\(declared.number), \(profile)\n", profile: profile)
        guard var day = declared.facts.map(\.date).min() else { return told }
        var yesterday = Standing()
        while day <= last {
            let facts = facts(on: day)
            let today = standing(on: day, since: yesterday)
            told.deadlines.formUnion(today.deadlines.keys)
            if facts.isEmpty, today.evaluation != yesterday.evaluation,
                day < yesterday.changesOn ?? .maximum
            {
                told.surprises.append(day)
            }
            let lines = facts + today.changes(since: yesterday)
            if !lines.isEmpty {
                told.text += "\n\(day) \(day.weekday.short)\n"
                told.text += lines.map { "    \($0)\n" }.joined()
            }
            yesterday = today
            day = day.advanced(byDays: 1)
        }
        told.text += "\nopen in the end\n"
        told.text += yesterday.open.map { "    \($0)\n" }.joined()
        return told
    }

    /// The case as it was known on a day.
    func record(on day: CivilDate) -> CaseRecord {
        var written = declared
        written.facts = declared.facts.filter { $0.date <= day }
        let recorded = notes.filter { note in
            note.day <= day && note.retracted.map { $0 > day } ?? true
        }
        return CaseRecord(written, recorded: recorded.map(\.fact), waivers: waivers)
    }

    private func standing(on day: CivilDate, since yesterday: Standing) -> Standing {
        let timeline = Timeline(record(on: day), on: day, directory: directory)
        var today = Standing(engine.evaluate(timeline), on: day, of: engine.policy)
        if today.evaluation != yesterday.evaluation {
            today.explanations = Dictionary(
                engine.explanations(timeline, restraints: .none) {
                    $0 != yesterday.deadlines[$0.identity]
                }.map { ($0.deadline.identity, $0) }, uniquingKeysWith: { $1 })
        }
        return today
    }

    private func facts(on day: CivilDate) -> [String] {
        let written = declared.facts.filter { $0.date == day }.map(\.inADiary)
        let recorded = notes.filter { $0.day == day }.map { note in
            let of = note.fact.date == day ? "" : " of \(note.fact.date)"
            return "\(note.fact.inADiary), recorded\(of)"
        }
        let retracted = notes.filter { $0.retracted == day }.map { note in
            "\(note.fact.inADiary) of \(note.fact.date), retracted"
        }
        return written + recorded + retracted
    }
}

extension Weekday {
    /// The English name as a table has it, as in "Mon".
    var short: String { String(name.prefix(3)) }
}

extension CivilDate {
    /// The date with its weekday.
    var withWeekday: String { "\(weekday.short) \(self)" }
}

extension Fact {
    /// The kind, the subject and what else it says.
    fileprivate var inADiary: String {
        let about = subject == .wholeCase ? "" : " \(subject.text)"
        let details = attributes.items.filter { $0.name != .contact }.map { item in
            switch item.value {
            case .date(let date): "\(item.name.rawValue) \(date)"
            case .code(let code): "\(item.name.rawValue) \(code)"
            case .codes(let codes): "\(item.name.rawValue) \(codes.joined(separator: " "))"
            }
        }
        return kind.name + about + (details.isEmpty ? "" : " (\(details.joined(separator: ", ")))")
    }
}
