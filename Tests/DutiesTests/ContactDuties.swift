import Casework
import Testing

/// Staying in touch with the family and with its providers: dates worked out by hand.
@Suite struct ContactDuties {
    @Test("S4, K1, K2: contact with the family", arguments: family)
    func checkFamily(_ one: DutyCase) { one.check() }

    static let family = duties(
        "family-contact",
        """
        2026-01-15 coordinator-assigned person=c-one
        * K1: before there is a plan it is not owed
        2026-02-02 family-contacted
        2026-02-09 meeting-held M1 type=initial family=full
        on 2026-03-02
        none
        * thirty days after the agreement
        2026-03-02 plan-agreed
        on 2026-03-03
        = 2026-03-02 to 2026-04-01 upcoming (c-one)
        on 2026-04-02
        = 2026-03-02 to 2026-04-01 overdue (c-one)
        * W6: a new coordinator owes it by the same day
        2026-03-02 plan-agreed
        2026-03-10 coordinator-assigned person=c-two
        on 2026-03-10
        = 2026-03-02 to 2026-04-01 upcoming (c-two)
        * S4: each contact closes it and is the next trigger
        2026-03-02 plan-agreed
        2026-03-20 family-contacted
        2026-04-21 family-contacted
        on 2026-03-20
        = 2026-03-02 to 2026-04-01 met 2026-03-20
        = 2026-03-20 to 2026-04-19 upcoming
        on 2026-04-22
        = 2026-03-02 to 2026-04-01 met 2026-03-20
        = 2026-03-20 to 2026-04-19 met-late 2026-04-21 late 2
        = 2026-04-21 to 2026-05-21 upcoming
        * K1: a meeting counts with the family there, wholly or in part
        2026-03-02 plan-agreed
        2026-03-10 meeting-held M1 type=other family=partial
        2026-03-17 meeting-held M2 type=review family=full
        on 2026-03-18
        = 2026-03-02 to 2026-04-01 met 2026-03-10
        = 2026-03-10 to 2026-04-09 met 2026-03-17
        = 2026-03-17 to 2026-04-16 upcoming
        * K1, F7: without the family, or not saying so, it does not
        2026-03-02 plan-agreed
        2026-03-10 meeting-held M1 type=other family=none
        2026-03-11 meeting-held M2 type=other
        on 2026-03-18
        = 2026-03-02 to 2026-04-01 upcoming
        * C1: what happened on the trigger day belongs to the trigger
        2026-03-02 plan-agreed
        2026-03-02 family-contacted
        2026-03-02 meeting-held M1 type=initial family=full
        on 2026-03-03
        = 2026-03-02 to 2026-04-01 upcoming
        * C1: a contact and a meeting on one day are one trigger
        2026-03-02 plan-agreed
        2026-03-20 family-contacted
        2026-03-20 meeting-held M1 type=other family=full
        on 2026-03-21
        = 2026-03-02 to 2026-04-01 met 2026-03-20
        = 2026-03-20 to 2026-04-19 upcoming
        * S4: a contact between a waiver and the next trigger begins nothing
        2026-03-02 plan-agreed
        waive family-contact - plan-agreed@2026-03-02 on 2026-03-10
        2026-03-20 family-contacted
        on 2026-03-31
        = 2026-03-02 to 2026-04-01 waived 2026-03-10
        on 2026-04-01
        = 2026-03-02 to 2026-04-01 waived 2026-03-10
        = 2026-04-01 to 2026-05-01 upcoming
        * a contact with a provider is none with the family
        2026-03-02 plan-agreed
        2026-03-10 provider-contacted kids
        on 2026-03-11
        = 2026-03-02 to 2026-04-01 upcoming
        * S4: a plan agreed anew changes nothing
        2026-03-02 plan-agreed
        2026-03-20 plan-agreed
        on 2026-03-21
        = 2026-03-02 to 2026-04-01 upcoming
        * K2: an attempt closes nothing, and rests the owner through the third open day
        2026-03-02 plan-agreed
        2026-03-25 family-contact-attempted
        on 2026-03-30
        = 2026-03-02 to 2026-04-01 due-soon tried-through 2026-03-30
        on 2026-03-31
        = 2026-03-02 to 2026-04-01 due-soon
        * K2: over Easter it takes longer
        2026-03-02 plan-agreed
        2026-04-01 family-contact-attempted
        on 2026-04-07
        = 2026-03-02 to 2026-04-01 overdue tried-through 2026-04-07
        on 2026-04-08
        = 2026-03-02 to 2026-04-01 overdue
        * S4: waived ahead of the target, the next begins on the target
        2026-03-02 plan-agreed
        waive family-contact - plan-agreed@2026-03-02 on 2026-03-20
        on 2026-03-31
        = 2026-03-02 to 2026-04-01 waived 2026-03-20
        on 2026-04-01
        = 2026-03-02 to 2026-04-01 waived 2026-03-20
        = 2026-04-01 to 2026-05-01 upcoming
        * S4: waived after it, the next begins on the day of the waiver
        2026-03-02 plan-agreed
        waive family-contact - plan-agreed@2026-03-02 on 2026-04-10
        on 2026-04-10
        = 2026-03-02 to 2026-04-01 waived 2026-04-10 late 9
        = 2026-04-10 to 2026-05-10 upcoming
        * S4, I1: the next can be waived in turn
        2026-03-02 plan-agreed
        waive family-contact - plan-agreed@2026-03-02 on 2026-04-10
        waive family-contact - waived plan-agreed@2026-03-02 on 2026-05-10
        on 2026-05-11
        = 2026-03-02 to 2026-04-01 waived 2026-04-10 late 9
        = 2026-04-10 to 2026-05-10 waived 2026-05-10
        = 2026-05-10 to 2026-06-09 upcoming
        * H3: the days of a hold are added; what begins after it is as long as ever
        2026-03-02 plan-agreed
        2026-03-10 hold
        2026-03-20 resume
        2026-04-05 family-contacted
        on 2026-03-12
        = 2026-03-02 to 2026-04-01 on-hold
        on 2026-04-05
        = 2026-03-02 to 2026-04-11 met 2026-04-05
        = 2026-04-05 to 2026-05-05 upcoming
        * H3: a link that begins within a hold gets the rest of it
        2026-03-02 plan-agreed
        2026-03-10 hold
        2026-03-14 family-contacted
        2026-03-20 resume
        on 2026-03-21
        = 2026-03-02 to 2026-04-01 met 2026-03-14
        = 2026-03-14 to 2026-04-19 upcoming
        * E3, S4: a discharge ends the chain; a contact on its day counts first
        2026-03-02 plan-agreed
        2026-03-10 family-contacted
        2026-03-10 discharged
        on 2026-05-04
        = 2026-03-02 to 2026-04-01 met 2026-03-10
        = 2026-03-10 to 2026-04-09 cancelled 2026-03-10
        * E1: in the next episode it waits for a plan of its own
        2026-03-02 plan-agreed
        2026-03-10 discharged
        2026-04-20 reopened
        on 2026-05-04
        = 2026-03-02 to 2026-04-01 cancelled 2026-03-10
        """)

