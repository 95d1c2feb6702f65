/// A day of the week, numbered as ISO 8601 does.
package enum Weekday: Int, CaseIterable, Sendable, CustomStringConvertible,
    LosslessStringConvertible
{
    case monday = 1
    case tuesday
    case wednesday
    case thursday
    case friday
    case saturday
    case sunday

    /// The weekday so many days, none or more, after a Monday.
    init(daysAfterMonday days: Int) {
        switch days % 7 {
        case 0: self = .monday
        case 1: self = .tuesday
        case 2: self = .wednesday
        case 3: self = .thursday
        case 4: self = .friday
        case 5: self = .saturday
        default: self = .sunday
        }
    }

    /// A weekday by its English name in small letters, as in "monday"; nil for anything else.
    package init?(_ description: String) {
        guard let weekday = Self.allCases.first(where: { $0.description == description })
        else { return nil }
        self = weekday
    }

    /// The English name in small letters, as the configuration files have it.
    package var description: String {
        switch self {
        case .monday: "monday"
        case .tuesday: "tuesday"
        case .wednesday: "wednesday"
        case .thursday: "thursday"
        case .friday: "friday"
        case .saturday: "saturday"
        case .sunday: "sunday"
        }
    }

    /// The English name as a text begins it, as in "Monday".
    package var name: String {
        description.prefix(1).uppercased() + description.dropFirst()
    }
}
