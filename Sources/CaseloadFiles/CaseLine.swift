package import Casework
import CivilTime
import JSONText

/// A case as a line of the caseload format, JSON Lines: what a reader of caseload files makes the
/// same facts of.
package struct CaseLine: Sendable {
    private let record: CaseRecord
    private let episodes: [[Fact]]

    /// All of a case: of each fact the value that counts (SEMANTICS F3).
    package init(whole record: CaseRecord) {
        self.record = record
        episodes = Timeline(record, on: .maximum).episodes.map(\.facts)
    }

    /// What is recorded of a case; nil for nothing.
    ///
    /// A case that was reopened is told in its episodes, so the facts that divide them come along.
    package init?(recordedOf record: CaseRecord) {
        guard !record.recorded.isEmpty else { return nil }
        var dividers = record
        dividers.declared.facts.removeAll { $0.kind != .discharged && $0.kind != .reopened }
        var episodes = Timeline(dividers, on: .maximum).episodes.map(\.facts)
        if let last = episodes.indices.last {
            // The discharge that ends the last one divides nothing.
            episodes[last].removeAll { $0.origin.isDeclared && $0.kind == .discharged }
        }
        self.record = record
        self.episodes = episodes
    }

    /// The line, without its end.
    package var text: String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.field("case", record.declared.number)
        writer.field("profile", record.declared.profile)
        if let supervisor = record.declared.supervisor { writer.field("supervisor", supervisor) }
        if episodes.count == 1, let facts = episodes.first {
            writer.name("facts")
            Self.write(facts, to: &writer)
        } else {
            writer.name("episodes")
            writer.beginArray()
            for facts in episodes {
                writer.beginObject()
                writer.name("facts")
                Self.write(facts, to: &writer)
                writer.endObject()
            }
            writer.endArray()
        }
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private static func write(_ facts: [Fact], to writer: inout JSONWriter) {
        writer.beginArray()
        for fact in facts {
            writer.beginObject()
            writer.field("kind", fact.kind.name)
            if let subject = fact.subject.textOrNil { writer.field("subject", subject) }
            writer.field("date", fact.date.description)
            for item in fact.attributes.items {
                writer.name(item.name.rawValue)
                switch item.value {
                case .date(let date): writer.string(date.description)
                case .code(let code): writer.string(code)
                case .codes(let codes):
                    writer.beginArray()
                    for code in codes { writer.string(code) }
                    writer.endArray()
                }
            }
            writer.endObject()
        }
        writer.endArray()
    }
}
