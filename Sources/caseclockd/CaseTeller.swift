import Casework
import CivilTime
import Control

/// Puts cases and their facts into the types of the wire.
struct CaseTeller {
    private let site: Site
    private let ids: [Fact: String]

    /// A teller for a case of which so much is recorded.
    init(site: Site, recorded: [RecordedFact]?) {
        self.site = site
        ids = Dictionary(
            (recorded ?? []).map { ($0.fact, $0.id) }, uniquingKeysWith: { first, _ in first })
    }

    func summary(_ state: CaseState) -> CasesInterface.Case {
        let timeline = state.timeline
        let open = state.deadlines.filter { $0.end == nil }
        let overdue = open.count { $0.state(on: timeline.day) == .overdue }
        return CasesInterface.Case(
            caseNumber: timeline.caseNumber, profile: timeline.profile,
            status: timeline.status.rawValue, coordinator: timeline.coordinator,
            supervisor: timeline.supervisor, open: open.count, overdue: overdue,
            nextTarget: open.map(\.target).filter { $0 >= timeline.day }.min())
    }

    func episode(_ episode: Episode) -> CasesInterface.Episode {
        CasesInterface.Episode(
            number: episode.number, start: episode.start, discharged: episode.discharged,
            holds: episode.holds.map { .init(from: $0.from, resume: $0.resume) })
    }

    /// The facts of a case by date, in force or not.
    func facts(_ state: CaseState) -> [CasesInterface.Fact] {
        (state.record.declared.facts + state.record.recorded).sorted {
            if $0.date != $1.date { return $0.date < $1.date }
            if $0.kind != $1.kind { return $0.kind.name < $1.kind.name }
            return ($0.subject, $0.known) < ($1.subject, $1.known)
        }.map { fact($0, state.timeline) }
    }

    /// A fact as it stands in its case.
    func fact(_ fact: Fact, _ timeline: Timeline) -> CasesInterface.Fact {
        let episode = timeline.episodes.first { $0.counts(fact) }
        let counting = timeline.episodes.lazy.compactMap { $0.value(of: fact.key, on: fact.date) }
            .first
        let state =
            if episode != nil { "in-force" } else if fact.date > timeline.day {
                "to-come"
            } else if let counting {
                counting.saysTheSame(as: fact) ? "twin" : "replaced"
            } else { "no-effect" }
        return self.fact(fact, id: ids[fact], state: state, episode: episode?.number)
    }

    /// A recorded fact that is retracted.
    func retracted(_ recorded: RecordedFact) -> CasesInterface.Fact {
        var fact = fact(recorded.fact, id: recorded.id, state: "retracted", episode: nil)
        fact.retracted = recorded.retracted.map {
            .init(by: $0.author, at: site.text($0.at), reason: $0.reason)
        }
        return fact
    }

    private func fact(
        _ fact: Fact, id: String?, state: String, episode: Int?
    ) -> CasesInterface.Fact {
        var by: String?
        if case .recorded(let author, _) = fact.origin { by = author }
        return CasesInterface.Fact(
            id: id, kind: fact.kind.name, subject: fact.subject.textOrNil, date: fact.date,
            attributes: fact.attributes.items.map {
                .init(name: $0.name.rawValue, values: $0.value.texts)
            },
            state: state, episode: episode, place: fact.origin.place?.description, by: by,
            known: site.text(fact.known), retracted: nil)
    }
}

extension Attributes.Value {
    /// What it holds as texts.
    var texts: [String] {
        switch self {
        case .date(let date): [date.description]
        case .code(let code): [code]
        case .codes(let codes): codes
        }
    }
}

extension ServiceInterface.Problem {
    /// A problem as the wire has it.
    init(_ problem: Problem) {
        self.init(
            code: problem.code.rawValue, caseNumber: problem.caseNumber, place: problem.place,
            text: problem.text, advice: problem.advice)
    }
}
