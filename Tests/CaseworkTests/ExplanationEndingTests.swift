import Casework
import CaseworkTestSupport
import CivilTime
import TestSupport
import Testing

/// What ended a deadline, for every ending, as it is read out.
@Suite struct ExplanationEndingTests {
    /// What is told of the last deadline of the rule `duty` in both languages.
    private func endings(
        _ facts: [Fact], recorded: [Fact] = [], _ rules: Rule..., on day: String,
        people: [Person] = [], waiving: (key: String, day: String)? = nil
    ) -> [String] {
        var story = Story(facts, recorded: recorded, policy: Told.policy(rules))
        story.directory = Directory(people: people)
        if let waiving { story = story.waiving("duty", waiving.key, on: waiving.day) }
        return Told.both(story, on: day) { $0.ending($1) }
    }

    private let referral = Told.fact(.referred, "2026-03-02", line: 2)

    @Test("nothing is told of an open one")
    func open() {
        #expect(endings([referral], Told.rule(), on: "2026-03-04") == ["nothing", "nothing"])
    }

    @Test("closed by a fact, declared or recorded")
    func closed() {
        let rule = Told.rule(closes: [FactPattern(.familyContacted)])
        let contact = Told.fact(.familyContacted, "2026-03-05", .family, line: 7)
        #expect(
            endings([referral, contact], rule, on: "2026-03-06") == [
                "It was closed by: contact with the family, a.yaml:7:5.",
                "Il a été fermé par : contact avec la famille, a.yaml:7:5.",
            ])
        #expect(
            endings(
                [referral], recorded: [contact.asRecorded(by: "c-two")], rule, on: "2026-03-06"
            ) == [
                "It was closed by: contact with the family, recorded by c-two on 2026-03-03.",
                "Il a été fermé par : contact avec la famille, note de c-two du 2026-03-03.",
            ])
    }

    @Test("closed on the day it began, by a fact from before")
    func closedByBefore() {
        var rule = Told.rule(
            starts: [FactPattern(.coordinatorAssigned)], closes: [FactPattern(.familyOriented)])
        rule.countsFrom = .episode
        #expect(
            endings(
                [
                    Told.fact(.familyOriented, "2026-01-20", line: 3),
                    Told.fact(.coordinatorAssigned, "2026-03-02", [.person: .code("c-two")]),
                ], rule, on: "2026-03-06") == [
                    "It was closed on the day it began, by what had been done before: "
                        + "coordination explained to the family on 2026-01-20, a.yaml:3:5.",
                    "Il a été fermé le jour où il a commencé, par ce qui avait été fait avant : "
                        + "coordination expliquée à la famille le 2026-01-20, a.yaml:3:5.",
                ])
    }

    @Test("waived by somebody, lifted by a fact")
    func waived() {
        var rule = Told.rule()
        #expect(
            endings([referral], rule, on: "2026-03-06", waiving: ("referred", "2026-03-05")) == [
                "It was waived on 2026-03-05.", "Il a été levé le 2026-03-05.",
            ])
        rule.waivedBy = [FactPattern(.reviewDeclined)]
        #expect(
            endings(
                [referral, Told.fact(.reviewDeclined, "2026-03-05", line: 5)], rule,
                on: "2026-03-06") == [
                    "It was lifted by: early review declined, a.yaml:5:5.",
                    "Il a été levé par : révision anticipée déclinée, a.yaml:5:5.",
                ])
    }

    @Test("superseded by a later start")
    func superseded() {
        let story = Story(
            [
                Told.fact(.coordinatorAssigned, "2026-03-02", [.person: .code("c-one")]),
                Told.fact(.coordinatorAssigned, "2026-03-05", [.person: .code("c-two")], line: 6),
            ], policy: Told.policy([Told.rule(starts: [FactPattern(.coordinatorAssigned)])]))
        let first = Told.explanations(story, on: "2026-03-06").first
        let told = Locale.allCases.compactMap { locale in
            first.flatMap { Told.text(locale, on: "2026-03-06").ending($0) }
        }
        #expect(
            told == [
                "A later one took its place: coordinator named (c-two), a.yaml:6:5.",
                "Un autre a pris sa place : personne désignée pour coordonner (c-two), a.yaml:6:5.",
            ])
    }

    @Test("cancelled by a fact")
    func cancelled() {
        var rule = Told.rule(starts: [FactPattern(.meetingScheduled)], per: .meeting)
        rule.cancelledBy = [FactPattern(.meetingCancelled)]
        #expect(
            endings(
                [
                    scheduled("M1", "initial", booked: "2026-03-02", for: "2026-03-20"),
                    Told.fact(.meetingCancelled, "2026-03-05", "M1", line: 9),
                ], rule, on: "2026-03-06") == [
                    "It was cancelled by: meeting called off (M1), a.yaml:9:5.",
                    "Il a été annulé par : rencontre annulée (M1), a.yaml:9:5.",
                ])
    }

    @Test(
        "left: the agency's service is completed, it was decided on, or it is the coordinator's own"
    )
    func left() {
        let joined = Told.fact(.providerCurrent, "2026-03-02", "kids")
        #expect(
            endings(
                [referral, joined, Told.fact(.serviceCompleted, "2026-03-05", "kids", line: 9)],
                Told.rule(per: .currentAgency), on: "2026-03-06") == [
                    "kids is no longer involved: service of an agency completed (kids), a.yaml:9:5.",
                    "kids n'est plus engagé : service d'un organisme terminé (kids), a.yaml:9:5.",
                ])
        #expect(
            endings(
                [
                    referral, Told.fact(.providerPotential, "2026-03-02", "kids"),
                    Told.fact(.providerDeclined, "2026-03-05", "kids", line: 9),
                ], Told.rule(per: .potentialAgency), on: "2026-03-06") == [
                    "kids is no longer only potentially involved: "
                        + "agency not to be involved (kids), a.yaml:9:5.",
                    "kids n'est plus seulement pressenti : "
                        + "organisme qui a décliné (kids), a.yaml:9:5.",
                ])
        #expect(
            endings(
                [
                    referral, joined,
                    Told.fact(
                        .coordinatorAssigned, "2026-03-05", [.person: .code("c-one")], line: 4),
                ], Told.rule(per: .currentAgency, limits: .notForOwnAgency), on: "2026-03-06",
                people: [Person(code: "c-one", role: .coordinator, agency: "kids")]) == [
                    "kids became the coordinator's own agency: "
                        + "coordinator named (c-one), a.yaml:4:5.",
                    "kids est devenu l'organisme de la personne qui coordonne : "
                        + "personne désignée pour coordonner (c-one), a.yaml:4:5.",
                ])
    }

    @Test("consent no longer in force: withdrawn, or run out")
    func noConsent() {
        let rule = Told.rule(
            starts: [FactPattern(.planAgreed)], arises: .each, per: .provider,
            limits: .needsConsent)
        func facts(expires: String) -> [Fact] {
            [
                Told.fact(.providerCurrent, "2026-01-10", "kids"),
                Told.fact(
                    .consentSigned, "2026-01-10", "kids", [.expires: .date(date(expires))], line: 6),
                Told.fact(.planAgreed, "2026-03-02"),
            ]
        }
        #expect(
            endings(
                facts(expires: "2027-01-10")
                    + [Told.fact(.consentWithdrawn, "2026-03-05", "kids", line: 8)], rule,
                on: "2026-03-06") == [
                    "Consent for kids is no longer in force: consent withdrawn (kids), a.yaml:8:5.",
                    "Le consentement n'est plus en vigueur pour kids : "
                        + "consentement retiré (kids), a.yaml:8:5.",
                ])
        #expect(
            endings(facts(expires: "2026-03-04"), rule, on: "2026-03-06") == [
                "Consent for kids is no longer in force: "
                    + "consent signed (kids, through 2026-03-04) on 2026-01-10, a.yaml:6:5.",
                "Le consentement n'est plus en vigueur pour kids : "
                    + "consentement signé (kids, jusqu'au 2026-03-04) le 2026-01-10, a.yaml:6:5.",
            ])
    }

    @Test("the condition ended: which one, and by which fact; or the goals call for it no more")
    func conditionEnded() {
        #expect(
            endings(
                [
                    referral, Told.fact(.protectionFileOpened, "2026-03-02"),
                    Told.fact(.protectionFileClosed, "2026-03-05", line: 8),
                ], Told.rule(when: [.currentAgencies(2), .openProtectionFile]), on: "2026-03-06")
                == [
                    "It is no longer so that a child protection file is open: "
                        + "child protection file closed, a.yaml:8:5.",
                    "Il n'est plus vrai qu'un dossier de protection de l'enfance est ouvert : "
                        + "dossier de protection de l'enfance fermé, a.yaml:8:5.",
                ])
        var early = Told.rule(arises: .each)
        early.starts = .goals(of: "review", percent: 50)
        let review = Told.rule(
            "review", starts: [FactPattern(.planAgreed)], arises: .chain, due: .after(.months(6)),
            closes: [FactPattern(.reviewHeld)])
        #expect(
            endings(
                [
                    Told.fact(.planAgreed, "2026-03-02"), Told.fact(.goalSet, "2026-03-02", "G1"),
                    Told.fact(.goalInDifficulty, "2026-03-10", "G1"),
                    Told.fact(.goalOutOfDifficulty, "2026-03-12", "G1", line: 8),
                ], early, review, on: "2026-03-13") == [
                    "The goals no longer call for it: goal out of difficulty (G1), a.yaml:8:5.",
                    "Les buts ne l'exigent plus : but sorti de difficulté (G1), a.yaml:8:5.",
                ])
    }

    @Test("the deadline it goes with ended, and by which fact")
    func companionEnded() {
        var rule = Told.rule(arises: .each)
        rule.starts = .deadline(of: "leader")
        let leader = Told.rule(
            "leader", closes: [FactPattern(.meetingHeld, where: [.init(.type, anyOf: ["initial"])])]
        )
        #expect(
            endings(
                [referral, held("M1", "2026-03-05", "initial", line: 6)], rule, leader,
                on: "2026-03-06") == [
                    "It ended together with “leader”: meeting held (M1), a.yaml:6:5.",
                    "Il a pris fin en même temps que « leader » : rencontre tenue (M1), a.yaml:6:5.",
                ])
    }

    @Test("of two deadlines it could have gone with, the one of its own meeting is told")
    func companionOfMeeting() {
        var rule = Told.rule(arises: .each, per: .meeting)
        rule.starts = .deadline(of: "leader")
        let leader = Told.rule(
            "leader", starts: [FactPattern(.meetingHeld)], arises: .each, per: .meeting,
            closes: [FactPattern(.formCompleted)])
        #expect(
            endings(
                [
                    held("M1", "2026-03-02", "initial"), held("M2", "2026-03-02", "other"),
                    Told.fact(.formCompleted, "2026-03-05", "M1", line: 6),
                    Told.fact(.formCompleted, "2026-03-05", "M2", line: 7),
                ], rule, leader, on: "2026-03-06"
            ).first
                == "It ended together with “leader”: meeting form filled in (M2), a.yaml:7:5.")
    }

    @Test("where consent is needed too, a condition that ends is told as what it is")
    func conditionBesideConsent() {
        let rule = Told.rule(
            starts: [FactPattern(.planAgreed)], when: [.openProtectionFile], arises: .each,
            per: .provider, limits: .needsConsent)
        func ending(_ more: Fact...) -> String? {
            endings(
                [
                    Told.fact(.providerCurrent, "2026-01-10", "kids"),
                    Told.fact(.consentSigned, "2026-01-10", "kids", line: 6),
                    Told.fact(.protectionFileOpened, "2026-02-02"),
                    Told.fact(.planAgreed, "2026-03-02"),
                ] + more, rule, on: "2026-03-06"
            ).first
        }
        let closed = Told.fact(.protectionFileClosed, "2026-03-05", line: 8)
        let withdrawn = Told.fact(.consentWithdrawn, "2026-03-05", "kids", line: 9)
        #expect(
            ending(closed)
                == "It is no longer so that a child protection file is open: "
                + "child protection file closed, a.yaml:8:5.")
        #expect(
            ending(withdrawn)
                == "Consent for kids is no longer in force: consent withdrawn (kids), a.yaml:9:5.")
        #expect(ending(closed, withdrawn) == ending(withdrawn))
    }

    @Test("the case was discharged")
    func discharged() {
        #expect(
            endings(
                [referral, Told.fact(.discharged, "2026-03-05", line: 9)], Told.rule(),
                on: "2026-03-06") == [
                    "The case was discharged, a.yaml:9:5.",
                    "La coordination a pris fin, a.yaml:9:5.",
                ])
    }
}
