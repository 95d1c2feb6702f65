import Casework
import Testing

/// What every meeting asks for beforehand: dates worked out by hand.
@Suite struct MeetingDuties {
    @Test("C2, M1, M2, T4: what the family prefers for a meeting", arguments: preferences)
    func checkPreferences(_ one: DutyCase) { one.check() }

    static let preferences = duties(
        "meeting-preferences",
        """
        2026-01-15 coordinator-assigned person=c-one
        * seven days before the meeting
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        on 2026-02-03
        = M1: 2026-02-02 to 2026-02-23 upcoming (c-one)
        on 2026-02-24
        = M1: 2026-02-02 to 2026-02-23 overdue (c-one)
        * S2: each meeting of any type has its own
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-04 meeting-scheduled M2 type=other for=2026-04-20
        2026-02-05 preferences-recorded M2 family=partial
        on 2026-02-06
        = M1: 2026-02-02 to 2026-02-23 upcoming
        = M2: 2026-02-04 to 2026-04-13 met 2026-02-05
        * a meeting that was held without being planned has none
        2026-02-02 meeting-held M1 type=initial
        on 2026-02-06
        none
        * met on the target
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-23 preferences-recorded M1 family=full
        on 2026-03-01
        = M1: 2026-02-02 to 2026-02-23 met 2026-02-23
        * late
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-25 preferences-recorded M1 family=full
        on 2026-03-01
        = M1: 2026-02-02 to 2026-02-23 met-late 2026-02-25 late 2
        * C2: asked before the booking, met on its day
        2026-01-30 preferences-recorded M1 family=full
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        on 2026-02-03
        = M1: 2026-02-02 to 2026-02-23 met 2026-02-02
        * T4: a meeting planned at short notice, due on the day of the booking
        2026-02-26 meeting-scheduled M1 type=initial for=2026-03-02
        on 2026-02-26
        = M1: 2026-02-26 to 2026-02-26 due
        * M1, F7: the meeting moves, and the same deadline with it
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-10 meeting-scheduled M1 type=initial for=2026-03-12 recorded known=2
        on 2026-02-09
        = M1: 2026-02-02 to 2026-02-23 upcoming
        on 2026-02-10
        = M1: 2026-02-02 to 2026-03-05 upcoming
        * M1: what was asked before it moved stays asked
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-05 preferences-recorded M1 family=full
        2026-02-10 meeting-scheduled M1 type=initial for=2026-03-12 recorded known=2
        on 2026-02-10
        = M1: 2026-02-02 to 2026-03-05 met 2026-02-05
        * M2: the meeting was held before it was asked
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-03-02 meeting-held M1 type=initial
        on 2026-03-05
        = M1: 2026-02-02 to 2026-02-23 cancelled 2026-03-02 late 7
        * M1: the meeting was called off
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-10 meeting-cancelled M1
        on 2026-03-05
        = M1: 2026-02-02 to 2026-02-23 cancelled 2026-02-10
        * M1, F7: and booked anew on a later day
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-10 meeting-cancelled M1
        2026-02-16 meeting-scheduled M1 type=initial for=2026-03-16 recorded known=2
        on 2026-02-15
        = M1: 2026-02-02 to 2026-02-23 cancelled 2026-02-10
        on 2026-02-16
        = M1: 2026-02-16 to 2026-03-09 upcoming
        * M1: another meeting that is called off is no matter
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-02 meeting-scheduled M2 type=other for=2026-03-20
        2026-02-10 meeting-cancelled M2
        on 2026-02-11
        = M1: 2026-02-02 to 2026-02-23 upcoming
        = M2: 2026-02-02 to 2026-03-13 cancelled 2026-02-10
        * H2, H4: a date counted back stands through a hold
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-05 hold
        2026-02-15 resume
        2026-02-25 preferences-recorded M1 family=full
        on 2026-02-10
        = M1: 2026-02-02 to 2026-02-23 upcoming resting
        on 2026-03-01
        = M1: 2026-02-02 to 2026-02-23 met-late 2026-02-25 late 2 held 10
        * E3: a discharge cancels it
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-12 discharged
        on 2026-03-01
        = M1: 2026-02-02 to 2026-02-23 cancelled 2026-02-12
        * waived
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        waive meeting-preferences M1 meeting-scheduled:M1 on 2026-02-12
        on 2026-03-01
        = M1: 2026-02-02 to 2026-02-23 waived 2026-02-12
        """)

