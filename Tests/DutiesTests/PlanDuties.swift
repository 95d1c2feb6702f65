import Casework
import Testing

/// The plan, who gets it, and its revision: dates worked out by hand.
@Suite struct PlanDuties {
    @Test("S1, C2: a plan is agreed", arguments: agreed)
    func checkAgreed(_ one: DutyCase) { one.check() }

    static let agreed = duties(
        "plan-agreed",
        """
        2026-01-15 coordinator-assigned person=c-one
        * no meeting, or one of another type, asks for no plan
        2026-03-02 meeting-held M1 type=other
        2026-03-03 meeting-held M2 type=review
        2026-03-04 meeting-scheduled M3 type=initial for=2026-03-20
        on 2026-03-10
        none
        * fourteen days after the initial meeting
        2026-03-02 meeting-held M1 type=initial
        on 2026-03-03
        = 2026-03-02 to 2026-03-16 upcoming (c-one)
        on 2026-03-17
        = 2026-03-02 to 2026-03-16 overdue (c-one)
        * met on the target
        2026-03-02 meeting-held M1 type=initial
        2026-03-16 plan-agreed
        on 2026-04-01
        = 2026-03-02 to 2026-03-16 met 2026-03-16
        * late
        2026-03-02 meeting-held M1 type=initial
        2026-03-18 plan-agreed late-reason=family-request
        on 2026-04-01
        = 2026-03-02 to 2026-03-16 met-late 2026-03-18 late 2 family-request
        * C2: agreed before the meeting
        2026-02-27 plan-agreed
        2026-03-02 meeting-held M1 type=initial
        on 2026-03-03
        = 2026-03-02 to 2026-03-16 met 2026-03-02
        * a revision is no agreement
        2026-03-02 meeting-held M1 type=initial
        2026-03-10 plan-revised
        on 2026-03-11
        = 2026-03-02 to 2026-03-16 upcoming
        * S1: a second initial meeting starts nothing, not even after a waiver
        2026-03-02 meeting-held M1 type=initial
        2026-03-20 meeting-held M2 type=initial
        waive plan-agreed - meeting-held:M1 on 2026-03-09
        on 2026-04-01
        = 2026-03-02 to 2026-03-16 waived 2026-03-09
        * M1: the meeting that is called off after all leaves the plan owed
        2026-03-02 meeting-held M1 type=initial
        2026-03-04 meeting-cancelled M1
        on 2026-03-05
        = 2026-03-02 to 2026-03-16 upcoming
        * I1: the day of the meeting is corrected, and the same deadline moves
        2026-03-02 meeting-held M1 type=initial
        2026-03-04 meeting-held M1 type=initial recorded known=2
        waive plan-agreed - meeting-held:M1 on 2026-03-19
        on 2026-03-05
        = 2026-03-04 to 2026-03-18 upcoming
        on 2026-03-19
        = 2026-03-04 to 2026-03-18 waived 2026-03-19 late 1
        * H3: the days of a hold are added
        2026-03-02 meeting-held M1 type=initial
        2026-03-10 hold
        2026-03-20 resume
        on 2026-03-12
        = 2026-03-02 to 2026-03-16 on-hold
        on 2026-03-20
        = 2026-03-02 to 2026-03-26 upcoming
        * H3: agreed during the hold is in time
        2026-03-02 meeting-held M1 type=initial
        2026-03-10 hold
        2026-03-18 plan-agreed
        2026-03-20 resume
        on 2026-04-01
        = 2026-03-02 to 2026-03-16 met 2026-03-18
        * H3: a hold from a day after the target changes nothing
        2026-03-02 meeting-held M1 type=initial
        2026-03-17 hold
        2026-03-27 resume
        on 2026-03-20
        = 2026-03-02 to 2026-03-16 overdue
        on 2026-03-28
        = 2026-03-02 to 2026-03-16 overdue
        * E3, E1: cancelled by a discharge, and owed again in the next episode
        2026-03-02 meeting-held M1 type=initial
        2026-03-10 discharged
        2026-04-20 reopened
        2026-05-04 meeting-held M1 type=initial
        on 2026-05-05
        = 2026-03-02 to 2026-03-16 cancelled 2026-03-10
        = 2026-05-04 to 2026-05-18 upcoming
        """)

