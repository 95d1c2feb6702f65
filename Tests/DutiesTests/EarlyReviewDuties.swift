import Casework
import Testing

/// The review of the plan before its time: dates worked out by hand.
@Suite struct EarlyReviewDuties {
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
        * V2: a waived review does not end its cycle
        waive plan-review - plan-agreed@2026-03-02 on 2026-06-01
        2026-07-06 goal-in-difficulty G1
        on 2026-07-07
        = 2026-07-06 to 2026-08-05 upcoming
        * V2: what happens on the first day of a cycle is not in it
        2026-03-02 goal-in-difficulty G1
        2026-05-04 review-held
        2026-05-04 goal-in-difficulty G2
        on 2026-05-05
        none
        * V2: a goal that stays in difficulty asks once, until it enters difficulty again
        2026-05-04 goal-in-difficulty G1
        2026-05-11 review-held
        2026-06-01 goal-out-of-difficulty G1
        2026-06-08 goal-in-difficulty G1
        on 2026-06-07
        = 2026-05-04 to 2026-06-03 met 2026-05-11
        on 2026-06-08
        = 2026-05-04 to 2026-06-03 met 2026-05-11
        = 2026-06-08 to 2026-07-08 upcoming
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
