import Casework
import CivilTime
import Testing

@testable import CaseloadFiles

private let known = Instant(seconds: 1_772_000_000)
private let reader = CaseloadReader(
    profiles: ["service-integration", "coordinated-service-planning"],
    casePattern: CasePattern("K-[0-9]+"))

func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

func readCaseload(_ text: String, named name: String = "caseloads/t.yaml") -> CaseloadFile {
    reader.read(fileName: name, bytes: Array(text.utf8), known: known)
}

func readCaseload(_ bytes: [UInt8], named name: String) -> CaseloadFile {
    reader.read(fileName: name, bytes: bytes, known: known)
}

/// A fact of the example: `LINE:COLUMN kind subject date attributes`, for reading in a failure.
private func line(_ fact: Fact) -> String {
    guard case .declared(let place) = fact.origin else { return "recorded" }
    let attributes = fact.attributes.items.map { item in
        let value =
            switch item.value {
            case .date(let date): date.description
            case .code(let code): code
            case .codes(let codes): codes.joined(separator: "+")
            }
        return " \(item.name.rawValue)=\(value)"
    }
    let subject = fact.subject == .wholeCase ? "" : " \(fact.subject.text)"
    return "\(place.line):\(place.column) \(fact.kind)\(subject) \(fact.date)"
        + attributes.joined()
}

private func facts(_ text: String) throws -> [String] {
    let file = readCaseload(text)
    #expect(file.allDiagnostics.map(\.description) == [])
    return try #require(file.cases.first).facts.map(line)
}

/// The kinds, subjects and dates alone.
private func brief(_ text: String) throws -> [String] {
    try facts(text).map { $0.split(separator: " ").dropFirst().joined(separator: " ") }
}

@Suite("A caseload file becomes facts")
struct CaseloadReaderTests {
    static let example = """
        caseload: a-moreau                 # coordinator of the cases below unless they name another
        cases:
          - case: K-1042
            profile: service-integration
            initiating-contact: 2026-01-15
            protection-file: {opened: 2025-11-02}   # so a-moreau must be a child welfare worker
            providers:
              - {agency: kidsinclusive, contact: j-singh, involvement: current, joined: 2026-01-15,
                 consent: {signed: 2026-01-20, expires: 2027-01-20}}
            meetings:
              - meeting: M1
                type: initial
                scheduled: {for: 2026-03-02, booked: 2026-02-10}   # a plain date is `for`
                held: 2026-03-02
                family: full
                present: [kidsinclusive]
                form-completed: 2026-03-04
                distributed: {family: 2026-03-05, kidsinclusive: 2026-03-05}
            plan:
              agreed: 2026-03-02
              goals:
                - goal: G1
                  area: communication
                  actions:
                    - {action: A1, responsible: j-singh, due: 2026-05-01, review: 2026-06-01}
            contacts:
              - {with: family, date: 2026-03-20, outcome: as-intended}
        """

