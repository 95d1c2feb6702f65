import Casework
import CaseworkTestSupport
import CivilTime
import TestSupport
import Testing

/// Why a deadline counts from its day, for every cause, as it is read out.
@Suite struct ExplanationCauseTests {
    /// What is told of the last deadline of the rule `duty` in both languages.
    private func causes(
        _ facts: [Fact], _ rules: Rule..., on day: String, people: [Person] = [],
        waiving: (key: String, day: String)? = nil
    ) -> [String] {
        var story = Story(facts, policy: Told.policy(rules))
        story.directory = Directory(people: people)
        if let waiving { story = story.waiving("duty", waiving.key, on: waiving.day) }
        return Told.both(story, on: day) { $0.cause($1) }
    }

    @Test("fact: the fact is of that day")
    func fact() {
        #expect(
            causes(
                [Told.fact(.planAgreed, "2026-03-02", line: 9)],
                Told.rule(starts: [FactPattern(.planAgreed)]), on: "2026-03-04") == [
                    "It counts from 2026-03-02: plan agreed, a.yaml:9:5.",
                    "Le délai court à partir du 2026-03-02 : plan convenu, a.yaml:9:5.",
                ])
    }

    @Test("fact: a contact that calls for the plan to be revised says so")
    func revise() {
        #expect(
            causes(
                [
                    Fact(
                        .familyContacted, subject: .family, date: date("2026-03-02"),
                        attributes: [.outcome: .code("revise")],
                        origin: .recorded(by: "c-one", at: Instant(seconds: 0)),
                        known: Instant(seconds: 0))
                ], Told.rule(starts: [FactPattern(.familyContacted)]), on: "2026-03-04") == [
                    "It counts from 2026-03-02: contact with the family (the plan to be revised), "
                        + "recorded by c-one on 2026-03-03.",
                    "Le délai court à partir du 2026-03-02 : contact avec la famille (le plan "
                        + "étant à réviser), note de c-one du 2026-03-03.",
                ])
    }

    @Test("fact, in a chain: the one before it was closed that day")
    func later() {
        let rule = Told.rule(
            starts: [FactPattern(.planAgreed)], arises: .chain,
            closes: [FactPattern(.familyContacted)])
        #expect(
            causes(
                [
                    Told.fact(.planAgreed, "2026-03-02"),
                    Told.fact(.familyContacted, "2026-03-20", .family, line: 12),
                ], rule, on: "2026-03-21") == [
                    "It counts from 2026-03-20, when the one before it was closed: "
                        + "contact with the family, a.yaml:12:5.",
                    "Le délai court à partir du 2026-03-20, quand le précédent a été fermé : "
                        + "contact avec la famille, a.yaml:12:5.",
                ])
    }

    @Test("membership: the agency became involved after the start")
    func membership() {
        let facts = [
            Told.fact(.coordinatorAssigned, "2026-01-16", [.person: .code("c-one")], line: 3),
            Told.fact(.providerCurrent, "2026-02-01", "kids", line: 8),
        ]
        #expect(
            causes(
                facts,
                Told.rule(starts: [FactPattern(.coordinatorAssigned)], per: .currentAgency),
                on: "2026-02-03") == [
                    "It counts from 2026-02-01, when kids became involved: agency involved (kids), "
                        + "a.yaml:8:5; it began with: coordinator named (c-one) on 2026-01-16, "
                        + "a.yaml:3:5.",
                    "Le délai court à partir du 2026-02-01, quand kids s'est engagé : "
                        + "organisme engagé (kids), a.yaml:8:5; tout a commencé par : "
                        + "personne désignée pour coordonner (c-one) le 2026-01-16, a.yaml:3:5.",
                ])
    }

    @Test("membership of an agency that may come to be involved")
    func potential() {
        #expect(
            causes(
                [
                    Told.fact(.referred, "2026-01-16", line: 3),
                    Told.fact(.providerPotential, "2026-02-01", "kids", line: 8),
                ], Told.rule(per: .potentialAgency), on: "2026-02-03") == [
                    "It counts from 2026-02-01, when kids became potentially involved: "
                        + "agency potentially involved (kids), a.yaml:8:5; it began with: "
                        + "referral on 2026-01-16, a.yaml:3:5.",
                    "Le délai court à partir du 2026-02-01, quand kids a été pressenti : "
                        + "organisme pressenti (kids), a.yaml:8:5; tout a commencé par : "
                        + "aiguillage vers la coordination le 2026-01-16, a.yaml:3:5.",
                ])
    }

    @Test("membership of what was the coordinator's own agency")
    func notOwnAnyLonger() {
        let facts = [
            Told.fact(.planAgreed, "2026-01-16", line: 3),
            Told.fact(.providerCurrent, "2026-01-16", "kids"),
            Told.fact(.coordinatorAssigned, "2026-01-16", [.person: .code("c-one")]),
            Told.fact(.coordinatorAssigned, "2026-02-01", [.person: .code("c-two")], line: 9),
        ]
        let rule = Told.rule(
            starts: [FactPattern(.planAgreed)], per: .currentAgency, limits: .notForOwnAgency)
        let people = [Person(code: "c-one", role: .coordinator, agency: "kids")]
        #expect(
            causes(facts, rule, on: "2026-02-03", people: people) == [
                "It counts from 2026-02-01, when kids was the coordinator's own agency no longer: "
                    + "coordinator named (c-two), a.yaml:9:5; it began with: "
                    + "plan agreed on 2026-01-16, a.yaml:3:5.",
                "Le délai court à partir du 2026-02-01, quand kids n'était plus l'organisme de la "
                    + "personne qui coordonne : personne désignée pour coordonner (c-two), "
                    + "a.yaml:9:5; tout a commencé par : plan convenu le 2026-01-16, a.yaml:3:5.",
            ])
    }

    @Test("condition: which one began to hold, and by which fact")
    func condition() {
        let rule = Told.rule(when: [.currentAgencies(2), .openProtectionFile])
        let referral = Told.fact(.referred, "2026-01-10", line: 2)
        #expect(
            causes(
                [referral, Told.fact(.protectionFileOpened, "2026-01-20", line: 4)], rule,
                on: "2026-01-21") == [
                    "It counts from 2026-01-20, since when a child protection file is open: "
                        + "child protection file opened, a.yaml:4:5; it began with: "
                        + "referral on 2026-01-10, a.yaml:2:5.",
                    "Le délai court à partir du 2026-01-20, depuis qu'un dossier de protection de "
                        + "l'enfance est ouvert : dossier de protection de l'enfance ouvert, "
                        + "a.yaml:4:5; tout a commencé par : aiguillage vers la coordination le "
                        + "2026-01-10, a.yaml:2:5.",
                ])
        #expect(
            causes(
                [
                    referral, Told.fact(.providerCurrent, "2026-01-12", "kids"),
                    Told.fact(.providerCurrent, "2026-01-15", "speech", line: 7),
                ], rule, on: "2026-01-21") == [
                    "It counts from 2026-01-15, since when at least 2 agencies are involved: "
                        + "agency involved (speech), a.yaml:7:5; it began with: "
                        + "referral on 2026-01-10, a.yaml:2:5.",
                    "Le délai court à partir du 2026-01-15, depuis qu'au moins 2 organismes sont "
                        + "engagés : organisme engagé (speech), a.yaml:7:5; tout a commencé par : "
                        + "aiguillage vers la coordination le 2026-01-10, a.yaml:2:5.",
                ])
    }

    @Test("consent: it came into force that day, after the start")
    func consent() {
        let facts = [
            Told.fact(.providerCurrent, "2026-01-10", "kids"), held("M1", "2026-03-02", "initial"),
            Told.fact(
                .consentSigned, "2026-03-10", "kids", [.expires: .date(date("2027-01-20"))],
                line: 6),
        ]
        let rule = Told.rule(
            starts: [FactPattern(.meetingHeld)], arises: .each, per: .formRecipient,
            limits: .needsConsent)
        #expect(
            causes(facts, rule, on: "2026-03-11") == [
                "It counts from 2026-03-10, when consent for kids came into force: "
                    + "consent signed (kids, through 2027-01-20), a.yaml:6:5; it began with: "
                    + "meeting held (M1) on 2026-03-02, a.yaml:1:5.",
                "Le délai court à partir du 2026-03-10, quand le consentement est entré en vigueur "
                    + "pour kids : consentement signé (kids, jusqu'au 2027-01-20), a.yaml:6:5; "
                    + "tout a commencé par : rencontre tenue (M1) le 2026-03-02, a.yaml:1:5.",
            ])
    }

    @Test("where consent is needed too, a condition that began is told as what it is")
    func conditionBesideConsent() {
        let rule = Told.rule(
            starts: [FactPattern(.planAgreed)], when: [.openProtectionFile], arises: .each,
            per: .provider, limits: .needsConsent)
        func cause(signed: String, opened: String) -> Explanation? {
            let facts = [
                Told.fact(.providerCurrent, "2026-01-10", "kids"),
                Told.fact(.planAgreed, "2026-03-02"), Told.fact(.consentSigned, signed, "kids"),
                Told.fact(.protectionFileOpened, opened, line: 8),
            ]
            return Told.explanations(Story(facts, policy: Told.policy([rule])), on: "2026-03-12")
                .last
        }
        let began = cause(signed: "2026-01-10", opened: "2026-03-10")
        #expect(began?.cause == .condition)
        #expect(began?.causeEvidence.conditions == [.openProtectionFile])
        #expect(began?.causeEvidence.facts.map(\.kind) == [.protectionFileOpened])
        #expect(cause(signed: "2026-03-10", opened: "2026-01-10")?.cause == .consent)
        #expect(cause(signed: "2026-03-10", opened: "2026-03-10")?.cause == .consent)
    }

    @Test("missing consent, from the day the meeting was booked or the agency came")
    func missingConsent() {
        var rule = Told.rule(arises: .each, per: .currentAgency)
        rule.starts = .missingConsent(unlessOpen: nil)
        rule.due = .on(.for)
        let booked = scheduled("M1", "initial", booked: "2026-02-10", for: "2026-03-02")
        #expect(
            causes(
                [booked, Told.fact(.providerCurrent, "2026-01-10", "kids")], rule, on: "2026-02-21"
            ) == [
                "It counts from 2026-02-10, as consent for kids is not in force for the day of the "
                    + "meeting: meeting booked (M1, for 2026-03-02), a.yaml:1:5.",
                "Le délai court à partir du 2026-02-10, le consentement n'étant pas en vigueur "
                    + "pour kids le jour de la rencontre : rencontre fixée (M1, pour le "
                    + "2026-03-02), a.yaml:1:5.",
            ])
        #expect(
            causes(
                [booked, Told.fact(.providerCurrent, "2026-02-15", "kids", line: 8)], rule,
                on: "2026-02-21") == [
                    "It counts from 2026-02-15, as consent for kids is not in force for the day of "
                        + "the meeting: agency involved (kids), a.yaml:8:5; it began with: "
                        + "meeting booked (M1, for 2026-03-02) on 2026-02-10, a.yaml:1:5.",
                    "Le délai court à partir du 2026-02-15, le consentement n'étant pas en vigueur "
                        + "pour kids le jour de la rencontre : organisme engagé (kids), "
                        + "a.yaml:8:5; tout a commencé par : rencontre fixée (M1, pour le "
                        + "2026-03-02) le 2026-02-10, a.yaml:1:5.",
                ])
    }

    @Test("waiver: the one before it was waived, early, late, or by a fact")
    func waiver() {
        let agreed = Told.fact(.planAgreed, "2026-03-02")
        var rule = Told.rule(starts: [FactPattern(.planAgreed)], arises: .chain)
        #expect(
            causes(
                [agreed], rule, on: "2026-05-01", waiving: ("plan-agreed@2026-03-02", "2026-03-05"))
                == [
                    "It counts from 2026-03-12, as the one before it was waived on 2026-03-05.",
                    "Le délai court à partir du 2026-03-12, le précédent ayant été levé le "
                        + "2026-03-05.",
                ])
        #expect(
            causes(
                [agreed], rule, on: "2026-05-01", waiving: ("plan-agreed@2026-03-02", "2026-04-01"))
                == [
                    "It counts from 2026-04-01, as the one before it was waived.",
                    "Le délai court à partir du 2026-04-01, le précédent ayant été levé.",
                ])
        rule.waivedBy = [FactPattern(.reviewDeclined)]
        #expect(
            causes(
                [agreed, Told.fact(.reviewDeclined, "2026-03-04", line: 5)], rule, on: "2026-03-13")
                == [
                    "It counts from 2026-03-12, as the one before it was waived: "
                        + "early review declined on 2026-03-04, a.yaml:5:5.",
                    "Le délai court à partir du 2026-03-12, le précédent ayant été levé : "
                        + "révision anticipée déclinée le 2026-03-04, a.yaml:5:5.",
                ])
    }

    @Test("deadline: another rule's deadline arose that day")
    func deadline() {
        var rule = Told.rule(arises: .each)
        rule.starts = .deadline(of: "leader")
        #expect(
            causes(
                [Told.fact(.planAgreed, "2026-03-02", line: 4)], rule,
                Told.rule("leader", starts: [FactPattern(.planAgreed)]), on: "2026-03-04") == [
                    "It counts from 2026-03-02, as “leader” does: plan agreed, a.yaml:4:5.",
                    "Le délai court à partir du 2026-03-02, comme « leader » : plan convenu, "
                        + "a.yaml:4:5.",
                ])
    }

    @Test("a round: all of another rule's deadlines ended, or the latest of their targets came")
    func round() {
        var rule = Told.rule(arises: .each, per: .meeting)
        rule.starts = .round(of: "leader")
        let leader = Told.rule(
            "leader", starts: [FactPattern(.meetingHeld)], arises: .each, per: .provider,
            closes: [FactPattern(.providerContacted)])
        let facts = [
            Told.fact(.providerCurrent, "2026-01-10", "kids"),
            held("M1", "2026-03-02", "initial", line: 4),
        ]
        #expect(
            causes(
                facts + [Told.fact(.providerContacted, "2026-03-06", "kids")], rule, leader,
                on: "2026-03-20") == [
                    "It counts from 2026-03-06, when the last “leader” after the meeting had "
                        + "ended: meeting held (M1) on 2026-03-02, a.yaml:4:5.",
                    "Le délai court à partir du 2026-03-06, quand le dernier « leader » d'après la "
                        + "rencontre a pris fin : rencontre tenue (M1) le 2026-03-02, a.yaml:4:5.",
                ])
        #expect(
            causes(facts, rule, leader, on: "2026-03-20") == [
                "It counts from 2026-03-12, the latest date by which a “leader” after the meeting "
                    + "is due: meeting held (M1) on 2026-03-02, a.yaml:4:5.",
                "Le délai court à partir du 2026-03-12, dernière date à laquelle un « leader » "
                    + "d'après la rencontre est dû : rencontre tenue (M1) le 2026-03-02, "
                    + "a.yaml:4:5.",
            ])
    }

    @Test("goals: so many of so many were reached, or one came into difficulty")
    func goals() {
        var rule = Told.rule(arises: .each)
        rule.starts = .goals(of: "review", percent: 50)
        let review = Told.rule(
            "review", starts: [FactPattern(.planAgreed)], arises: .chain, due: .after(.months(6)),
            closes: [FactPattern(.reviewHeld)])
        let plan = [
            Told.fact(.planAgreed, "2026-03-02"), Told.fact(.goalSet, "2026-03-02", "G1"),
            Told.fact(.goalSet, "2026-03-02", "G2"), Told.fact(.goalSet, "2026-03-02", "G3"),
        ]
        #expect(
            causes(
                plan + [
                    Told.fact(.goalAchieved, "2026-04-02", "G1"),
                    Told.fact(.goalAchieved, "2026-04-20", "G3", line: 7),
                ], rule, review, on: "2026-05-01") == [
                    "It counts from 2026-04-20, when 2 of 3 goals had been reached: "
                        + "goal reached (G3), a.yaml:7:5.",
                    "Le délai court à partir du 2026-04-20, quand 2 buts sur 3 ont été atteints : "
                        + "but atteint (G3), a.yaml:7:5.",
                ])
        #expect(
            causes(
                plan + [Told.fact(.goalInDifficulty, "2026-04-02", "G2", line: 8)], rule, review,
                on: "2026-05-01") == [
                    "It counts from 2026-04-02, when a goal came into difficulty: "
                        + "goal in difficulty (G2), a.yaml:8:5.",
                    "Le délai court à partir du 2026-04-02, quand un but s'est révélé difficile : "
                        + "but en difficulté (G2), a.yaml:8:5.",
                ])
    }
}
