import Control
import TestSupport

@testable import caseclockd

/// Recording, at the real daemon's socket.
extension DecidingSite {
    typealias Effect = CasesInterface.Effect

    static func attributes(
        _ given: KeyValuePairs<String, String>
    ) -> [CasesInterface.Attribute]? {
        guard !given.isEmpty else { return nil }
        return given.map { name, value in
            .init(name: name, values: value.split(separator: ",").map(String.init))
        }
    }

    static func recording(
        _ kind: String, subject: String? = nil, on date: String? = nil, key: String? = nil,
        of number: String = "K-1", _ given: KeyValuePairs<String, String> = [:]
    ) -> CasesInterface.Recording {
        CasesInterface.Recording(
            caseNumber: number, kind: kind, subject: subject, date: date,
            attributes: attributes(given), key: key)
    }

    @discardableResult
    func record(
        _ kind: String, subject: String? = nil, on date: String? = nil, key: String? = nil,
        of number: String = "K-1", _ given: KeyValuePairs<String, String> = [:]
    ) throws -> Effect {
        try call(
            CasesInterface.Record.self,
            Self.recording(kind, subject: subject, on: date, key: key, of: number, given))
    }

    /// Why a fact is not recorded.
    func refusal(
        recording kind: String, subject: String? = nil, on date: String? = nil,
        key: String? = nil, of number: String = "K-1",
        _ given: KeyValuePairs<String, String> = [:]
    ) throws -> CasesInterface.Failure? {
        try refusal(
            CasesInterface.Record.self,
            Self.recording(kind, subject: subject, on: date, key: key, of: number, given)
        ).flatMap(CasesInterface.Failure.init)
    }

    @discardableResult
    func retract(
        _ id: String? = nil, kind: String? = nil, on date: String? = nil, of number: String = "K-1"
    ) throws -> Effect {
        try call(
            CasesInterface.Retract.self,
            .init(
                caseNumber: number, id: id, kind: kind, subject: nil, date: date,
                reason: "error"))
    }

    /// Why a fact is not retracted.
    func refusal(
        retracting id: String? = nil, kind: String? = nil, of number: String = "K-1",
        reason: String = "error"
    ) throws -> CasesInterface.Failure? {
        try refusal(
            CasesInterface.Retract.self,
            .init(
                caseNumber: number, id: id, kind: kind, subject: nil, date: nil, reason: reason)
        ).flatMap(CasesInterface.Failure.init)
    }

    func timeline(of number: String = "K-1", asOf: String? = nil) throws
        -> CasesInterface.Timeline
    {
        try call(CasesInterface.Get.self, .init(caseNumber: number, asOf: asOf))
    }

    /// The facts of a kind as `2026-03-02 in-force recorded`.
    func facts(_ kind: String, of number: String = "K-1") throws -> [String] {
        try timeline(of: number).facts.filter { $0.kind == kind }.map {
            "\($0.date) \($0.state) \($0.place == nil ? "recorded" : "declared")"
        }
    }

    /// The codes of what is wrong with a case.
    func problems(of number: String = "K-1") throws -> [String] {
        try timeline(of: number).problems.map(\.code)
    }

    /// Writes the case's file anew, and has it read.
    func declare(_ more: String = DecidingSite.plan) throws {
        try site.write(Caseload.file("K-1", more: more), to: "a.yaml")
        try daemon.reload()
    }
}

extension CasesInterface.Effect {
    /// What was ended, as `family-contact met`.
    var ended: [String] { closed.map { "\($0.rule) \($0.state)" } }
    /// What is open by it, as `family-contact 2026-04-01`.
    var open: [String] { opened.map { "\($0.rule) \($0.target)" } }
    /// What has another target, as `family-contact 2026-03-12 2026-03-19`.
    var shifted: [String] { moved.map { "\($0.deadline.rule) \($0.from) \($0.deadline.target)" } }
}
