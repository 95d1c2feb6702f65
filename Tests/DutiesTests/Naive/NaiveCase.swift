import Casework
import CivilTime

/// A case as the model reads it: plain data, declared and recorded facts in one list.
struct NaiveCase {
    /// The program: `service-integration` or `coordinated-service-planning`.
    var profile: String
    var facts: [Fact]
    var waivers: [Waiver] = []
    var supervisor: String?
    var intake: String?
    var people: [String: Person] = [:]

    /// Whether the program is that of the guidelines; else it is coordinated planning.
    var isServiceIntegration: Bool { profile == "service-integration" }

    /// The case as the engine's side reads it.
    func record(number: String = "K-1") -> CaseRecord {
        CaseRecord(
            DeclaredCase(
                number: number, profile: profile, supervisor: supervisor,
                facts: facts.filter(\.origin.isDeclared), place: Place(file: "a.yaml", line: 1)),
            recorded: facts.filter { !$0.origin.isDeclared }, waivers: waivers)
    }

    /// The people as the engine's side reads them.
    var directory: Directory {
        Directory(people: Array(people.values), agencies: Set(people.values.compactMap(\.agency)))
    }
}

extension NaiveCase: CustomStringConvertible {
    /// The whole case, one fact a line, in the order of days.
    var description: String {
        var lines = ["\(profile) supervisor=\(supervisor ?? "-") intake=\(intake ?? "-")"]
        for person in people.values.sorted(by: { $0.code < $1.code }) {
            var line = "person \(person.code) \(person.role.rawValue)"
            if let agency = person.agency { line += " agency=\(agency)" }
            if let left = person.left { line += " left=\(left)" }
            lines.append(line)
        }
        for fact in facts.sorted(by: naivePrecedes) { lines.append(fact.naiveLine) }
        for waiver in waivers {
            lines.append(
                "\(waiver.date) waives \(waiver.rule) '\(waiver.subject.text)' "
                    + "episode \(waiver.episode) key '\(waiver.triggerKey)'")
        }
        return lines.joined(separator: "\n")
    }
}

extension Fact {
    /// The fact in one line.
    fileprivate var naiveLine: String {
        var line = "\(date) \(kind)"
        if subject != .wholeCase { line += " \(subject.text)" }
        for item in attributes.items {
            switch item.value {
            case .date(let date): line += " \(item.name.rawValue)=\(date)"
            case .code(let code): line += " \(item.name.rawValue)=\(code)"
            case .codes(let codes):
                line += " \(item.name.rawValue)=[\(codes.joined(separator: " "))]"
            }
        }
        if !origin.isDeclared { line += " recorded" }
        return known.seconds == 0 ? line : line + " known=\(known.seconds)"
    }
}

/// By day, then by bytes of kind, then subject, as I1 orders the start facts of a day.
func naivePrecedes(_ left: Fact, _ right: Fact) -> Bool {
    if left.date != right.date { return left.date < right.date }
    if left.kind != right.kind {
        return left.kind.name.utf8.lexicographicallyPrecedes(right.kind.name.utf8)
    }
    return left.subject < right.subject
}
