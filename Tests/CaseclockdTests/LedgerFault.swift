import GRDB

@testable import Ledger

/// What another hand does to the ledger of a site while a daemon has it.
struct LedgerFault {
    let site: TestSite

    /// Damages one part of the entry of a case: `content`, `places` or `known`.
    func damage(_ number: String, _ part: String = "content") throws {
        try run("UPDATE declaredCase SET \(part) = x'07' WHERE number = '\(number)'")
    }

    /// Takes the cases away, so that none can be read.
    func hideCases() throws { try run("ALTER TABLE declaredCase RENAME TO hidden") }

    /// Puts them back.
    func showCases() throws { try run("ALTER TABLE hidden RENAME TO declaredCase") }

    private func run(_ sql: String) throws {
        let ledger = try Ledger.open(path: site.ledger, mode: .worker)
        try ledger.queue.writeWithoutTransaction { try $0.execute(sql: sql) }
        try ledger.close()
    }
}
