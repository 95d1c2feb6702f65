import Control
import TestSupport
import Testing

@testable import caseclockd

/// The whole list of problems, asked of the real daemon.
@Suite("The list of problems")
struct ProblemListTests {
    private func site() throws -> DecidingSite {
        let site = try DecidingSite()
        // Nobody of that code is known, so each case has a problem.
        try site.site.write(
            Caseload.file(10...1500).replacing("caseload: c-osei", with: "caseload: c-gone"),
            to: "many.yaml")
        try site.site.write(
            "caseload: c-osei\ncases:\n  - case: K-2\n    profil: x\n", to: "bad.yaml")
        _ = try site.daemon.reload()
        return site
    }

    private func page(
        _ site: DecidingSite, _ query: CasesInterface.ProblemsQuery = .init()
    ) throws -> CasesInterface.ProblemsPage {
        try site.call(CasesInterface.Problems.self, query)
    }

    @Test("Pages hold all of them, each once, in order, and no more than asked for")
    func pages() throws {
        let site = try site()
        let first = try page(site)
        #expect(first.problems.count == 1000 && first.cursor != nil)
        #expect(first.total >= 1491 + 1)
        #expect(first.total == (try site.daemon.status()).problemCount)
        for limit in [1000, 333] {
            var all: [CasesInterface.Problem] = []
            var query = CasesInterface.ProblemsQuery(limit: limit)
            repeat {
                let page = try page(site, query)
                #expect(page.problems.count <= limit)
                all += page.problems
                query.cursor = page.cursor
            } while query.cursor != nil && all.count < 10_000
            #expect(all.count == first.total)
            #expect(Set(all.map { "\($0)" }).count == all.count)
            let numbers = all.drop { $0.code != "unknown-person" }.compactMap(\.caseNumber)
            #expect(numbers == numbers.sorted())
        }
    }

    @Test("A case or codes narrow it; what there is not is named with what looks like it")
    func narrowed() throws {
        let site = try site()
        let ofCase = try page(site, .init(caseNumber: "K-77"))
        #expect(!ofCase.problems.isEmpty && ofCase.problems.allSatisfy { $0.caseNumber == "K-77" })
        #expect(ofCase.total == ofCase.problems.count)
        let aside = try page(site, .init(code: ["case-set-aside"]))
        #expect(aside.problems.map(\.caseNumber) == ["K-2"] && aside.total == 1)
        #expect(try page(site, .init(caseNumber: "K-2")).problems == aside.problems)
        #expect(try page(site, .init(caseNumber: "K-1")).problems == [])
        let code = try site.refusal(
            CasesInterface.Problems.self, .init(code: ["case-set-asid"]))
        #expect(
            code.flatMap(CasesInterface.Failure.init)
                == .noSuchProblem("case-set-asid", nearest: ["case-set-aside"]))
        let number = try site.refusal(CasesInterface.Problems.self, .init(caseNumber: "K-9999x"))
        #expect(number?.name == "io.caseclock.Cases.NoSuchCase")
        for query in [CasesInterface.ProblemsQuery(limit: 5000), .init(cursor: "x y")] {
            #expect(
                try site.refusal(CasesInterface.Problems.self, query)?.name
                    == "org.varlink.service.InvalidParameter")
        }
    }
}
