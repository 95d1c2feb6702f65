import Casework
import Testing

/// The review of the plan, in time or early: dates worked out by hand.
@Suite struct ReviewDuties {
    @Test("S4, V1, T1, H2, M4: the plan is reviewed", arguments: review)
    func checkReview(_ one: DutyCase) { one.check() }

    static let review = duties(
        "plan-review",
        """
        2026-01-15 coordinator-assigned person=c-one
        * without a plan there is nothing to review
        2026-03-02 meeting-held M1 type=initial
        on 2026-10-05
        none
        * six months after the agreement; the leads are the long ones
        2026-03-02 plan-agreed
        on 2026-03-03
        = 2026-03-02 to 2026-09-02 upcoming (c-one)
        on 2026-08-02
        = 2026-03-02 to 2026-09-02 upcoming (c-one)
        on 2026-08-03
        = 2026-03-02 to 2026-09-02 due-soon (c-one)
        on 2026-09-02
        = 2026-03-02 to 2026-09-02 due (c-one)
        on 2026-09-03
        = 2026-03-02 to 2026-09-02 overdue (c-one)
        * V1: plans agreed or revised later move nothing
        2026-03-02 plan-agreed
        2026-04-20 plan-agreed
        2026-05-04 plan-revised
        on 2026-05-05
        = 2026-03-02 to 2026-09-02 upcoming
        * V1: a review that comes before the agreement starts it
        2026-02-20 review-held
        2026-03-02 plan-agreed
        on 2026-03-03
        = 2026-02-20 to 2026-08-20 upcoming
        * S4: each review closes it and is the next trigger
        2026-03-02 plan-agreed
        2026-08-20 meeting-held M2 type=review
        2027-02-22 review-held
        on 2026-08-20
        = 2026-03-02 to 2026-09-02 met 2026-08-20
        = 2026-08-20 to 2027-02-20 upcoming
        on 2027-02-22
        = 2026-03-02 to 2026-09-02 met 2026-08-20
        = 2026-08-20 to 2027-02-20 met-late 2027-02-22 late 2
        = 2027-02-22 to 2027-08-22 upcoming
        * another meeting reviews nothing
        2026-03-02 plan-agreed
        2026-05-04 meeting-held M2 type=other family=full
        2026-05-11 meeting-held M3 type=initial family=full
        on 2026-05-12
        = 2026-03-02 to 2026-09-02 upcoming
        * C1: a review on the day of the agreement belongs to the trigger
        2026-03-02 plan-agreed
        2026-03-02 review-held
        on 2026-03-03
        = 2026-03-02 to 2026-09-02 upcoming
        * T1: the vector: months are clamped, each from its own trigger
        2026-08-31 plan-agreed
        2027-02-28 review-held
        on 2027-03-01
        = 2026-08-31 to 2027-02-28 met 2027-02-28
        = 2027-02-28 to 2027-08-28 upcoming
        * S4: the vector: due 2026-08-25, waived 2026-08-20, next 2027-02-25
        2026-02-25 plan-agreed
        waive plan-review - plan-agreed@2026-02-25 on 2026-08-20
        on 2026-08-24
        = 2026-02-25 to 2026-08-25 waived 2026-08-20
        on 2026-08-25
        = 2026-02-25 to 2026-08-25 waived 2026-08-20
        = 2026-08-25 to 2027-02-25 upcoming
        * S4: waived late, the next begins then
        2026-03-02 plan-agreed
        waive plan-review - plan-agreed@2026-03-02 on 2026-09-12
        on 2026-09-12
        = 2026-03-02 to 2026-09-02 waived 2026-09-12 late 10
        = 2026-09-12 to 2027-03-12 upcoming
        * H2, H4: the first review stands through a hold, in both programs
        2026-03-02 plan-agreed
        2026-04-01 hold
        2026-05-01 resume
        2026-09-12 review-held
        on 2026-04-10
        = 2026-03-02 to 2026-09-02 upcoming resting
        on 2026-09-10
        = 2026-03-02 to 2026-09-02 overdue held 30
        on 2026-09-12
        = 2026-03-02 to 2026-09-02 met-late 2026-09-12 late 10 held 30
        = 2026-09-12 to 2027-03-12 upcoming
        * H2, H3: later reviews stand by the guidelines, and move in coordinated planning
        2026-03-02 plan-agreed
        2026-08-03 review-held
        2026-09-01 hold
        2026-10-01 resume
        on 2026-09-10 si
        = 2026-03-02 to 2026-09-02 met 2026-08-03
        = 2026-08-03 to 2027-02-03 upcoming resting
        on 2026-09-10 csp
        = 2026-03-02 to 2026-09-02 met 2026-08-03
        = 2026-08-03 to 2027-02-03 on-hold
        on 2026-10-02 si
        = 2026-03-02 to 2026-09-02 met 2026-08-03
        = 2026-08-03 to 2027-02-03 upcoming
        on 2026-10-02 csp
        = 2026-03-02 to 2026-09-02 met 2026-08-03
        = 2026-08-03 to 2027-03-05 upcoming
        * M4: a review planned by the target holds the leads back; one after it is named
        2026-03-02 plan-agreed
        2026-05-04 meeting-scheduled M2 type=review for=2026-08-20
        2026-05-11 meeting-scheduled M2 type=review for=2026-09-10 recorded known=2
        on 2026-05-05
        = 2026-03-02 to 2026-09-02 upcoming booked 2026-08-20
        on 2026-05-12
        = 2026-03-02 to 2026-09-02 upcoming booked-late 2026-09-10
        * M4: a meeting of another type holds nothing back
        2026-03-02 plan-agreed
        2026-05-04 meeting-scheduled M2 type=other for=2026-08-20
        on 2026-05-05
        = 2026-03-02 to 2026-09-02 upcoming
        * V3: an early review that is open holds the leads back
        2026-03-02 plan-agreed
        2026-03-02 goal-set G1
        2026-07-27 goal-in-difficulty G1
        on 2026-08-03
        = 2026-03-02 to 2026-09-02 due-soon sooner early-review
        * V3: declining the early review leaves this one as it is
        2026-03-02 plan-agreed
        2026-03-02 goal-set G1
        2026-07-27 goal-in-difficulty G1
        2026-07-31 review-declined
        on 2026-08-03
        = 2026-03-02 to 2026-09-02 due-soon
        * E3: a discharge ends the chain; a review on its day counts first
        2026-03-02 plan-agreed
        2026-08-20 review-held
        2026-08-20 discharged
        on 2026-10-05
        = 2026-03-02 to 2026-09-02 met 2026-08-20
        = 2026-08-20 to 2027-02-20 cancelled 2026-08-20
        * E1: in the next episode it waits for a plan of its own
        2026-03-02 plan-agreed
        2026-04-20 discharged
        2026-05-04 reopened
        2026-06-01 plan-agreed
        on 2026-05-31
        = 2026-03-02 to 2026-09-02 cancelled 2026-04-20
        on 2026-06-01
        = 2026-03-02 to 2026-09-02 cancelled 2026-04-20
        = 2026-06-01 to 2026-12-01 upcoming
        """)