    @Test("S4, K1, K2, W1, W2: contact with a provider", arguments: provider)
    func checkProvider(_ one: DutyCase) { one.check() }

    static let provider = duties(
        "provider-contact",
        """
        2026-01-15 coordinator-assigned person=c-one
        2026-01-15 provider-current kids
        * K1: before there is a plan it is not owed
        2026-02-02 provider-contacted kids
        on 2026-03-02
        none
        * ninety days after the agreement, with each agency that is involved
        2026-01-15 provider-potential cas
        2026-01-15 provider-current respite
        2026-02-02 service-completed respite
        2026-01-15 provider-current school
        2026-03-02 plan-agreed
        on 2026-03-03
        = kids: 2026-03-02 to 2026-05-31 upcoming (c-one)
        = school: 2026-03-02 to 2026-05-31 upcoming (c-one)
        on 2026-06-01
        = kids: 2026-03-02 to 2026-05-31 overdue
        = school: 2026-03-02 to 2026-05-31 overdue
        * S4: each contact closes it and is the next trigger, for that agency
        2026-01-15 provider-current school
        2026-03-02 plan-agreed
        2026-04-01 provider-contacted kids
        on 2026-04-02
        = kids: 2026-03-02 to 2026-05-31 met 2026-04-01
        = kids: 2026-04-01 to 2026-06-30 upcoming
        = school: 2026-03-02 to 2026-05-31 upcoming
        * late
        2026-03-02 plan-agreed
        2026-06-05 provider-contacted kids
        on 2026-06-05
        = kids: 2026-03-02 to 2026-05-31 met-late 2026-06-05 late 5
        = kids: 2026-06-05 to 2026-09-03 upcoming
        * K1: a meeting counts for the agencies that were present
        2026-01-15 provider-current school
        2026-03-02 plan-agreed
        2026-04-01 meeting-held M1 type=other present=school,cas
        on 2026-04-02
        = kids: 2026-03-02 to 2026-05-31 upcoming
        = school: 2026-03-02 to 2026-05-31 met 2026-04-01
        = school: 2026-04-01 to 2026-06-30 upcoming
        * C1: what happened on the trigger day belongs to the trigger
        2026-03-02 plan-agreed
        2026-03-02 meeting-held M1 type=initial present=kids
        on 2026-03-03
        = kids: 2026-03-02 to 2026-05-31 upcoming
        * W2: an agency that joins later has its ninety days from then
        2026-03-02 plan-agreed
        2026-03-10 provider-current school
        on 2026-03-10
        = kids: 2026-03-02 to 2026-05-31 upcoming
        = school: 2026-03-10 to 2026-06-08 upcoming
        * W2: the end of the involvement cancels, its return starts anew
        2026-03-02 plan-agreed
        2026-05-01 service-completed kids
        2026-06-01 provider-current kids
        on 2026-06-02
        = kids: 2026-03-02 to 2026-05-31 cancelled 2026-05-01
        = kids: 2026-06-01 to 2026-08-30 upcoming
        * W1: not with the coordinator's own agency, for as long as it is that
        person c-kids coordinator agency=kids
        2026-03-02 plan-agreed
        2026-04-01 coordinator-assigned person=c-kids
        2026-05-01 coordinator-assigned person=c-one
        on 2026-05-02
        = kids: 2026-03-02 to 2026-05-31 cancelled 2026-04-01
        = kids: 2026-05-01 to 2026-07-30 upcoming
        * K2: an attempt rests what is owed to that agency
        2026-01-15 provider-current school
        2026-03-02 plan-agreed
        2026-05-27 provider-contact-attempted kids
        on 2026-06-01
        = kids: 2026-03-02 to 2026-05-31 overdue tried-through 2026-06-01
        = school: 2026-03-02 to 2026-05-31 overdue
        on 2026-06-02
        = kids: 2026-03-02 to 2026-05-31 overdue
        = school: 2026-03-02 to 2026-05-31 overdue
        * S4, I1: waived, the next begins on the target
        2026-03-02 plan-agreed
        waive provider-contact kids plan-agreed@2026-03-02 period 1 on 2026-05-04
        on 2026-05-30
        = kids: 2026-03-02 to 2026-05-31 waived 2026-05-04
        on 2026-05-31
        = kids: 2026-03-02 to 2026-05-31 waived 2026-05-04
        = kids: 2026-05-31 to 2026-08-29 upcoming
        * H3: the days of a hold are added
        2026-03-02 plan-agreed
        2026-03-10 hold
        2026-03-20 resume
        on 2026-03-12
        = kids: 2026-03-02 to 2026-05-31 on-hold
        on 2026-03-21
        = kids: 2026-03-02 to 2026-06-10 upcoming
        * E3: a discharge ends the chain
        2026-03-02 plan-agreed
        2026-04-01 discharged
        on 2026-06-02
        = kids: 2026-03-02 to 2026-05-31 cancelled 2026-04-01
        """)
}
