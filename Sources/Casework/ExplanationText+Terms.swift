/// One of the terms on which a deadline is owed: a code and a sentence.
package struct ExplanationTerm: Hashable, Sendable {
    /// The code that the wire uses: of a scope, `when`, or of a limit.
    package let code: String
    /// The sentence.
    package let text: String
}

/// Where a duty comes from, what there is one for, and what must hold.
extension ExplanationText {
    func basis(_ explanation: Explanation) -> String {
        let sentence = basisSentence(explanation)
        guard let first = explanation.rule.first, first.basis != explanation.rule.basis else {
            return sentence
        }
        if explanation.isFirst {
            let later = name(explanation.rule.basis)
            return sentence
                + pick(
                    " So it is for the first one; for those that follow it is \(later).",
                    " Il en est ainsi du premier; pour les suivants, c'est \(later).")
        }
        let earlier = name(first.basis)
        return sentence
            + pick(" For the first one it was \(earlier).", " Pour le premier, c'était \(earlier).")
    }

    private func basisSentence(_ explanation: Explanation) -> String {
        let deadline = explanation.deadline
        let document = explanation.document
        let passage = deadline.section.map { "\(document), \(part($0))" }
        if explanation.intervalBasis != deadline.basis {
            let duty =
                deadline.basis == .sitePolicy
                ? pick("The duty is this site's policy", "Le devoir est une politique du site")
                : pick("The duty is from: ", "Le devoir vient de : ") + (passage ?? document)
            return duty
                + pick("; its interval is ", "; son délai est ")
                + name(explanation.intervalBasis) + "."
        }
        switch (deadline.basis, passage) {
        case (.source, let passage):
            return pick(
                "The interval is written in: \(passage ?? document).",
                "Le délai est écrit dans : \(passage ?? document).")
        case (.form, let passage):
            return pick(
                "The date itself is in the record; the duty is from: \(passage ?? document).",
                "La date est au dossier; le devoir vient de : \(passage ?? document).")
        case (.sitePolicy, let passage?):
            return pick(
                "The interval is this site's policy; the duty, without one, is from: \(passage).",
                "Le délai est une politique du site; le devoir, sans délai, vient de : \(passage).")
        case (.sitePolicy, nil):
            return pick(
                "The duty and its interval are this site's policy.",
                "Le devoir et son délai sont une politique du site.")
        }
    }

    /// A section by its number, or a form or a passage by its heading.
    private func part(_ section: String) -> String {
        section.first?.isNumber == true ? "section \(section)" : quoted(section)
    }

    private func name(_ basis: Rule.Basis) -> String {
        switch basis {
        case .source: pick("the document's own", "celui du document")
        case .form: pick("the date in the record", "la date au dossier")
        case .sitePolicy: pick("this site's policy", "une politique du site")
        }
    }

    /// What there is one deadline for, and what must hold for it to be owed.
    package func terms(_ explanation: Explanation) -> [ExplanationTerm] {
        let rule = explanation.rule
        var terms: [ExplanationTerm] = []
        let subject = explanation.deadline.identity.subject
        if rule.per != .case, let last = subject.lastCode {
            let this = rule.per == .action ? subject.text : recipient(last)
            let each = each(rule.per)
            terms.append(
                ExplanationTerm(
                    code: rule.per.rawValue,
                    text: pick(
                        "There is one for \(each); this one is for \(this).",
                        "Il y a un délai pour \(each); celui-ci est pour \(this).")))
        }
        if !rule.when.isEmpty {
            let conditions = rule.when.map(clause).joined(separator: pick(" or ", " ou qu'"))
            terms.append(
                ExplanationTerm(
                    code: "when",
                    text: pick(
                        "It is owed only while \(conditions).",
                        "Il n'est dû que tant qu'\(conditions).")))
        }
        return terms + limits(explanation)
    }

    /// What there is one deadline for each of.
    package func each(_ scope: Rule.Scope) -> String {
        switch scope {
        case .case: pick("the whole case", "l'ensemble du dossier")
        case .meeting: pick("each meeting", "chaque rencontre")
        case .goal: pick("each goal", "chaque but")
        case .action: pick("each action of the plan", "chaque action du plan")
        case .agency: pick("each agency", "chaque organisme")
        case .currentAgency:
            pick(
                "each agency, for as long as it is involved",
                "chaque organisme, tant qu'il est engagé auprès de la famille")
        case .potentialAgency:
            pick(
                "each agency, for as long as it is potentially involved",
                "chaque organisme, tant qu'il est pressenti")
        case .provider:
            pick(
                "each agency that was involved that day",
                "chaque organisme engagé ce jour-là")
        case .formRecipient:
            pick(
                "the family, each agency that was involved that day, and each potentially involved "
                    + "one that was at the meeting",
                "la famille, chaque organisme engagé ce jour-là et chaque organisme pressenti qui "
                    + "était à la rencontre")
        case .noticeRecipient:
            pick(
                "the family and each other agency that was involved that day",
                "la famille et chaque autre organisme engagé ce jour-là")
        }
    }

    /// A condition as a clause.
    package func clause(_ condition: Rule.Condition) -> String {
        switch condition {
        case .currentAgencies(let number):
            pick(
                "at least \(number) \(number == 1 ? "agency is" : "agencies are") involved",
                "au moins " + count(number, "organisme est engagé", "organismes sont engagés"))
        case .openProtectionFile:
            pick(
                "a child protection file is open",
                "un dossier de protection de l'enfance est ouvert")
        }
    }
}