    @Test("H2: whose interval it is, first and later")
    func interval() {
        let family = FactLines(
            """
            2026-03-02 plan-agreed
            2026-08-20 review-held
            """)
        func told(_ policy: Policy) -> [String] {
            family.deadlines("plan-review", policy, on: "2026-08-21").map {
                "\($0.basis.rawValue): \($0.section ?? "none")"
            }
        }
        #expect(told(Duties.serviceIntegration) == ["source: 4", "source: 4"])
        #expect(
            told(Duties.coordinatedServicePlanning) == [
                "source: How do we support families?", "site-policy: How do we support families?",
            ])
    }

    @Test("C2, S2: the review is booked", arguments: booked)
    func checkBooked(_ one: DutyCase) { one.check() }

    static let booked = duties(
        "review-booked",
        """
        2026-01-15 coordinator-assigned person=c-one
        2026-03-02 plan-agreed
        * five months after what starts the review
        on 2026-03-03
        = 2026-03-02 to 2026-08-02 upcoming (c-one)
        on 2026-08-03
        = 2026-03-02 to 2026-08-02 overdue (c-one)
        * met by the booking of a review
        2026-05-04 meeting-scheduled M2 type=review for=2026-08-20
        on 2026-05-05
        = 2026-03-02 to 2026-08-02 met 2026-05-04
        * late, even for a day that is in time
        2026-08-05 meeting-scheduled M2 type=review for=2026-08-20
        on 2026-08-06
        = 2026-03-02 to 2026-08-02 met-late 2026-08-05 late 3
        * another type of meeting does not meet it
        2026-05-04 meeting-scheduled M2 type=other for=2026-08-20
        on 2026-05-05
        = 2026-03-02 to 2026-08-02 upcoming
        * C2: booked before the plan was agreed
        2026-02-16 meeting-scheduled M2 type=review for=2026-08-20
        on 2026-03-03
        = 2026-03-02 to 2026-08-02 met 2026-03-02
        * C2: but not when it was cancelled before, or held
        2026-02-16 meeting-scheduled M2 type=review for=2026-08-20
        2026-02-20 meeting-cancelled M2
        2026-01-20 meeting-scheduled M3 type=review for=2026-01-27
        2026-01-27 meeting-held M3 type=other
        on 2026-03-03
        = 2026-03-02 to 2026-08-02 upcoming
        * C2: the review was held without being booked; the next is to be booked anew
        2026-07-20 review-held
        on 2026-07-21
        = 2026-03-02 to 2026-08-02 cancelled 2026-07-20
        = 2026-07-20 to 2026-12-20 upcoming
        * C2: a review that was booked and held books no later one, but for the day it was held on
        2026-05-04 meeting-scheduled M2 type=review for=2026-08-20
        2026-08-20 meeting-held M2 type=review
        2026-10-05 review-held
        on 2026-10-06
        = 2026-03-02 to 2026-08-02 met 2026-05-04
        = 2026-08-20 to 2027-01-20 met 2026-08-20
        = 2026-10-05 to 2027-03-05 upcoming
        * C2: the review is waived, the booking goes with it; the next comes with the next review
        waive plan-review - plan-agreed@2026-03-02 on 2026-07-20
        on 2026-09-01
        = 2026-03-02 to 2026-08-02 cancelled 2026-07-20
        on 2026-09-02
        = 2026-03-02 to 2026-08-02 cancelled 2026-07-20
        = 2026-09-02 to 2027-02-02 upcoming
        * waived itself
        waive review-booked - plan-agreed@2026-03-02 on 2026-07-20
        on 2026-08-20
        = 2026-03-02 to 2026-08-02 waived 2026-07-20
        * H3: the days of a hold are added, though the review stands
        2026-04-01 hold
        2026-04-11 resume
        on 2026-04-02
        = 2026-03-02 to 2026-08-02 on-hold
        on 2026-04-12
        = 2026-03-02 to 2026-08-12 upcoming
        * E3: a discharge cancels it
        2026-04-01 discharged
        on 2026-09-01
        = 2026-03-02 to 2026-08-02 cancelled 2026-04-01
        """)

    @Test("V2, V3, S5: the plan is reviewed early", arguments: early)
    func checkEarly(_ one: DutyCase) { one.check() }

    static let early = duties(
        "early-review",
        """
        2026-01-15 coordinator-assigned person=c-one
        2026-03-02 plan-agreed
        2026-03-02 goal-set G1
        2026-03-02 goal-set G2
        2026-03-02 goal-set G3
        2026-03-02 goal-set G4
        * V2: half of the goals achieved
        2026-04-06 goal-achieved G1
        2026-05-04 goal-achieved G2
        on 2026-05-03
        none
        on 2026-05-04
        = 2026-05-04 to 2026-06-03 upcoming (c-one)
        on 2026-06-04
        = 2026-05-04 to 2026-06-03 overdue (c-one)
        * V2: a goal in difficulty
        2026-05-04 goal-in-difficulty G1
        on 2026-05-05
        = 2026-05-04 to 2026-06-03 upcoming
        * V2: a dropped goal makes the share of the others larger
        2026-04-06 goal-achieved G1
        2026-04-20 goal-dropped G2
        2026-05-04 goal-dropped G3
        on 2026-05-03
        none
        on 2026-05-04
        = 2026-05-04 to 2026-06-03 upcoming
        * V2: dropped goals alone are none achieved
        2026-04-06 goal-dropped G1
        2026-04-06 goal-dropped G2
        2026-04-06 goal-dropped G3
        2026-04-06 goal-dropped G4
        on 2026-05-04
        none
        * V2: a goal set later makes it smaller
        2026-03-16 goal-set G5
        2026-04-06 goal-achieved G1
        2026-05-04 goal-achieved G2
        on 2026-05-05
        none
        * V2: what was achieved by the first day of the cycle is not of it
        2026-03-02 goal-achieved G1
        2026-04-06 goal-achieved G2
        on 2026-04-07
        none
        * V2: an achieved goal that is dropped counts as achieved, and not in what it is divided by
        2026-04-06 goal-achieved G1
        2026-04-13 goal-dropped G2
        2026-04-20 goal-dropped G1
        on 2026-04-19
        none
        on 2026-04-20
        = 2026-04-20 to 2026-05-20 upcoming
        * V2: in difficulty and out of it on one day is as it was before
        2026-05-04 goal-in-difficulty G1
        2026-05-04 goal-out-of-difficulty G1
        on 2026-05-05
        none
        * V2: another goal in difficulty adds nothing while one is open
        2026-05-04 goal-in-difficulty G1
        2026-05-11 goal-in-difficulty G2
        on 2026-05-12
        = 2026-05-04 to 2026-06-03 upcoming
        * S5: out of difficulty again, all of them, cancels; a new difficulty starts anew
        2026-05-04 goal-in-difficulty G1
        2026-05-06 goal-in-difficulty G2
        2026-05-11 goal-out-of-difficulty G1
        2026-05-12 goal-out-of-difficulty G2
        2026-05-19 goal-in-difficulty G1
        on 2026-05-11
        = 2026-05-04 to 2026-06-03 upcoming
        on 2026-05-12
        = 2026-05-04 to 2026-06-03 cancelled 2026-05-12
        on 2026-05-19
        = 2026-05-04 to 2026-06-03 cancelled 2026-05-12
        = 2026-05-19 to 2026-06-18 upcoming
        * S5: not while the share is reached
        2026-05-04 goal-in-difficulty G1
        2026-05-06 goal-achieved G2
        2026-05-06 goal-achieved G3
        2026-05-11 goal-out-of-difficulty G1
        on 2026-05-12
        = 2026-05-04 to 2026-06-03 upcoming
        * V3: the family declines, and a later difficulty asks again
        2026-05-04 goal-in-difficulty G1
        2026-05-11 review-declined
        2026-05-19 goal-in-difficulty G2
        on 2026-05-12
        = 2026-05-04 to 2026-06-03 waived 2026-05-11
        on 2026-05-19
        = 2026-05-04 to 2026-06-03 waived 2026-05-11
        = 2026-05-19 to 2026-06-18 upcoming
        * V3: declined late
        2026-05-04 goal-in-difficulty G1
        2026-06-08 review-declined
        on 2026-06-09
        = 2026-05-04 to 2026-06-03 waived 2026-06-08 late 5
        * V3: a review closes it, on the target
        2026-05-04 goal-in-difficulty G1
        2026-06-03 meeting-held M2 type=review
        on 2026-06-04
        = 2026-05-04 to 2026-06-03 met 2026-06-03
        * late
        2026-05-04 goal-in-difficulty G1
        2026-06-05 review-held
        on 2026-06-09
        = 2026-05-04 to 2026-06-03 met-late 2026-06-05 late 2
        * another meeting does not
        2026-05-04 goal-in-difficulty G1
        2026-05-11 meeting-held M2 type=other family=full
        on 2026-05-12
        = 2026-05-04 to 2026-06-03 upcoming
        * V2: the next cycle begins with the review, and counts anew
        2026-04-06 goal-achieved G1
        2026-05-04 goal-achieved G2
        2026-05-11 review-held
        2026-06-01 goal-achieved G3
        on 2026-05-31
        = 2026-05-04 to 2026-06-03 met 2026-05-11
        on 2026-06-01
        = 2026-05-04 to 2026-06-03 met 2026-05-11
        = 2026-06-01 to 2026-07-01 upcoming
        * V3: it does not arise where the review itself is due as soon
        2026-08-03 goal-in-difficulty G1
        on 2026-08-04
        none
        * V3: a day earlier it does
        2026-08-02 goal-in-difficulty G1
        on 2026-08-04
        = 2026-08-02 to 2026-09-01 upcoming
        * M4: a planned review holds its leads back too
        2026-05-04 goal-in-difficulty G1
        2026-05-05 meeting-scheduled M2 type=review for=2026-05-27
        on 2026-05-06
        = 2026-05-04 to 2026-06-03 upcoming booked 2026-05-27
        * H2, H3: a hold moves it, in both programs
        2026-05-04 goal-in-difficulty G1
        2026-05-11 hold
        2026-05-21 resume
        on 2026-05-12
        = 2026-05-04 to 2026-06-03 on-hold
        on 2026-05-22
        = 2026-05-04 to 2026-06-13 upcoming
        * E3: a discharge cancels it
        2026-05-04 goal-in-difficulty G1
        2026-05-11 discharged
        on 2026-06-09
        = 2026-05-04 to 2026-06-03 cancelled 2026-05-11
        * I1: waived by its key
        2026-05-04 goal-in-difficulty G1
        waive early-review - goal-in-difficulty:G1@2026-05-04 on 2026-05-11
        on 2026-06-09
        = 2026-05-04 to 2026-06-03 waived 2026-05-11
        """)

    @Test("V3: the vector: a plan review of 2026-09-19", arguments: vector)
    func checkVector(_ one: DutyCase) { one.check() }

    static let vector = duties(
        "early-review",
        """
        2026-03-19 plan-agreed
        2026-03-19 goal-set G1
        * difficulty on 07-20 is due on 08-19
        2026-07-20 goal-in-difficulty G1
        on 2026-07-21
        = 2026-07-20 to 2026-08-19 upcoming
        * difficulty on 08-24 would be due after the review, and does not arise
        2026-08-24 goal-in-difficulty G1
        on 2026-08-25
        none
        """)

    @Test("V2: without a plan there is no cycle", arguments: withoutPlan)
    func checkWithoutPlan(_ one: DutyCase) { one.check() }

    static let withoutPlan = ["early-review", "review-booked"].flatMap { rule in
        duties(
            rule,
            """
            * goals alone
            2026-03-02 meeting-held M1 type=initial
            2026-03-02 goal-set G1
            2026-05-04 goal-in-difficulty G1
            2026-05-11 goal-achieved G1
            on 2026-06-09
            none
            """)
    }
}