    @Test("the design's example is these facts and no others, each with its place")
    func designExample() throws {
        let file = readCaseload(Self.example)
        #expect(file.caseload == "a-moreau")
        #expect(file.allDiagnostics == [])
        let declared = try #require(file.cases.first)
        #expect(declared.number == "K-1042")
        #expect(declared.profile == "service-integration")
        #expect(declared.place.description == "caseloads/t.yaml:3:5")
        #expect(declared.facts.allSatisfy { $0.known == known })
        #expect(
            try facts(Self.example) == [
                "1:11 coordinator-assigned 2026-01-15 person=a-moreau",
                "5:25 initiating-contact 2026-01-15",
                "6:31 protection-file-opened 2025-11-02",
                "8:81 provider-current kidsinclusive 2026-01-15 contact=j-singh",
                "9:28 consent-signed kidsinclusive 2026-01-20 expires=2027-01-20",
                "13:26 meeting-scheduled M1 2026-02-10 for=2026-03-02 type=initial",
                "14:15 meeting-held M1 2026-03-02 family=full present=kidsinclusive type=initial",
                "17:25 form-completed M1 2026-03-04",
                "18:31 form-distributed M1/family 2026-03-05",
                "18:58 form-distributed M1/kidsinclusive 2026-03-05",
                "20:15 plan-agreed 2026-03-02",
                "22:17 goal-set G1 2026-03-02 area=communication",
                "25:24 action-set G1/A1 2026-03-02 due=2026-05-01 responsible=j-singh "
                    + "review=2026-06-01",
                "27:30 family-contacted family 2026-03-20",
            ])
    }

    @Test("a missing date is filled in as F7 says")
    func missingDates() throws {
        let text = """
            caseload: b-ito
            cases:
              - case: K-1
                profile: service-integration
                referred: 2026-01-05
                providers: [{agency: kids, involvement: current}]
                meetings: [{meeting: M1, type: other, scheduled: 2026-04-01}]
                plan: {goals: [{goal: G1, actions: [{action: A1}, {action: A2, set: 2026-02-01}]}]}
            """
        #expect(
            try brief(text) == [
                "coordinator-assigned 2026-01-05 person=b-ito",
                "referred 2026-01-05",
                "provider-current kids 2026-01-05",
                "meeting-scheduled M1 2026-01-05 for=2026-04-01 type=other",
                "goal-set G1 2026-01-05",
                "action-set G1/A1 2026-01-05",
                "action-set G1/A2 2026-02-01",
            ])
    }

    @Test("an episode is a body of its own, and its dates stay in it")
    func episodes() throws {
        let text = """
            caseload: b-ito
            cases:
              - case: K-1
                profile: coordinated-service-planning
                status: active
                episodes:
                  - initiating-contact: 2025-01-13
                    meetings: [{meeting: M1, type: initial, held: 2025-03-04}]
                    discharged: 2025-06-19
                    discharge-notified: {kids: 2025-06-24}
                  - reopened: 2026-01-26
                    coordinator: {person: c-osei, family-agreed: 2026-01-27}
                    providers: [{agency: kids, involvement: potential}]
                    meetings: [{meeting: M1, type: initial, held: 2026-03-04}]
            """
        #expect(
            try brief(text) == [
                "coordinator-assigned 2025-01-13 person=b-ito",
                "initiating-contact 2025-01-13",
                "meeting-held M1 2025-03-04 type=initial",
                "discharged 2025-06-19",
                "discharge-notified kids 2025-06-24",
                "reopened 2026-01-26",
                "coordinator-assigned 2026-01-26 family-agreed=2026-01-27 person=c-osei",
                "provider-potential kids 2026-01-26",
                "meeting-held M1 2026-03-04 type=initial",
            ])
    }

    @Test(
        "a provider's involvement gives the facts of its periods",
        arguments: [
            ("involvement: current, joined: 2026-02-01", ["provider-current kids 2026-02-01"]),
            (
                "involvement: current, potential: 2026-01-20, joined: 2026-02-01",
                ["provider-potential kids 2026-01-20", "provider-current kids 2026-02-01"]
            ),
            ("involvement: potential, joined: 2026-02-01", ["provider-potential kids 2026-02-01"]),
            (
                "involvement: potential, potential: 2026-02-05",
                ["provider-potential kids 2026-02-05"]
            ),
            ("involvement: potential", ["provider-potential kids 2026-01-15"]),
            (
                "involvement: declined, potential: 2026-01-20, declined: 2026-02-02",
                ["provider-potential kids 2026-01-20", "provider-declined kids 2026-02-02"]
            ),
            (
                "involvement: completed, joined: 2026-01-20, completed: 2026-05-02",
                ["provider-current kids 2026-01-20", "service-completed kids 2026-05-02"]
            ),
            (
                "involvement: completed, completed: 2026-05-02",
                ["provider-current kids 2026-01-15", "service-completed kids 2026-05-02"]
            ),
            ("joined: 2026-02-01", ["provider-current kids 2026-02-01"]),
            (
                "involvement: current, joined: 2026-02-01, "
                    + "consent: [{refused: 2026-02-02}, {signed: 2026-02-09}], "
                    + "announced: [2026-02-03, 2026-02-10]",
                [
                    "provider-current kids 2026-02-01", "consent-refused kids 2026-02-02",
                    "consent-signed kids 2026-02-09", "coordinator-announced kids 2026-02-03",
                    "coordinator-announced kids 2026-02-10",
                ]
            ),
        ])
    func involvement(keys: String, expected: [String]) throws {
        let text = """
            cases:
              - case: K-1
                profile: service-integration
                initiating-contact: 2026-01-15
                providers: [{agency: kids, \(keys)}]
            """
        #expect(Set(try brief(text).dropFirst()) == Set(expected))
        #expect(try brief(text).count == expected.count + 1)
    }

    @Test("every other key of the format becomes its fact")
    func everyKey() throws {
        let text = """
            cases:
              - case: K-1
                profile: coordinated-service-planning
                supervisor: s-roy
                status: on-hold
                referred: 2026-01-05
                initiating-contact: 2026-01-06
                coordinator:
                  - b-ito
                  - {person: c-osei, assigned: 2026-03-01, family-agreed: 2026-03-02}
                protection-file: [{opened: 2026-01-07, closed: 2026-01-08}, {opened: 2026-01-09}]
                primary-agency: [{agency: kids, from: 2026-01-10}]
                family-oriented: [2026-01-11, 2026-01-12]
                forms-handed-over: 2026-01-13
                coordinator-reconfirmed: 2026-01-14
                meetings:
                  - {meeting: M1, type: review, scheduled: {for: 2026-02-20}, cancelled: 2026-02-01,
                     preferences: 2026-02-02, facilitator: 2026-02-03, completed-by: j-singh}
                  - {meeting: M2, type: other, held: 2026-02-21, family: none, present: [],
                     completed-by: j-singh, late-reason: family-request}
                plan:
                  agreed: [2026-02-01, 2026-02-02]
                  revised: 2026-02-03
                  shared: {kids: 2026-02-04}
                  goals:
                    - goal: G1
                      area: fun
                      achieved: 2026-02-05
                      difficulty: [2026-02-06, 2026-02-08]
                      out-of-difficulty: 2026-02-07
                      dropped: 2026-02-09
                      actions:
                        - {action: A1, responsible: family, done: 2026-02-10, results: done-well}
                        - {action: A2, done: 2026-02-10, reviewed: 2026-02-11, results: partly}
                reviews: [2026-02-12, {held: 2026-02-13, late-reason: not-possible},
                          {declined: 2026-02-14}]
                contacts:
                  - {with: family, date: 2026-02-15, successful: false}
                  - {with: family, date: 2026-02-16, outcome: revise, successful: true}
                  - {with: kids, date: 2026-02-17}
                  - {with: kids, date: 2026-02-18, successful: false, late-reason: not-possible}
                holds: [{from: 2026-02-19, resume: 2026-02-20, review-by: 2026-03-19,
                         reason: moved}]
                completion-notified: {family: 2026-02-21, kids: [2026-02-22, 2026-02-23]}
                discharged: 2026-02-24
                discharge-notified: {kids: 2026-02-25}
                facts:
                  - {kind: x-court-date, date: 2026-02-26, reason: hearing}
                  - {kind: meeting-held, subject: M3, date: 2026-02-27, type: review, family: full,
                     present: [kids]}
                  - {kind: family-contacted, date: 2026-02-28, outcome: as-intended}
                  - {kind: action-done, subject: G1/A9, date: 2026-02-28}
            """
        #expect(
            try brief(text) == [
                "referred 2026-01-05",
                "initiating-contact 2026-01-06",
                "coordinator-assigned 2026-01-06 person=b-ito",
                "coordinator-assigned 2026-03-01 family-agreed=2026-03-02 person=c-osei",
                "protection-file-opened 2026-01-07",
                "protection-file-closed 2026-01-08",
                "protection-file-opened 2026-01-09",
                "primary-agency-changed 2026-01-10 agency=kids",
                "family-oriented 2026-01-11",
                "family-oriented 2026-01-12",
                "forms-handed-over 2026-01-13",
                "coordinator-reconfirmed 2026-01-14",
                "meeting-scheduled M1 2026-01-05 completed-by=j-singh for=2026-02-20 type=review",
                "meeting-cancelled M1 2026-02-01",
                "preferences-recorded M1 2026-02-02",
                "facilitator-named M1 2026-02-03",
                "meeting-held M2 2026-02-21 completed-by=j-singh late-reason=family-request "
                    + "type=other",
                "plan-agreed 2026-02-01",
                "plan-agreed 2026-02-02",
                "plan-revised 2026-02-03",
                "plan-shared kids 2026-02-04",
                "goal-set G1 2026-02-01 area=fun",
                "goal-achieved G1 2026-02-05",
                "goal-in-difficulty G1 2026-02-06",
                "goal-in-difficulty G1 2026-02-08",
                "goal-out-of-difficulty G1 2026-02-07",
                "goal-dropped G1 2026-02-09",
                "action-set G1/A1 2026-02-01 responsible=family",
                "action-done G1/A1 2026-02-10 results=done-well",
                "action-set G1/A2 2026-02-01",
                "action-done G1/A2 2026-02-10",
                "action-reviewed G1/A2 2026-02-11 results=partly",
                "review-held 2026-02-12",
                "review-held 2026-02-13 late-reason=not-possible",
                "review-declined 2026-02-14",
                "family-contact-attempted family 2026-02-15",
                "family-contacted family 2026-02-16 outcome=revise",
                "provider-contacted kids 2026-02-17",
                "provider-contact-attempted kids 2026-02-18 late-reason=not-possible",
                "hold 2026-02-19 reason=moved review-by=2026-03-19",
                "resume 2026-02-20",
                "completion-notified family 2026-02-21",
                "completion-notified kids 2026-02-22",
                "completion-notified kids 2026-02-23",
                "discharged 2026-02-24",
                "discharge-notified kids 2026-02-25",
                "x-court-date 2026-02-26 reason=hearing",
                "meeting-held M3 2026-02-27 family=full present=kids type=review",
                "family-contacted family 2026-02-28",
                "action-done G1/A9 2026-02-28",
            ])
        let declared = try #require(readCaseload(text).cases.first)
        #expect(declared.supervisor == "s-roy")
        #expect(declared.status == .onHold)
    }

    @Test("the same fact said twice in the same way counts once")
    func sameTwice() throws {
        let text = """
            cases:
              - case: K-1
                profile: service-integration
                initiating-contact: 2026-01-15
                facts: [{kind: initiating-contact, date: 2026-01-15}]
            """
        #expect(try facts(text) == ["4:25 initiating-contact 2026-01-15"])
    }

    @Test("one bad case is set aside with all its errors, and the rest load")
    func oneBadCase() throws {
        let file = readCaseload(
            """
            caseload: b-ito
            cases:
              - {case: K-1, profile: service-integration, initiating-contact: 2026-01-15}
              - case: K-2
                profile: service-integraton
                initiating-contact: 2026-02-30
                plan: {agreed: &a 2026-01-01, goals: [{area: fun}]}
              - {case: K-3, profile: service-integration, referred: 2026-01-15}
            """)
        #expect(file.cases.map(\.number) == ["K-1", "K-3"])
        #expect(file.setAside.map(\.number) == ["K-2"])
        #expect(!file.isSetAside)
        #expect(file.canWithdraw)
        #expect(
            file.allDiagnostics.map(\.description) == [
                "caseloads/t.yaml:5:14: unknown profile 'service-integraton': did you mean "
                    + "'service-integration'?",
                "caseloads/t.yaml:6:25: initiating-contact date '2026-02-30' is not a calendar "
                    + "date",
                "caseloads/t.yaml:7:20: anchors (&) are not read: write the value alone",
                "caseloads/t.yaml:7:43: a goal needs 'goal'",
            ])
    }

    @Test("a case that is in the file twice is set aside both times, with both lines")
    func caseTwice() throws {
        let file = readCaseload(
            """
            cases:
              - {case: K-1, profile: service-integration, initiating-contact: 2026-01-15}
              - {case: K-2, profile: service-integration, initiating-contact: 2026-01-15}
              - {case: K-1, profile: service-integration, initiating-contact: 2026-01-16}
            """)
        #expect(file.cases.map(\.number) == ["K-2"])
        #expect(
            file.allDiagnostics.map(\.description) == [
                "caseloads/t.yaml:2:5: case 'K-1' is in this file twice: also on line 4",
                "caseloads/t.yaml:4:5: case 'K-1' is in this file twice: also on line 2",
            ])
    }

    @Test("while a case's number can't be read, no case of the file counts as withdrawn")
    func unknownNumber() {
        let file = readCaseload(
            """
            cases:
              - {case: 'K-1', profile: service-integration, initiating-contact: 2026-01-15}
              - {case: 'K 2', profile: service-integration, initiating-contact: 2026-01-15}
            """)
        #expect(file.cases.count == 1)
        #expect(file.setAside.map(\.number) == [nil])
        #expect(!file.canWithdraw)
    }

    @Test("a site without a case-pattern takes any code as a number")
    func noPattern() {
        let file = CaseloadReader(profiles: ["p"]).read(
            fileName: "x.yaml",
            bytes: Array("cases: [{case: a_1, profile: p, referred: 2026-01-01}]".utf8),
            known: known)
        #expect(file.cases.map(\.number) == ["a_1"])
    }

    @Test("a file of 1,000 cases loads whole")
    func thousandCases() {
        let body = Self.example.split(separator: "\n").dropFirst(2).joined(separator: "\n")
        let text =
            "caseload: a-moreau\ncases:\n"
            + (1...1_000).map { body.replacing("K-1042", with: "K-\($0)") }
            .joined(separator: "\n")
        let clock = ContinuousClock()
        var file: CaseloadFile?
        let time = clock.measure { file = readCaseload(text) }
        print("1,000 cases, \(text.utf8.count) bytes: \(time)")
        #expect(file?.cases.count == 1_000)
        #expect(file?.setAside == [])
    }
}
