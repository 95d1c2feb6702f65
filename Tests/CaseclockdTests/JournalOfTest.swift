import Systemd
import TestSupport

/// What tests ask the journal of a namespace.
extension RealJournald {
    /// The entries of the daemon that have a field, oldest first.
    func entries(with field: String) throws -> [JournalRecord] {
        try JournalReader(.namespace(namespace))
            .entries(matching: [("SYSLOG_IDENTIFIER", "caseclockd")])
            .filter { $0[field] != nil }
    }

    /// What was said of deadlines: `K-1 initial-meeting lead-30 c-osei`, sorted.
    func stages() throws -> [String] {
        try entries(with: "CASECLOCK_STAGE").map { entry in
            ["CASE", "RULE", "STAGE", "PERSON"].compactMap { entry["CASECLOCK_" + $0] }
                .joined(separator: " ")
        }.sorted()
    }

    /// The texts of what the daemon said.
    func messages() throws -> [String] {
        try entries(with: "MESSAGE").compactMap { $0["MESSAGE"] }
    }

    /// Writes an entry and waits until it can be read: whatever was sent before it then can.
    func settle() throws {
        let writer = try JournalWriter(socketPath: socketPath)
        var proof = try JournalProof(
            field: "CASECLOCK_TEST", identifier: "caseclock-test", in: .namespace(namespace),
            checks: 3000)
        guard writer.write(proof.entry) == .sent,
            eventually(seconds: 20, { proof.check() != .waiting })
        else { throw TestFailure("the journal does not settle") }
    }
}
