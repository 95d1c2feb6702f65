import Glibc
import TestSupport
import Testing

/// Every command against a real daemon; Transcripts/ has what it answers.
@Suite struct TranscriptTests {
    @Test("Every command answers as its transcript has it")
    func transcripts() throws {
        let shared = try RealDaemon()
        for name in RecordedTranscript.names {
            let recorded = try RecordedTranscript(name)
            let daemon = recorded.needsOwnDaemon ? try RealDaemon() : shared
            let (now, before) = try recorded.played(to: daemon)
            if getenv("CASECLOCK_WRITE_GOLDEN") != nil {
                try recorded.write(now)
                continue
            }
            #expect(lines(now).difference(from: lines(before)).isEmpty, "\(name)")
        }
    }

    private func lines(_ text: String) -> [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    @Test("No command is without a transcript")
    func isWhole() throws {
        let typed = try RecordedTranscript.names.flatMap { try RecordedTranscript($0).commands }
            .map { ShellWords.of($0.line).dropFirst().joined(separator: " ") }
        let missing = try CommandTree.ofProgram().all.filter(\.subcommands.isEmpty).map(\.name)
            .filter { name in !typed.contains { $0 == name || $0.hasPrefix("\(name) ") } }
        #expect(
            missing.isEmpty,
            "add to Tests/CaseclockctlTests/Transcripts: \(missing.joined(separator: ", "))")
    }
}
