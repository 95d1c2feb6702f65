package import Casework
import CivilTime

/// What directory.yaml says.
package struct DirectoryFile: Hashable, Sendable {
    /// The agencies and people that can be read.
    package let directory: Directory
    /// What is wrong; while there is something, the last good directory should stay in force.
    package let diagnostics: [Diagnostic]
    /// People and agencies that are named but not listed.
    package let problems: [Problem]
}

/// Reads directory.yaml: who there is (DESIGN 3).
package struct DirectoryReader {
    private var reading: Reading
    private var people: [Sited<Person>] = []
    private var agencies: [String: YAMLMark] = [:]

    /// What a directory file says.
    package static func read(fileName: String, bytes: [UInt8]) -> DirectoryFile {
        var reader = DirectoryReader(reading: Reading(fileName))
        if let root = reader.reading.tree(bytes, expecting: "'agencies' and 'people'") {
            reader.readRoot(root)
        }
        return DirectoryFile(
            directory: Directory(
                people: reader.people.map(\.value), agencies: Set(reader.agencies.keys)),
            diagnostics: reader.reading.takeDiagnostics(), problems: reader.problems())
    }

    private mutating func readRoot(_ root: YAMLNode) {
        guard
            let fields = reading.fields(root, "the directory", keys: ["agencies", "people"])
        else { return }
        for item in reading.list(fields["agencies"], "agencies") {
            guard let agency = reading.fields(item, "an agency", keys: ["agency"]),
                let node = reading.required("agency", in: agency, "an agency"),
                let code = reading.agency(node)
            else { continue }
            if let first = agencies[code] {
                reading.report(
                    node.mark, "agency '\(code)' is given twice: also on line \(first.line)")
            } else {
                agencies[code] = node.mark
            }
        }
        var lines: [String: Int32] = [:]
        for item in reading.list(fields["people"], "people") { readPerson(item, &lines) }
    }

    private static let personKeys = [
        "person", "role", "agency", "email", "locale", "digest", "supervisor", "delegate", "away",
        "left",
    ]

    private mutating func readPerson(_ node: YAMLNode, _ lines: inout [String: Int32]) {
        guard let fields = reading.fields(node, "a person", keys: Self.personKeys) else { return }
        let codeNode = reading.required("person", in: fields, "a person")
        let code = codeNode.flatMap { reading.code($0, "person") }
        if let code, let mark = codeNode?.mark {
            if code == Subject.family.text {
                reading.report(
                    mark, "person 'family' is not possible: it stands for the family itself")
            }
            if let line = lines.updateValue(mark.line, forKey: code) {
                reading.report(mark, "person '\(code)' is given twice: also on line \(line)")
            }
        }
        let role = reading.required("role", in: fields, "a person").flatMap {
            reading.choice($0, "role", as: Person.Role.self)
        }
        let locale = fields["locale"].flatMap { reading.choice($0, "locale", as: Locale.self) }
        let away = reading.oneOrMore(fields["away"]).compactMap { period($0) }
        let agency = fields["agency"].flatMap { reading.agency($0) }
        let email = fields["email"].flatMap { reading.address($0, "email") }
        let digest = fields["digest"].flatMap { reading.time($0, "digest") }
        let supervisor = fields["supervisor"].flatMap { reading.code($0, "supervisor") }
        let delegate = fields["delegate"].flatMap { reading.code($0, "delegate") }
        let left = fields["left"].flatMap { reading.date($0, "left date") }
        guard let code, let role, let mark = codeNode?.mark else { return }
        people.append(
            Sited(
                Person(
                    code: code, role: role, agency: agency, email: email, locale: locale ?? .en,
                    digest: digest, supervisor: supervisor, delegate: delegate, away: away,
                    left: left), mark))
    }

    private mutating func period(_ node: YAMLNode) -> ClosedRange<CivilDate>? {
        guard let fields = reading.fields(node, "away", keys: ["from", "to"]) else { return nil }
        let fromNode = reading.required("from", in: fields, "away")
        let toNode = reading.required("to", in: fields, "away")
        let from = fromNode.flatMap { reading.date($0, "from date") }
        let to = toNode.flatMap { reading.date($0, "to date") }
        guard let from, let to, let toNode else { return nil }
        guard from <= to else {
            reading.report(toNode.mark, "to date '\(to)' is before the from date '\(from)'")
            return nil
        }
        return from...to
    }

    private func problems() -> [Problem] {
        let known = Set(people.map(\.value.code))
        let byCode = Dictionary(people.map { ($0.value.code, $0.value) }) { _, last in last }
        return people.flatMap { sited -> [Problem] in
            let person = sited.value
            let place = reading.place(sited.mark).description
            let named = [("supervisor", person.supervisor), ("delegate", person.delegate)]
            var problems = named.compactMap { role, code -> Problem? in
                guard let code, !known.contains(code) else { return nil }
                return Problem(
                    .unknownPerson, place: place,
                    text: "'\(code)', the \(role) of '\(person.code)', is not in the directory")
            }
            if let delegate = person.delegate.flatMap({ byCode[$0] }),
                !person.isOfTeam(of: delegate)
            {
                problems.append(
                    Problem(
                        .delegateElsewhere, place: place,
                        text: "'\(delegate.code)', the delegate of '\(person.code)', has another "
                            + "supervisor"))
            }
            if let agency = person.agency, agencies[agency] == nil {
                problems.append(
                    Problem(
                        .unknownAgency, place: place,
                        text:
                            "'\(agency)', the agency of '\(person.code)', is not in the directory"))
            }
            return problems
        }
    }
}
