import Casework
import Testing

/// What a meeting leaves to be written and sent: dates worked out by hand.
@Suite struct FormDuties {
    @Test("S2, C2, I1: the form of a meeting", arguments: form)
    func checkForm(_ one: DutyCase) { one.check() }

    static let form = duties(
        "meeting-form",
        """
        2026-01-15 coordinator-assigned person=c-one
        * five open days after the meeting, owed by the coordinator
        2026-03-02 meeting-held M1 type=initial
        on 2026-03-02
        = M1: 2026-03-02 to 2026-03-09 upcoming (c-one)
        on 2026-03-10
        = M1: 2026-03-02 to 2026-03-09 overdue (c-one)
        * owed by whoever was named to complete it
        2026-03-02 meeting-held M1 type=initial completed-by=p-one
        2026-03-04 coordinator-assigned person=c-two
        on 2026-03-05
        = M1: 2026-03-02 to 2026-03-09 upcoming (p-one)
        * W6: else by the coordinator of the day
        2026-03-02 meeting-held M1 type=initial
        2026-03-04 coordinator-assigned person=c-two
        on 2026-03-05
        = M1: 2026-03-02 to 2026-03-09 upcoming (c-two)
        * a meeting that is only planned has no form
        2026-03-02 meeting-scheduled M1 type=initial for=2026-03-09
        on 2026-03-05
        none
        * S2: meetings of all types have one, each its own
        2026-03-02 meeting-held M1 type=initial
        2026-03-03 meeting-held M2 type=other
        2026-03-04 meeting-held M3 type=review
        2026-03-05 form-completed M2
        on 2026-03-05
        = M1: 2026-03-02 to 2026-03-09 upcoming
        = M2: 2026-03-03 to 2026-03-10 met 2026-03-05
        = M3: 2026-03-04 to 2026-03-11 upcoming
        * met on the target
        2026-03-02 meeting-held M1 type=initial
        2026-03-09 form-completed M1
        on 2026-04-01
        = M1: 2026-03-02 to 2026-03-09 met 2026-03-09
        * met on the day of the meeting
        2026-03-02 meeting-held M1 type=initial
        2026-03-02 form-completed M1
        on 2026-04-01
        = M1: 2026-03-02 to 2026-03-09 met 2026-03-02
        * late
        2026-03-02 meeting-held M1 type=initial
        2026-03-12 form-completed M1 late-reason=not-possible
        on 2026-04-01
        = M1: 2026-03-02 to 2026-03-09 met-late 2026-03-12 late 3 not-possible
        * C2: a form from before the meeting is not of it
        2026-02-27 form-completed M1
        2026-03-02 meeting-held M1 type=initial
        on 2026-03-03
        = M1: 2026-03-02 to 2026-03-09 upcoming
        * I1: the day of the meeting is corrected, and the same deadline moves
        2026-03-02 meeting-held M1 type=initial
        2026-03-04 meeting-held M1 type=initial recorded known=2
        on 2026-03-05
        = M1: 2026-03-04 to 2026-03-11 upcoming
        * M1: the meeting is called off after all
        2026-03-02 meeting-held M1 type=initial
        2026-03-05 meeting-cancelled M1
        on 2026-03-06
        = M1: 2026-03-02 to 2026-03-09 cancelled 2026-03-05
        * M1: called off after all, and booked anew on a later day
        2026-03-02 meeting-held M1 type=initial
        2026-03-05 meeting-cancelled M1
        2026-03-10 meeting-scheduled M1 type=initial for=2026-03-20
        on 2026-03-06
        = M1: 2026-03-02 to 2026-03-09 cancelled 2026-03-05
        on 2026-03-11
        = M1: 2026-03-02 to 2026-03-09 overdue
        * H3: days on hold are not open days
        2026-03-02 meeting-held M1 type=initial
        2026-03-04 hold
        2026-03-09 resume
        on 2026-03-06
        = M1: 2026-03-02 to 2026-03-09 on-hold
        on 2026-03-09
        = M1: 2026-03-02 to 2026-03-12 upcoming
        * E3: a discharge cancels it
        2026-03-02 meeting-held M1 type=initial
        2026-03-11 discharged
        on 2026-04-01
        = M1: 2026-03-02 to 2026-03-09 cancelled 2026-03-11 late 2
        * waived
        2026-03-02 meeting-held M1 type=initial
        waive meeting-form M1 meeting-held:M1 on 2026-03-05
        on 2026-04-01
        = M1: 2026-03-02 to 2026-03-09 waived 2026-03-05
        """)

