import Casework
import Testing

/// Who coordinates, and whether that is still right: dates worked out by hand.
@Suite struct CoordinatorDuties {
    @Test("A1, A2, S1, C2: a coordinator is identified", arguments: identified)
    func checkIdentified(_ one: DutyCase) { one.check() }

    static let identified = duties(
        "coordinator-identified",
        """
        2026-01-05 referred
        2026-01-05 provider-current kids
        * ten open days after the referral, owed by the supervisor
        2026-01-05 provider-current school
        on 2026-01-05
        = 2026-01-05 to 2026-01-19 upcoming (s-one)
        on 2026-01-16
        = 2026-01-05 to 2026-01-19 due-soon (s-one)
        on 2026-01-19
        = 2026-01-05 to 2026-01-19 due (s-one)
        on 2026-01-20
        = 2026-01-05 to 2026-01-19 overdue (s-one)
        * W6: without a supervisor the site's intake owes it
        2026-01-05 provider-current school
        supervisor -
        on 2026-01-06
        = 2026-01-05 to 2026-01-19 upcoming (s-intake)
        * A1: a single agency is not enough in service integration
        on 2026-01-06 si
        none
        on 2026-01-06 csp
        = 2026-01-05 to 2026-01-19 upcoming
        * A1: two agencies, one of them only potential, are not enough either
        2026-01-05 provider-potential school
        on 2026-01-30 si
        none
        * A1: the day on which the second agency joins is the trigger
        2026-01-14 provider-current school
        on 2026-01-13 si
        none
        on 2026-01-14 si
        = 2026-01-14 to 2026-01-28 upcoming
        on 2026-01-14 csp
        = 2026-01-05 to 2026-01-19 upcoming
        * A1: an open protection file is enough with one agency
        2026-01-12 protection-file-opened
        on 2026-01-12 si
        = 2026-01-12 to 2026-01-26 upcoming
        * A1: a protection file that was closed before is not
        2026-01-02 protection-file-opened
        2026-01-05 protection-file-closed
        on 2026-01-12 si
        none
        * the contact after the referral starts nothing anew
        2026-01-05 provider-current school
        2026-01-08 initiating-contact
        on 2026-01-09
        = 2026-01-05 to 2026-01-19 upcoming
        * met on the target
        2026-01-05 provider-current school
        2026-01-19 coordinator-assigned person=c-one
        on 2026-02-02
        = 2026-01-05 to 2026-01-19 met 2026-01-19
        * met late, and not owed again by a change of coordinator
        2026-01-05 provider-current school
        2026-01-22 coordinator-assigned person=c-one
        2026-02-09 coordinator-assigned person=c-two
        on 2026-03-02
        = 2026-01-05 to 2026-01-19 met-late 2026-01-22 late 3
        * C2: an assignment from before the trigger meets it on the trigger day
        2026-01-02 coordinator-assigned person=c-one
        2026-01-14 provider-current school
        on 2026-02-02 si
        = 2026-01-14 to 2026-01-28 met 2026-01-14
        on 2026-02-02 csp
        = 2026-01-05 to 2026-01-19 met 2026-01-05
        * A2: while a protection file is open only a child welfare worker's assignment meets it
        person w-one child-welfare-worker
        person c-one coordinator
        2026-01-05 protection-file-opened
        2026-01-12 coordinator-assigned person=c-one
        2026-01-22 coordinator-assigned person=w-one
        on 2026-01-21 si
        = 2026-01-05 to 2026-01-19 overdue
        on 2026-01-22 si
        = 2026-01-05 to 2026-01-19 met-late 2026-01-22 late 3
        on 2026-01-22 csp
        = 2026-01-05 to 2026-01-19 met 2026-01-12
        * A2: of earlier assignments too only a child welfare worker's
        person w-one child-welfare-worker
        person c-one coordinator
        2026-01-02 coordinator-assigned person=w-one
        2026-01-03 coordinator-assigned person=c-one
        2026-01-05 protection-file-opened
        on 2026-01-22 si
        = 2026-01-05 to 2026-01-19 met 2026-01-05
        * A2: from the day on which the file is closed anybody's assignment meets it
        person c-one coordinator
        2026-01-05 provider-current school
        2026-01-05 protection-file-opened
        2026-01-15 protection-file-closed
        2026-01-15 coordinator-assigned person=c-one
        on 2026-01-22 si
        = 2026-01-05 to 2026-01-19 met 2026-01-15
        * S5: one agency left cancels it; a protection file later starts it anew
        2026-01-12 provider-current school
        2026-01-15 service-completed kids
        2026-01-20 protection-file-opened
        on 2026-01-20 si
        = 2026-01-12 to 2026-01-26 cancelled 2026-01-15
        = 2026-01-20 to 2026-02-03 upcoming
        on 2026-01-20 csp
        = 2026-01-05 to 2026-01-19 overdue
        * S5, C2: what was done in between meets it when it arises anew
        2026-01-12 provider-current school
        2026-01-15 service-completed kids
        2026-01-16 coordinator-assigned person=c-one
        2026-01-20 provider-current kids
        on 2026-01-21 si
        = 2026-01-12 to 2026-01-26 cancelled 2026-01-15
        = 2026-01-20 to 2026-02-03 met 2026-01-20
        on 2026-01-21 csp
        = 2026-01-05 to 2026-01-19 met 2026-01-16
        * S1: once met it does not arise again, whatever its conditions do
        2026-01-05 provider-current school
        2026-01-08 coordinator-assigned person=c-one
        2026-01-15 service-completed kids
        2026-01-20 protection-file-opened
        on 2026-03-02
        = 2026-01-05 to 2026-01-19 met 2026-01-08
        * H3: days on hold are not open days
        2026-01-05 provider-current school
        2026-01-12 hold
        2026-01-26 resume
        on 2026-01-25
        = 2026-01-05 to 2026-01-19 on-hold
        on 2026-01-27
        = 2026-01-05 to 2026-02-02 upcoming
        * E3: a discharge cancels it
        2026-01-05 provider-current school
        2026-01-22 discharged
        on 2026-02-02
        = 2026-01-05 to 2026-01-19 cancelled 2026-01-22 late 3
        * E1: a reopening is a referral; who was involved before no longer is
        2026-01-05 provider-current school
        2026-01-14 discharged
        2026-03-02 reopened
        on 2026-03-03 si
        = 2026-01-05 to 2026-01-19 cancelled 2026-01-14
        on 2026-03-03 csp
        = 2026-01-05 to 2026-01-19 cancelled 2026-01-14
        = 2026-03-02 to 2026-03-16 upcoming
        * waived once and for all
        2026-01-05 provider-current school
        waive coordinator-identified - referred on 2026-01-12
        on 2026-02-02
        = 2026-01-05 to 2026-01-19 waived 2026-01-12
        * F6: an agency that is to join counts from its day on
        2026-01-30 provider-current school
        on 2026-01-29 si
        none
        on 2026-01-30 si
        = 2026-01-30 to 2026-02-13 upcoming
        """)

