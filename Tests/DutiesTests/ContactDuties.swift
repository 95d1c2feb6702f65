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

    @Test("S2, W3, K2: a provider is heard after a meeting", arguments: heard)
    func checkHeard(_ one: DutyCase) { one.check() }

    static let heard = duties(
        "professional-follow-up", in: [Duties.coordinatedServicePlanning],
        """
        2026-01-15 coordinator-assigned person=c-one
        2026-01-15 provider-current kids
        2026-03-02 meeting-held M1 type=initial
        * thirty days after the meeting, each provider, present or not
        2026-01-15 provider-current school
        2026-01-15 provider-potential cas
        on 2026-03-03 csp
        = kids: 2026-03-02 to 2026-04-01 upcoming (c-one)
        = school: 2026-03-02 to 2026-04-01 upcoming (c-one)
        on 2026-04-02 csp
        = kids: 2026-03-02 to 2026-04-01 overdue
        = school: 2026-03-02 to 2026-04-01 overdue
        on 2026-04-02 si
        none
        * heard on the target, each by itself
        2026-01-15 provider-current school
        2026-04-01 provider-contacted kids
        on 2026-04-02
        = kids: 2026-03-02 to 2026-04-01 met 2026-04-01
        = school: 2026-03-02 to 2026-04-01 overdue
        * late
        2026-04-03 provider-contacted kids
        on 2026-04-03
        = kids: 2026-03-02 to 2026-04-01 met-late 2026-04-03 late 2
        * C1: heard on the day of the meeting is part of the meeting
        2026-03-02 provider-contacted kids
        on 2026-03-03
        = kids: 2026-03-02 to 2026-04-01 upcoming
        * another meeting does not do instead, and asks for its own
        2026-03-20 meeting-held M2 type=other present=kids
        2026-03-25 provider-contacted kids
        on 2026-03-20
        = kids: 2026-03-02 to 2026-04-01 upcoming
        = kids: 2026-03-20 to 2026-04-19 upcoming
        on 2026-03-25
        = kids: 2026-03-02 to 2026-04-01 met 2026-03-25
        = kids: 2026-03-20 to 2026-04-19 met 2026-03-25
        * W3: who joins afterwards is not heard; who leaves no more, even when it comes back
        2026-03-05 provider-current school
        2026-03-12 service-completed kids
        2026-03-20 provider-current kids
        on 2026-03-21
        = kids: 2026-03-02 to 2026-04-01 cancelled 2026-03-12
        * K2: an attempt rests what is owed
        2026-03-25 provider-contact-attempted kids
        on 2026-03-30
        = kids: 2026-03-02 to 2026-04-01 due-soon tried-through 2026-03-30
        on 2026-03-31
        = kids: 2026-03-02 to 2026-04-01 due-soon
        * M1: the meeting that is called off after all leaves it owed
        2026-03-04 meeting-cancelled M1
        on 2026-03-05
        = kids: 2026-03-02 to 2026-04-01 upcoming
        * H3: the days of a hold are added
        2026-03-10 hold
        2026-03-20 resume
        on 2026-03-12
        = kids: 2026-03-02 to 2026-04-01 on-hold
        on 2026-03-21
        = kids: 2026-03-02 to 2026-04-11 upcoming
        * E3: a discharge cancels it
        2026-03-10 discharged
        on 2026-04-02
        = kids: 2026-03-02 to 2026-04-01 cancelled 2026-03-10
        * waived
        waive professional-follow-up kids meeting-held:M1 on 2026-03-10
        on 2026-04-02
        = kids: 2026-03-02 to 2026-04-01 waived 2026-03-10
        """)

    @Test("K4: the family is informed once the professionals were heard", arguments: informed)
    func checkInformed(_ one: DutyCase) { one.check() }

    static let informed = duties(
        "family-informed", in: [Duties.coordinatedServicePlanning],
        """
        2026-01-15 coordinator-assigned person=c-one
        2026-01-15 provider-current kids
        2026-01-15 provider-current school
        2026-03-02 meeting-held M1 type=initial family=full
        * K4: seven days after the last of them
        2026-03-10 provider-contacted kids
        2026-03-20 provider-contacted school
        on 2026-03-19 csp
        none
        on 2026-03-20 csp
        = M1: 2026-03-20 to 2026-03-27 upcoming (c-one)
        on 2026-03-28 csp
        = M1: 2026-03-20 to 2026-03-27 overdue (c-one)
        on 2026-03-28 si
        none
        * K4: at the latest when all of them should have been heard
        2026-03-10 provider-contacted kids
        on 2026-03-31
        none
        on 2026-04-01
        = M1: 2026-04-01 to 2026-04-08 upcoming
        * K4: one heard too late changes nothing
        2026-03-10 provider-contacted kids
        2026-04-06 provider-contacted school
        on 2026-04-07
        = M1: 2026-04-01 to 2026-04-08 due-soon
        * K4: a provider that leaves need not be heard
        2026-03-10 provider-contacted kids
        2026-03-12 service-completed school
        on 2026-03-12
        = M1: 2026-03-12 to 2026-03-19 upcoming
        * K4: nor one for which it is waived
        2026-03-10 provider-contacted kids
        waive professional-follow-up school meeting-held:M1 on 2026-03-13
        on 2026-03-13
        = M1: 2026-03-13 to 2026-03-20 upcoming
        * K4: each meeting has its own round
        2026-03-16 meeting-held M2 type=other
        2026-03-20 provider-contacted kids
        2026-03-20 provider-contacted school
        on 2026-03-20
        = M1: 2026-03-20 to 2026-03-27 upcoming
        = M2: 2026-03-20 to 2026-03-27 upcoming
        * met on the target
        2026-03-20 provider-contacted kids
        2026-03-20 provider-contacted school
        2026-03-27 family-contacted
        on 2026-03-30
        = M1: 2026-03-20 to 2026-03-27 met 2026-03-27
        * C1: the family told on the day of the last contact
        2026-03-20 provider-contacted kids
        2026-03-20 provider-contacted school
        2026-03-20 family-contacted
        on 2026-03-30
        = M1: 2026-03-20 to 2026-03-27 met 2026-03-20
        * C2: told before all were heard, and late
        2026-03-20 provider-contacted kids
        2026-03-20 provider-contacted school
        2026-03-12 family-contacted
        2026-03-30 family-contacted
        on 2026-03-21
        = M1: 2026-03-20 to 2026-03-27 upcoming
        on 2026-03-30
        = M1: 2026-03-20 to 2026-03-27 met-late 2026-03-30 late 3
        * C1: a meeting with the family does not do
        2026-03-20 provider-contacted kids
        2026-03-20 provider-contacted school
        2026-03-23 meeting-held M2 type=other family=full
        on 2026-03-24
        = M1: 2026-03-20 to 2026-03-27 upcoming
        * ! K2: an attempt rests what is owed
        2026-03-20 provider-contacted kids
        2026-03-20 provider-contacted school
        2026-03-24 family-contact-attempted
        on 2026-03-27
        = M1: 2026-03-20 to 2026-03-27 due tried-through 2026-03-27
        on 2026-03-28
        = M1: 2026-03-20 to 2026-03-27 overdue
        * M1: the meeting is called off after all
        2026-03-20 provider-contacted kids
        2026-03-20 provider-contacted school
        2026-03-24 meeting-cancelled M1
        on 2026-03-25
        = M1: 2026-03-20 to 2026-03-27 cancelled 2026-03-24
        * K4, H3: a hold moves the round, and with it the day it arises
        2026-03-10 hold
        2026-03-20 resume
        on 2026-04-10
        none
        on 2026-04-11
        = M1: 2026-04-11 to 2026-04-18 upcoming
        * H3: and its own target
        2026-03-20 provider-contacted kids
        2026-03-20 provider-contacted school
        2026-03-23 hold
        2026-03-30 resume
        on 2026-03-24
        = M1: 2026-03-20 to 2026-03-27 on-hold
        on 2026-03-30
        = M1: 2026-03-20 to 2026-04-03 upcoming
        * E3: a discharge cancels it
        2026-03-20 provider-contacted kids
        2026-03-20 provider-contacted school
        2026-03-24 discharged
        on 2026-03-30
        = M1: 2026-03-20 to 2026-03-27 cancelled 2026-03-24
        * waived
        2026-03-20 provider-contacted kids
        2026-03-20 provider-contacted school
        waive family-informed M1 meeting-held:M1 on 2026-03-24
        on 2026-03-30
        = M1: 2026-03-20 to 2026-03-27 waived 2026-03-24
        """)

    @Test("K4: a meeting without providers has no round", arguments: withoutRound)
    func checkWithoutRound(_ one: DutyCase) { one.check() }

    static let withoutRound = duties(
        "family-informed", in: [Duties.coordinatedServicePlanning],
        """
        * nobody to hear, nothing to tell
        2026-01-15 provider-potential kids
        2026-03-02 meeting-held M1 type=initial family=full
        on 2026-05-04
        none
        """)
}
