import Control

extension Samples {
    static var complianceQuery: ServiceInterface.ComplianceQuery {
        var query = ServiceInterface.ComplianceQuery()
        query.from = "2026-01-01"
        query.to = "today"
        query.asOf = "+1d"
        query.by = ["team", "rule", "quarter"]
        query.rule = "plan-review"
        query.profile = "service-integration"
        query.coordinator = "a-moreau"
        query.team = "s-roy"
        query.interval = "source"
        query.limit = 50
        query.cursor = "0 plan-review"
        return query
    }

    static var complianceGroup: ServiceInterface.ComplianceGroup {
        var group = ServiceInterface.ComplianceGroup(
            asOf: day, from: day, to: day, interval: "source")
        group.rule = "plan-review"
        group.profile = "service-integration"
        group.coordinator = "a-moreau"
        group.team = "s-roy"
        group.period = "2026-Q1"
        group.cases = 3
        group.total = 9
        group.met = 1
        group.perMille = 200
        return group
    }
    static let bareComplianceGroup = ServiceInterface.ComplianceGroup(
        asOf: day, from: nil, to: nil, interval: "form")

    static let compliancePage = ServiceInterface.CompliancePage(
        asOf: day, cases: 3, leftOut: 1, totals: [complianceGroup],
        groups: [complianceGroup, bareComplianceGroup], cursor: "0 plan-review")
    static let bareCompliancePage = ServiceInterface.CompliancePage(
        asOf: day, cases: 0, leftOut: 0, totals: [], groups: [])
}
