import Control

extension Samples {
    static var forgotten: CasesInterface.Forgotten {
        var forgotten = bareForgotten
        forgotten.facts = 3
        forgotten.masked = 1
        forgotten.spool = ["sent/9c41"]
        return forgotten
    }
    static let bareForgotten = CasesInterface.Forgotten()
}
