import CaseloadFiles
import Casework
import CivilTime
import TestSupport
import Testing

/// One of the families.
enum DiaryFamily: String, CaseIterable {
    case serviceIntegration = "service-integration"
    case coordinatedServicePlanning = "coordinated-service-planning"
    case untidy

    /// The last day of its diary.
    var last: CivilDate {
        switch self {
        case .serviceIntegration: date("2026-08-31")
        case .coordinatedServicePlanning: date("2026-10-16")
        case .untidy: date("2026-07-10")
        }
    }

    /// What is written in a file about it.
    func read(_ ending: String) throws -> String {
        try FileTree.read("\(Self.folder)/\(rawValue).\(ending)")
    }

    /// Its diary, told through the last day.
    func told() throws -> Diary.Told {
        try Self.diaries[self, default: .failure(TestFailure("no diary of \(self)"))].get()
    }

    /// Each is told once, as it takes a moment.
    private static let diaries = Dictionary(
        uniqueKeysWithValues: allCases.map { family in
            (family, Result { try family.diary().told(through: family.last) })
        })

    private func diary() throws -> Diary {
        let reader = CaseloadReader(profiles: Duties.both.map(\.profile))
        let file = reader.read(
            fileName: "\(rawValue).yaml", bytes: Array(try read("yaml").utf8),
            known: Instant(seconds: 0))
        #expect(file.allDiagnostics.map(\.description) == [])
        let people = DirectoryReader.read(
            fileName: "directory.yaml",
            bytes: Array(try FileTree.read("\(Self.folder)/directory.yaml").utf8))
        #expect(people.diagnostics.map(\.description) == [])
        let declared = try #require(file.cases.first)
        let policy = try #require(Duties.both.first { $0.profile == declared.profile })
        return Diary(
            engine: Duties.engine(policy), directory: people.directory, declared: declared,
            notes: self == .untidy ? Self.recorded : [],
            waivers: self == .untidy ? Self.waived : [])
    }

    private static let folder = "\(Checkout.path)/Tests/DutiesTests/Diaries"

    /// What the coordinator of the untidy family recorded, and when.
    private static let recorded = [
        // Booked, put off by a week, and cancelled in the end, which the file says.
        note("2026-01-20", .meetingScheduled, "M1", initial(for: "2026-02-17")),
        note("2026-02-12", .meetingScheduled, "M1", initial(for: "2026-02-24")),
        // The consent of another family, as it turned out.
        note("2026-01-22", .consentSigned, "school", until: "2026-02-03"),
        note("2026-03-04", .facilitatorNamed, "M2"),
        // The meeting was held, and nobody wrote it down for a week.
        note(
            "2026-03-16", .meetingHeld, "M2",
            [
                .type: .code("initial"), .family: .code("full"),
                .present: .codes(["public-health", "school"]),
                .lateReason: .code("family-request"),
            ], of: "2026-03-10"),
        // A form cannot be completed before its meeting; put right the next day.
        note("2026-03-17", .formCompleted, "M2", of: "2026-03-09"),
        note("2026-03-18", .formCompleted, "M2", of: "2026-03-17"),
        note("2026-03-23", .formDistributed, "M2/family", of: "2026-03-20"),
        note("2026-03-23", .formDistributed, "M2/school", of: "2026-03-20"),
        note("2026-05-25", .familyContacted, "family", of: "2026-05-15"),
    ]

    /// The family asked to be left alone for a while.
    private static let waived = [
        Waiver(
            id: "w1", rule: "family-contact", subject: .wholeCase, episode: 1,
            triggerKey: "plan-agreed@2026-03-20", date: date("2026-04-14"))
    ]

    private static func initial(for day: String) -> Attributes {
        [.type: .code("initial"), .for: .date(date(day))]
    }

    private static func note(
        _ day: String, _ kind: FactKind, _ subject: String, _ attributes: Attributes = [:],
        of happened: String? = nil, until retracted: String? = nil
    ) -> Diary.Note {
        let known = Instant(seconds: Int64(date(day).dayNumber))
        return Diary.Note(
            fact: Fact(
                kind, subject: Subject(subject), date: date(happened ?? day),
                attributes: attributes, origin: .recorded(by: "c-six", at: known), known: known),
            day: date(day), retracted: retracted.map { date($0) })
    }
}
