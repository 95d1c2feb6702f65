import Casework
import Testing

@testable import CaseloadFiles

@Suite("A case belongs to one file")
struct CaseloadUnionTests {
    private func file(_ name: String, _ numbers: [String]) -> CaseloadFile {
        readCaseload(
            "cases:\n"
                + numbers.map {
                    "- {case: \($0), profile: service-integration, referred: 2026-01-01}"
                }.joined(separator: "\n") + (numbers.isEmpty ? "  []" : ""), named: name)
    }

    private func broken(_ name: String, _ number: String) -> CaseloadFile {
        readCaseload(
            "cases:\n- {case: \(number), profile: service-integration, referred: soon}",
            named: name)
    }

    @Test("a case in two files stays where it was in force, and both places are named")
    func staysInForce() {
        let union = CaseloadUnion(
            of: [file("a.yaml", ["K-1", "K-2"]), file("b.yaml", ["K-3", "K-2"])],
            inForce: ["K-2": "b.yaml"])
        #expect(union.cases.map(\.place.description) == ["a.yaml:2:3", "b.yaml:2:3", "b.yaml:3:3"])
        #expect(union.disputed.map(\.staysWith) == ["b.yaml"])
        #expect(
            union.disputed.flatMap(\.diagnostics).map(\.description) == [
                "a.yaml:3:3: case 'K-2' is also declared at b.yaml:3:3",
                "b.yaml:3:3: case 'K-2' is also declared at a.yaml:3:3",
            ])
    }

    @Test(
        "a case in two files that was in force from neither is set aside",
        arguments: [[:], ["K-2": "gone.yaml"]])
    func neither(inForce: [String: String]) {
        let union = CaseloadUnion(
            of: [
                file("a.yaml", ["K-1", "K-2"]), file("b.yaml", ["K-2"]), file("c.yaml", ["K-2"]),
            ],
            inForce: inForce)
        #expect(union.cases.map(\.number) == ["K-1"])
        #expect(union.disputed.map(\.staysWith) == [nil])
        #expect(
            union.disputed.first?.diagnostics.first?.message
                == "case 'K-2' is also declared at b.yaml:2:3 and at c.yaml:2:3")
    }

    @Test("a case that is set aside in its own file can't be taken over by another")
    func brokenAtHome() {
        let files = [broken("a.yaml", "K-1"), file("b.yaml", ["K-1"])]
        let union = CaseloadUnion(of: files, inForce: ["K-1": "a.yaml"])
        #expect(union.cases == [])
        #expect(union.disputed.map(\.staysWith) == ["a.yaml"])
    }
}
