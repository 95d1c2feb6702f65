import Casework
import TestSupport
import Testing

@testable import Delivery

@Suite("caseclock-templates(5)")
struct TemplatesManualTests {
    @Test("The manual page lists every key that a template gets, and no other")
    func keys() throws {
        let page = try FileTree.read("\(Checkout.path)/docs/man/caseclock-templates.5")
        let listed = page.split(separator: "\n").filter { $0.hasPrefix(".It Cm ") }
            .flatMap { $0.dropFirst(".It Cm ".count).split(separator: " ") }
            .filter { $0 != "," }.map(String.init)
        #expect(Set(listed) == DigestContent.keys)
    }

    @Test("A key that may be missing has no name that stands further out, where it would be found")
    func climbing() throws {
        for digest in [try Morning.full(.en), try Morning.otherAgency(.en)] {
            Self.check(DigestContent(digest).values, around: [])
        }
    }

    private static func check(_ values: DigestContent.Values, around outer: Set<String>) {
        let here = outer.union(values.keys)
        for value in values.values {
            if let inner = value as? DigestContent.Values { check(inner, around: here) }
            guard let rows = value as? [DigestContent.Values], let first = rows.first else {
                continue
            }
            var (all, always) = (Set(first.keys), Set(first.keys))
            for row in rows {
                all.formUnion(row.keys)
                always.formIntersection(row.keys)
                check(row, around: here)
            }
            let found = all.subtracting(always).intersection(here)
            #expect(found.isEmpty, "\(found.sorted()) may be missing, and would be found outside")
        }
    }
}
