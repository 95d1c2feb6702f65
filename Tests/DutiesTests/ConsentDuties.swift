import Casework
import Testing

/// Consents for meetings, and those that run out: dates worked out by hand.
@Suite struct ConsentDuties {
    @Test("W5, C2, M1, M2, S5: consent before a meeting", arguments: consent)
    func checkConsent(_ one: DutyCase) { one.check() }

    static let consent = duties(
        "consent",
        """
        2026-01-15 coordinator-assigned person=c-one
        2026-01-15 provider-current kids
        * without a meeting nothing is asked
        on 2026-03-02
        none
        * from the booking on, due on the day of the meeting
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        on 2026-02-02
        = kids: 2026-02-02 to 2026-03-02 upcoming (c-one)
        on 2026-03-02
        = kids: 2026-02-02 to 2026-03-02 due (c-one)
        on 2026-03-03
        = kids: 2026-02-02 to 2026-03-02 overdue (c-one)
        * each agency that is involved, the coordinator's own too; no other
        person c-one coordinator agency=kids
        2026-01-15 provider-current school
        2026-01-15 provider-potential cas
        2026-01-15 provider-current respite
        2026-01-20 service-completed respite
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        on 2026-02-03
        = kids: 2026-02-02 to 2026-03-02 upcoming
        = school: 2026-02-02 to 2026-03-02 upcoming
        * W5: consent that is in force on the day of the meeting is enough
        2026-01-20 consent-signed kids expires=2026-03-02
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        on 2026-03-02
        none
        * W5: where it runs out before, its renewal asks for it
        2026-01-20 consent-signed kids expires=2026-03-01
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        on 2026-03-02
        none
        * W5: once the renewal is waived, the meeting asks
        2026-01-20 consent-signed kids expires=2026-02-20
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        waive consent-renewal kids consent-signed:kids@2026-01-20 on 2026-02-10
        on 2026-02-09
        none
        on 2026-02-10
        = kids: 2026-02-10 to 2026-03-02 upcoming
        * W5: withdrawn after the booking, though it would have been in force
        2026-01-20 consent-signed kids expires=2026-06-30
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-10 consent-withdrawn kids
        on 2026-02-09
        none
        on 2026-02-10
        = kids: 2026-02-10 to 2026-03-02 upcoming
        * W5: the meeting moves to after the consent has run out: its renewal asks
        2026-01-20 consent-signed kids expires=2026-03-10
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-10 meeting-scheduled M1 type=initial for=2026-03-20 recorded known=2
        on 2026-03-12
        none
        * signed in time
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-03-02 consent-signed kids
        on 2026-03-09
        = kids: 2026-02-02 to 2026-03-02 met 2026-03-02
        * refused, which is an answer too
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-10 consent-refused kids
        on 2026-03-09
        = kids: 2026-02-02 to 2026-03-02 met 2026-02-10
        * C1: another agency's answer is not this one's
        2026-01-15 provider-current school
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-10 consent-signed school
        on 2026-02-11
        = kids: 2026-02-02 to 2026-03-02 upcoming
        = school: 2026-02-02 to 2026-03-02 met 2026-02-10
        * M2: after the meeting it stays open
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-03-02 meeting-held M1 type=initial
        2026-03-04 consent-signed kids
        on 2026-03-03
        = kids: 2026-02-02 to 2026-03-02 overdue
        on 2026-03-04
        = kids: 2026-02-02 to 2026-03-02 met-late 2026-03-04 late 2
        * C2: a refusal from before the booking answers on its day
        2026-01-20 consent-refused kids
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        on 2026-02-03
        = kids: 2026-02-02 to 2026-03-02 met 2026-02-02
        * C2: what was signed and withdrawn since does not
        2026-01-20 consent-signed kids
        2026-01-27 consent-withdrawn kids
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        on 2026-02-03
        = kids: 2026-02-02 to 2026-03-02 upcoming
        * C2: nor what has run out, once its renewal has ended
        2026-01-16 consent-signed kids expires=2026-01-20
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        waive consent-renewal kids consent-signed:kids@2026-01-16 on 2026-01-19
        on 2026-02-03
        = kids: 2026-02-02 to 2026-03-02 upcoming
        * W5: an agency that joins is asked from its day on
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-10 provider-current school
        on 2026-02-10
        = kids: 2026-02-02 to 2026-03-02 upcoming
        = school: 2026-02-10 to 2026-03-02 upcoming
        * S5: one that leaves is not asked; when it comes back it is asked again
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-10 service-completed kids
        2026-02-17 provider-current kids
        on 2026-02-12
        = kids: 2026-02-02 to 2026-03-02 cancelled 2026-02-10
        on 2026-02-17
        = kids: 2026-02-02 to 2026-03-02 cancelled 2026-02-10
        = kids: 2026-02-17 to 2026-03-02 upcoming
        * W5: the meeting that is planned for the earliest day asks
        2026-02-02 meeting-scheduled M1 type=other for=2026-03-20
        2026-02-02 meeting-scheduled M2 type=initial for=2026-03-02
        on 2026-02-03
        = kids: 2026-02-02 to 2026-03-02 upcoming
        * W5: while one is open for the agency, no other asks
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-09 meeting-scheduled M2 type=other for=2026-02-20
        on 2026-02-10
        = kids: 2026-02-02 to 2026-03-02 upcoming
        * W5: consent withdrawn after a meeting is asked for before the next
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-10 consent-signed kids
        2026-03-02 meeting-held M1 type=initial
        2026-03-10 meeting-scheduled M2 type=other for=2026-04-20
        2026-03-16 consent-withdrawn kids
        on 2026-03-15
        = kids: 2026-02-02 to 2026-03-02 met 2026-02-10
        on 2026-03-16
        = kids: 2026-02-02 to 2026-03-02 met 2026-02-10
        = kids: 2026-03-16 to 2026-04-20 upcoming
        * W5: refused for the first meeting, answered for the next as well
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-10 consent-refused kids
        2026-03-02 meeting-held M1 type=initial
        2026-03-10 meeting-scheduled M2 type=other for=2026-04-20
        on 2026-03-11
        = kids: 2026-02-02 to 2026-03-02 met 2026-02-10
        = kids: 2026-03-10 to 2026-04-20 met 2026-03-10
        * M1: the meeting moves, and the same deadline with it
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-10 meeting-scheduled M1 type=initial for=2026-03-12 recorded known=2
        on 2026-02-10
        = kids: 2026-02-02 to 2026-03-12 upcoming
        * M1: the meeting is called off; the next one asks
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-02 meeting-scheduled M2 type=other for=2026-03-20
        2026-02-10 meeting-cancelled M1
        on 2026-02-10
        = kids: 2026-02-02 to 2026-03-02 cancelled 2026-02-10
        = kids: 2026-02-10 to 2026-03-20 upcoming
        * M1: called off and booked anew on a later day
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-10 meeting-cancelled M1
        2026-02-16 meeting-scheduled M1 type=initial for=2026-03-16 recorded known=2
        on 2026-02-15
        = kids: 2026-02-02 to 2026-03-02 cancelled 2026-02-10
        on 2026-02-16
        = kids: 2026-02-16 to 2026-03-16 upcoming
        * H2: the day of a meeting stands through a hold
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-10 hold
        2026-02-20 resume
        2026-03-04 consent-signed kids
        on 2026-02-12
        = kids: 2026-02-02 to 2026-03-02 upcoming resting
        on 2026-03-09
        = kids: 2026-02-02 to 2026-03-02 met-late 2026-03-04 late 2 held 10
        * E3: a discharge cancels it
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-10 discharged
        on 2026-03-09
        = kids: 2026-02-02 to 2026-03-02 cancelled 2026-02-10
        * S2: waived for a meeting, and not asked for it again
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-17 consent-signed kids
        2026-02-20 consent-withdrawn kids
        waive consent kids meeting-scheduled:M1 on 2026-02-10
        on 2026-03-09
        = kids: 2026-02-02 to 2026-03-02 waived 2026-02-10
        * W6: a new coordinator asks by the same day
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-10 coordinator-assigned person=c-two
        on 2026-02-10
        = kids: 2026-02-02 to 2026-03-02 upcoming (c-two)
        """)

