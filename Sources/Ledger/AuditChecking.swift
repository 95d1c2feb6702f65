import Crypto
import Foundation
import GRDB

/// Goes through the trail row by row, and says what doesn't fit.
///
/// The rows may be anything by now, so nothing is taken to have the type that it was written with.
struct AuditChecking {
    /// What it reads of each row, in the order of `sequence`.
    static let columns = """
        \(AuditColumn.kept), \(AuditColumn.sealed), sequence, forgets, salt, seal, chain, forgotten
        """

    private(set) var check = AuditCheck()
    private var known: ArraySlice<KnownAuditHead>
    /// The row of the last known head that was found.
    private var lastFound: Int64 = 0
    /// The rows that a tombstone still to come forgets: the first of them, and the hash of all.
    private var pending: [Int64: (first: Int64, hash: SHA256)] = [:]

    init(against known: [KnownAuditHead]) {
        self.known = known.sorted { $0.head.sequence < $1.head.sequence }[...]
        holdAgainstKnown()
    }

    /// Takes the next row; after a fault nothing more.
    mutating func take(_ row: Row) {
        guard check.fault == nil else { return }
        let expected = check.head.sequence + 1
        let values = AuditColumn.values(row)
        guard let sequence = Int64.fromDatabaseValue(row["sequence"]), sequence >= expected else {
            return fault(.changed, expected, "the row has a number that can't be its own")
        }
        guard sequence == expected else {
            let last = sequence - 1
            return fault(
                .removed, expected,
                last == expected ? "it is missing" : "the rows from it through \(last) are missing")
        }
        let seal = bytes(row, "seal")
        guard noteForgotten(row, sequence, values, seal) else { return }
        let forgets: DatabaseValue = row["forgets"]
        let content = AuditChain.content(values.kept + [forgets], seal: seal)
        let next = AuditChain.head(after: check.head, content: content)
        guard next.hash == bytes(row, "chain") else {
            return fault(
                .changed, sequence,
                "it is not what was written, or does not follow the row before it")
        }
        guard holdTombstone(sequence, forgets) else { return }
        check.head = next
        check.rows += 1
        holdAgainstKnown()
    }

    /// What came of it, once there are no more rows.
    mutating func end() -> AuditCheck {
        guard check.fault == nil else { return check }
        let last = check.head.sequence
        if let known = known.first {
            fault(
                .cutOff, last + 1,
                "\(known.source) knows a row \(known.head.sequence), and the last is \(last)")
        } else if let (tombstone, rows) = pending.min(by: { $0.value.first < $1.value.first }) {
            fault(
                .forgottenWithout, rows.first,
                "it was forgotten, and the row \(tombstone) that is to say so is not there")
        }
        return check
    }

    private func bytes(_ row: Row, _ column: String) -> [UInt8] {
        let value: DatabaseValue = row[column]
        return Data.fromDatabaseValue(value).map { Array($0) } ?? []
    }

    /// Checks the seal of a row, or notes by whom it was forgotten; false for a fault.
    private mutating func noteForgotten(
        _ row: Row, _ sequence: Int64, _ values: AuditValues, _ seal: [UInt8]
    ) -> Bool {
        let forgotten: DatabaseValue = row["forgotten"]
        if forgotten.isNull {
            guard AuditChain.seal(bytes(row, "salt"), values.sealed) == seal else {
                fault(.changed, sequence, "what it was about is not what was written")
                return false
            }
            return true
        }
        guard let tombstone = Int64.fromDatabaseValue(forgotten), tombstone > sequence,
            values.sealed.allSatisfy(\.isNull), (row["salt"] as DatabaseValue).isNull
        else {
            fault(.changed, sequence, "it is not what a row that was forgotten is")
            return false
        }
        var rows = pending[tombstone] ?? (first: sequence, hash: SHA256())
        AuditChain.add(forgotten: sequence, to: &rows.hash)
        pending[tombstone] = rows
        check.forgotten += 1
        return true
    }

    /// Checks that the rows which name a row as their tombstone are those that it forgets.
    private mutating func holdTombstone(_ sequence: Int64, _ forgets: DatabaseValue) -> Bool {
        let rows = pending.removeValue(forKey: sequence)
        guard !forgets.isNull else {
            guard let rows else { return true }
            fault(
                .forgottenWithout, rows.first,
                "it was forgotten, and the row \(sequence) that is to say so does not")
            return false
        }
        let found = Array((rows?.hash ?? SHA256()).finalize())
        guard Data.fromDatabaseValue(forgets).map({ Array($0) }) == found else {
            fault(
                .forgottenWithout, rows?.first ?? sequence,
                "the rows that were forgotten are not those that row \(sequence) says")
            return false
        }
        return true
    }

    /// Holds the head so far against those of the same row that are known.
    private mutating func holdAgainstKnown() {
        while let next = known.first, next.head.sequence == check.head.sequence {
            guard next.head.hash == check.head.hash else {
                let first = min(lastFound + 1, next.head.sequence)
                let last = next.head.sequence
                let which = first == last ? "it is" : "one of the rows from it through \(last) is"
                return fault(.rewritten, first, "\(which) not what \(next.source) knows")
            }
            lastFound = next.head.sequence
            check.headsFound += 1
            known.removeFirst()
        }
    }

    private mutating func fault(_ kind: AuditFault.Kind, _ sequence: Int64, _ detail: String) {
        check.fault = AuditFault(
            kind: kind, sequence: sequence, detail: "row \(sequence): \(detail)")
    }
}

extension Ledger {
    /// Goes through the whole trail and says whether it is as it was written, and whether it is
    /// what the heads say that are known of it from elsewhere.
    ///
    /// The rows by themselves tell what was changed, taken out, put in or moved; that all from some
    /// row on were cut off or written anew tell only the heads. It takes a while: it is for a
    /// worker.
    package func verifyAudit(
        against known: [KnownAuditHead] = []
    ) throws(LedgerError) -> AuditCheck {
        try read { database in
            var checking = AuditChecking(against: known)
            let rows = try Row.fetchCursor(
                database, sql: "SELECT \(AuditChecking.columns) FROM audit ORDER BY sequence")
            while checking.check.fault == nil, let row = try rows.next() { checking.take(row) }
            return checking.end()
        }
    }
}
