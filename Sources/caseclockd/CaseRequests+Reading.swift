import CaseloadFiles
import Casework
import CivilTime
import Control

/// Makes a fact of what somebody has written, as it would stand in a caseload file.
extension CaseRequests {
    /// The fact that is meant, with what a file would say in another place of the same meeting.
    ///
    /// - Throws: the error to answer with.
    func fact(
        _ input: CasesInterface.Recording, _ state: CaseState
    ) throws(VarlinkError) -> Fact {
        let kind = FactKind(input.kind)
        var subject = input.subject
        if subject == nil { subject = try meeting(for: kind, state) }
        var attributes = (input.attributes ?? []).map { (name: $0.name, values: $0.values) }
        if kind == .meetingHeld, let subject {
            let given = Set(attributes.map(\.name))
            attributes += state.scheduled(subject).filter { !given.contains($0.name) }
        }
        let written = WrittenFact(
            kind: input.kind, subject: subject, date: input.date ?? today.description,
            attributes: attributes
        ) { deadlines.day(written: $0) }
        do throws(WrittenFact.Failure) {
            return try written.fact(
                profile: state.timeline.profile,
                origin: .recorded(by: caller.author, at: caller.now), known: caller.now)
        } catch {
            throw CasesInterface.Failure.invalidFact(
                error.flaws.map { .init(parameter: $0.part, text: $0.message) }
            ).wire
        }
    }

    /// The meeting that a fact without one can only be about (SEMANTICS F4).
    private func meeting(for kind: FactKind?, _ state: CaseState) throws(VarlinkError) -> String? {
        guard let kind, kind.shape == .meeting || kind.shape == .copy else { return nil }
        // The form of a meeting follows it: what is still planned has none.
        let isAfterMeeting = kind == .formCompleted || kind == .formDistributed
        let meetings = isAfterMeeting ? state.heldMeetings : state.plannedMeetings
        guard !isAfterMeeting, meetings.count == 1, let only = meetings.first else {
            throw CasesInterface.Failure.whichMeeting(
                caseNumber: state.timeline.caseNumber, kind: kind.name, candidates: meetings
            ).wire
        }
        return only
    }
}

extension CaseState {
    /// The episode that is not over.
    private var current: Episode? {
        timeline.episodes.last.flatMap { $0.discharged == nil ? $0 : nil }
    }

    /// The meetings that are scheduled, and neither held nor cancelled since.
    var plannedMeetings: [String] {
        guard let episode = current else { return [] }
        return episode.facts(.meetingScheduled).filter { scheduled in
            let subject = scheduled.subject
            let isHeld = episode.facts(.meetingHeld).contains { $0.subject == subject }
            let isCancelled = episode.facts(.meetingCancelled).contains {
                $0.subject == subject && $0.date >= scheduled.date
            }
            return !isHeld && !isCancelled
        }.map(\.subject.text).sorted()
    }

    /// The meetings that were held.
    var heldMeetings: [String] {
        (current?.facts(.meetingHeld) ?? []).map(\.subject.text).sorted()
    }

    /// What the schedule of a meeting says that the meeting has in common with it: a caseload file
    /// has both in one place.
    func scheduled(_ meeting: String) -> [(name: String, values: [String])] {
        let schedule = current?.facts(.meetingScheduled).last { $0.subject.text == meeting }
        return (schedule?.attributes.items ?? []).filter {
            $0.name == .type || $0.name == .completedBy
        }.map { ($0.name.rawValue, $0.value.texts) }
    }
}
