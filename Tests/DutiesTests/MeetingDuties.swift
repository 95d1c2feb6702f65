import Casework
import Testing

/// The first meeting, and what every meeting asks for beforehand: dates worked out by hand.
@Suite struct MeetingDuties {
    @Test("S1, M3, M4, H2: the initial meeting", arguments: initialMeeting)
    func checkInitialMeeting(_ one: DutyCase) { one.check() }

    static let initialMeeting = duties(
        "initial-meeting",
        """
        2026-01-15 initiating-contact
        2026-01-15 coordinator-assigned person=c-one
        * sixty days after the contact; the source's leads are longer than the site's
        on 2026-02-12
        = 2026-01-15 to 2026-03-16 upcoming (c-one)
        on 2026-02-13 si
        = 2026-01-15 to 2026-03-16 due-soon (c-one)
        on 2026-02-13 csp
        = 2026-01-15 to 2026-03-16 upcoming (c-one)
        on 2026-03-13 csp
        = 2026-01-15 to 2026-03-16 due-soon (c-one)
        on 2026-03-16
        = 2026-01-15 to 2026-03-16 due (c-one)
        on 2026-03-17
        = 2026-01-15 to 2026-03-16 overdue (c-one)
        * W6: a new coordinator owes it by the same day
        2026-02-03 coordinator-assigned person=c-two
        on 2026-02-03
        = 2026-01-15 to 2026-03-16 upcoming (c-two)
        * met on the target
        2026-03-16 meeting-held M1 type=initial
        on 2026-04-01
        = 2026-01-15 to 2026-03-16 met 2026-03-16
        * late by a day, at the family's wish
        2026-03-17 meeting-held M1 type=initial late-reason=family-request
        on 2026-04-01
        = 2026-01-15 to 2026-03-16 met-late 2026-03-17 late 1 family-request
        * M3: a meeting of another type is not it
        2026-02-02 meeting-held M1 type=other family=full
        2026-02-03 meeting-held M2 type=review family=full
        on 2026-02-04
        = 2026-01-15 to 2026-03-16 upcoming
        * M3: without the family it is
        2026-02-02 meeting-held M1 type=initial family=none
        on 2026-02-04
        = 2026-01-15 to 2026-03-16 met 2026-02-02
        * M2: the type of the meeting as it was held counts
        2026-01-20 meeting-scheduled M1 type=initial for=2026-02-02
        2026-02-02 meeting-held M1 type=other
        on 2026-02-04
        = 2026-01-15 to 2026-03-16 upcoming
        * C2: a meeting before the contact meets nothing
        2026-01-10 meeting-held M1 type=initial
        on 2026-02-04
        = 2026-01-15 to 2026-03-16 upcoming
        * S1: a second initial meeting is not owed
        2026-02-02 meeting-held M1 type=initial
        2026-05-04 meeting-held M2 type=initial
        on 2026-06-01
        = 2026-01-15 to 2026-03-16 met 2026-02-02
        * H2, H4: a hold rests the source's reminders, and moves the site's date
        2026-02-01 hold
        2026-02-11 resume
        on 2026-02-05 si
        = 2026-01-15 to 2026-03-16 upcoming resting
        on 2026-02-05 csp
        = 2026-01-15 to 2026-03-16 on-hold
        on 2026-02-11 si
        = 2026-01-15 to 2026-03-16 upcoming
        on 2026-02-11 csp
        = 2026-01-15 to 2026-03-26 upcoming
        on 2026-03-17 si
        = 2026-01-15 to 2026-03-16 overdue held 10
        * H4: a late meeting carries the days of hold between trigger and target
        2026-02-01 hold
        2026-02-11 resume
        2026-03-20 meeting-held M1 type=initial
        on 2026-04-01 si
        = 2026-01-15 to 2026-03-16 met-late 2026-03-20 late 4 held 10
        on 2026-04-01 csp
        = 2026-01-15 to 2026-03-26 met 2026-03-20
        * M4: a meeting planned by the target holds the leads back while it is ahead
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-10
        on 2026-03-10 si
        = 2026-01-15 to 2026-03-16 due-soon booked 2026-03-10
        on 2026-03-10 csp
        = 2026-01-15 to 2026-03-16 upcoming booked 2026-03-10
        on 2026-03-11 si
        = 2026-01-15 to 2026-03-16 due-soon
        * M4: one that is planned for later is named
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-20
        on 2026-02-05
        = 2026-01-15 to 2026-03-16 upcoming booked-late 2026-03-20
        * M4: a meeting of another type, or a cancelled one, holds nothing back
        2026-02-02 meeting-scheduled M1 type=initial for=2026-03-10
        2026-02-03 meeting-cancelled M1
        2026-02-02 meeting-scheduled M2 type=other for=2026-03-10
        on 2026-02-05
        = 2026-01-15 to 2026-03-16 upcoming
        * waived once and for all
        waive initial-meeting - initiating-contact on 2026-03-20
        on 2026-06-01
        = 2026-01-15 to 2026-03-16 waived 2026-03-20 late 4
        * E3, E1: cancelled by a discharge; a reopening alone is not a contact
        2026-02-09 discharged
        2026-04-20 reopened
        2026-04-27 initiating-contact
        on 2026-04-26
        = 2026-01-15 to 2026-03-16 cancelled 2026-02-09
        on 2026-04-27
        = 2026-01-15 to 2026-03-16 cancelled 2026-02-09
        = 2026-04-27 to 2026-06-26 upcoming
        """)