    @Test("A1: nobody referred and nobody in contact, no coordinator owed", arguments: unasked)
    func checkUnasked(_ one: DutyCase) { one.check() }

    static let unasked = duties(
        "coordinator-identified",
        """
        * agencies and a protection file alone
        2026-01-05 provider-current kids
        2026-01-05 provider-current school
        2026-01-12 protection-file-opened
        on 2026-03-02
        none
        * the contact alone starts it
        2026-01-05 provider-current kids
        2026-01-05 provider-current school
        2026-01-12 initiating-contact
        on 2026-01-13
        = 2026-01-12 to 2026-01-26 upcoming
        """)

    @Test("A2, S3: the choice of the coordinator is confirmed", arguments: reconfirmed)
    func checkReconfirmed(_ one: DutyCase) { one.check() }

    static let reconfirmed = duties(
        "coordinator-reconfirmed",
        """
        2026-02-02 coordinator-assigned person=c-one
        * nothing has changed
        on 2026-04-01
        none
        * a protection file is opened: service integration only, owed by the supervisor
        2026-03-02 protection-file-opened
        on 2026-03-03 si
        = 2026-03-02 to 2026-03-16 upcoming (s-one)
        on 2026-03-03 csp
        none
        * S3: and closed again
        2026-03-02 protection-file-opened
        2026-04-20 protection-file-closed
        on 2026-04-21 si
        = 2026-03-02 to 2026-03-16 superseded 2026-04-20 late 35
        = 2026-04-20 to 2026-05-04 upcoming
        on 2026-04-21 csp
        none
        * the main agency has changed
        2026-03-02 primary-agency-changed agency=school
        on 2026-03-03
        = 2026-03-02 to 2026-03-16 upcoming (s-one)
        * S3: and changed once more
        2026-03-02 primary-agency-changed agency=school
        2026-03-10 primary-agency-changed agency=kids
        on 2026-03-11
        = 2026-03-02 to 2026-03-16 superseded 2026-03-10
        = 2026-03-10 to 2026-03-24 upcoming
        * the coordinator has left
        person c-one coordinator left=2026-04-01
        on 2026-03-31
        none
        on 2026-04-01
        = 2026-04-01 to 2026-04-16 upcoming (s-one)
        * one who is replaced on the day of leaving never is gone
        person c-one coordinator left=2026-04-01
        2026-04-01 coordinator-assigned person=c-two
        on 2026-05-04
        none
        * one who left after somebody else took over is no matter
        person c-one coordinator left=2026-04-01
        2026-03-20 coordinator-assigned person=c-two
        on 2026-05-04
        none
        * confirmed on the target
        2026-03-02 primary-agency-changed agency=school
        2026-03-16 coordinator-reconfirmed
        on 2026-04-01
        = 2026-03-02 to 2026-03-16 met 2026-03-16
        * somebody else is assigned, late
        2026-03-02 primary-agency-changed agency=school
        2026-03-18 coordinator-assigned person=c-two
        on 2026-04-01
        = 2026-03-02 to 2026-03-16 met-late 2026-03-18 late 2
        * C2: what was confirmed before meets nothing
        2026-02-27 coordinator-reconfirmed
        2026-03-02 primary-agency-changed agency=school
        on 2026-03-03
        = 2026-03-02 to 2026-03-16 upcoming
        * C1: what was confirmed on the day of the change counts
        2026-03-02 primary-agency-changed agency=school
        2026-03-02 coordinator-reconfirmed
        on 2026-03-03
        = 2026-03-02 to 2026-03-16 met 2026-03-02
        * A2: while a file is open, neither a confirmation nor anybody else's assignment meets it
        person w-one child-welfare-worker
        person c-two coordinator
        2026-03-02 protection-file-opened
        2026-03-05 coordinator-reconfirmed
        2026-03-06 coordinator-assigned person=c-two
        2026-03-10 coordinator-assigned person=w-one
        on 2026-03-09 si
        = 2026-03-02 to 2026-03-16 upcoming
        on 2026-03-10 si
        = 2026-03-02 to 2026-03-16 met 2026-03-10
        * A2: an open file says so of a change of the main agency too, in service integration
        2026-02-02 protection-file-opened
        2026-03-02 primary-agency-changed agency=school
        2026-03-05 coordinator-reconfirmed
        on 2026-03-06 si
        = 2026-02-02 to 2026-02-17 superseded 2026-03-02 late 13
        = 2026-03-02 to 2026-03-16 upcoming
        on 2026-03-06 csp
        = 2026-03-02 to 2026-03-16 met 2026-03-05
        * A2: from the day on which the file is closed a confirmation is enough
        2026-03-02 protection-file-opened
        2026-03-10 protection-file-closed
        2026-03-10 coordinator-reconfirmed
        on 2026-03-11 si
        = 2026-03-02 to 2026-03-16 met 2026-03-10
        = 2026-03-10 to 2026-03-24 met 2026-03-10
        * H3: days on hold are not open days
        2026-03-02 primary-agency-changed agency=school
        2026-03-09 hold
        2026-03-16 resume
        on 2026-03-13
        = 2026-03-02 to 2026-03-16 on-hold
        on 2026-03-17
        = 2026-03-02 to 2026-03-23 upcoming
        * H3: what begins within a hold is counted from its end on
        2026-03-09 hold
        2026-03-10 primary-agency-changed agency=school
        2026-03-16 resume
        on 2026-03-12
        = 2026-03-10 to 2026-03-24 on-hold
        on 2026-03-16
        = 2026-03-10 to 2026-03-27 upcoming
        * H3: a hold that begins on the target still counts
        2026-03-02 primary-agency-changed agency=school
        2026-03-16 hold
        2026-03-23 resume
        on 2026-03-18
        = 2026-03-02 to 2026-03-16 on-hold
        on 2026-03-23
        = 2026-03-02 to 2026-03-23 due
        * E3: a discharge cancels it
        2026-03-02 primary-agency-changed agency=school
        2026-03-10 discharged
        on 2026-04-01
        = 2026-03-02 to 2026-03-16 cancelled 2026-03-10
        * waived; the next change asks again
        2026-03-02 primary-agency-changed agency=school
        2026-03-20 primary-agency-changed agency=kids
        waive coordinator-reconfirmed - primary-agency-changed@2026-03-02 on 2026-03-05
        on 2026-03-20
        = 2026-03-02 to 2026-03-16 waived 2026-03-05
        = 2026-03-20 to 2026-04-06 upcoming
        """)
}
