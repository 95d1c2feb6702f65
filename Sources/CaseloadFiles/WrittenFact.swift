package import Casework
package import CivilTime

/// A fact that somebody records, as it was written: it is read as an item of the list `facts` of a
/// caseload file is, and so by the same reader, with the same messages.
package struct WrittenFact: Sendable {
    private let entries: [(key: String, values: [String])]

    /// A fact by its parts; a day may be written as `day` understands it.
    package init(
        kind: String, subject: String?, date: String,
        attributes: [(name: String, values: [String])], day: (String) -> CivilDate?
    ) {
        func dated(_ text: String) -> String { day(text)?.description ?? text }
        var entries = [("kind", [kind])]
        if let subject { entries.append(("subject", [subject])) }
        entries.append(("date", [dated(date)]))
        self.entries =
            entries.map { (key: $0.0, values: $0.1) }
            + attributes.map { name, values in
                guard let known = Attributes.Name(rawValue: name),
                    case .date = AttributeValues.shape(of: known)
                else { return (name, values) }
                return (name, values.map(dated))
            }
    }

    /// What is wrong with a part of it, or with the whole.
    package struct Flaw: Hashable, Sendable {
        /// The part; nil for the whole.
        package let part: String?
        /// What is wrong.
        package let message: String
    }

    /// Why it is no fact.
    package struct Failure: Error, Hashable, Sendable {
        /// Everything that is wrong, in order.
        package let flaws: [Flaw]
    }

    /// The fact of a case of a profile.
    ///
    /// Throws everything that is wrong with it.
    package func fact(
        profile: String, origin: Origin, known: Instant
    ) throws(Failure) -> Fact {
        var reader = EpisodeReader(
            reading: Reading(Self.name), known: known, caseload: nil, profile: profile,
            follows: false)
        for (index, entry) in entries.enumerated()
        where entries[..<index].contains(where: { $0.key == entry.key }) {
            reader.reading.report(
                Self.mark(index), "key \(Diagnostic.quoted(entry.key)) is given twice")
        }
        reader.readFact(node)
        let flaws = reader.reading.takeDiagnostics().map { diagnostic in
            let index = Int(diagnostic.place.column) - 1
            return Flaw(
                part: entries.indices.contains(index) ? entries[index].key : nil,
                message: diagnostic.message)
        }
        guard flaws.isEmpty, var fact = reader.facts.first else { throw Failure(flaws: flaws) }
        fact.origin = origin
        return fact
    }

    /// The parts stand in the columns of one line, so that a message leads back to its part.
    private static func mark(_ index: Int) -> YAMLMark {
        YAMLMark(line: 1, column: Int32(clamping: index + 1))
    }

    private static let name = "record"

    private var node: YAMLNode {
        let items = entries.enumerated().map { index, entry in
            let mark = Self.mark(index)
            let scalars = entry.values.map { YAMLNode(content: .scalar($0), mark: mark) }
            let isList = entry.key == Attributes.Name.present.rawValue || scalars.count > 1
            let value =
                isList && !scalars.isEmpty
                ? YAMLNode(content: .sequence(scalars), mark: mark)
                : scalars.first ?? YAMLNode(content: .missing, mark: mark)
            return YAMLNode.Entry(key: entry.key, mark: mark, value: value, refusal: nil)
        }
        return YAMLNode(content: .mapping(items), mark: YAMLMark(line: 1, column: 0))
    }
}
