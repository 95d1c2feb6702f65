import Casework
import CivilTime
import Delivery
import Testing

@Suite("Ids of what is said")
struct NotificationIDTests {
    private static func id(
        _ number: String, _ episode: Int, _ rule: String, _ subject: String, _ trigger: String,
        _ target: String, _ stage: Stage, _ person: String?, _ channel: Channel
    ) throws -> String {
        let identity = DeadlineIdentity(
            caseNumber: number, episode: episode, rule: rule, subject: Subject(subject),
            triggerKey: trigger)
        return NotificationID(
            sayingOf: identity, target: try Sample.day(target), stage: stage, person: person,
            channel: channel
        ).description
    }

    @Test("Ids are what Python's hashlib makes of the documented text, and never change")
    func vectors() throws {
        let meeting = ("initial-meeting", "", "initiating-contact", "2026-03-16")
        #expect(
            try Self.id(
                "K-1042", 1, meeting.0, meeting.1, meeting.2, meeting.3, .lead(14), "a-moreau",
                .mail) == "42412de767289ed2828e6addf3f33e13")
        #expect(
            try Self.id(
                "K-1042", 1, meeting.0, meeting.1, meeting.2, meeting.3, .lead(14), "a-moreau",
                .journal) == "1041500552c961cd97c1e6822faccdab")
        #expect(
            try Self.id(
                "K-1042", 1, meeting.0, meeting.1, meeting.2, meeting.3, .overdue(7), nil,
                .journal) == "9cce843add118e8217cae21fe29346fd")
        #expect(
            try Self.id(
                "K-1107", 2, "form-distributed", "M1/family", "meeting-held:M1", "2026-03-16",
                .on, "b-ito", .mail) == "ae124f5791d06497c9ba8bee293c1204")
        #expect(
            try Self.id(
                "K-1042", 1, "plan-review", "", "plan-agreed@2026-08-31", "2027-02-28",
                .escalate(7), "s-roy", .mail) == "f1f2c16ee709a854e6743bcc907cdbe0")
        #expect(
            NotificationID(digestFor: "a-moreau", on: try Sample.day("2026-03-02")).description
                == "5fb99023bb295baebcfd7856180a142e")
    }

    @Test("Whatever differs in what is said, or in to whom or how, makes another id")
    func distinct() throws {
        func id(
            _ number: String = "K-1", _ episode: Int = 1, _ rule: String = "r",
            _ subject: String = "s", _ trigger: String = "t", _ target: String = "2026-03-16",
            _ stage: Stage = .on, _ person: String? = "p", _ channel: Channel = .mail
        ) throws -> String {
            try Self.id(number, episode, rule, subject, trigger, target, stage, person, channel)
        }
        let ids = try [
            id(), id("K-2"), id("K-1", 2), id("K-1", 1, "r2"), id("K-1", 1, "r", "s2"),
            id("K-1", 1, "r", ""), id("K-1", 1, "r", "s", "t2"),
            id("K-1", 1, "r", "s", "t", "2026-03-17"),
            id("K-1", 1, "r", "s", "t", "2026-03-16", .lead(1)),
            id("K-1", 1, "r", "s", "t", "2026-03-16", .overdue(1)),
            id("K-1", 1, "r", "s", "t", "2026-03-16", .on, "q"),
            id("K-1", 1, "r", "s", "t", "2026-03-16", .on, nil),
            id("K-1", 1, "r", "s", "t", "2026-03-16", .on, "~"),
            id("K-1", 1, "r", "s", "t", "2026-03-16", .on, "p", .journal),
        ]
        #expect(Set(ids).count == ids.count)
    }

    @Test("Text that moves from one field to the next makes another id")
    func unambiguous() throws {
        let one = try Self.id(
            "K-1", 1, "a", "b,1:c", "d", "2026-03-16", .on, "p", .mail)
        let two = try Self.id(
            "K-1", 1, "a,5:b", "1:c", "d", "2026-03-16", .on, "p", .mail)
        #expect(one != two)
    }
}
