import Casework
import CaseworkTestSupport
import CivilTime
import TestSupport
import Testing

/// Where a duty comes from, what there is one for, what must hold, and what closes it.
@Suite struct ExplanationTermsTests {
    /// The lines before the one that tells the cause, without the title, in both languages.
    private func terms(_ facts: [Fact], _ rule: Rule, on day: String) -> [String] {
        let story = Story(facts, policy: Told.policy([rule]))
        return Told.both(story, on: day) { text, explanation in
            let lines = text.lines(explanation).dropFirst()
            return lines.prefix { !$0.hasPrefix("It counts") && !$0.hasPrefix("Le délai court") }
                .joined(separator: "\n")
        }
    }

    private func closing(_ facts: [Fact], _ rule: Rule, on day: String) -> [String] {
        Told.both(Story(facts, policy: Told.policy([rule])), on: day) { $0.closing($1) }
    }

    private let referral = Told.fact(.referred, "2026-03-02", line: 2)

    @Test("the duty is in the document and the interval is not, as with the early review")
    func intervalBasis() {
        var rule = Told.rule()
        rule.basis = .source
        rule.section = "4"
        rule.intervalBasis = .sitePolicy
        #expect(
            terms([referral], rule, on: "2026-03-04") == [
                "The duty is from: Made Up, section 4; its interval is this site's policy.",
                "Le devoir vient de : Made Up, section 4; son délai est une politique du site.",
            ])
        rule.basis = .sitePolicy
        rule.intervalBasis = .form
        #expect(
            terms([referral], rule, on: "2026-03-04") == [
                "The duty is this site's policy; its interval is the date in the record.",
                "Le devoir est une politique du site; son délai est la date au dossier.",
            ])
    }

    @Test("the first of a chain can be the document's, and those after it the site's")
    func firstLink() {
        var rule = Told.rule(
            starts: [FactPattern(.planAgreed)], arises: .chain, closes: [FactPattern(.reviewHeld)])
        rule.section = "4"
        rule.first = .init(basis: .source, section: "4", hold: .silent)
        let agreed = Told.fact(.planAgreed, "2026-03-02")
        #expect(
            terms([agreed], rule, on: "2026-03-04") == [
                "The interval is written in: Made Up, section 4. So it is for the first one; "
                    + "for those that follow it is this site's policy.",
                "Le délai est écrit dans : Made Up, section 4. Il en est ainsi du premier; "
                    + "pour les suivants, c'est une politique du site.",
            ])
        #expect(
            terms([agreed, Told.fact(.reviewHeld, "2026-03-05")], rule, on: "2026-03-06") == [
                "The interval is this site's policy; the duty, without one, is from: "
                    + "Made Up, section 4. For the first one it was the document's own.",
                "Le délai est une politique du site; le devoir, sans délai, vient de : "
                    + "Made Up, section 4. Pour le premier, c'était celui du document.",
            ])
    }

    @Test("a copy of a form for an agency tells who else gets one, and the consent it needs")
    func recipient() {
        let facts = [
            Told.fact(.providerCurrent, "2026-01-10", "kids"),
            Told.fact(
                .consentSigned, "2026-01-20", "kids", [.expires: .date(date("2027-01-20"))], line: 6
            ),
            held("M1", "2026-03-02", "initial"),
        ]
        let rule = Told.rule(
            starts: [FactPattern(.meetingHeld)], arises: .each, per: .formRecipient,
            limits: .needsConsent)
        let story = Story(facts, policy: Told.policy([rule]))
        let told = Told.explanations(story, on: "2026-03-04").map { explanation in
            Locale.allCases.flatMap { locale in
                Told.text(locale, on: "2026-03-04").terms(explanation).map(\.text)
            }
        }
        let one =
            "There is one for the family, each agency that was involved that day, and each "
            + "potentially involved one that was at the meeting; this one is for "
        let un =
            "Il y a un délai pour la famille, chaque organisme engagé ce jour-là et chaque "
            + "organisme pressenti qui était à la rencontre; celui-ci est pour "
        #expect(
            told == [
                ["\(one)the family.", "\(un)la famille."],
                [
                    "\(one)kids.",
                    "It is owed to an agency only while the family's consent is in force for it: "
                        + "consent signed (kids, through 2027-01-20) on 2026-01-20, a.yaml:6:5.",
                    "\(un)kids.",
                    "Il n'est dû à un organisme que tant que le consentement de la famille est en "
                        + "vigueur pour lui : consentement signé (kids, jusqu'au 2027-01-20) le "
                        + "2026-01-20, a.yaml:6:5.",
                ],
            ])
    }

    @Test("conditions and limits, each in a sentence")
    func limits() {
        let facts = [
            referral, Told.fact(.protectionFileOpened, "2026-03-02"),
            Told.fact(.providerCurrent, "2026-03-02", "kids"),
        ]
        let rule = Told.rule(
            when: [.currentAgencies(2), .openProtectionFile], per: .provider,
            limits: [.notForOwnAgency, .endsWithMembership, .neverAgain, .oneAtATime])
        #expect(
            terms(facts, rule, on: "2026-03-04") == [
                """
                The duty and its interval are this site's policy.
                There is one for each agency that was involved that day; this one is for kids.
                It is owed only while at least 2 agencies are involved or a child protection file \
                is open.
                There is none for the coordinator's own agency.
                It ends if the agency is no longer involved.
                Once closed, it does not come again.
                While it is open, no second one begins.
                """,
                """
                Le devoir et son délai sont une politique du site.
                Il y a un délai pour chaque organisme engagé ce jour-là; celui-ci est pour kids.
                Il n'est dû que tant qu'au moins 2 organismes sont engagés ou qu'un dossier de \
                protection de l'enfance est ouvert.
                Il n'y en a pas pour l'organisme de la personne qui coordonne.
                Il prend fin si l'organisme n'est plus engagé.
                Une fois fermé, il ne revient pas.
                Tant qu'il est ouvert, aucun autre ne commence.
                """,
            ])
    }

    @Test("what closes it, lifts it and cancels it, in plain words")
    func closes() {
        var rule = Told.rule(
            arises: .chain,
            closes: [
                FactPattern(.familyContacted),
                FactPattern(.meetingHeld, where: [.init(.family, anyOf: ["full", "partial"])]),
            ])
        #expect(
            closing([referral], rule, on: "2026-03-04") == [
                "It closes with: contact with the family or meeting held (the family there "
                    + "throughout or the family there for part of it). The next one counts from "
                    + "that day.",
                "Ce qui le ferme : contact avec la famille ou rencontre tenue (la famille présente "
                    + "du début à la fin ou la famille présente en partie). Le suivant court à "
                    + "partir de ce jour.",
            ])
        rule = Told.rule(closes: [FactPattern(.reviewHeld)])
        rule.countsFrom = .episode
        rule.waivedBy = [FactPattern(.reviewDeclined)]
        rule.cancelledBy = [FactPattern(.meetingCancelled), FactPattern(.meetingHeld)]
        #expect(
            closing([referral], rule, on: "2026-03-04") == [
                "It closes with: review of the plan held. What was done before it began counts "
                    + "too. This lifts it: early review declined. This cancels it: "
                    + "meeting called off or meeting held.",
                "Ce qui le ferme : révision du plan faite. Ce qui a été fait avant qu'il commence "
                    + "compte aussi. Ceci le lève : révision anticipée déclinée. Ceci l'annule : "
                    + "rencontre annulée ou rencontre tenue.",
            ])
    }

    @Test("a meeting closes what is owed to an agency where the agency was there")
    func agencyPresent() {
        let rule = Told.rule(
            per: .currentAgency,
            closes: [FactPattern(.providerContacted), FactPattern(.meetingHeld)])
        #expect(
            closing(
                [referral, Told.fact(.providerCurrent, "2026-03-02", "kids")], rule,
                on: "2026-03-04"
            ) == [
                "It closes with: contact with the agency or meeting held (the agency there).",
                "Ce qui le ferme : contact avec l'organisme ou rencontre tenue "
                    + "(l'organisme présent).",
            ])
    }

    @Test("a form is named by its heading, as a section is by its number")
    func heading() {
        var rule = Told.rule()
        rule.section = "Service Integration Meeting form"
        #expect(
            terms([referral], rule, on: "2026-03-04") == [
                "The interval is this site's policy; the duty, without one, is from: Made Up, "
                    + "“Service Integration Meeting form”.",
                "Le délai est une politique du site; le devoir, sans délai, vient de : Made Up, "
                    + "« Service Integration Meeting form ».",
            ])
    }

    @Test("a site's own fact and its codes are told by their names")
    func ownFact() {
        let rule = Told.rule(closes: [
            FactPattern(.site("x-court-date"), where: [.init(.results, anyOf: ["won", "lost"])])
        ])
        #expect(
            closing([referral], rule, on: "2026-03-04") == [
                "It closes with: x-court-date (results: won or lost).",
                "Ce qui le ferme : x-court-date (results : won ou lost).",
            ])
    }

    @Test("A2: while a protection file is open, only the child welfare worker closes it")
    func underProtection() {
        var rule = Told.rule(closes: [FactPattern(.coordinatorAssigned)])
        rule.closesUnderProtection = [
            FactPattern(.coordinatorAssigned, roles: [.childWelfareWorker])
        ]
        #expect(
            closing([referral], rule, on: "2026-03-04") == [
                "It closes with: coordinator named.",
                "Ce qui le ferme : personne désignée pour coordonner.",
            ])
        #expect(
            closing(
                [referral, Told.fact(.protectionFileOpened, "2026-03-03")], rule, on: "2026-03-04")
                == [
                    "While a child protection file is open, only this closes it: "
                        + "coordinator named (child welfare worker).",
                    "Tant qu'un dossier de protection de l'enfance est ouvert, seul ceci le "
                        + "ferme : personne désignée pour coordonner "
                        + "(intervenante ou intervenant en protection de l'enfance).",
                ])
    }

    @Test("an ended one tells what ended it, and not what would")
    func ended() {
        let rule = Told.rule(closes: [FactPattern(.familyContacted)])
        let story = Story(
            [referral, Told.fact(.familyContacted, "2026-03-05", .family)],
            policy: Told.policy([rule]))
        let lines = Told.explanations(story, on: "2026-03-06").map {
            Told.text(.en, on: "2026-03-06").lines($0)
        }
        #expect(
            lines == [
                [
                    "K-1, duty", "The duty and its interval are this site's policy.",
                    "It counts from 2026-03-02: referral, a.yaml:2:5.",
                    "10 days after 2026-03-02 is Thursday 2026-03-12.",
                    "It was owed by s-one, the case's supervisor, as it has no coordinator.",
                    "It was closed by: contact with the family, a.yaml:1:5.",
                    "It ended on 2026-03-05: met.",
                ]
            ])
    }
}