    @Test("W3, W4, S5: copies of the form", arguments: copies)
    func checkCopies(_ one: DutyCase) { one.check() }

    static let copies = duties(
        "form-distributed",
        """
        2026-01-15 coordinator-assigned person=c-one
        2026-01-15 provider-current kids
        2026-02-02 consent-signed kids
        2026-03-02 meeting-held M1 type=initial
        * W3: the family, and each provider whose consent is in force, present or not
        2026-01-15 provider-current school
        on 2026-03-03
        = M1/family: 2026-03-02 to 2026-03-16 upcoming (c-one)
        = M1/kids: 2026-03-02 to 2026-03-16 upcoming (c-one)
        on 2026-03-17
        = M1/family: 2026-03-02 to 2026-03-16 overdue
        = M1/kids: 2026-03-02 to 2026-03-16 overdue
        * W3: nobody who is potential, was completed, has declined or joins afterwards
        2026-01-15 provider-potential cas
        2026-01-15 provider-current respite
        2026-02-20 service-completed respite
        2026-01-15 provider-potential choir
        2026-02-20 provider-declined choir
        2026-03-03 provider-current school
        2026-02-02 consent-signed cas
        2026-02-02 consent-signed respite
        2026-02-02 consent-signed choir
        2026-02-02 consent-signed school
        on 2026-03-04
        = M1/family: 2026-03-02 to 2026-03-16 upcoming
        = M1/kids: 2026-03-02 to 2026-03-16 upcoming
        * W3: a potential provider who was at the meeting
        2026-01-15 provider-potential cas
        2026-02-02 consent-signed cas
        2026-03-09 meeting-held M2 type=other present=cas
        on 2026-03-09
        = M1/family: 2026-03-02 to 2026-03-16 upcoming
        = M1/kids: 2026-03-02 to 2026-03-16 upcoming
        = M2/cas: 2026-03-09 to 2026-03-23 upcoming
        = M2/family: 2026-03-09 to 2026-03-23 upcoming
        = M2/kids: 2026-03-09 to 2026-03-23 upcoming
        * W1: the coordinator's own agency too
        person c-one coordinator agency=kids
        on 2026-03-03
        = M1/family: 2026-03-02 to 2026-03-16 upcoming
        = M1/kids: 2026-03-02 to 2026-03-16 upcoming
        * W4: consent that comes later is the trigger
        2026-01-15 provider-current school
        2026-03-10 consent-signed school
        on 2026-03-09
        = M1/family: 2026-03-02 to 2026-03-16 upcoming
        = M1/kids: 2026-03-02 to 2026-03-16 upcoming
        on 2026-03-10
        = M1/family: 2026-03-02 to 2026-03-16 upcoming
        = M1/kids: 2026-03-02 to 2026-03-16 upcoming
        = M1/school: 2026-03-10 to 2026-03-24 upcoming
        * W4, S5: withdrawn consent cancels; signed again starts anew
        2026-03-10 consent-withdrawn kids
        2026-03-20 consent-signed kids
        on 2026-03-12
        = M1/family: 2026-03-02 to 2026-03-16 upcoming
        = M1/kids: 2026-03-02 to 2026-03-16 cancelled 2026-03-10
        on 2026-03-20
        = M1/family: 2026-03-02 to 2026-03-16 overdue
        = M1/kids: 2026-03-02 to 2026-03-16 cancelled 2026-03-10
        = M1/kids: 2026-03-20 to 2026-04-06 upcoming
        * W4: a refusal after the signature cancels
        2026-03-10 consent-refused kids
        on 2026-03-12
        = M1/family: 2026-03-02 to 2026-03-16 upcoming
        = M1/kids: 2026-03-02 to 2026-03-16 cancelled 2026-03-10
        * W4: consent is in force through its last day
        2026-02-20 consent-signed kids expires=2026-03-10
        on 2026-03-10
        = M1/family: 2026-03-02 to 2026-03-16 upcoming
        = M1/kids: 2026-03-02 to 2026-03-16 upcoming
        on 2026-03-11
        = M1/family: 2026-03-02 to 2026-03-16 upcoming
        = M1/kids: 2026-03-02 to 2026-03-16 cancelled 2026-03-11
        * W4: consent that had run out before the meeting
        2026-02-20 consent-signed kids expires=2026-03-01
        on 2026-03-11
        = M1/family: 2026-03-02 to 2026-03-16 upcoming
        * W4: renewed before it runs out, it goes on
        2026-02-20 consent-signed kids expires=2026-03-10
        2026-03-06 consent-signed kids expires=2027-03-06
        on 2026-03-12
        = M1/family: 2026-03-02 to 2026-03-16 upcoming
        = M1/kids: 2026-03-02 to 2026-03-16 upcoming
        * C1: each copy by itself, of this meeting
        2026-03-05 form-distributed M1/kids
        2026-03-06 form-distributed M2/family
        on 2026-03-12
        = M1/family: 2026-03-02 to 2026-03-16 upcoming
        = M1/kids: 2026-03-02 to 2026-03-16 met 2026-03-05
        * late, to the family
        2026-03-16 form-distributed M1/kids
        2026-03-20 form-distributed M1/family
        on 2026-04-01
        = M1/family: 2026-03-02 to 2026-03-16 met-late 2026-03-20 late 4
        = M1/kids: 2026-03-02 to 2026-03-16 met 2026-03-16
        * C2: a copy from before the meeting, or from before there was consent, is none
        2026-02-27 form-distributed M1/family
        2026-01-15 provider-current school
        2026-03-05 form-distributed M1/school
        2026-03-10 consent-signed school
        on 2026-03-12
        = M1/family: 2026-03-02 to 2026-03-16 upcoming
        = M1/kids: 2026-03-02 to 2026-03-16 upcoming
        = M1/school: 2026-03-10 to 2026-03-24 upcoming
        * W3: an agency that leaves is still owed its copy
        2026-03-04 service-completed kids
        on 2026-03-12
        = M1/family: 2026-03-02 to 2026-03-16 upcoming
        = M1/kids: 2026-03-02 to 2026-03-16 upcoming
        * M1: the meeting is called off after all
        2026-03-05 meeting-cancelled M1
        on 2026-03-12
        = M1/family: 2026-03-02 to 2026-03-16 cancelled 2026-03-05
        = M1/kids: 2026-03-02 to 2026-03-16 cancelled 2026-03-05
        * H3: days on hold are not open days
        2026-03-09 hold
        2026-03-16 resume
        on 2026-03-12
        = M1/family: 2026-03-02 to 2026-03-16 on-hold
        = M1/kids: 2026-03-02 to 2026-03-16 on-hold
        on 2026-03-17
        = M1/family: 2026-03-02 to 2026-03-23 upcoming
        = M1/kids: 2026-03-02 to 2026-03-23 upcoming
        * E3: a discharge cancels what is open
        2026-03-05 form-distributed M1/kids
        2026-03-11 discharged
        on 2026-04-01
        = M1/family: 2026-03-02 to 2026-03-16 cancelled 2026-03-11
        = M1/kids: 2026-03-02 to 2026-03-16 met 2026-03-05
        * waived for one recipient
        waive form-distributed M1/kids meeting-held:M1 on 2026-03-05
        on 2026-03-12
        = M1/family: 2026-03-02 to 2026-03-16 upcoming
        = M1/kids: 2026-03-02 to 2026-03-16 waived 2026-03-05
        * W6: a new coordinator owes the rest
        2026-03-05 form-distributed M1/kids
        2026-03-09 coordinator-assigned person=c-two
        on 2026-03-12
        = M1/family: 2026-03-02 to 2026-03-16 upcoming (c-two)
        = M1/kids: 2026-03-02 to 2026-03-16 met 2026-03-05 (c-one)
        """)
}
