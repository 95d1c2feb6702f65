package import CivilTime
package import TestSupport

extension Ontario {
    /// Made once: a calendar is worked out for three centuries.
    package static let calendar: BusinessCalendar = {
        do {
            return try calendar(closures: [])
        } catch {
            preconditionFailure("Ontario's calendar is refused: \(error)")
        }
    }()
}
