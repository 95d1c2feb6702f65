import Casework
import CivilTime
import TestSupport

/// A family that a coordinator of a made-up caseload serves, with what has happened so far.
struct SimulatedFamily {
    let number: String
    let profile: String
    let arrival: CivilDate
    var random: SeededGenerator
    private(set) var facts: [Fact] = []
    /// What will happen by itself.
    private(set) var coming: [(day: CivilDate, event: Event)] = []
    /// The agencies that serve the family now; the coordinator's own is the first.
    var agencies: [String] = []
    /// The goals that are neither reached nor dropped.
    var goals: [String] = []
    var goalCount = 0
    private(set) var meetingCount = 0
    /// The meetings that are planned, with their type and day.
    private(set) var planned: [String: (type: String, day: CivilDate)] = [:]
    var hasPlan = false
    var isOnHold = false
    var discharged: CivilDate?

    enum Event {
        case assigned(String)
        case consents
        case meeting(String)
        case cancelled(String)
        case rebooked(String)
        case month
        case resumed
        case outOfDifficulty(String)
    }

    static let outsideAgencies = ["school", "health", "respite", "mental"]

    init(number: String, profile: String, arrival: CivilDate, seed: UInt64) {
        self.number = number
        self.profile = profile
        self.arrival = arrival
        random = SeededGenerator(seed: seed)
    }

    /// The case as the files declare it.
    var declared: DeclaredCase {
        DeclaredCase(
            number: number, profile: profile, supervisor: "s-one", facts: facts,
            place: Place(file: "\(number).csv", line: 1))
    }

    /// Adds what happens on a day.
    ///
    /// Four in five facts are in the file that day, most of the others a day or two later.
    mutating func add(
        _ kind: FactKind, _ subject: Subject = .wholeCase, on day: CivilDate,
        _ attributes: Attributes = [:]
    ) {
        let delay =
            switch random.number(1...100) {
            case 1...80: 0
            case 81...95: random.number(1...2)
            default: random.number(3...7)
            }
        // What others have to know at once.
        let isPrompt = [.coordinatorAssigned, .hold, .resume, .discharged].contains(kind)
        let entered = day.advanced(byDays: isPrompt ? 0 : delay)
        let fact = Fact(
            kind, subject: subject, date: day, attributes: attributes,
            origin: .declared(Place(file: "\(number).csv", line: facts.count + 2)),
            known: Instant(seconds: Int64(entered.dayNumber) * 86_400))
        // One fact of a key a day is enough.
        guard !facts.contains(where: { $0.key == fact.key }) else { return }
        facts.append(fact)
    }

    mutating func plan(_ event: Event, on day: CivilDate) { coming.append((day, event)) }

    /// The next day on which something happens by itself.
    var nextEvent: CivilDate? { coming.map(\.day).min() }

    /// Takes out what happens by a day, in order.
    mutating func takeEvents(by day: CivilDate) -> [Event] {
        let now = coming.filter { $0.day <= day }.sorted { $0.day < $1.day }
        coming.removeAll { $0.day <= day }
        return now.map(\.event)
    }

    mutating func forgetEvents() { coming = [] }

    /// Books a meeting: one in twelve will be called off.
    mutating func book(_ type: String, for day: CivilDate, on today: CivilDate) {
        meetingCount += 1
        let meeting = "M\(meetingCount)"
        planned[meeting] = (type, day)
        add(
            .meetingScheduled, Subject(meeting), on: today,
            [.for: .date(day), .type: .code(type)])
        let before = day.advanced(byDays: -random.number(1...4))
        if random.chance(8), before > today {
            plan(.cancelled(meeting), on: before)
        } else {
            plan(.meeting(meeting), on: day)
        }
    }

    mutating func unplan(_ meeting: String) -> (type: String, day: CivilDate)? {
        planned.removeValue(forKey: meeting)
    }

    /// A meeting that nobody had booked.
    mutating func newMeeting() -> String {
        meetingCount += 1
        return "M\(meetingCount)"
    }

    func hasPlanned(_ type: String) -> Bool { planned.values.contains { $0.type == type } }
}
