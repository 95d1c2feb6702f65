import CivilTime
import Control
import JSONText
import Testing

/// What the daemon of the tests knows and does.
enum Fixture {
    static let asOf = "2026-03-02"

    /// Deadlines of every kind: with and without subject, owner, section, working date of its own.
    static let upcoming: [DeadlinesInterface.Deadline] = [
        deadline("K-1042", "initial-meeting", "2026-01-01", "2026-03-02", state: "due", left: 0),
        deadline(
            "K-2006", "plan-review", subject: "M2", "2025-09-07", "2026-03-07",
            working: "2026-03-06", owner: "b-ito", state: "due-soon", left: 5, section: "4"),
        deadline(
            "K-30", "family-contact", "2026-02-14", "2026-03-16", owner: nil, state: "upcoming",
            left: 14, basis: "site-policy", section: nil),
        deadline(
            "K-31", "plan-review", "2025-09-16", "2026-03-16",
            profile: "coordinated-service-planning", owner: "c-osei", state: "on-hold", left: 14,
            section: "How do we support families?"),
    ]

    /// Deadlines that were missed.
    static let overdue: [DeadlinesInterface.Deadline] = [
        deadline(
            "K-7", "initial-meeting", "2025-12-31", "2026-03-01", working: "2026-02-27",
            state: "overdue", left: -1),
        deadline(
            "K-8", "family-contact", "2026-01-01", "2026-01-31", working: "2026-01-30",
            state: "overdue", left: -30, basis: "site-policy", section: nil),
    ]

    /// All of one case, ended ones too.
    static let ofOneCase: [DeadlinesInterface.Deadline] = [
        ended(
            deadline("K-9", "initial-meeting", "2025-01-02", "2025-03-03", state: "met-late"),
            on: "2025-03-05", late: 2),
        ended(
            deadline("K-9", "plan-review", "2025-03-05", "2025-09-05", state: "met"),
            on: "2025-09-01", late: nil),
        deadline("K-9", "plan-review", "2025-09-01", "2026-03-01", state: "overdue", left: -1),
        deadline("K-9", "family-contact", "2026-02-20", "2026-03-22", state: "upcoming", left: 20),
    ]

    /// A deadline of `service-integration` whose interval is in the document, unless said.
    static func deadline(
        _ caseNumber: String, _ rule: String, subject: String? = nil, _ trigger: String,
        _ target: String, working: String? = nil, profile: String = "service-integration",
        owner: String? = "a-moreau", state: String, left: Int? = nil, basis: String = "source",
        section: String? = "2"
    ) -> DeadlinesInterface.Deadline {
        DeadlinesInterface.Deadline(
            caseNumber: caseNumber, rule: rule, subject: subject, profile: profile, owner: owner,
            trigger: day(trigger), target: day(target), working: day(working ?? target),
            state: state, daysLeft: left, episode: 1, ended: nil, late: nil, held: nil,
            lateReason: nil, basis: basis, section: section)
    }

    private static func ended(
        _ deadline: DeadlinesInterface.Deadline, on date: String, late: Int?
    ) -> DeadlinesInterface.Deadline {
        var deadline = deadline
        deadline.ended = day(date)
        deadline.late = late
        return deadline
    }

    static func day(_ text: String) -> CivilDate {
        guard let date = CivilDate(text) else { preconditionFailure("no date: \(text)") }
        return date
    }

    /// A service whose List gives these in batches, two a reply, and notes what was asked.
    static func service(
        _ deadlines: [DeadlinesInterface.Deadline] = [],
        asked: @escaping (DeadlinesInterface.Query, VarlinkCall) -> Void = { _, _ in }
    ) -> VarlinkService {
        var service = bare()
        service.on(DeadlinesInterface.List.self) { query, request throws(VarlinkError) in
            asked(query, request.call)
            guard request.call.more else { return .reply(page(deadlines, query)) }
            var rest = deadlines[...]
            var isFirst = true
            return .stream { () throws(VarlinkError) in
                let batch = Array(rest.prefix(2))
                rest = rest.dropFirst(2)
                let total = isFirst ? deadlines.count : nil
                isFirst = false
                let page = DeadlinesInterface.Page(
                    deadlines: batch, asOf: day(asOf), total: total)
                return rest.isEmpty ? .last(page) : .more(page)
            }
        }
        return service
    }

    /// At most two, from where the cursor says.
    private static func page(
        _ deadlines: [DeadlinesInterface.Deadline], _ query: DeadlinesInterface.Query
    ) -> DeadlinesInterface.Page {
        let start = query.cursor.flatMap { Int($0) } ?? 0
        let end = min(deadlines.count, start + min(2, query.limit ?? 2))
        return DeadlinesInterface.Page(
            deadlines: Array(deadlines[start..<end]), asOf: day(asOf), total: deadlines.count,
            cursor: end < deadlines.count ? String(end) : nil)
    }

    /// A service without methods, which refuses nobody unless told to.
    static func bare(refuses: Bool = false) -> VarlinkService {
        VarlinkService(
            about: .init(
                vendor: "test", product: "caseclockd", version: "0", url: "", interfaces: []),
            interfaces: [
                DeadlinesInterface.interface, CasesInterface.interface,
                NotificationsInterface.interface, ServiceInterface.interface,
            ],
            mayCall: { _, _ in !refuses })
    }

    /// A service that fails every List and Reload with this error.
    static func failing(_ error: VarlinkError) -> VarlinkService {
        var service = bare()
        service.on(DeadlinesInterface.List.self) { _, _ throws(VarlinkError) in throw error }
        service.on(DeadlinesInterface.Explain.self) { _, _ throws(VarlinkError) in throw error }
        service.on(ServiceInterface.Reload.self) { _, _ throws(VarlinkError) in throw error }
        return service
    }
}

/// Something a closure notes down for the test that made it.
final class Noted<Value> {
    var values: [Value] = []
}
