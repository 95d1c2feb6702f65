import ArgumentParser
import Control

/// What a fact is about within its case.
struct SubjectOptions: ParsableArguments {
    @Option(help: "What it is about, as M1, kids, G1/A1 or M1/family.")
    var subject: String?

    @Option(help: "The meeting it is about.")
    var meeting: String?

    @Option(
        help: "The agency it is about, or 'family'; of a form whom it went to.",
        completion: .codes(of: "agency"))
    var agency: String?

    @Option(help: "The goal it is about.")
    var goal: String?

    @Option(help: "The action of the goal.")
    var action: String?

    func validate() throws {
        let parts = [meeting, agency, goal, action].compactMap { $0 }
        if subject != nil, !parts.isEmpty {
            throw ValidationError("give either --subject, or its parts")
        }
        if action != nil, goal == nil { throw ValidationError("--action needs --goal") }
        if goal != nil, meeting != nil || agency != nil {
            throw ValidationError("--goal goes with --action alone")
        }
    }

    /// The subject as the wire has it; nil for none.
    ///
    /// Of a kind whose attribute the agency is, that is no part of it.
    func text(of kind: String) -> String? {
        if let subject { return subject }
        let agency = Self.isAttribute(of: kind) ? nil : self.agency
        let parts = [meeting, agency, goal, action].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: "/")
    }

    /// The agency as an attribute, for the one kind that is about the case and names an agency.
    func attribute(of kind: String) -> [CasesInterface.Attribute] {
        guard Self.isAttribute(of: kind), let agency else { return [] }
        return [.init(name: "agency", values: [agency])]
    }

    private static func isAttribute(of kind: String) -> Bool { kind == "primary-agency-changed" }
}

/// What else a fact says; which of it a kind can have, caseclock-caseload(5) tells.
struct AttributeOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The day a meeting is planned for.", valueName: "date"),
        transform: DayArgument.checked)
    var `for`: String?

    @Option(
        help: "A meeting's type: initial, review or other.",
        completion: .list(["initial", "review", "other"]))
    var type: String?

    @Option(
        help: "The family's attendance: full, partial or none.",
        completion: .list(["full", "partial", "none"]))
    var family: String?

    @Option(
        help: ArgumentHelp(
            "An agency that was present; several with commas, or given more than once.",
            valueName: "agency"),
        completion: .codes(of: "agency"))
    var present: [String] = []

    @Option(help: "The person who is assigned.", completion: .codes(of: "person"))
    var person: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The day the family agreed to a coordinator.", valueName: "date"),
        transform: DayArgument.checked)
    var familyAgreed: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The last day a consent is in force.", valueName: "date"),
        transform: DayArgument.checked)
    var expires: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The day an action is due.", valueName: "date"),
        transform: DayArgument.checked)
    var due: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The day an action is to be reviewed.", valueName: "date"),
        transform: DayArgument.checked)
    var review: String?

    @Option(
        help: "Who carries out an action: a person's code, or 'family'.",
        completion: .codes(of: "person"))
    var responsible: String?

    @Option(help: "A goal's area.")
    var area: String?

    @Option(
        help: "A contact's outcome: as-intended or revise.",
        completion: .list(["as-intended", "revise"]))
    var outcome: String?

    @Option(
        help: ArgumentHelp("Who completes a meeting's form.", valueName: "person"),
        completion: .codes(of: "person"))
    var completedBy: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The day by which a hold is looked at again.", valueName: "date"),
        transform: DayArgument.checked)
    var reviewBy: String?

    @Option(
        help: ArgumentHelp("Why a case is put on hold.", valueName: "code"),
        completion: .codes(of: "reason"))
    var reason: String?

    @Option(
        help: "Why something came late: not-possible or family-request.",
        completion: .list(["not-possible", "family-request"]))
    var lateReason: String?

    @Option(help: ArgumentHelp("The results of an action.", valueName: "code"))
    var results: String?

    @Option(
        help: ArgumentHelp("The person to contact at a provider.", valueName: "person"),
        completion: .codes(of: "person"))
    var contact: String?

    /// The attributes as the wire has them.
    var wire: [CasesInterface.Attribute] {
        let single: KeyValuePairs<String, String?> = [
            "for": self.for, "type": type, "family": family, "person": person,
            "family-agreed": familyAgreed, "expires": expires, "due": due, "review": review,
            "responsible": responsible, "area": area, "outcome": outcome,
            "completed-by": completedBy, "review-by": reviewBy, "reason": reason,
            "late-reason": lateReason, "results": results, "contact": contact,
        ]
        var attributes = single.compactMap { name, value in
            value.map { CasesInterface.Attribute(name: name, values: [$0]) }
        }
        if !present.isEmpty {
            let agencies = present.flatMap { $0.split(separator: ",").map { String($0) } }
            attributes.append(.init(name: "present", values: agencies))
        }
        return attributes
    }
}

/// By what the daemon knows that the same is asked for again.
struct KeyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A code by which the same call made again is known for that (default: a new one).",
            valueName: "code"))
    var key: String?

    /// The key given, or one that no other call has.
    var value: String {
        if let key { return key }
        let words = [UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max)]
        return "r-" + words.map { String($0, radix: 36) }.joined()
    }
}
