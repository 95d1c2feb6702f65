import Casework
import CaseworkTestSupport
import CivilTime
import TestSupport
import Testing

/// The docket against a plain list of the open deadlines.
@Suite struct DocketTests {
    /// A docket and, beside it, the entries that it should hold, by case.
    struct Twin {
        var docket = Docket()
        var plain: [String: [Docket.Entry]] = [:]

        var entries: [Docket.Entry] { plain.values.flatMap(\.self) }

        mutating func replace(_ number: String, with entries: [Docket.Entry]) {
            docket.replace(number, with: entries)
            plain[number] = entries
        }

        mutating func remove(_ number: String) {
            docket.remove(number)
            plain[number] = nil
        }

        func listed(_ query: DocketQuery) -> (rows: [DeadlineRow], total: Int) {
            let all = entries.map { $0.deadline.row(on: query.day) }.filter(query.wants)
                .sorted { $0.position < $1.position }
            let after = query.after.map { after in all.filter { $0.position > after } } ?? all
            return (Array(after.prefix(query.limit)), all.count)
        }
    }

    static func entries(
        _ number: String, on day: CivilDate, _ random: inout SeededGenerator
    ) -> [Docket.Entry] {
        let madeUp = RandomCase(&random)
        return madeUp.engine.evaluate(Timeline(madeUp.record(number: number), on: day)).deadlines
            .filter { $0.end == nil }
            .map { madeUp.engine.entry($0, on: day, restraints: .none) }
    }

    /// A docket after many changes, and the day of its cases.
    static func twin(_ random: inout SeededGenerator) -> (Twin, CivilDate) {
        let day = date("2026-01-01").advanced(byDays: random.number(100...500))
        var twin = Twin()
        for _ in 0..<random.number(10...120) {
            let number = "K-\(random.number(1...30))"
            if random.chance(15) {
                twin.remove(number)
            } else {
                twin.replace(number, with: entries(number, on: day, &random))
            }
        }
        return (twin, day)
    }

    static func query(on day: CivilDate, _ random: inout SeededGenerator) -> DocketQuery {
        var query = DocketQuery(
            day: day.advanced(byDays: random.number(-30...30)), limit: random.number(0...40))
        if random.chance(40) { query.withinDays = random.number(-20...60) }
        if random.chance(30) { query.overdue = random.chance(50) }
        if random.chance(20) {
            query.states = [random.one(of: [.upcoming, .dueSoon, .due]), .onHold]
        }
        if random.chance(30) { query.owner = random.one(of: ["c-one", "c-two", "s-one", "none"]) }
        if random.chance(20) { query.rule = random.one(of: ["plan-review", "family-contact"]) }
        if random.chance(20) {
            query.scope = DocketScope(
                owners: random.chance(50) ? ["c-two", "none"] : [],
                caseNumbers: random.chance(70) ? ["K-3", "K-4", "K-99"] : [])
        }
        if random.chance(20) {
            query.agency = AgencyConcern(
                random.one(of: ["M1", "G2", "none"]),
                in: Directory(people: [Person(code: "s-one", role: .supervisor, agency: "clinic")]))
        }
        if random.chance(20) { query.profile = "service-integration" }
        if random.chance(20) { query.caseNumber = "K-\(random.number(1...32))" }
        return query
    }

    @Test("a question is answered as by looking through all that is open")
    func lists() {
        var random = SeededGenerator()
        for _ in 0..<10 {
            let (twin, day) = Self.twin(&random)
            #expect(twin.docket.count == twin.entries.count)
            for _ in 0..<25 {
                let query = Self.query(on: day, &random)
                let (rows, total) = twin.docket.list(query)
                let (plainRows, plainTotal) = twin.listed(query)
                #expect(rows == plainRows, "\(query)")
                #expect(total == plainTotal, "\(query)")
            }
        }
    }

    @Test("pages of any size, one after the other, are the whole")
    func pages() {
        var random = SeededGenerator()
        for _ in 0..<4 {
            let (twin, day) = Self.twin(&random)
            var query = Self.query(on: day, &random)
            query.limit = .max
            let whole = twin.listed(query).rows
            for size in [1, 2, 3, 7, max(1, whole.count), whole.count + 1] {
                var pages: [DeadlineRow] = []
                query.limit = size
                query.after = nil
                repeat {
                    let (rows, total) = twin.docket.list(query)
                    #expect(total == whole.count)
                    #expect(rows.count == min(size, whole.count - pages.count))
                    pages += rows
                    query.after = rows.last?.position
                } while query.after != nil && pages.count < whole.count
                #expect(pages == whole)
            }
        }
    }

