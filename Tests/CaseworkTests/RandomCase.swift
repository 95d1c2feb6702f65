import Casework
import CaseworkTestSupport
import CivilTime
import TestSupport

/// A case made up by chance: every kind that the programs' rules look at, in any order.
struct RandomCase {
    static let firstDay = date("2026-01-01")
    /// The days within which the facts lie.
    static let days = 500

    var declared: [Fact] = []
    var recorded: [Fact] = []
    var waivers: [Waiver] = []
    let policy: Policy

    init(_ random: inout SeededGenerator) {
        policy =
            random.chance(50)
            ? Programs.serviceIntegration : Programs.coordinatedServicePlanning
        for line in 1...random.number(3...25) {
            let fact = Self.fact(&random, line)
            switch random.number(1...10) {
            case 1...6: declared.append(fact)
            case 7...8: recorded.append(fact.asRecorded())
            default:
                declared.append(fact)
                recorded.append(fact.asRecorded(known: Int64(random.number(0...9))))
            }
        }
        for index in 0..<random.number(0...3) {
            guard let start = declared.filter({ $0.kind == .planAgreed }).first else { break }
            let rule = random.one(of: ["plan-review", "family-contact"])
            let waived = String(repeating: "waived ", count: index)
            waivers.append(
                Waiver(
                    id: "w\(index)", rule: rule, subject: .wholeCase, episode: 1,
                    triggerKey: "\(waived)plan-agreed@\(start.date)", date: Self.day(&random)))
        }
    }

    static func day(_ random: inout SeededGenerator) -> CivilDate {
        firstDay.advanced(byDays: random.number(0...days))
    }

    private static func fact(_ random: inout SeededGenerator, _ line: Int) -> Fact {
        let kinds: [FactKind] = [
            .referred, .initiatingContact, .meetingScheduled, .meetingScheduled, .meetingHeld,
            .meetingHeld, .meetingCancelled, .planAgreed, .planAgreed, .reviewHeld,
            .familyContacted, .familyContacted, .familyContactAttempted, .coordinatorAssigned,
            .hold, .hold, .resume, .resume, .discharged, .reopened, .goalSet, .consentSigned,
        ]
        let kind = random.one(of: kinds)
        let type = random.one(of: ["initial", "review", "other"])
        var attributes: Attributes = [:]
        var subject = Subject.wholeCase
        switch kind {
        case .meetingScheduled:
            subject = Subject(random.one(of: ["M1", "M2", "M3"]))
            attributes = [.type: .code(type), .for: .date(day(&random))]
        case .meetingHeld:
            subject = Subject(random.one(of: ["M1", "M2", "M3"]))
            attributes = [
                .type: .code(type), .family: .code(random.one(of: ["full", "partial", "none"])),
            ]
        case .meetingCancelled: subject = Subject(random.one(of: ["M1", "M2", "M3"]))
        case .familyContacted, .familyContactAttempted: subject = .family
        case .coordinatorAssigned:
            attributes = [.person: .code(random.one(of: ["c-one", "c-two", "c-three"]))]
        case .goalSet, .consentSigned: subject = Subject(random.one(of: ["G1", "G2"]))
        default: break
        }
        return Fact(
            kind, subject: subject, date: day(&random), attributes: attributes,
            origin: .declared(Place(file: "a.yaml", line: line)),
            known: Instant(seconds: Int64(random.number(0...5))))
    }

    func record(number: String = "K-1") -> CaseRecord {
        CaseRecord(
            DeclaredCase(
                number: number, profile: policy.profile, supervisor: "s-one", facts: declared,
                place: Place(file: "a.yaml", line: 1)),
            recorded: recorded, waivers: waivers)
    }

    var engine: DeadlineEngine {
        DeadlineEngine(policy: policy, calendar: Ontario.calendar, intake: "s-intake")
    }

    func evaluation(on day: CivilDate) -> DeadlineEngine.Evaluation {
        engine.evaluate(Timeline(record(), on: day))
    }
}