    @Test("S3, T4, C1: consent that runs out", arguments: renewal)
    func checkRenewal(_ one: DutyCase) { one.check() }

    static let renewal = duties(
        "consent-renewal",
        """
        2026-01-15 coordinator-assigned person=c-one
        2026-01-15 provider-current kids
        * due on its last day, spoken of a week before
        2026-01-20 consent-signed kids expires=2026-06-30
        on 2026-01-21
        = kids: 2026-01-20 to 2026-06-30 upcoming (c-one)
        on 2026-06-23
        = kids: 2026-01-20 to 2026-06-30 due-soon (c-one)
        on 2026-06-30
        = kids: 2026-01-20 to 2026-06-30 due (c-one)
        on 2026-07-01
        = kids: 2026-01-20 to 2026-06-30 overdue (c-one)
        * consent without an end is not renewed
        2026-01-20 consent-signed kids
        on 2026-03-02
        none
        * signed again in time; the new end is a deadline of its own
        2026-01-20 consent-signed kids expires=2026-06-30
        2026-06-15 consent-signed kids expires=2027-06-15
        on 2026-06-16
        = kids: 2026-01-20 to 2026-06-30 met 2026-06-15
        = kids: 2026-06-15 to 2027-06-15 upcoming
        * signed again late, without an end
        2026-01-20 consent-signed kids expires=2026-06-30
        2026-07-02 consent-signed kids
        on 2026-07-06
        = kids: 2026-01-20 to 2026-06-30 met-late 2026-07-02 late 2
        * refused
        2026-01-20 consent-signed kids expires=2026-06-30
        2026-06-01 consent-refused kids
        on 2026-07-06
        = kids: 2026-01-20 to 2026-06-30 met 2026-06-01
        * withdrawn
        2026-01-20 consent-signed kids expires=2026-06-30
        2026-06-01 consent-withdrawn kids
        on 2026-07-06
        = kids: 2026-01-20 to 2026-06-30 met 2026-06-01
        * each agency by itself
        2026-01-20 consent-signed kids expires=2026-06-30
        2026-01-22 consent-signed school expires=2026-05-29
        2026-05-04 consent-refused school
        on 2026-05-05
        = kids: 2026-01-20 to 2026-06-30 upcoming
        = school: 2026-01-22 to 2026-05-29 met 2026-05-04
        * C2: what was signed before is not a renewal
        2026-01-16 consent-signed kids
        2026-01-20 consent-signed kids expires=2026-06-30
        on 2026-01-21
        = kids: 2026-01-20 to 2026-06-30 upcoming
        * an agency that leaves keeps its consent
        2026-01-20 consent-signed kids expires=2026-06-30
        2026-03-02 service-completed kids
        on 2026-03-03
        = kids: 2026-01-20 to 2026-06-30 upcoming
        * T4: it had run out before it was signed
        2026-01-20 consent-signed kids expires=2026-01-10
        on 2026-01-20
        = kids: 2026-01-20 to 2026-01-20 due
        * T3: its last day is a Sunday, the working date the Friday before
        2026-01-20 consent-signed kids expires=2026-06-28
        on 2026-06-26
        = kids: 2026-01-20 to 2026-06-28 due
        * H2, H4: an own date stands through a hold
        2026-01-20 consent-signed kids expires=2026-06-30
        2026-06-11 hold
        2026-06-21 resume
        2026-07-03 consent-signed kids
        on 2026-06-12
        = kids: 2026-01-20 to 2026-06-30 upcoming resting
        on 2026-07-06
        = kids: 2026-01-20 to 2026-06-30 met-late 2026-07-03 late 3 held 10
        * E3, E1: a discharge cancels it, and consent does not carry over
        2026-01-20 consent-signed kids expires=2026-06-30
        2026-03-02 discharged
        2026-04-20 reopened
        on 2026-05-04
        = kids: 2026-01-20 to 2026-06-30 cancelled 2026-03-02
        * waived; what is signed later has its own
        2026-01-20 consent-signed kids expires=2026-06-30
        2026-08-04 consent-signed kids expires=2027-08-04
        waive consent-renewal kids consent-signed:kids@2026-01-20 on 2026-06-22
        on 2026-08-05
        = kids: 2026-01-20 to 2026-06-30 waived 2026-06-22
        = kids: 2026-08-04 to 2027-08-04 upcoming
        """)
}
