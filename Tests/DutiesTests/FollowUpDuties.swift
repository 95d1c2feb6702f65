import Casework
import Testing

/// What follows a meeting in coordinated planning: dates worked out by hand.
@Suite struct FollowUpDuties {
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
        * K2: an attempt rests what is owed
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
