package import Casework
package import CivilTime

/// That something was said once that is not a stage of a deadline: a problem, a notice.
package struct Telling: Hashable, Sendable {
    /// The hash of what was said and to whom.
    package let id: NotificationID
    /// What sort of thing it is, as a code.
    package let kind: String
    /// Who was told; nil for nobody in particular.
    package let person: String?
    /// The day on which it was said.
    package let day: CivilDate

    /// That something was said.
    package init(id: NotificationID, kind: String, person: String?, day: CivilDate) {
        self.id = id
        self.kind = kind
        self.person = person
        self.day = day
    }
}