    @Test("S2, W3, W4: the plan is shared, in coordinated planning", arguments: shared)
    func checkShared(_ one: DutyCase) { one.check() }

    static let shared = duties(
        "plan-shared", in: [Duties.coordinatedServicePlanning],
        """
        2026-01-15 coordinator-assigned person=c-one
        2026-01-15 provider-current kids
        2026-02-02 consent-signed kids
        2026-03-02 plan-agreed
        * ten open days after the agreement, with each provider whose consent is in force
        2026-01-15 provider-current school
        on 2026-03-03 csp
        = kids: 2026-03-02 to 2026-03-16 upcoming (c-one)
        on 2026-03-17 csp
        = kids: 2026-03-02 to 2026-03-16 overdue (c-one)
        on 2026-03-17 si
        none
        * W3: nobody who is potential, was completed or joins afterwards
        2026-01-15 provider-potential cas
        2026-01-15 provider-current respite
        2026-02-20 service-completed respite
        2026-03-03 provider-current school
        2026-02-02 consent-signed cas
        2026-02-02 consent-signed respite
        2026-02-02 consent-signed school
        on 2026-03-04
        = kids: 2026-03-02 to 2026-03-16 upcoming
        * met on the target, by each agency
        2026-01-15 provider-current school
        2026-02-02 consent-signed school
        2026-03-16 plan-shared kids
        on 2026-03-17
        = kids: 2026-03-02 to 2026-03-16 met 2026-03-16
        = school: 2026-03-02 to 2026-03-16 overdue
        * late
        2026-03-19 plan-shared kids
        on 2026-03-20
        = kids: 2026-03-02 to 2026-03-16 met-late 2026-03-19 late 3
        * C2: shared before it was agreed
        2026-02-27 plan-shared kids
        on 2026-03-03
        = kids: 2026-03-02 to 2026-03-16 upcoming
        * W4: consent that comes later is the trigger
        2026-01-15 provider-current school
        2026-03-10 consent-signed school
        on 2026-03-10
        = kids: 2026-03-02 to 2026-03-16 upcoming
        = school: 2026-03-10 to 2026-03-24 upcoming
        * W4, S5: withdrawn and signed again
        2026-03-10 consent-withdrawn kids
        2026-03-20 consent-signed kids
        on 2026-03-20
        = kids: 2026-03-02 to 2026-03-16 cancelled 2026-03-10
        = kids: 2026-03-20 to 2026-04-06 upcoming
        * W4: run out
        2026-02-20 consent-signed kids expires=2026-03-18
        on 2026-03-19
        = kids: 2026-03-02 to 2026-03-16 cancelled 2026-03-19 late 3
        * S2: a plan agreed anew is shared anew
        2026-03-05 plan-shared kids
        2026-04-20 plan-agreed
        on 2026-04-21
        = kids: 2026-03-02 to 2026-03-16 met 2026-03-05
        = kids: 2026-04-20 to 2026-05-04 upcoming
        * a revised plan is not an agreement
        2026-03-05 plan-shared kids
        2026-04-20 plan-revised
        on 2026-04-21
        = kids: 2026-03-02 to 2026-03-16 met 2026-03-05
        * W3: an agency that leaves is still owed it
        2026-03-04 service-completed kids
        on 2026-03-05
        = kids: 2026-03-02 to 2026-03-16 upcoming
        * H3: days on hold are not open days
        2026-03-09 hold
        2026-03-16 resume
        on 2026-03-10
        = kids: 2026-03-02 to 2026-03-16 on-hold
        on 2026-03-17
        = kids: 2026-03-02 to 2026-03-23 upcoming
        * E3: a discharge cancels it
        2026-03-10 discharged
        on 2026-04-01
        = kids: 2026-03-02 to 2026-03-16 cancelled 2026-03-10
        * waived
        waive plan-shared kids plan-agreed@2026-03-02 on 2026-03-05
        on 2026-04-01
        = kids: 2026-03-02 to 2026-03-16 waived 2026-03-05
        """)

