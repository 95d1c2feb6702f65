import Casework
import CivilTime
import Control

/// Holds and their ends, which are facts, with errors that say what is in the way.
extension CaseRequests {
    /// A hold that is to be recorded.
    ///
    /// - Throws: the error to answer with.
    func hold(_ input: CasesInterface.Holding) throws(VarlinkError) -> Answer {
        var attributes: [CasesInterface.Attribute] = []
        if let text = input.reviewBy {
            _ = try day(text, parameter: "reviewBy")
            attributes.append(.init(name: Attributes.Name.reviewBy.rawValue, values: [text]))
        }
        if let reason = input.reason {
            attributes.append(.init(name: Attributes.Name.reason.rawValue, values: [reason]))
        }
        _ = try day(input.from, parameter: "from")
        let recording = CasesInterface.Recording(
            caseNumber: input.caseNumber, kind: FactKind.hold.name, date: input.from,
            attributes: attributes, key: input.key)
        return try record(recording) { fact, state throws(VarlinkError) in
            guard let open = openHold(of: state, on: fact.date) else { return }
            throw CasesInterface.Failure.alreadyOnHold(
                caseNumber: input.caseNumber, since: open.from
            ).wire
        }
    }

    /// The end of a hold that is to be recorded.
    ///
    /// - Throws: the error to answer with.
    func resume(_ input: CasesInterface.Resuming) throws(VarlinkError) -> Answer {
        let day = try day(input.on, parameter: "on")
        let recording = CasesInterface.Recording(
            caseNumber: input.caseNumber, kind: FactKind.resume.name, date: input.on,
            key: input.key)
        do throws(VarlinkError) {
            return try record(recording)
        } catch {
            guard case .noEffect(let code, _)? = CasesInterface.Failure(error),
                code == Problem.Code.resumeWithoutHold.rawValue
            else { throw error }
            throw CasesInterface.Failure.notOnHold(caseNumber: input.caseNumber, date: day).wire
        }
    }

    /// The hold in which a day falls, as far as is known today.
    private func openHold(of state: CaseState, on day: CivilDate) -> Hold? {
        let timeline = Timeline(state.record, on: max(day, today), directory: directory)
        return timeline.episodes.flatMap(\.holds).first { hold in
            hold.from <= day && (hold.resume.map { day < $0 } ?? true)
        }
    }
}
