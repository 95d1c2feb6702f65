package import Casework
package import CivilTime

/// A value with the place in a file where it was read.
package struct Placed<Value: Hashable & Sendable>: Hashable, Sendable {
    /// The value.
    package let value: Value
    /// Where it was read.
    package let place: Place

    /// A value with its place.
    package init(_ value: Value, at place: Place) {
        self.value = value
        self.place = place
    }
}

/// A business calendar as its file describes it, before a site adds to it (DESIGN 2.4).
package struct CalendarDefinition: Hashable, Sendable {
    /// The code by which a site names it.
    package let name: Placed<String>
    /// The weekdays that are never open.
    package let weekend: Placed<Set<Weekday>>
    /// The holidays that every site with this calendar keeps.
    package let holidays: [Placed<HolidayRule>]
    /// Days that are commonly observed, kept only by sites that say so.
    package let optional: [Placed<HolidayRule>]
    /// The codes of the optional days that the file itself switches on.
    package let observed: [Placed<String>]
    /// The closures that the file itself has.
    package let closures: [Placed<Closure>]

    /// The calendar, with what a site observes and when it is closed besides.
    ///
    /// Throws where a code is not that of an optional day, or a rule or closure makes no sense.
    package func businessCalendar(
        observing more: [Placed<String>] = [], closures others: [Placed<Closure>] = []
    ) throws(Diagnostic) -> BusinessCalendar {
        let known = Set(optional.map(\.value.code))
        let wanted = observed + more
        for code in wanted where !known.contains(code.value) {
            throw Diagnostic(
                place: code.place,
                message: Reading(code.place.file).unknown(
                    "optional holiday", code.value, among: known.sorted()))
        }
        let codes = Set(wanted.map(\.value))
        let kept = holidays + optional.filter { codes.contains($0.value.code) }
        let closed = closures + others
        do {
            return try BusinessCalendar(
                name: name.value, weekend: weekend.value, holidays: kept.map(\.value),
                closures: closed.map(\.value))
        } catch {
            let place =
                switch error.place {
                case .weekend: weekend.place
                case .holiday(let index): kept[index].place
                case .closure(let index): closed[index].place
                }
            throw Diagnostic(place: place, message: error.description)
        }
    }
}
