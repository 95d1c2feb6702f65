import Casework
import CaseworkTestSupport
import CivilTime
import TestSupport
import Testing

/// Stories worked out by hand, one for each paragraph of SEMANTICS that is easily misread.
@Suite struct NaiveStoryTests {
    static let csp = "coordinated-service-planning"

    static func joined(_ agency: Subject, _ day: String) -> Fact {
        fact(.providerCurrent, day, agency)
    }

    @Test("H1, F8: resume and hold on one day end one hold and begin the next")
    func holds() {
        let facts = [fact(.planAgreed, "2026-03-02"), fact(.hold, "2026-03-20")]
        #expect(
            Family(
                facts + [
                    fact(.hold, "2026-03-10"), fact(.resume, "2026-03-20"),
                    fact(.resume, "2026-03-25"),
                ]
            ).told("family-contact", on: "2026-04-02") == ["2026-03-02 to 2026-04-16 upcoming"])
        #expect(
            Family(facts + [fact(.resume, "2026-03-20")])
                .told("family-contact", on: "2026-03-25") == ["2026-03-02 to 2026-04-01 upcoming"])
        let open = Family(facts).deadlines("family-contact", on: "2026-05-01")
        #expect(open.map(\.told) == ["2026-03-02 to 2026-04-01 on-hold"])
        #expect(open.map(\.daysLeft) == [12])
    }

    @Test("H4: a silent rule's target stands, and being late carries the hold")
    func silent() {
        let family = Family([
            fact(.initiatingContact, "2026-01-15"), fact(.hold, "2026-03-10"),
            fact(.resume, "2026-03-24"), held("M1", "2026-03-20", "initial"),
        ])
        #expect(
            family.told("initial-meeting", on: "2026-04-01")
                == ["2026-01-15 to 2026-03-16 met-late 2026-03-20 late 4 held 7"])
        #expect(
            Family(family.file.facts, profile: Self.csp)
                .told("initial-meeting", on: "2026-04-01")
                == ["2026-01-15 to 2026-03-16 met 2026-03-20"])
    }

    @Test("W1, W2: an agency is announced to while it is CI and not the coordinator's own")
    func announced() {
        let family = Family([
            Self.joined("kids", "2026-03-02"), Self.joined("school", "2026-03-02"),
            assigned("c-one", "2026-03-02"), assigned("c-two", "2026-03-16"),
        ])
        #expect(
            family.told("coordinator-announced", on: "2026-04-01") == [
                "school: 2026-03-02 to 2026-03-16 cancelled 2026-03-16",
                "kids: 2026-03-16 to 2026-03-30 overdue",
            ])
    }

    @Test("W1: of an agency's facts of one day potential, declined, current, completed counts")
    func oneDay() {
        for (kinds, triggers) in [
            ([FactKind.providerPotential, .providerDeclined], 0),
            ([.providerCurrent, .providerDeclined], 1),
            ([.providerCurrent, .serviceCompleted], 0), ([.providerPotential], 0),
        ] {
            let family = Family(
                [fact(.planAgreed, "2026-03-02")] + kinds.map { fact($0, "2026-03-02", "kids") })
            #expect(family.told("provider-contact", on: "2026-03-05").count == triggers)
        }
    }

    @Test("S3, C2: the family is oriented once; a day before the assignment counts")
    func oriented() {
        let early = [
            fact(.familyOriented, "2026-02-25"), assigned("c-one", "2026-03-02"),
            assigned("c-two", "2026-04-01"),
        ]
        #expect(
            Family(early).told("family-oriented", on: "2026-05-01")
                == ["2026-03-02 to 2026-03-16 met 2026-03-02"])
        let late = [
            assigned("c-one", "2026-03-02"), assigned("c-two", "2026-03-09"),
            fact(.familyOriented, "2026-03-20"), assigned("c-one", "2026-04-01"),
        ]
        #expect(
            Family(late).told("family-oriented", on: "2026-05-01") == [
                "2026-03-02 to 2026-03-16 superseded 2026-03-09",
                "2026-03-09 to 2026-03-23 met 2026-03-20",
            ])
    }

    @Test("A1, A2, S5: two agencies or a protection file, which only its worker settles")
    func identified() {
        let facts = [
            fact(.referred, "2026-01-05"), Self.joined("kids", "2026-01-05"),
            Self.joined("school", "2026-01-12"), fact(.serviceCompleted, "2026-01-15", "kids"),
            fact(.protectionFileOpened, "2026-01-20"), assigned("c-one", "2026-01-22"),
            assigned("w-one", "2026-01-28"),
        ]
        #expect(
            Family(facts).told("coordinator-identified", on: "2026-03-01") == [
                "2026-01-12 to 2026-01-26 cancelled 2026-01-15",
                "2026-01-20 to 2026-02-03 met 2026-01-28",
            ])
        #expect(
            Family(facts, profile: Self.csp).told("coordinator-identified", on: "2026-03-01")
                == ["2026-01-05 to 2026-01-19 met-late 2026-01-22 late 3"])
    }

    @Test("W3, W4: copies go to whom it concerned that day, while there is consent")
    func copies() {
        func consent(_ agency: Subject, _ day: String, _ expires: String? = nil) -> Fact {
            fact(
                .consentSigned, day, agency, expires.map { [.expires: .date(date($0))] } ?? [:])
        }
        var meeting = held("M1", "2026-03-02", "initial")
        meeting.attributes[.present] = .codes(["respite"])
        let family = Family([
            Self.joined("kids", "2026-01-05"), Self.joined("school", "2026-01-05"),
            fact(.providerPotential, "2026-01-05", "respite"),
            fact(.providerPotential, "2026-01-05", "cas"), consent("respite", "2026-02-01"),
            consent("cas", "2026-02-01"), meeting, consent("kids", "2026-03-10", "2026-03-20"),
            consent("kids", "2026-04-01"),
        ])
        #expect(
            family.told("form-distributed", on: "2026-04-10") == [
                "M1/family: 2026-03-02 to 2026-03-16 overdue",
                "M1/respite: 2026-03-02 to 2026-03-16 overdue",
                "M1/kids: 2026-03-10 to 2026-03-24 cancelled 2026-03-21",
                "M1/kids: 2026-04-01 to 2026-04-16 upcoming",
            ])
    }

    @Test("W5, C2: consent for the earliest meeting planned, unless a renewal is on its way")
    func consents() {
        let family = Family([
            Self.joined("kids", "2026-01-05"),
            scheduled("M1", "initial", booked: "2026-01-12", for: "2026-02-09"),
            scheduled("M2", "other", booked: "2026-01-19", for: "2026-02-02"),
            fact(.consentSigned, "2026-01-20", "kids", [.expires: .date(date("2026-03-01"))]),
            held("M2", "2026-02-02", "other"), held("M1", "2026-02-09", "initial"),
            scheduled("M3", "other", booked: "2026-02-16", for: "2026-03-10"),
            fact(.consentRefused, "2026-02-20", "kids"),
        ])
        #expect(
            family.told("consent", on: "2026-02-19")
                == ["kids: 2026-01-12 to 2026-02-09 met 2026-01-20"])
        #expect(
            family.told("consent", on: "2026-03-20") == [
                "kids: 2026-01-12 to 2026-02-09 met 2026-01-20",
                "kids: 2026-02-20 to 2026-03-10 met 2026-02-20",
            ])
        #expect(
            family.told("consent-renewal", on: "2026-03-20")
                == ["kids: 2026-01-20 to 2026-03-01 met 2026-02-20"])
    }

    @Test("V2: half of the goals, or one that enters difficulty; out of it again cancels")
    func earlyReview() {
        let goals = ["G1", "G2", "G3", "G4"].map { fact(.goalSet, "2026-03-02", Subject($0)) }
        let plan = [fact(.planAgreed, "2026-03-02")] + goals
        #expect(
            Family(
                plan + [
                    fact(.goalInDifficulty, "2026-05-04", "G1"),
                    fact(.goalInDifficulty, "2026-05-06", "G2"),
                    fact(.goalOutOfDifficulty, "2026-05-11", "G1"),
                    fact(.goalAchieved, "2026-05-12", "G2"),
                    fact(.goalInDifficulty, "2026-05-18", "G1"),
                    fact(.reviewDeclined, "2026-05-20"),
                ]
            ).told("early-review", on: "2026-06-01") == [
                "2026-05-04 to 2026-06-03 cancelled 2026-05-12",
                "2026-05-18 to 2026-06-17 waived 2026-05-20",
            ])
        #expect(
            Family(
                plan + [
                    fact(.goalAchieved, "2026-03-02", "G1"),
                    fact(.goalAchieved, "2026-04-06", "G2"),
                    fact(.goalDropped, "2026-04-20", "G3"),
                ]
            ).told("early-review", on: "2026-05-01") == ["2026-04-20 to 2026-05-20 upcoming"])
        // Into difficulty and out of it on one day is nothing.
        #expect(
            Family(
                plan + [
                    fact(.goalInDifficulty, "2026-05-04", "G1"),
                    fact(.goalOutOfDifficulty, "2026-05-04", "G1"),
                ]
            ).told("early-review", on: "2026-06-01") == [])
    }

    @Test("C2: a booking on any day of the episode, or it ends with the meeting it is for")
    func booked() {
        let contact = fact(.initiatingContact, "2026-01-05")
        let booking = scheduled("M1", "initial", booked: "2026-01-03", for: "2026-01-20")
        for (facts, told) in [
            ([booking], "met 2026-01-05"), ([], "upcoming"),
            ([booking, fact(.meetingCancelled, "2026-01-04", "M1")], "upcoming"),
            ([booking, fact(.meetingCancelled, "2026-01-05", "M1")], "met 2026-01-05"),
            ([held("M1", "2026-01-15", "initial")], "cancelled 2026-01-15"),
        ] {
            #expect(
                Family([contact] + facts).told("initial-booked", on: "2026-01-20")
                    == ["2026-01-05 to 2026-02-04 \(told)"])
        }
    }

    @Test("C2 read to the letter: the meeting held on the trigger day books the next review")
    func reviewBooked() {
        let family = Family([
            fact(.planAgreed, "2026-03-02"),
            scheduled("M2", "review", booked: "2026-05-01", for: "2026-08-20"),
            held("M2", "2026-08-20", "review"),
        ])
        #expect(
            family.told("review-booked", on: "2026-09-01") == [
                "2026-03-02 to 2026-08-02 met 2026-05-01",
                "2026-08-20 to 2027-01-20 met 2026-08-20",
            ])
    }

    @Test("M1, M2: a cancelled meeting ends what is owed for it; a later booking revives it")
    func rebooked() {
        let again = scheduled(
            "M1", "initial", booked: "2026-02-16", for: "2026-03-10", known: 2
        ).asRecorded()
        let family = Family([
            scheduled("M1", "initial", booked: "2026-02-02", for: "2026-02-27", known: 1),
            fact(.meetingCancelled, "2026-02-10", "M1"), again,
            held("M1", "2026-03-04", "initial"),
        ])
        func told(_ day: String) -> [String] {
            ["meeting-preferences", "facilitator-named", "meeting-reminder"].flatMap {
                family.told($0, on: day)
            }
        }
        #expect(
            told("2026-02-12") == [
                "M1: 2026-02-02 to 2026-02-20 cancelled 2026-02-10",
                "M1: 2026-02-02 to 2026-02-25 cancelled 2026-02-10",
                "M1: 2026-02-02 to 2026-02-27 met 2026-02-10",
            ])
        #expect(
            told("2026-03-20") == [
                "M1: 2026-02-16 to 2026-03-03 cancelled 2026-03-04 late 1",
                "M1: 2026-02-16 to 2026-03-06 cancelled 2026-03-04",
                "M1: 2026-02-16 to 2026-03-10 met 2026-03-04",
            ])
    }

    @Test("K4: the family is informed when the round is over, or its latest target has come")
    func informed() {
        let facts = [
            Self.joined("kids", "2026-01-05"), Self.joined("school", "2026-01-05"),
            held("M1", "2026-03-02", "initial"), fact(.providerContacted, "2026-03-10", "kids"),
        ]
        for (more, told) in [
            (fact(.providerContacted, "2026-03-20", "school"), "2026-03-20 to 2026-03-27"),
            (fact(.serviceCompleted, "2026-03-12", "school"), "2026-03-12 to 2026-03-19"),
            (fact(.providerContacted, "2026-04-09", "school"), "2026-04-01 to 2026-04-08"),
        ] {
            let family = Family(facts + [more], profile: Self.csp)
            #expect(family.told("family-informed", on: "2026-04-20") == ["M1: \(told) overdue"])
        }
        #expect(
            Family([held("M1", "2026-03-02", "initial")], profile: Self.csp)
                .told("family-informed", on: "2026-04-20") == [])
    }

    @Test("S2, K3: a second wish to revise adds nothing while the first is open")
    func revision() {
        let revise: Attributes = [.outcome: .code("revise")]
        let family = Family([
            fact(.familyContacted, "2026-03-02", .family, revise),
            fact(.providerContacted, "2026-03-10", "kids", revise),
            fact(.familyContacted, "2026-03-20", .family, revise),
            fact(.reviewHeld, "2026-03-20"),
        ])
        #expect(
            family.told("plan-revision", on: "2026-04-01") == [
                "2026-03-02 to 2026-04-01 met 2026-03-20",
                "2026-03-20 to 2026-04-19 met 2026-03-20",
            ])
    }

    @Test("E3: who was there the day before is told of the discharge, and nothing else survives")
    func discharged() {
        let family = Family([
            Self.joined("kids", "2026-01-05"), Self.joined("school", "2026-01-05"),
            assigned("c-two", "2026-01-05"), fact(.planAgreed, "2026-02-02"),
            fact(.serviceCompleted, "2026-03-10", "kids"), fact(.discharged, "2026-03-10"),
            fact(.dischargeNotified, "2026-03-20", "kids"),
        ])
        let notices = family.deadlines("discharge-notice", on: "2026-04-01")
        #expect(
            notices.map(\.told) == ["kids: 2026-03-10 to 2026-03-17 met-late 2026-03-20 late 3"])
        #expect(notices.map(\.owner) == ["c-two"])
        #expect(family.told("completion-notice", on: "2026-04-01") == [])
        #expect(
            family.told("provider-contact", on: "2026-04-01")
                == ["kids: 2026-02-02 to 2026-05-03 cancelled 2026-03-10"])
    }

    @Test("DESIGN 2.2: a coordinator who is gone is replaced, and hands the forms over")
    func gone() {
        var family = Family([assigned("c-one", "2026-03-02"), assigned("c-two", "2026-04-07")])
        family.file.people["c-one"]?.left = date("2026-04-01")
        let reconfirmed = family.deadlines("coordinator-reconfirmed", on: "2026-05-01")
        #expect(reconfirmed.map(\.told) == ["2026-04-01 to 2026-04-16 met 2026-04-07"])
        #expect(reconfirmed.map(\.owner) == ["s-one"])
        let forms = family.deadlines("forms-handed-over", on: "2026-04-08")
        #expect(forms.map(\.told) == ["2026-04-07 to 2026-04-21 upcoming"])
        #expect(forms.map(\.owner) == ["c-one"])
    }

    @Test("W2, S4: contacts with a provider go on as long as it stays, and start anew after that")
    func providerContact() {
        let family = Family([
            fact(.planAgreed, "2026-03-02"), Self.joined("kids", "2026-03-10"),
            fact(.providerContacted, "2026-04-01", "kids"),
            fact(.serviceCompleted, "2026-05-01", "kids"), Self.joined("kids", "2026-06-01"),
        ])
        #expect(
            family.told("provider-contact", on: "2026-06-02") == [
                "kids: 2026-03-10 to 2026-06-08 met 2026-04-01",
                "kids: 2026-04-01 to 2026-06-30 cancelled 2026-05-01",
                "kids: 2026-06-01 to 2026-08-30 upcoming",
            ])
    }

    @Test("DESIGN 2.2: an action is its person's, and the coordinator's once overdue")
    func action() {
        for (person, day, owner) in [
            ("p-one", "2026-05-01", "p-one"), ("p-one", "2026-05-02", "c-one"),
            ("family", "2026-04-01", "c-one"),
        ] {
            let family = Family([
                assigned("c-one", "2026-03-02"),
                fact(
                    .actionSet, "2026-03-02", "G1/A1",
                    [.due: .date(date("2026-05-01")), .responsible: .code(person)]),
            ])
            #expect(family.deadlines("action-due", on: day).map(\.owner) == [owner])
        }
    }

    @Test("F3, E1: after a reopening nothing carries over, and the later known value counts")
    func episodes() {
        let family = Family([
            fact(.initiatingContact, "2026-01-15", known: 1),
            fact(.initiatingContact, "2026-01-20", known: 2).asRecorded(),
            fact(.discharged, "2026-02-10"), fact(.familyContacted, "2026-03-02", .family),
            fact(.reopened, "2026-06-01"), fact(.initiatingContact, "2026-06-03"),
        ])
        #expect(
            family.told("initial-meeting", on: "2026-06-05") == [
                "2026-01-20 to 2026-03-21 cancelled 2026-02-10",
                "2026-06-03 to 2026-08-02 upcoming",
            ])
        #expect(family.deadlines("initial-meeting", on: "2026-06-05").map(\.episode) == [1, 2])
    }
}
