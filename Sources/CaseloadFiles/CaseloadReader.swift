package import Casework

/// Reads caseload files, YAML, CSV or JSON Lines by their names, to declared cases (DESIGN 3).
///
/// A case with errors is set aside with all of them and the rest load. What libyaml can't parse
/// sets the whole file aside: behind a syntax error nothing says where the next case begins.
/// JSON Lines goes on with the next line, a table with the next row.
package struct CaseloadReader: Sendable {
    /// The profiles that have a policy.
    private let profiles: [String]
    /// What a case number looks like; nil for any code.
    private let casePattern: CasePattern?

    /// A reader for cases of these profiles, with numbers of this pattern.
    package init(profiles: [String], casePattern: CasePattern? = nil) {
        self.profiles = profiles.sorted()
        self.casePattern = casePattern
    }

    /// What a file says; `known` is when its values are first seen (SEMANTICS F1).
    package func read(fileName: String, bytes: [UInt8], known: Instant) -> CaseloadFile {
        switch CaseloadFormat(fileName: fileName) {
        case .csv: table(fileName: fileName, bytes: bytes, known: known)
        case .jsonLines: lines(fileName: fileName, bytes: bytes, known: known)
        default: yaml(fileName: fileName, bytes: bytes, known: known)
        }
    }

    /// A reader of the cases of one file.
    func caseReader(
        _ reading: Reading, known: Instant, caseload: Sited<String>? = nil
    ) -> CaseReader {
        CaseReader(
            reading: reading, known: known, caseload: caseload, profiles: profiles,
            matchesPattern: casePattern?.matcher() ?? { _ in true }, pattern: casePattern?.text)
    }

    private func yaml(fileName: String, bytes: [UInt8], known: Instant) -> CaseloadFile {
        var reading = Reading(fileName)
        var caseload: Sited<String>?
        var items: [YAMLNode] = []
        if let root = reading.tree(bytes, expecting: "'cases'"),
            let fields = reading.fields(root, "the file", keys: ["caseload", "cases"])
        {
            caseload = fields["caseload"].flatMap { node in
                reading.code(node, "caseload").map { Sited($0, node.mark) }
            }
            if let cases = reading.required("cases", in: fields, "a caseload file") {
                items = reading.list(cases, "cases")
            }
        }
        let diagnostics = reading.takeDiagnostics()
        guard diagnostics.isEmpty else {
            return CaseloadFile(
                name: fileName, caseload: nil, cases: [], setAside: [], diagnostics: diagnostics)
        }
        var reader = caseReader(reading, known: known, caseload: caseload)
        return file(fileName, caseload?.value, items.map { reader.read($0) })
    }

    /// Puts the cases together; one that is in the file twice is set aside, both times.
    func file(
        _ name: String, _ caseload: String?, _ outcomes: [CaseOutcome]
    ) -> CaseloadFile {
        var places: [String: [Place]] = [:]
        for outcome in outcomes {
            if let number = outcome.number { places[number, default: []].append(outcome.place) }
        }
        var cases: [DeclaredCase] = []
        var setAside: [SetAsideCase] = []
        for outcome in outcomes {
            var diagnostics = outcome.diagnostics
            if let number = outcome.number,
                let other = places[number]?.first(where: { $0 != outcome.place })
            {
                diagnostics.insert(
                    Diagnostic(
                        place: outcome.place,
                        message: "case '\(number)' is in this file twice: also on line "
                            + "\(other.line)"),
                    at: 0)
            }
            if diagnostics.isEmpty, let declared = outcome.declared {
                cases.append(declared)
            } else {
                setAside.append(
                    SetAsideCase(
                        number: outcome.number, place: outcome.place, diagnostics: diagnostics))
            }
        }
        return CaseloadFile(
            name: name, caseload: caseload, cases: cases, setAside: setAside, diagnostics: [])
    }
}

/// A value with the place where it was read.
struct Sited<Value> {
    let value: Value
    let mark: YAMLMark

    init(_ value: Value, _ mark: YAMLMark) {
        self.value = value
        self.mark = mark
    }
}

/// What became of one item of `cases`.
struct CaseOutcome {
    let number: String?
    let place: Place
    let declared: DeclaredCase?
    let diagnostics: [Diagnostic]
}
