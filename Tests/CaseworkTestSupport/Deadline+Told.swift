package import Casework
package import CivilTime

extension Deadline {
    /// Subject, trigger, target, state, and of an end its day, how late, and what it carries.
    package func told(on day: CivilDate) -> String {
        let subject = identity.subject.textOrNil.map { "\($0): " } ?? ""
        var text = "\(subject)\(trigger) to \(target) \(state(on: day).rawValue)"
        if let end { text += " \(end.date)" }
        if let late = end?.late { text += " late \(late)" }
        if let held = held(on: day) { text += " held \(held)" }
        if let lateReason { text += " \(lateReason)" }
        return text
    }
}
