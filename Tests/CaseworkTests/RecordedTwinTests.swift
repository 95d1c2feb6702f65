import Casework
import CaseworkTestSupport
import CivilTime
import TestSupport
import Testing

/// SEMANTICS F5: which recorded facts a file has declared too.
@Suite struct RecordedTwinTests {
    private func twins(_ declared: [Fact], _ recorded: [Fact]) -> [String] {
        Story(declared, recorded: recorded).record.recordedTwins.map { "\($0.date) \($0.kind)" }
            .sorted()
    }

    @Test("A fact of one key that a file has too is one, whatever else it says")
    func key() {
        let contact = fact(.initiatingContact, "2026-01-15")
        #expect(twins([contact], [contact.asRecorded()]) == ["2026-01-15 initiating-contact"])
        #expect(
            twins([contact], [fact(.initiatingContact, "2026-01-20").asRecorded()])
                == ["2026-01-20 initiating-contact"])
        let agreed = fact(.planAgreed, "2026-03-02")
        #expect(twins([agreed], [fact(.planAgreed, "2026-03-03").asRecorded()]) == [])
        #expect(twins([agreed], []) == [])
    }

    @Test("What a file has of another episode is no twin")
    func episodes() {
        let declared = [
            fact(.initiatingContact, "2025-01-15"), fact(.discharged, "2025-06-01"),
            fact(.reopened, "2026-01-10"),
        ]
        let recorded = fact(.initiatingContact, "2026-01-12").asRecorded()
        #expect(twins(declared, [recorded]) == [])
        var story = Story(declared, recorded: [recorded])
        story.record.onceDeclared = story.record.recordedTwins
        #expect(!story.problems(on: "2026-02-01").contains(.recordedOnly))
    }

    @Test("One whose day lies ahead is found before its day")
    func ahead() {
        let hold = fact(.hold, "2027-03-02")
        let contact = fact(.initiatingContact, "2026-01-15")
        #expect(twins([contact, hold], [hold.asRecorded()]) == ["2027-03-02 hold"])
    }
}
