import Casework
import Testing

/// Three whole families, from first contact to discharge and after.
///
/// The diaries beside the caseload files in Diaries/ were checked line by line against SEMANTICS
/// and the calendar, by hand. Where one differs, that has to be done again: don't just copy it.
@Suite("Three families, day by day")
struct DiaryTests {
    @Test("Each is told as it was checked by hand", arguments: DiaryFamily.allCases)
    func isTold(_ family: DiaryFamily) throws {
        let diary = try family.told()
        #expect(diary.surprises == [], "days of which the engine had not said that they change")
        let told = diary.text
        let expected = try family.read("txt")
        guard told != expected else { return }
        let lines = zip(told.split(separator: "\n"), expected.split(separator: "\n"))
        let first = lines.first { $0 != $1 }
        Issue.record(
            """
            The diary of \(family) differs, first where it has to say
            \(first?.1 ?? "nothing more")
            but says
            \(first?.0 ?? "more")
            All of it:
            \(told)
            """)
    }

    @Test("Together they use every rule of both programs")
    func everyRule() throws {
        var used: Set<String> = []
        for family in DiaryFamily.allCases {
            let diary = try family.told()
            used.formUnion(diary.deadlines.map { "\(diary.profile): \($0.rule)" })
        }
        let rules = Duties.both.flatMap { policy in
            policy.rules.map { "\(policy.profile): \($0.name)" }
        }
        #expect(rules.filter { !used.contains($0) } == [])
    }

    @Test("Nothing carries over from one episode to the next", arguments: DiaryFamily.allCases)
    func newEpisode(_ family: DiaryFamily) throws {
        let text = try family.told().text
        let parts = text.split(separator: "    reopened", maxSplits: 1)
        #expect(parts.count == 2)
        // Whatever is met, moved or overdue afterwards has arisen afterwards.
        var arisen: Set<Substring> = []
        for line in parts.last?.split(separator: "\n") ?? [] {
            let words = line.split(separator: " ")
            guard let sign = words.first, sign.count == 1, words.count > 1 else { continue }
            if sign == "+" { arisen.insert(words[1]) }
            if "=x~!".contains(sign) { #expect(arisen.contains(words[1]), "\(line)") }
        }
    }
}
