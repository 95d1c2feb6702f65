import ArgumentParser
import Control

/// Which deadlines to look at.
struct NarrowingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Only those that this person owes.", valueName: "person"),
        completion: .codes(of: "person"))
    var coordinator: String?

    @Option(
        help: ArgumentHelp("Only those that concern this agency.", valueName: "agency"),
        completion: .codes(of: "agency"))
    var agency: String?

    @Option(
        help: ArgumentHelp("Only those of this supervisor's team.", valueName: "person"),
        completion: .codes(of: "person"))
    var team: String?

    @Option(help: "Only those of cases of this policy profile.", completion: .codes(of: "profile"))
    var profile: String?

    @Option(help: "Only deadlines of this rule.", completion: .codes(of: "rule"))
    var rule: String?

    @Option(
        name: .customLong("case"), help: ArgumentHelp("Only this case.", valueName: "case"),
        completion: .codes(of: "case"))
    var caseNumber: String?

    /// Whether any of them narrows the list.
    var narrows: Bool {
        [coordinator, agency, team, profile, rule, caseNumber].contains { $0 != nil }
    }

    /// What rows so narrowed differ in.
    var columns: DeadlineTable.Columns { coordinator == nil ? .ofManyCases : .ofOnePerson }

    /// Narrows a query.
    func narrow(_ query: inout DeadlinesInterface.Query) {
        query.coordinator = coordinator
        query.agency = agency
        query.team = team
        query.profile = profile
        query.rule = rule
        query.caseNumber = caseNumber
    }
}

/// Which deadlines to list, and how many.
struct ListOptions: ParsableArguments {
    @OptionGroup var which: NarrowingOptions
    @OptionGroup var size: LimitOptions

    /// At most so many; nil: all.
    var limit: Int? { size.limit }

    /// Whether any of them narrows the list.
    var narrows: Bool { which.narrows }

    /// Narrows a query.
    func narrow(_ query: inout DeadlinesInterface.Query) { which.narrow(&query) }
}

/// As of which day, and in which form.
struct ShowingOptions: ParsableArguments {
    @Option(
        name: .customLong("as-of"), parsing: .unconditional,
        help: ArgumentHelp(
            "Another day than today: 2026-03-16, today, +14d or -3d.", valueName: "date"),
        transform: DayArgument.checked)
    var asOf: String?

    @Option(help: "How to write it.")
    var format = ListFormat.table
}

/// How a list is written.
enum ListFormat: String, CaseIterable, ExpressibleByArgument {
    case table
    case json
    case csv
}

/// How something that is no list is written.
enum TextFormat: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
}

/// How long a list may be.
struct LimitOptions: ParsableArguments {
    @Option(help: ArgumentHelp("At most so many.", valueName: "number"))
    var limit: Int?

    func validate() throws {
        if let limit, limit < 1 {
            throw ValidationError("--limit is '\(limit)': expected 1 or more")
        }
    }
}
