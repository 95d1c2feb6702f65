import Casework
import Testing

/// What a new coordinator has to see to: dates worked out by hand.
@Suite struct HandoverDuties {
    @Test("S3, W1, W2: the coordinator is announced to each agency", arguments: announced)
    func checkAnnounced(_ one: DutyCase) { one.check() }

    static let announced = duties(
        "coordinator-announced",
        """
        2026-02-20 provider-current kids
        2026-03-02 coordinator-assigned person=c-one
        * ten open days after the assignment, to each agency that is involved
        2026-03-02 provider-current school
        2026-03-02 provider-potential respite
        2026-02-01 provider-current cas
        2026-02-20 service-completed cas
        on 2026-03-03
        = kids: 2026-03-02 to 2026-03-16 upcoming (c-one)
        = school: 2026-03-02 to 2026-03-16 upcoming (c-one)
        on 2026-03-17
        = kids: 2026-03-02 to 2026-03-16 overdue
        = school: 2026-03-02 to 2026-03-16 overdue
        * W2: an agency that joins later hears of it from its day on
        2026-03-10 provider-current school
        on 2026-03-11
        = kids: 2026-03-02 to 2026-03-16 upcoming
        = school: 2026-03-10 to 2026-03-24 upcoming
        * W2, S3: an agency that joins after two assignments hears of the second
        2026-03-09 coordinator-assigned person=c-two
        2026-03-20 provider-current school
        on 2026-03-20
        = kids: 2026-03-02 to 2026-03-16 superseded 2026-03-09
        = kids: 2026-03-09 to 2026-03-23 due-soon
        = school: 2026-03-20 to 2026-04-06 upcoming
        * W2, F6: an agency that is to join counts from its day on
        2026-03-20 provider-current school
        on 2026-03-11
        = kids: 2026-03-02 to 2026-03-16 upcoming
        * C1: what one agency was told does not meet what is owed to another
        2026-03-02 provider-current school
        2026-03-16 coordinator-announced kids
        on 2026-03-18
        = kids: 2026-03-02 to 2026-03-16 met 2026-03-16
        = school: 2026-03-02 to 2026-03-16 overdue
        * late
        2026-03-18 coordinator-announced kids
        on 2026-03-18
        = kids: 2026-03-02 to 2026-03-16 met-late 2026-03-18 late 2
        * C2: an announcement before the assignment is of somebody else
        2026-02-27 coordinator-announced kids
        on 2026-03-03
        = kids: 2026-03-02 to 2026-03-16 upcoming
        * S3: another coordinator, another announcement
        2026-03-09 coordinator-assigned person=c-two
        on 2026-03-10
        = kids: 2026-03-02 to 2026-03-16 superseded 2026-03-09 (c-two)
        = kids: 2026-03-09 to 2026-03-23 upcoming (c-two)
        * S3: an announcement made is not enough for the next coordinator
        2026-03-04 coordinator-announced kids
        2026-03-09 coordinator-assigned person=c-two
        on 2026-03-10
        = kids: 2026-03-02 to 2026-03-16 met 2026-03-04 (c-one)
        = kids: 2026-03-09 to 2026-03-23 upcoming (c-two)
        * W2: the end of the involvement cancels, its return starts anew
        2026-03-10 service-completed kids
        2026-03-20 provider-current kids
        on 2026-03-19
        = kids: 2026-03-02 to 2026-03-16 cancelled 2026-03-10
        on 2026-03-20
        = kids: 2026-03-02 to 2026-03-16 cancelled 2026-03-10
        = kids: 2026-03-20 to 2026-04-06 upcoming
        * W1: an agency that is only potential from a day on is no longer told
        2026-03-10 provider-potential kids
        on 2026-03-12
        = kids: 2026-03-02 to 2026-03-16 cancelled 2026-03-10
        * W1: an agency that has declined after all is no longer told
        2026-03-10 provider-declined kids
        on 2026-03-12
        = kids: 2026-03-02 to 2026-03-16 cancelled 2026-03-10
        * W1: the coordinator's own agency knows, until somebody else's takes over
        person c-one coordinator agency=kids
        2026-03-02 provider-current school
        2026-03-17 coordinator-assigned person=c-two
        on 2026-03-12
        = school: 2026-03-02 to 2026-03-16 upcoming
        on 2026-03-17
        = kids: 2026-03-17 to 2026-03-31 upcoming
        = school: 2026-03-02 to 2026-03-16 superseded 2026-03-17 late 1
        = school: 2026-03-17 to 2026-03-31 upcoming
        * H3: days on hold are not open days
        2026-03-09 hold
        2026-03-16 resume
        on 2026-03-12
        = kids: 2026-03-02 to 2026-03-16 on-hold
        on 2026-03-17
        = kids: 2026-03-02 to 2026-03-23 upcoming
        * E3, E1: a discharge cancels it, and nothing of it comes back
        2026-03-10 discharged
        2026-04-20 reopened
        on 2026-04-21
        = kids: 2026-03-02 to 2026-03-16 cancelled 2026-03-10
        * waived for one agency
        2026-03-02 provider-current school
        waive coordinator-announced kids coordinator-assigned@2026-03-02 period 1 on 2026-03-05
        on 2026-03-06
        = kids: 2026-03-02 to 2026-03-16 waived 2026-03-05
        = school: 2026-03-02 to 2026-03-16 upcoming
        """)