    @Test("a row stands as its deadline does, on every day")
    func states() {
        var random = SeededGenerator()
        for _ in 0..<12 {
            let start = RandomCase.day(&random)
            let entries = Self.entries("K-1", on: start, &random)
            var docket = Docket()
            docket.replace("K-1", with: entries)
            for offset in -40...300 {
                let day = start.advanced(byDays: offset)
                let rows = docket.list(DocketQuery(day: day, limit: .max)).rows
                let expected = entries.map { $0.deadline.row(on: day) }
                    .sorted { $0.position < $1.position }
                #expect(rows == expected, "\(day)")
                let counts = Dictionary(grouping: expected, by: \.state).mapValues(\.count)
                #expect(docket.counts(on: day) == counts)
            }
        }
    }

    @Test("the stages due are those whose day has come, and the next day is the earliest")
    func stagesDue() {
        var random = SeededGenerator()
        for _ in 0..<10 {
            let (twin, day) = Self.twin(&random)
            let days = twin.entries.compactMap { entry in
                [entry.nextStage, entry.nextEscalation].compactMap(\.self).min()
            }
            for offset in [-400, -30, 0, 1, 30, 400] {
                let after = day.advanced(byDays: offset)
                #expect(
                    twin.docket.nextStageDay(after: after) == days.filter { $0 > after }.min())
            }
            for offset in [-200, -30, 0, 1, 30, 400] {
                let through = day.advanced(byDays: offset)
                let due = twin.docket.stagesDue(through: through)
                let plain = twin.entries.filter { entry in
                    [entry.nextStage, entry.nextEscalation].contains { stage in
                        stage.map { $0 <= through } ?? false
                    }
                }
                #expect(
                    due.map { "\($0.caseNumber) \($0.owner ?? "-")" }.sorted()
                        == plain.map {
                            "\($0.deadline.identity.caseNumber) \($0.deadline.owner ?? "-")"
                        }.sorted())
                #expect(
                    due.map { [$0.nextStage, $0.nextEscalation] }.map(String.init(describing:))
                        .sorted()
                        == plain.map { [$0.nextStage, $0.nextEscalation] }
                        .map(String.init(describing:)).sorted())
            }
        }
    }

    @Test("on hold past its target it is not overdue, and listed among what is not")
    func onHoldPastTarget() {
        let story = Story([fact(.planAgreed, "2026-03-02"), fact(.hold, "2026-03-20")])
        let day = date("2026-05-01")
        var docket = Docket()
        docket.replace(
            "K-1",
            with: story.deadlines("family-contact", on: "2026-05-01").map {
                story.engine.entry($0, on: day, restraints: .none)
            })
        var query = DocketQuery(day: day, limit: 10)
        query.overdue = false
        #expect(docket.list(query).rows.map(\.state) == [.onHold])
        query.overdue = true
        #expect(docket.list(query).rows.isEmpty)
        query.overdue = nil
        query.withinDays = -10
        #expect(docket.list(query).total == 1)
        query.withinDays = -40
        #expect(docket.list(query).total == 0)
    }

    @Test("the owners are those who owe something, each once")
    func owners() {
        var random = SeededGenerator()
        for _ in 0..<5 {
            let (twin, _) = Self.twin(&random)
            #expect(twin.docket.owners == Set(twin.entries.compactMap(\.deadline.owner)).sorted())
        }
    }

    @Test("an empty docket and an unknown owner answer with nothing")
    func empty() {
        var docket = Docket()
        docket.remove("K-1")
        docket.replace("K-1", with: [])
        var query = DocketQuery(day: date("2026-05-01"), limit: 10)
        query.owner = "c-nobody"
        #expect(docket.list(query).total == 0)
        #expect(docket.count == 0)
        #expect(docket.nextStageDay(after: .minimum) == nil)
        #expect(docket.stagesDue(through: .maximum).isEmpty)
    }
}