    @Test("C2, M1, M2, T2, T4: who facilitates a meeting", arguments: facilitator)
    func checkFacilitator(_ one: DutyCase) { one.check() }

    static let facilitator = duties(
        "facilitator-named",
        """
        2026-01-15 coordinator-assigned person=c-one
        * two open days before the meeting
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        on 2026-02-03
        = M1: 2026-02-02 to 2026-02-26 upcoming (c-one)
        on 2026-02-27
        = M1: 2026-02-02 to 2026-02-26 overdue (c-one)
        * T2: the vector: Victoria Day is not an open day
        2026-04-20 meeting-scheduled M1 type=review for=2026-05-19
        on 2026-04-21
        = M1: 2026-04-20 to 2026-05-14 upcoming
        * T2: a meeting on a closed day counts the same
        2026-04-20 meeting-scheduled M1 type=review for=2026-05-17
        on 2026-04-21
        = M1: 2026-04-20 to 2026-05-14 upcoming
        * met on the target, for this meeting only
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-02 meeting-scheduled M2 type=other for=2026-03-02
        2026-02-26 facilitator-named M1
        on 2026-03-01
        = M1: 2026-02-02 to 2026-02-26 met 2026-02-26
        = M2: 2026-02-02 to 2026-02-26 overdue
        * late
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-03-01 facilitator-named M1
        on 2026-03-01
        = M1: 2026-02-02 to 2026-02-26 met-late 2026-03-01 late 3
        * C2: named before the booking
        2026-01-30 facilitator-named M1
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        on 2026-02-03
        = M1: 2026-02-02 to 2026-02-26 met 2026-02-02
        * T4: booked the day before
        2026-02-27 meeting-scheduled M1 type=initial for=2026-03-02
        on 2026-02-27
        = M1: 2026-02-27 to 2026-02-27 due
        * M1: the meeting moves
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-10 meeting-scheduled M1 type=initial for=2026-03-12 recorded known=2
        on 2026-02-10
        = M1: 2026-02-02 to 2026-03-10 upcoming
        * M2: the meeting was held without one
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-20 meeting-held M1 type=initial
        on 2026-03-05
        = M1: 2026-02-02 to 2026-02-26 cancelled 2026-02-20
        * C4: named and held on one day, closed comes first
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-03-02 facilitator-named M1
        2026-03-02 meeting-held M1 type=initial
        on 2026-03-05
        = M1: 2026-02-02 to 2026-02-26 met-late 2026-03-02 late 4
        * M1: the meeting was called off, and booked anew
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-10 meeting-cancelled M1
        2026-02-16 meeting-scheduled M1 type=initial for=2026-03-16 recorded known=2
        on 2026-02-15
        = M1: 2026-02-02 to 2026-02-26 cancelled 2026-02-10
        on 2026-02-16
        = M1: 2026-02-16 to 2026-03-12 upcoming
        * M1: who was named before it was called off is still named
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-05 facilitator-named M1
        2026-02-10 meeting-cancelled M1
        2026-02-16 meeting-scheduled M1 type=initial for=2026-03-16 recorded known=2
        on 2026-02-16
        = M1: 2026-02-16 to 2026-03-12 met 2026-02-16
        * H2, H4: a date counted back stands through a hold, whose days are open days for it
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-23 hold
        2026-02-27 resume
        on 2026-02-24
        = M1: 2026-02-02 to 2026-02-26 due-soon resting
        on 2026-02-27
        = M1: 2026-02-02 to 2026-02-26 overdue held 4
        * E3: a discharge cancels it
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-12 discharged
        on 2026-03-01
        = M1: 2026-02-02 to 2026-02-26 cancelled 2026-02-12
        * waived
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        waive facilitator-named M1 meeting-scheduled:M1 on 2026-02-12
        on 2026-03-01
        = M1: 2026-02-02 to 2026-02-26 waived 2026-02-12
        """)

