import CaseloadFiles
import Casework
import CivilTime
import Control

/// Who asks, which days are closed, and which codes there are: what a client needs to ask well.
extension Daemon {
    /// Adds what answers these.
    func serveAsking(_ service: inout VarlinkService) {
        func who(
            _ input: NoParameters, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            let permit = try caller(request).permit
            return .reply(
                ServiceInterface.Who(
                    uid: Int(permit.uid), role: permit.role.rawValue, person: permit.person,
                    teams: permit.supervisors.sorted()))
        }
        func calendar(
            _ input: ServiceInterface.CalendarQuery, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            .reply(try closedDays(input))
        }
        func names(
            _ input: ServiceInterface.NamesQuery, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            .reply(try self.names(input, for: try caller(request).permit))
        }
        service.on(ServiceInterface.WhoAmI.self, who)
        service.on(ServiceInterface.Calendar.self, calendar)
        service.on(ServiceInterface.Names.self, names)
    }

    /// The longest time of which closed days are told at once: a year, and a day of a leap year.
    private static let longestCalendarDays = 366

    private func closedDays(
        _ input: ServiceInterface.CalendarQuery
    ) throws(VarlinkError) -> ServiceInterface.ClosedDays {
        let today = today
        let from =
            try day(input.from, "from", today: today) ?? today.advanced(byDays: 1 - today.day)
        let lastOfMonth = from.advanced(
            byDays: CivilDate.daysInMonth(from.month, of: from.year) - from.day)
        let through = try day(input.through, "through", today: today) ?? lastOfMonth
        let length = from.days(until: through)
        guard (0...Self.longestCalendarDays).contains(length) else {
            throw ServiceDescription.Failure.invalidParameter("through").wire
        }
        let calendar = site.calendar
        let closed = (0...length).compactMap { offset -> ServiceInterface.ClosedDay? in
            let date = from.advanced(byDays: offset)
            return calendar.closedReason(on: date).map { .init(date, $0) }
        }
        return ServiceInterface.ClosedDays(
            today: today, from: from, through: through, closed: closed)
    }

    private func day(
        _ text: String?, _ parameter: String, today: CivilDate
    ) throws(VarlinkError) -> CivilDate? {
        guard let text else { return nil }
        guard let day = DayExpression(text)?.day(today: today),
            BusinessCalendar.range.contains(day)
        else { throw ServiceDescription.Failure.invalidParameter(parameter).wire }
        return day
    }

    private func names(
        _ input: ServiceInterface.NamesQuery, for permit: Permit
    ) throws(VarlinkError) -> ServiceInterface.NamesPage {
        let requests = try deadlines(for: permit)
        let limit = try requests.limits.rows(input.limit)
        let beginning = input.beginning ?? ""
        let left = try codes(input.of, requests).filter { code in
            code.utf8.starts(with: beginning.utf8) && (input.cursor.map { $0 < code } ?? true)
        }.sorted()
        let names = Array(left.prefix(limit))
        return ServiceInterface.NamesPage(
            names: names, cursor: names.count < left.count ? names.last : nil)
    }

    private func codes(
        _ kind: String, _ requests: DeadlinesRequests
    ) throws(VarlinkError) -> Set<String> {
        switch kind {
        case "case": return requests.casesKnown()
        case "rule": return Set(site.engines.values.flatMap { $0.policy.rules.map(\.name) })
        case "person": return Set(book.docket.owners).union(requests.directory.people.keys)
        case "profile": return Set(site.profiles)
        case "agency": return requests.directory.agencies
        case "reason": return Set(site.configuration.reasons)
        default: throw ServiceDescription.Failure.invalidParameter("of").wire
        }
    }
}

extension ServiceInterface.ClosedDay {
    /// A day as the wire has it.
    fileprivate init(_ date: CivilDate, _ reason: ClosedReason) {
        switch reason {
        case .weekend: self.init(date: date, why: "weekend")
        case .holiday(let name): self.init(date: date, why: "holiday", name: name)
        case .substitute(let name): self.init(date: date, why: "substitute", name: name)
        case .closure(let name): self.init(date: date, why: "closure", name: name)
        case .outsideCalendar: self.init(date: date, why: "outside-calendar")
        }
    }
}