    @Test("C2, S2: the initial meeting is booked", arguments: initialBooked)
    func checkInitialBooked(_ one: DutyCase) { one.check() }

    static let initialBooked = duties(
        "initial-booked",
        """
        2026-01-15 initiating-contact
        2026-01-15 coordinator-assigned person=c-one
        * thirty days after the contact
        on 2026-01-16
        = 2026-01-15 to 2026-02-14 upcoming (c-one)
        on 2026-02-13
        = 2026-01-15 to 2026-02-14 due (c-one)
        on 2026-02-15
        = 2026-01-15 to 2026-02-14 overdue (c-one)
        * met on the day of the booking, whatever day the meeting is for
        2026-02-14 meeting-scheduled M1 type=initial for=2026-05-04
        on 2026-02-15
        = 2026-01-15 to 2026-02-14 met 2026-02-14
        * late
        2026-02-20 meeting-scheduled M1 type=initial for=2026-03-10
        on 2026-03-01
        = 2026-01-15 to 2026-02-14 met-late 2026-02-20 late 6
        * another type of meeting does not meet it
        2026-01-20 meeting-scheduled M1 type=other for=2026-03-10
        2026-01-20 meeting-scheduled M2 type=review for=2026-03-10
        on 2026-01-21
        = 2026-01-15 to 2026-02-14 upcoming
        * C2: booked before the contact, met on its day
        2026-01-10 meeting-scheduled M1 type=initial for=2026-03-10
        on 2026-01-16
        = 2026-01-15 to 2026-02-14 met 2026-01-15
        * C2: but not when that meeting was cancelled before the contact
        2026-01-10 meeting-scheduled M1 type=initial for=2026-03-10
        2026-01-14 meeting-cancelled M1
        on 2026-01-16
        = 2026-01-15 to 2026-02-14 upcoming
        * C2: nor when it was held before it
        2026-01-10 meeting-scheduled M1 type=initial for=2026-01-12
        2026-01-12 meeting-held M1 type=initial
        on 2026-01-16
        = 2026-01-15 to 2026-02-14 upcoming
        * what was met stays met when the meeting is called off
        2026-01-20 meeting-scheduled M1 type=initial for=2026-03-10
        2026-01-27 meeting-cancelled M1
        on 2026-02-02
        = 2026-01-15 to 2026-02-14 met 2026-01-20
        * C2: the meeting was held without being booked
        2026-02-20 meeting-held M1 type=initial
        on 2026-03-01
        = 2026-01-15 to 2026-02-14 cancelled 2026-02-20 late 6
        * C4: booked and held on one day, closed comes first
        2026-02-10 meeting-scheduled M1 type=initial for=2026-02-10
        2026-02-10 meeting-held M1 type=initial
        on 2026-03-01
        = 2026-01-15 to 2026-02-14 met 2026-02-10
        * C2: the meeting is waived, the booking goes with it
        waive initial-meeting - initiating-contact on 2026-02-03
        on 2026-03-01
        = 2026-01-15 to 2026-02-14 cancelled 2026-02-03
        * waived itself
        waive initial-booked - initiating-contact on 2026-02-03
        on 2026-03-01
        = 2026-01-15 to 2026-02-14 waived 2026-02-03
        * H3: the days of a hold are added, in both programs
        2026-02-01 hold
        2026-02-11 resume
        on 2026-02-05
        = 2026-01-15 to 2026-02-14 on-hold
        on 2026-02-12
        = 2026-01-15 to 2026-02-24 upcoming
        * E3: a discharge cancels it
        2026-02-03 discharged
        on 2026-03-01
        = 2026-01-15 to 2026-02-14 cancelled 2026-02-03
        """)

    @Test("no contact, no initial meeting and no booking", arguments: withoutContact)
    func checkWithoutContact(_ one: DutyCase) { one.check() }

    static let withoutContact = ["initial-meeting", "initial-booked"].flatMap { rule in
        duties(
            rule,
            """
            * referred only, even with a meeting on its way
            2026-01-15 referred
            2026-01-20 meeting-scheduled M1 type=initial for=2026-02-10
            2026-02-10 meeting-held M1 type=initial
            on 2026-05-04
            none
            """)
    }

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