    @Test("S2, W6: the originals are handed over by who coordinated", arguments: handedOver)
    func checkHandedOver(_ one: DutyCase) { one.check() }

    static let handedOver = duties(
        "forms-handed-over",
        """
        2026-03-02 coordinator-assigned person=c-one
        * the first coordinator has nothing to take over
        on 2026-03-20
        none
        * nor has one who is assigned again
        2026-03-09 coordinator-assigned person=c-one
        on 2026-03-20
        none
        * ten open days after the change, owed by the one before
        2026-03-09 coordinator-assigned person=c-two
        on 2026-03-08
        none
        on 2026-03-10
        = 2026-03-09 to 2026-03-23 upcoming (c-one)
        * met on the target
        2026-03-09 coordinator-assigned person=c-two
        2026-03-23 forms-handed-over
        on 2026-04-01
        = 2026-03-09 to 2026-03-23 met 2026-03-23 (c-one)
        * met late
        2026-03-09 coordinator-assigned person=c-two
        2026-03-25 forms-handed-over late-reason=not-possible
        on 2026-04-01
        = 2026-03-09 to 2026-03-23 met-late 2026-03-25 late 2 not-possible
        * C2: forms that went from hand to hand before the change meet nothing
        2026-03-06 forms-handed-over
        2026-03-09 coordinator-assigned person=c-two
        on 2026-03-10
        = 2026-03-09 to 2026-03-23 upcoming
        * S2: each change has its own, and one act meets all that are open
        2026-03-09 coordinator-assigned person=c-two
        2026-03-16 coordinator-assigned person=c-three
        2026-03-18 forms-handed-over
        on 2026-03-17
        = 2026-03-09 to 2026-03-23 upcoming (c-one)
        = 2026-03-16 to 2026-03-30 upcoming (c-two)
        on 2026-03-18
        = 2026-03-09 to 2026-03-23 met 2026-03-18
        = 2026-03-16 to 2026-03-30 met 2026-03-18
        * H3: days on hold are not open days
        2026-03-09 coordinator-assigned person=c-two
        2026-03-16 hold
        2026-03-23 resume
        on 2026-03-20
        = 2026-03-09 to 2026-03-23 on-hold
        on 2026-03-24
        = 2026-03-09 to 2026-03-30 upcoming
        * E3, E1: a discharge cancels it; who comes next takes over from nobody
        2026-03-09 coordinator-assigned person=c-two
        2026-03-11 discharged
        2026-04-20 reopened
        2026-04-20 coordinator-assigned person=c-one
        on 2026-05-04
        = 2026-03-09 to 2026-03-23 cancelled 2026-03-11
        * waived
        2026-03-09 coordinator-assigned person=c-two
        waive forms-handed-over - coordinator-assigned@2026-03-09 on 2026-03-12
        on 2026-04-01
        = 2026-03-09 to 2026-03-23 waived 2026-03-12
        """)

