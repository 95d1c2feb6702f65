import Casework
import CivilTime
import TestSupport
import Testing

/// One family of a rule's table, and what of the rule there is on some days.
struct DutyCase: Sendable, CustomTestStringConvertible {
    let rule: String
    let title: String
    /// Whether the engine is known to differ: `*` with `!` before the sentence.
    let isKnownIssue: Bool
    let lines: String
    fileprivate(set) var looks: [Look]

    /// What there is on a day.
    struct Look: Sendable {
        let day: String
        let policies: [Policy]
        var told: [String]
    }

    var testDescription: String { title }

    /// Holds the engine with the shipped duties against what the table says.
    func check(_ location: SourceLocation = #_sourceLocation) {
        guard isKnownIssue else { return look(location) }
        withKnownIssue { look(location) }
    }

    private func look(_ location: SourceLocation) {
        let family = FactLines(lines)
        for look in looks {
            for policy in look.policies {
                let deadlines = family.deadlines(rule, policy, on: look.day)
                let told = deadlines.enumerated().map { place, deadline in
                    let text = deadline.toldWithRests(on: date(look.day))
                    // Who owes it is told where the table asks.
                    guard look.told.indices.contains(place), look.told[place].hasSuffix(")") else {
                        return text
                    }
                    return "\(text) (\(deadline.owner ?? "-"))"
                }
                #expect(
                    told == look.told, "\(title): \(policy.profile) on \(look.day)",
                    sourceLocation: location)
            }
        }
    }
}

/// A rule's table as text.
///
/// Lines before the first `*` are facts that all its families share. A family begins with `*` and
/// its sentence (`* !` where the engine is known to differ); its facts follow, one a line as `FactLines` reads them. `on DATE`, with `si` or
/// `csp` where it is of one program, says when it is looked at; then each deadline of the rule with
/// `=`, in brackets who owes it where that matters, or `none`.
func duties(_ rule: String, in policies: [Policy] = Duties.both, _ table: String) -> [DutyCase] {
    var cases: [DutyCase] = []
    var given: [Substring] = []
    var title: String?
    var facts: [Substring] = []
    var looks: [DutyCase.Look] = []
    func finish() {
        guard let title else { return }
        precondition(!looks.isEmpty, "nothing is looked at: \(title)")
        let lines = (given + facts).joined(separator: "\n")
        let isKnown = title.hasPrefix("! ")
        cases.append(
            DutyCase(
                rule: rule, title: isKnown ? String(title.dropFirst(2)) : title,
                isKnownIssue: isKnown, lines: lines, looks: looks))
        (facts, looks) = ([], [])
    }
    for line in table.split(separator: "\n") {
        let line = line.drop { $0 == " " }
        if line.hasPrefix("* ") {
            finish()
            title = String(line.dropFirst(2))
        } else if line.hasPrefix("on ") {
            let words = line.split(separator: " ")
            let asked = words.count > 2 ? Duties.both.filter { $0.isCalled(words[2]) } : policies
            looks.append(DutyCase.Look(day: String(words[1]), policies: asked, told: []))
        } else if line.hasPrefix("= ") {
            looks[looks.count - 1].told.append(String(line.dropFirst(2)))
        } else if line != "none", !line.isEmpty {
            if title == nil { given.append(line) } else { facts.append(line) }
        }
    }
    finish()
    return cases
}

extension Policy {
    /// Whether a table's short name means it.
    fileprivate func isCalled(_ short: Substring) -> Bool {
        switch short {
        case "si": profile == Duties.serviceIntegration.profile
        case "csp": profile == Duties.coordinatedServicePlanning.profile
        default: preconditionFailure("no program is called '\(short)'")
        }
    }
}
