import Casework
import CivilTime
import Control

/// What comes of a fact: how the deadlines of its case stand with it and without.
struct CaseEffect {
    private let before: CaseState
    private let after: CaseState
    private let day: CivilDate

    /// What makes the one state the other.
    init(from before: CaseState, to after: CaseState) {
        self.before = before
        self.after = after
        day = after.timeline.day
    }

    /// The answer to whoever recorded or retracted the fact.
    func wire(
        _ fact: CasesInterface.Fact, standing: Bool, _ teller: CaseTeller
    ) -> CasesInterface.Effect {
        let old = Dictionary(
            before.deadlines.map { ($0.identity, $0) }, uniquingKeysWith: { first, _ in first })
        let new = Set(after.deadlines.map(\.identity))
        var opened: [Deadline] = []
        var moved: [CasesInterface.Moved] = []
        var closed: [Deadline] = []
        for deadline in after.deadlines {
            let was = old[deadline.identity]
            let wasOpen = was.map { $0.end == nil } ?? false
            switch (deadline.end == nil, wasOpen) {
            case (true, false): opened.append(deadline)
            case (true, true):
                guard let was, was.target != deadline.target else { continue }
                moved.append(.init(deadline: row(deadline), from: was.target))
            case (false, true): closed.append(deadline)
            case (false, false): if was == nil { closed.append(deadline) }
            }
        }
        let gone = before.deadlines.filter { $0.end == nil && !new.contains($0.identity) }
        let known = Set(before.problems.map(\.key))
        return CasesInterface.Effect(
            fact: fact, standing: standing, opened: opened.map(row), moved: moved,
            closed: closed.map(row), gone: gone.map(row),
            problems: after.problems.filter { !known.contains($0.key) }.map(
                CasesInterface.Problem.init))
    }

    private func row(_ deadline: Deadline) -> DeadlinesInterface.Deadline {
        DeadlinesInterface.Deadline(deadline.row(on: day))
    }
}