    @Test("S2, K3, F7: a plan that no longer fits is revised", arguments: revised)
    func checkRevised(_ one: DutyCase) { one.check() }

    static let revised = duties(
        "plan-revision",
        """
        2026-01-15 coordinator-assigned person=c-one
        * F7: a contact that went as intended, or does not say, asks for nothing
        2026-03-02 family-contacted outcome=as-intended
        2026-03-03 family-contacted
        2026-03-04 provider-contacted kids
        2026-03-05 family-contact-attempted
        on 2026-04-01
        none
        * thirty days after the family wants it revised
        2026-03-02 family-contacted outcome=revise
        on 2026-03-03
        = 2026-03-02 to 2026-04-01 upcoming (c-one)
        on 2026-04-02
        = 2026-03-02 to 2026-04-01 overdue (c-one)
        * or a provider
        2026-03-02 provider-contacted kids outcome=revise
        on 2026-03-03
        = 2026-03-02 to 2026-04-01 upcoming
        * S2: while one is open another wish adds nothing and moves nothing
        2026-03-02 family-contacted outcome=revise
        2026-03-10 provider-contacted kids outcome=revise
        2026-03-20 family-contacted outcome=revise
        on 2026-04-02
        = 2026-03-02 to 2026-04-01 overdue
        * S2: once it has ended, the next wish starts anew
        2026-03-02 family-contacted outcome=revise
        2026-03-16 plan-revised
        2026-03-20 provider-contacted kids outcome=revise
        on 2026-03-21
        = 2026-03-02 to 2026-04-01 met 2026-03-16
        = 2026-03-20 to 2026-04-19 upcoming
        * K3: met by a revision on the target
        2026-03-02 family-contacted outcome=revise
        2026-04-01 plan-revised
        on 2026-04-02
        = 2026-03-02 to 2026-04-01 met 2026-04-01
        * K3: by a plan agreed anew, late
        2026-03-02 family-contacted outcome=revise
        2026-04-08 plan-agreed
        on 2026-04-09
        = 2026-03-02 to 2026-04-01 met-late 2026-04-08 late 7
        * K3: by a review
        2026-03-02 family-contacted outcome=revise
        2026-03-20 review-held
        on 2026-04-02
        = 2026-03-02 to 2026-04-01 met 2026-03-20
        * K3: by a meeting, when it is a review
        2026-03-02 family-contacted outcome=revise
        2026-03-18 meeting-held M1 type=other family=full
        2026-03-20 meeting-held M2 type=review
        on 2026-03-19
        = 2026-03-02 to 2026-04-01 upcoming
        on 2026-04-02
        = 2026-03-02 to 2026-04-01 met 2026-03-20
        * C1: revised on the day of the contact
        2026-03-02 family-contacted outcome=revise
        2026-03-02 plan-revised
        on 2026-03-03
        = 2026-03-02 to 2026-04-01 met 2026-03-02
        * C2: revised before
        2026-02-27 plan-revised
        2026-03-02 family-contacted outcome=revise
        on 2026-03-03
        = 2026-03-02 to 2026-04-01 upcoming
        * H3: the days of a hold are added
        2026-03-02 family-contacted outcome=revise
        2026-03-10 hold
        2026-03-20 resume
        on 2026-03-12
        = 2026-03-02 to 2026-04-01 on-hold
        on 2026-03-21
        = 2026-03-02 to 2026-04-11 upcoming
        * E3: a discharge cancels it
        2026-03-02 family-contacted outcome=revise
        2026-03-10 discharged
        on 2026-05-04
        = 2026-03-02 to 2026-04-01 cancelled 2026-03-10
        * waived; the next wish starts anew
        2026-03-02 family-contacted outcome=revise
        2026-03-20 family-contacted outcome=revise
        waive plan-revision - family-contacted:family@2026-03-02 on 2026-03-12
        on 2026-03-21
        = 2026-03-02 to 2026-04-01 waived 2026-03-12
        = 2026-03-20 to 2026-04-19 upcoming
        """)
}
