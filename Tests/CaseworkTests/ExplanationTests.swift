import Casework
import CaseworkTestSupport
import CivilTime
import TestSupport
import Testing

/// Every deadline can be explained: what started it, the arithmetic, its stages.
@Suite struct ExplanationTests {
    /// The explanation of the last deadline of a rule, line by line.
    static func lines(
        _ story: Story, _ rule: String, on day: String, _ locale: Locale = .en,
        goLive: String? = nil, said: [Stage: CivilDate] = [:]
    ) -> [String] {
        let found = story.engine.explanations(
            story.timeline(on: day), restraints: Restraints(goLive: goLive.map { date($0) })
        ) { $0.identity.rule == rule }
        guard let explanation = found.last else { return [] }
        return ExplanationText(locale: locale, today: date(day)) { _ in date("2026-03-03") }
            .lines(explanation, said: said)
    }

    static let contact = fact(.initiatingContact, "2026-04-28", line: 14)

    @Test("a date counted forward, its working date, what was said and is to come, in English")
    func forward() {
        #expect(
            Self.lines(
                Story([Self.contact, assigned("c-one", "2026-04-28")]), "initial-meeting",
                on: "2026-06-20", said: [.lead(30): date("2026-05-27")]) == [
                    "K-1, initial-meeting: A first meeting takes place.",
                    "The interval is written in: Service Integration Guidelines, section 2.",
                    "It counts from 2026-04-28: first contact with the family, a.yaml:14:5.",
                    "60 days after 2026-04-28 is Saturday 2026-06-27.",
                    "The last open day by then is Friday 2026-06-26, passing over "
                        + "2026-06-27 (Saturday): reminders count from it.",
                    "It is owed by c-one, the case's coordinator.",
                    "It closes with: meeting held (the first one).",
                    "On 2026-06-20: due soon, 7 days left.",
                    "Reminders: 30 days ahead, said on 2026-05-27; 14 days ahead (2026-06-12), "
                        + "not said; 7 days ahead (2026-06-19), not said; on the day (2026-06-26); "
                        + "to the supervisor, 7 days late (2026-07-06).",
                ])
    }

    @Test("the same in French")
    func french() {
        #expect(
            Self.lines(
                Story([Self.contact, assigned("c-one", "2026-04-28")]), "initial-meeting",
                on: "2026-06-20", .fr, said: [.lead(30): date("2026-05-27")]) == [
                    "K-1, initial-meeting : Une première rencontre a lieu.",
                    "Le délai est écrit dans : Service Integration Guidelines, section 2.",
                    "Le délai court à partir du 2026-04-28 : prise de contact avec la famille, "
                        + "a.yaml:14:5.",
                    "60 jours après le 2026-04-28 : samedi 2026-06-27.",
                    "Le dernier jour ouvert d'ici là est le vendredi 2026-06-26, sans compter "
                        + "2026-06-27 (samedi) : les rappels comptent de ce jour.",
                    "Responsable : c-one, qui coordonne le dossier.",
                    "Ce qui le ferme : rencontre tenue (la première).",
                    "Au 2026-06-20 : bientôt échu, reste 7 jours.",
                    "Rappels : 30 jours d'avance, dit le 2026-05-27; 14 jours d'avance "
                        + "(2026-06-12), non dit; 7 jours d'avance (2026-06-19), non dit; "
                        + "le jour même (2026-06-26); à la supervision, 7 jours de retard "
                        + "(2026-07-06).",
                ])
    }

    @Test("months clamped to the month's end say so")
    func clamped() {
        let story = Story([fact(.planAgreed, "2026-08-31")])
        let english = Self.lines(story, "plan-review", on: "2026-09-01")
        let french = Self.lines(story, "plan-review", on: "2026-09-01", .fr)
        #expect(
            english.contains(
                "6 months after 2026-08-31 is Sunday 2027-02-28 (that month has no day 31)."))
        #expect(
            french.contains(
                "6 mois après le 2026-08-31 : dimanche 2027-02-28 (ce mois n'a pas de jour 31)."))
        let plain = Self.lines(
            Story([fact(.planAgreed, "2026-02-25")]), "plan-review", on: "2026-09-01")
        #expect(plain.contains("6 months after 2026-02-25 is Tuesday 2026-08-25."))
    }

    @Test(
        "a hold that moved the target tells its days; site policy is never shown as the document's")
    func hold() {
        let story = Story([
            fact(.planAgreed, "2026-03-02"), fact(.hold, "2026-03-10"),
            fact(.resume, "2026-03-11"), fact(.hold, "2026-03-16"), fact(.resume, "2026-03-20"),
        ])
        let english = Self.lines(story, "family-contact", on: "2026-03-21")
        #expect(
            english[1]
                == "The interval is this site's policy; the duty, without one, is from: "
                + "Service Integration Guidelines, section 4.")
        #expect(
            english[3...6] == [
                "30 days after 2026-03-02 is Wednesday 2026-04-01.",
                "On hold from 2026-03-10 until 2026-03-11: 1 day is added, which gives "
                    + "Thursday 2026-04-02.",
                "On hold from 2026-03-16 until 2026-03-20: 4 days are added, which gives "
                    + "Monday 2026-04-06.",
                "It is owed by s-one, the case's supervisor, as it has no coordinator.",
            ])
        #expect(
            Self.lines(story, "family-contact", on: "2026-03-21", .fr)[4]
                == "Suspendu du 2026-03-10 au 2026-03-11 : 1 jour de plus, soit le "
                + "jeudi 2026-04-02.")
    }

    @Test("business days name every day passed over and why, days of a hold among them")
    func businessDays() {
        let story = Story(
            [
                fact(.referred, "2026-12-18"), fact(.hold, "2026-12-22"),
                fact(.resume, "2026-12-23"),
            ], policy: Programs.madeUp(Rule.madeUp(due: .after(.businessDays(5)))))
        #expect(
            Self.lines(story, "made-up", on: "2026-12-30")[3]
                == "5 business days after 2026-12-18 is Wednesday 2026-12-30, passing over "
                + "2026-12-19 (Saturday), 2026-12-20 (Sunday), 2026-12-22 (hold), "
                + "2026-12-25 (Christmas Day), 2026-12-26 (Boxing Day), 2026-12-27 (Sunday), "
                + "2026-12-28 (Boxing Day (substitute day)).")
        #expect(
            Self.lines(story, "made-up", on: "2026-12-30", .fr)[3]
                == "5 jours ouvrables après le 2026-12-18 : mercredi 2026-12-30, sans compter "
                + "2026-12-19 (samedi), 2026-12-20 (dimanche), 2026-12-22 (suspension), "
                + "2026-12-25 (Noël), 2026-12-26 (lendemain de Noël), 2026-12-27 (dimanche), "
                + "2026-12-28 (lendemain de Noël, jour de remplacement).")
    }

    @Test("a date counted back, and one that would lie before its start")
    func countedBack() {
        let rule = Rule.madeUp(
            starts: [FactPattern(.meetingScheduled)], arises: .each, per: .meeting,
            due: .before(.businessDays(2), of: .for), hold: .silent)
        func steps(booked: String) -> [String] {
            let story = Story(
                [scheduled("M1", "initial", booked: booked, for: "2026-05-19")],
                policy: Programs.madeUp(rule))
            return Array(Self.lines(story, "made-up", on: booked)[4...])
        }
        #expect(
            steps(booked: "2026-04-01").first
                == "2 business days before 2026-05-19 is Thursday 2026-05-14, passing over "
                + "2026-05-16 (Saturday), 2026-05-17 (Sunday), 2026-05-18 (Victoria Day).")
        #expect(
            steps(booked: "2026-05-15")[1]
                == "That lies before it starts, so it is due on Friday 2026-05-15.")
    }

    @Test("after a waiver it says so, and what was waived says how it ended")
    func waiver() {
        let story = Story([fact(.planAgreed, "2026-02-25")])
            .waiving("plan-review", "plan-agreed@2026-02-25", on: "2026-08-27")
        let waived = Self.lines(story, "plan-review", on: "2026-08-26")
        #expect(waived[2] == "It counts from 2026-02-25: plan agreed, a.yaml:1:5.")
        #expect(
            Self.lines(story, "plan-review", on: "2026-09-01")[2]
                == "It counts from 2026-08-27, as the one before it was waived.")
        #expect(
            Self.lines(story, "plan-review", on: "2026-09-01", .fr)[2]
                == "Le délai court à partir du 2026-08-27, le précédent ayant été levé.")
    }

    @Test("what was recorded says by whom and when, what closed it and how late")
    func recorded() {
        let story = Story(
            [fact(.initiatingContact, "2026-01-15")],
            recorded: [held("M1", "2026-03-17", "initial").asRecorded(by: "c-two")])
        let english = Self.lines(story, "initial-meeting", on: "2026-04-01")
        #expect(
            english.contains(
                "It was closed by: meeting held (M1), recorded by c-two on 2026-03-03."))
        #expect(english.contains("It ended on 2026-03-17: met late, 1 day late."))
        let french = Self.lines(story, "initial-meeting", on: "2026-04-01", .fr)
        #expect(
            french.contains(
                "Il a été fermé par : rencontre tenue (M1), note de c-two du 2026-03-03."))
        #expect(french.contains("Terminé le 2026-03-17 : fait en retard, 1 jour de retard."))
    }

    @Test("what holds a stage back is said with until when")
    func heldBack() {
        let contact = fact(.initiatingContact, "2026-01-15")
        func reminders(_ facts: [Fact], _ rule: String, on day: String, goLive: String? = nil)
            -> String
        {
            Self.lines(Story(facts), rule, on: day, goLive: goLive)
                .first { $0.hasPrefix("Reminders") } ?? ""
        }
        let planned = scheduled("M1", "initial", booked: "2026-02-10", for: "2026-03-12")
        #expect(
            reminders([contact, planned], "initial-meeting", on: "2026-03-09")
                == "Reminders: 30 days ahead (2026-02-13), held back, as a meeting is booked for "
                + "2026-03-12; 14 days ahead (2026-03-02), held back, as a meeting is booked for "
                + "2026-03-12; 7 days ahead (2026-03-09), held back, as a meeting is booked for "
                + "2026-03-12; on the day (2026-03-16); "
                + "to the supervisor, 7 days late (2026-03-23).")
        #expect(
            reminders(
                [contact, fact(.hold, "2026-02-20")], "initial-meeting", on: "2026-02-20"
            ).hasPrefix(
                "Reminders: 30 days ahead (2026-02-13), held back while the case is on hold"))
        #expect(
            reminders(
                [
                    fact(.planAgreed, "2026-03-02"),
                    fact(.familyContactAttempted, "2026-04-07", .family),
                ], "family-contact", on: "2026-04-08"
            ).contains(
                "7 days late (2026-04-08), held back through 2026-04-10 after an attempt; "
                    + "14 days late (2026-04-15); "
                    + "to the supervisor, 7 days late (2026-04-08), not said"))
        #expect(
            reminders([contact], "initial-meeting", on: "2026-03-20", goLive: "2026-04-01")
                .contains("30 days ahead (2026-02-13), never said: due before go-live"))
    }

    @Test("everything that holds a reminder back, in both languages")
    func allHoldBacks() {
        let reasons: [StageDecision.HoldBack] = [
            .hold, .booked(for: date("2026-03-12")), .attempted(through: date("2026-04-10")),
            .sooner(rule: "early-review"), .backlog,
        ]
        #expect(
            reasons.map(Told.text(.en, on: "2026-03-04").heldBack) == [
                "held back while the case is on hold",
                "held back, as a meeting is booked for 2026-03-12",
                "held back through 2026-04-10 after an attempt",
                "held back, as “early-review” asks for the same sooner",
                "never said: due before go-live",
            ])
        #expect(
            reasons.map(Told.text(.fr, on: "2026-03-04").heldBack) == [
                "retenu pendant la suspension",
                "retenu, une rencontre étant prévue le 2026-03-12",
                "retenu jusqu'au 2026-04-10 après une tentative",
                "retenu, « early-review » demandant la même chose plus tôt",
                "jamais dit : échu avant la mise en service",
            ])
    }

    @Test("an action is named with its goal, and its own date as the record's")
    func action() {
        let rule = Told.rule(
            starts: [FactPattern(.actionSet)], arises: .each, per: .action, due: .on(.due),
            closes: [FactPattern(.actionDone)])
        let story = Story(
            [Told.fact(.actionSet, "2026-03-02", "G1/A1", [.due: .date(date("2026-05-01"))])],
            policy: Told.policy([rule]))
        let told = Told.both(story, on: "2026-03-04") { text, explanation in
            text.lines(explanation)[2...4].joined(separator: "\n")
        }
        #expect(
            told == [
                """
                There is one for each action of the plan; this one is for G1/A1.
                It counts from 2026-03-02: action agreed (G1/A1), a.yaml:1:5.
                The record names Friday 2026-05-01.
                """,
                """
                Il y a un délai pour chaque action du plan; celui-ci est pour G1/A1.
                Le délai court à partir du 2026-03-02 : action convenue (G1/A1), a.yaml:1:5.
                La date au dossier est le vendredi 2026-05-01.
                """,
            ])
    }

    @Test("a meeting planned after the target is named")
    func bookedLate() {
        let story = Story([
            fact(.initiatingContact, "2026-01-15"),
            scheduled("M1", "initial", booked: "2026-02-10", for: "2026-03-20"),
        ])
        #expect(
            Self.lines(story, "initial-meeting", on: "2026-03-09").last
                == "A meeting is booked for 2026-03-20, after the target.")
        #expect(
            Self.lines(story, "initial-meeting", on: "2026-03-09", .fr).last
                == "Une rencontre est prévue le 2026-03-20, après l'échéance.")
    }
}