    @Test("S3, C2: the family is oriented, once", arguments: oriented)
    func checkOriented(_ one: DutyCase) { one.check() }

    static let oriented = duties(
        "family-oriented",
        """
        * without a coordinator nobody owes it
        2026-03-02 initiating-contact
        on 2026-04-01
        none
        * fourteen days after the assignment
        2026-03-02 coordinator-assigned person=c-one
        on 2026-03-03
        = 2026-03-02 to 2026-03-16 upcoming (c-one)
        on 2026-03-17
        = 2026-03-02 to 2026-03-16 overdue (c-one)
        * met on the target
        2026-03-02 coordinator-assigned person=c-one
        2026-03-16 family-oriented
        on 2026-04-01
        = 2026-03-02 to 2026-03-16 met 2026-03-16
        * met late
        2026-03-02 coordinator-assigned person=c-one
        2026-03-18 family-oriented late-reason=family-request
        on 2026-04-01
        = 2026-03-02 to 2026-03-16 met-late 2026-03-18 late 2 family-request
        * C2: what the family was told before counts on the day of the assignment
        2026-02-25 family-oriented
        2026-03-02 coordinator-assigned person=c-one
        on 2026-03-03
        = 2026-03-02 to 2026-03-16 met 2026-03-02
        * S3: a new coordinator starts it anew
        2026-03-02 coordinator-assigned person=c-one
        2026-03-09 coordinator-assigned person=c-two
        on 2026-03-10
        = 2026-03-02 to 2026-03-16 superseded 2026-03-09
        = 2026-03-09 to 2026-03-23 upcoming (c-two)
        * S3: late, and superseded all the same
        2026-03-02 coordinator-assigned person=c-one
        2026-03-20 coordinator-assigned person=c-two
        on 2026-03-20
        = 2026-03-02 to 2026-03-16 superseded 2026-03-20 late 4
        = 2026-03-20 to 2026-04-03 upcoming
        * S3: once closed, never again in the episode
        2026-03-02 coordinator-assigned person=c-one
        2026-03-10 family-oriented
        2026-04-01 coordinator-assigned person=c-two
        on 2026-05-04
        = 2026-03-02 to 2026-03-16 met 2026-03-10
        * S3: waived is not closed: the next coordinator owes it
        2026-03-02 coordinator-assigned person=c-one
        2026-04-01 coordinator-assigned person=c-two
        waive family-oriented - coordinator-assigned@2026-03-02 on 2026-03-06
        on 2026-04-02
        = 2026-03-02 to 2026-03-16 waived 2026-03-06
        = 2026-04-01 to 2026-04-15 upcoming
        * H3: the days of a hold are added
        2026-03-02 coordinator-assigned person=c-one
        2026-03-10 hold
        2026-03-20 resume
        on 2026-03-12
        = 2026-03-02 to 2026-03-16 on-hold
        on 2026-03-20
        = 2026-03-02 to 2026-03-26 upcoming
        * E3, E1: a discharge cancels it; in the next episode the family is told anew
        2026-03-02 coordinator-assigned person=c-one
        2026-03-04 family-oriented
        2026-03-10 discharged
        2026-05-04 reopened
        2026-05-04 coordinator-assigned person=c-one
        2026-05-08 discharged
        on 2026-05-12
        = 2026-03-02 to 2026-03-16 met 2026-03-04
        = 2026-05-04 to 2026-05-18 cancelled 2026-05-08
        """)
}