    @Test("S2, M1, H2: the day of the meeting itself", arguments: reminder)
    func checkReminder(_ one: DutyCase) { one.check() }

    static let reminder = duties(
        "meeting-reminder",
        """
        2026-01-15 coordinator-assigned person=c-one
        * the day itself, spoken of a week before
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        on 2026-02-22
        = M1: 2026-02-02 to 2026-03-02 upcoming (c-one)
        on 2026-02-23
        = M1: 2026-02-02 to 2026-03-02 due-soon (c-one)
        on 2026-03-02
        = M1: 2026-02-02 to 2026-03-02 due (c-one)
        on 2026-03-03
        = M1: 2026-02-02 to 2026-03-02 overdue (c-one)
        * held, each meeting by itself
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-02 meeting-scheduled M2 type=other for=2026-03-09
        2026-03-02 meeting-held M1 type=initial
        on 2026-03-03
        = M1: 2026-02-02 to 2026-03-02 met 2026-03-02
        = M2: 2026-02-02 to 2026-03-09 due-soon
        * held late
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-03-04 meeting-held M1 type=initial
        on 2026-03-05
        = M1: 2026-02-02 to 2026-03-02 met-late 2026-03-04 late 2
        * M1: called off is met too
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-20 meeting-cancelled M1
        on 2026-03-05
        = M1: 2026-02-02 to 2026-03-02 met 2026-02-20
        * M1: the meeting moves, and the deadline with it
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-10 meeting-scheduled M1 type=initial for=2026-03-12 recorded known=2
        on 2026-02-10
        = M1: 2026-02-02 to 2026-03-12 upcoming
        * M1: called off and booked anew, with a day of its own
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-10 meeting-cancelled M1
        2026-02-16 meeting-scheduled M1 type=initial for=2026-03-16 recorded known=2
        on 2026-02-15
        = M1: 2026-02-02 to 2026-03-02 met 2026-02-10
        on 2026-02-16
        = M1: 2026-02-16 to 2026-03-16 upcoming
        * M1: booked anew on the day it was called off, it stays called off
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-10 meeting-cancelled M1
        2026-02-10 meeting-scheduled M1 type=initial for=2026-03-16 recorded known=2
        on 2026-02-16
        = M1: 2026-02-02 to 2026-03-16 met 2026-02-10
        * T4: entered after the day it was for
        2026-02-02 meeting-scheduled M1 type=initial for=2026-01-30
        on 2026-02-03
        = M1: 2026-02-02 to 2026-02-02 overdue
        * C2: held before it was booked
        2026-01-30 meeting-held M1 type=initial
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        on 2026-02-03
        = M1: 2026-02-02 to 2026-03-02 upcoming
        * H2, H4: an own date stands through a hold
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-20 hold
        2026-03-06 resume
        2026-03-10 meeting-held M1 type=initial
        on 2026-02-20
        = M1: 2026-02-02 to 2026-03-02 upcoming resting
        on 2026-03-10
        = M1: 2026-02-02 to 2026-03-02 met-late 2026-03-10 late 8 held 11
        * E3: a discharge cancels it
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        2026-02-12 discharged
        on 2026-03-05
        = M1: 2026-02-02 to 2026-03-02 cancelled 2026-02-12
        * waived
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-02
        waive meeting-reminder M1 meeting-scheduled:M1 on 2026-02-12
        on 2026-03-05
        = M1: 2026-02-02 to 2026-03-02 waived 2026-02-12
        """)
}
