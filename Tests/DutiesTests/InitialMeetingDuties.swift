import Casework
import Testing

/// The first meeting, and its booking: dates worked out by hand.
@Suite struct InitialMeetingDuties {
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
        * C4: waived on the day of discharge is waived
        waive initial-meeting - initiating-contact on 2026-02-09
        2026-02-09 discharged
        on 2026-06-01
        = 2026-01-15 to 2026-03-16 waived 2026-02-09
        * C4: held on the day of a waiver is held
        waive initial-meeting - initiating-contact on 2026-02-09
        2026-02-09 meeting-held M1 type=initial
        on 2026-06-01
        = 2026-01-15 to 2026-03-16 met 2026-02-09
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
}
