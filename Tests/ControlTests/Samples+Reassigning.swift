import Control

extension Samples {
    static let arising = CasesInterface.Arising(rule: "coordinator-announced", count: 2)
    static let handover = CasesInterface.Handover(
        caseNumber: "K-1042", from: "a-moreau", fact: "5be1", standing: false, deadlines: 5,
        overdue: 1, arising: [arising], problems: ["family-agreement-missing"])
    static let bareHandover = CasesInterface.Handover(
        caseNumber: "K-1042", from: nil, fact: nil, standing: true, deadlines: 0, overdue: 0,
        arising: [], problems: [])
    static let refused = CasesInterface.Refused(
        caseNumber: "K-7", code: "wrong-coordinator", text: "it is not for them")
    static let handoverMail = CasesInterface.Mail(person: "b-ito", day: day, lines: 4)
    static let reassigning = CasesInterface.Reassigning(
        caseNumber: "K-1042", from: "a-moreau", to: "b-ito", on: "+7d", reason: "staff-away",
        key: "r-1", dryRun: true, skipRefused: false)
    static let bareReassigning = CasesInterface.Reassigning(to: "b-ito", reason: "staff-away")
    static let reassigned = CasesInterface.Reassigned(
        dryRun: true, on: day, cases: [handover, bareHandover], refused: [refused],
        mails: [handoverMail])
}
