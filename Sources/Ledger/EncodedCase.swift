package import Casework

/// A declared case as the ledger keeps it: what it says, where that stands, and since when known.
///
/// Three parts, so that what has changed can be told without decoding: `content` alone decides
/// deadlines; `places` is only for explanations; `known` is the ledger's own knowledge.
package struct EncodedCase: Hashable, Sendable {
    /// The file number.
    package let number: String
    /// The name of the caseload file.
    package let file: String
    /// Profile, supervisor, status and facts, without places and instants.
    package let content: [UInt8]
    /// The lines and columns of the case and its facts.
    package let places: [UInt8]
    /// Since when each fact's value has been known (SEMANTICS F1).
    package let known: [UInt8]

    /// A case from its parts, as the ledger has them.
    init(number: String, file: String, content: [UInt8], places: [UInt8], known: [UInt8]) {
        self.number = number
        self.file = file
        self.content = content
        self.places = places
        self.known = known
    }

    /// A declared case, encoded.
    package init(_ declared: DeclaredCase) {
        number = declared.number
        file = declared.place.file
        content = ContentCodec.encode(declared)
        places = PlacesCodec.encode(declared)
        known = KnownCodec.encode(declared.facts)
    }

    /// How a case as a file has it now stands to the same case as the ledger has it.
    package enum Difference: Hashable, Sendable {
        /// The ledger doesn't have the case.
        case added
        /// It says something else: its deadlines are to be worked out anew.
        case changed
        /// It says the same on other lines or in another file: only explanations change.
        case moved
        /// Nothing is to be done.
        case unchanged
    }

    /// What has changed since the case that the ledger has; when it was known plays no part.
    package func difference(from old: EncodedCase?) -> Difference {
        guard let old else { return .added }
        guard content == old.content else { return .changed }
        return places == old.places && file == old.file ? .unchanged : .moved
    }

    /// The declared case; throws where the parts are not what `init` made.
    func decoded() throws(ByteFault) -> DeclaredCase {
        var declared = try ContentCodec.decode(content, number: number, file: file)
        try PlacesCodec.decode(places, into: &declared)
        try KnownCodec.decode(known, into: &declared.facts)
        return declared
    }
}
