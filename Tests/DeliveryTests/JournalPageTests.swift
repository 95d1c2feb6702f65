import Casework
import Delivery
import Systemd
import TestSupport
import Testing

@Suite("caseclock-journal(7) and the catalog say what the code does")
struct JournalPageTests {
    /// The page's lines, by its sections.
    private let sections: [String: [String]]

    init() throws {
        var sections: [String: [String]] = [:]
        var name = ""
        let page = try FileTree.read("\(Checkout.path)/docs/man/caseclock-journal.7")
        for line in page.split(separator: "\n").map(String.init) {
            if line.hasPrefix(".Sh ") { name = String(line.dropFirst(4)) }
            sections[name, default: []].append(line)
        }
        self.sections = sections
    }

    /// A kind of event as the page lists it.
    private struct Listed: Hashable {
        let name: String
        let priority: String
        var id = ""
        var fields: [String] = []
    }

    private func listed(_ section: String) throws -> [Listed] {
        var all: [Listed] = []
        for line in try #require(sections[section]) {
            let words = line.split(separator: " ").map(String.init)
            if line.hasPrefix(".It Cm "), words.count == 5 {
                all.append(Listed(name: words[2], priority: words[4]))
            } else if line.hasPrefix(".Li "), !all.isEmpty {
                all[all.count - 1].id = words[1]
            } else if line.hasPrefix(".Va "), !all.isEmpty {
                all[all.count - 1].fields += words.filter { $0.hasPrefix("CASECLOCK_") }
            }
        }
        return all
    }

    /// A name and a value as `.It Va NAME Ns =VALUE` has them, in the page's order.
    private func fields() throws -> [(name: String, value: String)] {
        try #require(sections["FIELDS"]).compactMap { line in
            guard line.hasPrefix(".It Va ") else { return nil }
            let words = line.split(separator: " ").map(String.init)
            return words.count == 5 ? (words[2], String(words[4].dropFirst())) : (line, "")
        }
    }

    private static func listed(_ kind: MessageID, fields: [JournalFieldName]) -> Listed {
        let shortened: [JournalEntry.Priority: String] = [.error: "err", .critical: "crit"]
        return Listed(
            name: kind.rawValue, priority: shortened[kind.priority] ?? "\(kind.priority)",
            id: kind.id.description,
            fields: fields.map(\.description))
    }

    @Test("It has every id, with its name, priority and fields, and no other")
    func kinds() throws {
        let deadlines: [MessageID] = [.comingUp, .due, .overdue, .escalated]
        #expect(
            try listed("ENTRIES OF DEADLINES") == deadlines.map { Self.listed($0, fields: []) })
        let others = MessageID.allCases.filter { !deadlines.contains($0) }
        let page = try listed("ENTRIES OF THE DAEMON")
        #expect(page.count == Set(page.map(\.name)).count)
        for kind in others {
            let expected = Self.listed(kind, fields: kind.fields)
            #expect(page.first { $0.name == kind.rawValue } == expected)
        }
        #expect(Set(page.map(\.name)) == Set(others.map(\.rawValue)))
    }

    @Test("Its example is an entry as it is written, field by field")
    func example() throws {
        let row = try Sample.row(
            "K-1042", "form-distributed", "M1/kids", target: "2026-02-23", on: "2026-03-02",
            basis: .sitePolicy)
        let identity = DeadlineIdentity(
            caseNumber: "K-1042", episode: 1, rule: "form-distributed",
            subject: Subject("M1/kids"), triggerKey: "meeting-held M1")
        let entry = StageEntry(
            id: NotificationID(
                sayingOf: identity, target: row.target, stage: .escalate(7), person: "s-roy",
                channel: .journal),
            row: row, stage: .escalate(7), person: "s-roy", ledger: Sample.ledger)
        let written = try #require(JournalPayload(entry.payload)).fields
            .filter { $0.name.hasPrefix("CASECLOCK_") }
            .map { "\($0.name)=\(String(decoding: $0.value, as: UTF8.self))" }
        #expect(try fields().prefix(written.count).map { "\($0.name)=\($0.value)" } == written)
    }

    @Test("It has every field that the sources name, and no other")
    func everyField() throws {
        let page = try fields().map(\.name)
        #expect(page.count == Set(page).count)
        let kinds = MessageID.allCases.flatMap(\.fields).map(\.description)
        #expect(Set(page) == Set(kinds + ["CASECLOCK_PROOF"]))
        for folder in ["Delivery", "caseclockd"] {
            let path = "\(Checkout.path)/Sources/\(folder)"
            for name in FileTree.names(in: path) where name.hasSuffix(".swift") {
                for word in try FileTree.read("\(path)/\(name)").split(separator: "\"")
                where word.hasPrefix("CASECLOCK_") && word != "CASECLOCK_KILL_AT" {
                    #expect(page.contains(String(word)), "\(name)")
                }
            }
        }
    }

    @Test("The catalog has a text in English and in French for every id, and no other")
    func catalog() throws {
        let catalog = try FileTree.read("\(Checkout.path)/systemd/caseclock.catalog")
        let lines = catalog.split(separator: "\n", omittingEmptySubsequences: false)
        let headings = lines.filter { $0.hasPrefix("-- ") }.map { String($0.dropFirst(3)) }
        let ids = MessageID.allCases.map(\.id.description)
        #expect(headings.sorted() == (ids + ids.map { "\($0) fr" }).sorted())
        // A field in it is one that entries of the kind have.
        var fields: [String] = []
        for line in lines {
            if let kind = MessageID.allCases.first(where: {
                line.hasPrefix("-- \($0.id)")
            }) {
                fields = kind.fields.map(\.description)
            }
            for word in line.split(separator: "@") where word.hasPrefix("CASECLOCK_") {
                #expect(fields.contains(String(word)), "\(line)")
            }
        }
    }
}
