import ArgumentParser
import Control

/// `caseclockctl compliance`.
struct Compliance: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compliance",
        abstract: "How many deadlines were met, by the day they were due.",
        discussion: """
            Counts every deadline whose target is in a period, ended ones too, once each. Targets \
            that the document sets are counted apart from those of the site. COMPLIANCE in \
            caseclockctl(1) says what each column counts.

            Examples:
              caseclockctl compliance --from 2026-01-01 --to 2026-03-31 --by rule
              caseclockctl compliance --by team --by quarter --interval source
              caseclockctl compliance --as-of 2026-03-31 --by coordinator --format csv
            """)

    /// What a count can be made by.
    enum Axis: String, CaseIterable, ExpressibleByArgument {
        case rule, profile, coordinator, team, month, quarter, year
    }

    /// Where an interval can come from.
    enum Interval: String, CaseIterable, ExpressibleByArgument {
        case source, form
        case sitePolicy = "site-policy"
    }

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The first target that counts.", valueName: "date"),
        transform: DayArgument.checked)
    var from: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The last target that counts.", valueName: "date"),
        transform: DayArgument.checked)
    var to: String?

    @Option(help: "What to count by; may be given more than once, the first counts first.")
    var by: [Axis] = []

    @Option(help: "Only deadlines of this rule.", completion: .codes(of: "rule"))
    var rule: String?

    @Option(
        help: "Only those of cases of this policy profile.", completion: .codes(of: "profile"))
    var profile: String?

    @Option(
        help: ArgumentHelp("Only those that this person owes.", valueName: "person"),
        completion: .codes(of: "person"))
    var coordinator: String?

    @Option(
        help: ArgumentHelp("Only those that this supervisor's team owes.", valueName: "person"),
        completion: .codes(of: "person"))
    var team: String?

    @Option(help: "Only those whose interval comes from here.")
    var interval: Interval?

    @OptionGroup var showing: ShowingOptions
    @OptionGroup var connection: ConnectionOptions

    func validate() throws {
        if let expected = ServiceInterface.ComplianceQuery.expected(of: by.map(\.rawValue)) {
            throw ValidationError("--by: expected \(expected)")
        }
    }

    func run() throws {
        var query = ServiceInterface.ComplianceQuery()
        query.from = from
        query.to = to
        query.asOf = showing.asOf
        query.by = by.isEmpty ? nil : by.map(\.rawValue)
        query.rule = rule
        query.profile = profile
        query.coordinator = coordinator
        query.team = team
        query.interval = interval?.rawValue
        var whole: ServiceInterface.CompliancePage?
        try connection.ask(timeoutSeconds: Self.timeoutSeconds) {
            (client) throws(VarlinkClientError) in
            try client.stream(ServiceInterface.Compliance.self, query) {
                (page) throws(VarlinkClientError) in
                let before = whole?.groups ?? []
                whole = page
                whole?.groups = before + page.groups
            }
        }
        guard let whole else { return }
        var output = StandardOutput()
        switch showing.format {
        case .table: ComplianceTable(whole, by: by.map(\.rawValue)).write(to: &output)
        case .json: output.array(whole.groups)
        case .csv: ComplianceTable.writeCSV(whole.groups, to: &output)
        }
        try output.finish()
        if whole.leftOut > 0 {
            StandardError.say(
                "warning: \(Shown.counted(whole.leftOut, "case")) could not be worked out and "
                    + "count nowhere: see 'caseclockctl problems'")
        }
    }

    /// All cases are worked out before there is an answer.
    private static let timeoutSeconds = 300
}
