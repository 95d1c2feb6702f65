import Casework
import Testing

/// The review of the plan, and its booking: dates worked out by hand.
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
        * C1: two reviews on one day are one
        2026-03-02 plan-agreed
        2026-08-20 meeting-held M2 type=review
        2026-08-20 review-held
        on 2026-08-21
        = 2026-03-02 to 2026-09-02 met 2026-08-20
        = 2026-08-20 to 2027-02-20 upcoming
        * S4: a review between a waiver and the next trigger begins nothing
        2026-03-02 plan-agreed
        waive plan-review - plan-agreed@2026-03-02 on 2026-06-01
        2026-07-20 review-held
        on 2026-09-01
        = 2026-03-02 to 2026-09-02 waived 2026-06-01
        on 2026-09-02
        = 2026-03-02 to 2026-09-02 waived 2026-06-01
        = 2026-09-02 to 2027-03-02 upcoming
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
}
