import CivilTime

/// A fact that somebody recorded through the control socket, as it is kept (SEMANTICS F1, F5).
///
/// It outlives its case's absence from the caseload files.
package struct RecordedFact: Hashable, Sendable {
    /// The id by which it can be retracted.
    package let id: String
    /// The case.
    package let caseNumber: String
    /// The case's profile when it was recorded, for when no file has the case any more.
    package let profile: String
    /// The fact; its origin has who recorded it and when.
    package let fact: Fact
    /// The word by which whoever recorded it tells a retry from a second fact; nil for none.
    package let key: String?
    /// What was asked for, word by word, so that a retry is known.
    package let request: String
    /// Whether a caseload file has declared it too since, or did already (F5).
    package var wasDeclared: Bool
    /// How it was retracted; nil while it stands.
    package var retracted: Act.Undoing?

    /// A recorded fact.
    package init(
        id: String, caseNumber: String, profile: String, fact: Fact, key: String? = nil,
        request: String = "", wasDeclared: Bool = false, retracted: Act.Undoing? = nil
    ) {
        self.id = id
        self.caseNumber = caseNumber
        self.profile = profile
        self.fact = fact
        self.key = key
        self.request = request
        self.wasDeclared = wasDeclared
        self.retracted = retracted
    }

    /// Who recorded it: a person's code, else a user's number.
    package var author: String {
        if case .recorded(let author, _) = fact.origin { return author }
        return ""
    }
}

extension CaseRecord {
    /// A case with what is recorded of it and what was decided of its deadlines.
    package init(_ declared: DeclaredCase, recorded: [RecordedFact], acts: [Act] = []) {
        let standing = recorded.filter { $0.retracted == nil }
        self.init(
            declared, recorded: standing.map(\.fact),
            onceDeclared: Set(standing.lazy.filter(\.wasDeclared).map(\.fact)), acts: acts)
    }

    /// The recorded facts whose natural key the file has too, in the same episode (F2, F5).
    package var recordedTwins: Set<Fact> {
        guard !recorded.isEmpty else { return [] }
        var union = FactUnion(self)
        union.add(declared.facts, on: .maximum)
        union.add(recorded, on: .maximum)
        _ = union.episodes()
        return union.twins
    }
}
