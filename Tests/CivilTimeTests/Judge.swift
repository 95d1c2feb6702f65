import Foundation
import TestSupport

/// A program that is not ours, asked for the right answers: a script of Tests/Judges in Python.
struct Judge {
    /// What a judge's script ends with when what it needs is not installed.
    private static let notInstalled: Int32 = 3

    let script: String

    /// What the judge said, and how it ended.
    struct Verdict {
        let lines: [Substring]
        let status: Int32
    }

    /// The interpreter that was named for the judges; without one it is python3.
    static var interpreter: String? {
        ProcessInfo.processInfo.environment["CASECLOCK_JUDGES_PYTHON"]
    }

    /// Whether there is a judge to ask.
    ///
    /// Where an interpreter was named the judge has to be there: then a missing one is a failure.
    var canBeAsked: Bool {
        if Self.interpreter != nil { return true }
        guard let verdict = try? ask(["2000", "2000"]) else { return false }
        // env(1) ends with 127 where there is no python3.
        return verdict.status != Self.notInstalled && verdict.status != 127
    }

    /// Runs the script with arguments and reads all it prints.
    func ask(_ arguments: [String]) throws -> Verdict {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            [Self.interpreter ?? "python3", "\(Checkout.path)/Tests/Judges/\(script)"]
            + arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
        return Verdict(lines: lines, status: process.terminationStatus)
    }
}
