import Casework
import CivilTime

/// Providers: how they are involved, what they consented to, and what they were told.
extension EpisodeReader {
    private enum Involvement: String, CaseIterable {
        case current, potential, declined, completed
    }

    private static let providerKeys = [
        "agency", "contact", "involvement", "joined", "potential", "declined", "completed",
        "consent", "announced",
    ]

    /// One item of `providers`.
    mutating func readProvider(_ node: YAMLNode) {
        guard let fields = reading.fields(node, "a provider", keys: Self.providerKeys),
            let agencyNode = reading.required("agency", in: fields, "a provider")
        else { return }
        let contact = fields["contact"].flatMap { reading.code($0, "contact") }
        let agency = reading.agency(agencyNode)
        // Where the agency can't be read its other values still can, for their errors.
        let subject = Subject(agency ?? Self.unread(at: fields.mark))
        readInvolvement(fields, subject, contact: contact, at: agencyNode.mark)
        for item in reading.oneOrMore(fields["consent"]) { readConsent(item, subject) }
        addDates("announced", of: fields, .coordinatorAnnounced, subject)
    }

    private mutating func readInvolvement(
        _ fields: Fields, _ subject: Subject, contact: String?, at mark: YAMLMark
    ) {
        var attributes: Attributes = [:]
        attributes[.contact] = contact.map { .code($0) }
        let joined = date("joined", of: fields)
        let potential = date("potential", of: fields)
        let declined = date("declined", of: fields)
        let completed = date("completed", of: fields)
        guard let involvement = involvement(fields) else { return }

        func add(
            _ kind: FactKind, _ date: Sited<CivilDate>, _ reader: inout EpisodeReader
        ) {
            reader.add(kind, subject, on: date.value, attributes, at: date.mark)
        }
        if let potential { add(.providerPotential, potential, &self) }
        switch involvement {
        case .current, .completed:
            if let joined {
                add(.providerCurrent, joined, &self)
            } else if fields["joined"] == nil {
                addOnFirstDay(.providerCurrent, subject, attributes, at: mark)
            }
        case .potential, .declined:
            if let joined {
                add(.providerPotential, joined, &self)
            } else if fields["joined"] == nil, fields["potential"] == nil {
                addOnFirstDay(.providerPotential, subject, attributes, at: mark)
            }
        }
        attributes = [:]
        if let declined { add(.providerDeclined, declined, &self) }
        if let completed { add(.serviceCompleted, completed, &self) }
        demandDates(of: involvement, fields)
    }

    /// How the provider is involved: as the file says, else as its dates do.
    private mutating func involvement(_ fields: Fields) -> Involvement? {
        if let node = fields["involvement"] {
            return reading.choice(node, "involvement", as: Involvement.self)
        }
        if fields["completed"] != nil { return .completed }
        if fields["joined"] != nil { return .current }
        if fields["declined"] != nil { return .declined }
        if fields["potential"] != nil { return .potential }
        _ = reading.required("involvement", in: fields, "a provider")
        return nil
    }

    private mutating func demandDates(of involvement: Involvement, _ fields: Fields) {
        func demand(_ key: String, _ reader: inout EpisodeReader) {
            guard fields.lacks(key) else { return }
            reader.reading.report(
                fields.mark(of: "involvement"),
                "involvement '\(involvement.rawValue)' needs the date '\(key)'")
        }
        func refuse(_ key: String, _ reader: inout EpisodeReader) {
            guard fields[key] != nil else { return }
            reader.reading.report(
                fields.mark(of: key),
                "'\(key)' does not go with involvement '\(involvement.rawValue)'")
        }
        switch involvement {
        case .current: break
        case .completed: demand("completed", &self)
        case .declined:
            demand("declined", &self)
            refuse("completed", &self)
        case .potential:
            refuse("completed", &self)
            refuse("declined", &self)
            if fields["potential"] != nil { refuse("joined", &self) }
        }
    }

    private mutating func readConsent(_ node: YAMLNode, _ subject: Subject) {
        let keys = ["signed", "expires", "refused", "withdrawn"]
        guard let fields = reading.fields(node, "consent", keys: keys) else { return }
        let expires = date("expires", of: fields)
        if let signed = date("signed", of: fields) {
            var attributes: Attributes = [:]
            attributes[.expires] = expires.map { .date($0.value) }
            add(.consentSigned, subject, on: signed.value, attributes, at: signed.mark)
        } else if fields["signed"] == nil {
            if fields["expires"] != nil {
                reading.report(fields.mark(of: "expires"), "'expires' needs 'signed'")
            } else if fields["refused"] == nil, fields["withdrawn"] == nil {
                reading.report(fields.mark, "consent needs 'signed', 'refused' or 'withdrawn'")
            }
        }
        addDates("refused", of: fields, .consentRefused, subject)
        addDates("withdrawn", of: fields, .consentWithdrawn, subject)
    }
}
