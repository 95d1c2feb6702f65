import CaseloadFiles
import Casework
import CaseworkTestSupport
import CivilTime
import Glibc
import TestSupport

/// Measures what working a case out costs: microseconds of the process's own time, a line for each.
///
/// `engine-bench [TIMES]`; the cases are of the guidelines' program, by the policy as shipped.
@main enum EngineBench {
    static func main() throws {
        let times = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 5_000
        guard let policy = try Shipped.policies()["service-integration"] else { return }
        let engine = DeadlineEngine(policy: policy, calendar: Ontario.calendar)
        measure("typical", typical, engine, on: date("2026-04-01"), times)
        measure("long", typical + contacts, engine, on: date("2036-04-01"), times / 20)
    }

    /// A family with one provider, a meeting and a plan.
    private static let typical = [
        fact(.referred, "2026-01-10"), fact(.initiatingContact, "2026-01-15"),
        assigned("c-one", "2026-01-15"), fact(.providerCurrent, "2026-01-15", "kids"),
        fact(.consentSigned, "2026-01-20", "kids"),
        scheduled("M1", "initial", booked: "2026-02-10", for: "2026-03-02"),
        held("M1", "2026-03-02", "initial", family: "full"), fact(.planAgreed, "2026-03-02"),
        fact(.goalSet, "2026-03-02", "G1"), fact(.familyContacted, "2026-03-20", .family),
    ]

    /// The contacts of nine years.
    private static let contacts = (0..<120).map { number in
        let day = date("2026-04-01").advanced(byDays: 28 * number)
        return fact(.familyContacted, day.description, .family)
    }

    private static func measure(
        _ name: String, _ facts: [Fact], _ engine: DeadlineEngine, on day: CivilDate, _ times: Int
    ) {
        let record = CaseRecord(
            DeclaredCase(
                number: "K-1", profile: engine.policy.profile, supervisor: "s-one", facts: facts,
                place: Place(file: "a.yaml", line: 1)))
        let timeline = Timeline(record, on: day)
        let deadlines = engine.evaluate(timeline).deadlines
        let joining = microseconds(times) { Timeline(record, on: day).episodes.count }
        let working = microseconds(times) { engine.evaluate(timeline).deadlines.count }
        let entering = microseconds(times) {
            deadlines.count { engine.entry($0, on: day, restraints: .none).nextStage != nil }
        }
        print(name, facts.count, deadlines.count, joining, working, entering)
    }

    /// What one run of many takes of the process's time, in tenths of a microsecond.
    private static func microseconds(_ times: Int, _ work: () -> Int) -> Double {
        var done = 0
        let start = processTime()
        for _ in 0..<times { done += work() }
        let taken = processTime() - start
        precondition(done >= 0, "the work is done")
        return (taken / Double(times) / 100).rounded() / 10
    }

    private static func processTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }
}
