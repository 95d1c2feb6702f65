package import Casework

/// The cases of a whole folder, each from one file.
///
/// A case that two files declare is decided by no name and no date: it stays with the file in
/// which it was in force before. Where neither was, it is set aside like any other case that
/// can't be read, so that no family is reminded by the wrong copy. Either way it is an error that
/// names both places, and the other cases load.
package struct CaseloadUnion: Hashable, Sendable {
    /// The cases to put in force.
    package let cases: [DeclaredCase]
    /// The cases that more than one file declares.
    package let disputed: [DisputedCase]

    /// Joins files; `inForce` gives, by case number, the name of the file a case is in force from.
    package init(of files: [CaseloadFile], inForce: [String: String] = [:]) {
        var claims: [String: [(file: String, place: Place)]] = [:]
        for file in files {
            let all =
                file.cases.map { ($0.number, $0.place) }
                + file.setAside.compactMap { aside in aside.number.map { ($0, aside.place) } }
            for (number, place) in all {
                let others = claims[number, default: []]
                guard !others.contains(where: { $0.file == file.name }) else { continue }
                claims[number] = others + [(file.name, place)]
            }
        }
        var disputed: [String: DisputedCase] = [:]
        for (number, claim) in claims where claim.count > 1 {
            let stays = inForce[number].flatMap { name in
                claim.contains { $0.file == name } ? name : nil
            }
            disputed[number] = DisputedCase(
                number: number, staysWith: stays,
                diagnostics: Self.diagnostics(of: number, claim.map(\.place)))
        }
        cases = files.flatMap { file in
            file.cases.filter { declared in
                guard let dispute = disputed[declared.number] else { return true }
                return dispute.staysWith == file.name
            }
        }
        self.disputed = disputed.values.sorted {
            $0.number.utf8.lexicographicallyPrecedes($1.number.utf8)
        }
    }

    private static func diagnostics(of number: String, _ places: [Place]) -> [Diagnostic] {
        places.map { place in
            let others = places.filter { $0 != place }.map(\.description)
            return Diagnostic(
                place: place,
                message: "case '\(number)' is also declared at "
                    + others.joined(separator: " and at "))
        }
    }
}

/// A case that more than one file declares.
package struct DisputedCase: Hashable, Sendable {
    /// The file number.
    package let number: String
    /// The file whose version stays in force; nil where none was before, and none is now.
    ///
    /// Where that file's own copy is set aside, its last good version stays.
    package let staysWith: String?
    /// One error for each file, naming the other places.
    package let diagnostics: [Diagnostic]
}
