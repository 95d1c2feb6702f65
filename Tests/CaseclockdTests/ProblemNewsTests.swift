import Casework
import Delivery
import Testing

@testable import caseclockd

@Suite("The journal hears of each problem once")
struct ProblemNewsTests {
    private static func problem(
        _ code: Problem.Code = .noCoordinator, _ number: String? = "K-1",
        place: String = "a.yaml:3:5", text: String = "nobody coordinates the case"
    ) -> Problem {
        Problem(code, caseNumber: number, place: place, text: text)
    }

    /// News of a daemon that has been running for a while.
    private static func running() -> ProblemNews {
        var news = ProblemNews()
        _ = news.entries(ofCases: [], others: [])
        return news
    }

    @Test("A new problem of a case is told by code and place, without its text")
    func single() {
        var news = Self.running()
        let wrong = Self.problem(.wrongCoordinator, text: "while a protection file is open")
        let entries = news.entries(ofCases: [wrong], others: [])
        #expect(entries.map(\.kind) == [.problemFound])
        #expect(
            entries.map(\.text) == [
                "a.yaml:3:5: K-1: the coordinator of the case has to be looked at "
                    + "(wrong-coordinator)"
            ])
        #expect(
            entries.first?.fields.map { "\($0.0)=\($0.1)" } == [
                "CASECLOCK_PROBLEM=wrong-coordinator", "CASECLOCK_PLACE=a.yaml:3:5",
                "CASECLOCK_CASE=K-1",
            ])
    }

    @Test("A problem of no case is told when it comes, and again once it was gone")
    func others() {
        var news = Self.running()
        let address = Self.problem(.noAddress, nil, place: "b-ito", text: "no address")
        #expect(news.entries(ofCases: [], others: [address]).count == 1)
        #expect(news.entries(ofCases: [], others: [address]).isEmpty)
        #expect(news.entries(ofCases: [], others: []).isEmpty)
        #expect(news.entries(ofCases: [], others: [address]).count == 1)
    }

    @Test("Up to twenty are told one by one, more by their numbers")
    func many() {
        func problems(_ count: Int) -> [Problem] {
            (1...count).map { Self.problem($0 == 1 ? .futureFact : .noCoordinator, "K-\($0)") }
        }
        var news = Self.running()
        #expect(news.entries(ofCases: problems(20), others: []).count == 20)
        let entries = news.entries(ofCases: problems(21), others: [])
        #expect(entries.map(\.kind) == [.problemsCounted])
        #expect(
            entries.map(\.text) == [
                "21 new problems: 20 no-coordinator, 1 future-fact; 'caseclockctl problems' lists "
                    + "them"
            ])
    }

    @Test("What there is at the start is counted, be it a single one")
    func start() {
        var news = ProblemNews()
        #expect(
            news.entries(ofCases: [Self.problem()], others: []).map(\.text)
                == ["1 problem: 1 no-coordinator; 'caseclockctl problems' lists them"])
        #expect(news.entries(ofCases: [Self.problem()], others: []).map(\.kind) == [.problemFound])
    }

    @Test("A problem that only moves to another line is the same one")
    func key() {
        #expect(Self.problem().key == Self.problem(place: "a.yaml:9:5").key)
        #expect(Self.problem().key != Self.problem(.noCoordinator, "K-2").key)
        #expect(Self.problem().key != Self.problem(text: "other").key)
        #expect(Self.problem(.noAddress, nil).key != Self.problem(.noAddress, nil, place: "b").key)
    }

    @Test("So is one of no case; two of one person are two")
    func keyOfOthers() {
        func key(_ place: String, _ role: String) -> ProblemKey {
            Self.problem(
                .unknownPerson, nil, place: place,
                text: "'b-ito', the \(role) of 'c-osei', is not in the directory"
            ).key
        }
        let file = "caseloads/directory.yaml"
        #expect(key("\(file):3:14", "supervisor") == key("\(file):9:14", "supervisor"))
        #expect(key("\(file):3:14", "supervisor") != key("\(file):3:14", "delegate"))
        #expect(key("\(file):3:14", "supervisor") != key("other.yaml:3:14", "supervisor"))
    }
}
