import Casework
import Testing

/// Who is told that a service, or the whole case, has come to its end, and who might join: dates
/// worked out by hand.
@Suite struct NoticeDuties {
    @Test("S2, W1, W3, E3: a service is completed", arguments: completion)
    func checkCompletion(_ one: DutyCase) { one.check() }

    static let completion = duties(
        "completion-notice",
        """
        2026-01-15 coordinator-assigned person=c-one
        2026-01-15 provider-current kids
        2026-01-15 provider-current school
        * W3: the family and every other provider, five open days after
        2026-03-02 service-completed kids
        on 2026-03-03
        = family: 2026-03-02 to 2026-03-09 upcoming (c-one)
        = school: 2026-03-02 to 2026-03-09 upcoming (c-one)
        on 2026-03-10
        = family: 2026-03-02 to 2026-03-09 overdue
        = school: 2026-03-02 to 2026-03-09 overdue
        * F6: a completion that is known ahead counts from its day on
        2026-03-02 service-completed kids
        on 2026-03-01
        none
        * W3: nobody who is potential, was completed or joins afterwards
        2026-01-15 provider-potential cas
        2026-01-15 provider-current respite
        2026-02-20 service-completed respite
        2026-03-10 service-completed kids
        2026-03-11 provider-current choir
        on 2026-03-12
        = family: 2026-02-20 to 2026-02-27 overdue
        = family: 2026-03-10 to 2026-03-17 upcoming
        = kids: 2026-02-20 to 2026-02-27 overdue
        = school: 2026-02-20 to 2026-02-27 overdue
        = school: 2026-03-10 to 2026-03-17 upcoming
        * W1: the coordinator's own agency knows
        person c-one coordinator agency=school
        2026-03-02 service-completed kids
        on 2026-03-03
        = family: 2026-03-02 to 2026-03-09 upcoming
        * told on the target, each by itself
        2026-03-02 service-completed kids
        2026-03-09 completion-notified school
        on 2026-03-10
        = family: 2026-03-02 to 2026-03-09 overdue
        = school: 2026-03-02 to 2026-03-09 met 2026-03-09
        * late, to the family
        2026-03-02 service-completed kids
        2026-03-04 completion-notified school
        2026-03-11 completion-notified family
        on 2026-03-12
        = family: 2026-03-02 to 2026-03-09 met-late 2026-03-11 late 2
        = school: 2026-03-02 to 2026-03-09 met 2026-03-04
        * C2: told before
        2026-02-27 completion-notified family
        2026-03-02 service-completed kids
        on 2026-03-03
        = family: 2026-03-02 to 2026-03-09 upcoming
        = school: 2026-03-02 to 2026-03-09 upcoming
        * I1: two services end on one day, which is one trigger for whoever remains
        2026-01-15 provider-current cas
        2026-03-02 service-completed school
        2026-03-02 service-completed kids
        waive completion-notice cas service-completed:kids@2026-03-02 on 2026-03-03
        on 2026-03-03
        = cas: 2026-03-02 to 2026-03-09 waived 2026-03-03
        = family: 2026-03-02 to 2026-03-09 upcoming
        * W3: an agency that leaves too is still owed the notice
        2026-03-02 service-completed kids
        2026-03-04 service-completed school
        on 2026-03-05
        = family: 2026-03-02 to 2026-03-09 upcoming
        = family: 2026-03-04 to 2026-03-11 upcoming
        = school: 2026-03-02 to 2026-03-09 upcoming
        * an agency that goes back to being potential, or declines, has completed nothing
        2026-03-02 provider-potential kids
        2026-03-03 provider-declined school
        on 2026-03-12
        none
        * H3: days on hold are not open days
        2026-03-02 service-completed kids
        2026-03-04 hold
        2026-03-09 resume
        on 2026-03-06
        = family: 2026-03-02 to 2026-03-09 on-hold
        = school: 2026-03-02 to 2026-03-09 on-hold
        on 2026-03-09
        = family: 2026-03-02 to 2026-03-12 upcoming
        = school: 2026-03-02 to 2026-03-12 upcoming
        * E3: none arises on the day of discharge
        2026-03-10 service-completed kids
        2026-03-10 discharged
        on 2026-03-11
        none
        * E3: what is open is cancelled by the discharge
        2026-03-09 service-completed kids
        2026-03-10 discharged
        on 2026-03-11
        = family: 2026-03-09 to 2026-03-16 cancelled 2026-03-10
        = school: 2026-03-09 to 2026-03-16 cancelled 2026-03-10
        """)

    @Test("E3, E2, W1, W6: the case is discharged", arguments: discharge)
    func checkDischarge(_ one: DutyCase) { one.check() }

    static let discharge = duties(
        "discharge-notice",
        """
        2026-01-15 coordinator-assigned person=c-one
        2026-01-15 provider-current kids
        * before the discharge nothing is owed
        2026-03-10 discharged
        on 2026-03-09
        none
        * five open days after it, to each provider, by who coordinated that day
        2026-01-15 provider-current school
        2026-01-15 provider-potential cas
        2026-03-10 discharged
        on 2026-03-11
        = kids: 2026-03-10 to 2026-03-17 upcoming (c-one)
        = school: 2026-03-10 to 2026-03-17 upcoming (c-one)
        on 2026-03-18
        = kids: 2026-03-10 to 2026-03-17 overdue (c-one)
        = school: 2026-03-10 to 2026-03-17 overdue (c-one)
        * E3: an agency that was involved the day before counts, one that left earlier does not
        2026-01-15 provider-current school
        2026-03-10 service-completed kids
        2026-03-09 service-completed school
        2026-03-10 discharged
        on 2026-03-11
        = kids: 2026-03-10 to 2026-03-17 upcoming
        * E3: so does one that joined that day
        2026-03-10 provider-current school
        2026-03-10 discharged
        on 2026-03-11
        = kids: 2026-03-10 to 2026-03-17 upcoming
        = school: 2026-03-10 to 2026-03-17 upcoming
        * W1: the coordinator's own agency knows
        person c-one coordinator agency=kids
        2026-01-15 provider-current school
        2026-03-10 discharged
        on 2026-03-11
        = school: 2026-03-10 to 2026-03-17 upcoming
        * E2: told on the target, after the discharge
        2026-03-10 discharged
        2026-03-17 discharge-notified kids
        on 2026-04-01
        = kids: 2026-03-10 to 2026-03-17 met 2026-03-17
        * late
        2026-03-10 discharged
        2026-03-20 discharge-notified kids
        on 2026-04-01
        = kids: 2026-03-10 to 2026-03-17 met-late 2026-03-20 late 3
        * C1, C2: told on the day counts, told before does not
        2026-01-15 provider-current school
        2026-03-09 discharge-notified school
        2026-03-10 discharge-notified kids
        2026-03-10 discharged
        on 2026-03-11
        = kids: 2026-03-10 to 2026-03-17 met 2026-03-10
        = school: 2026-03-10 to 2026-03-17 upcoming
        * E2: other facts after the discharge have no effect
        2026-03-10 discharged
        2026-03-11 service-completed kids
        2026-03-12 provider-current school
        2026-03-12 coordinator-assigned person=c-two
        on 2026-03-13
        = kids: 2026-03-10 to 2026-03-17 due-soon (c-one)
        * E3: an open hold ends with the discharge and moves nothing
        2026-03-02 hold
        2026-03-10 discharged
        on 2026-03-11
        = kids: 2026-03-10 to 2026-03-17 upcoming
        * E1: a reopening leaves what is owed from before as it is
        2026-03-10 discharged
        2026-03-12 reopened
        on 2026-03-18
        = kids: 2026-03-10 to 2026-03-17 overdue (c-one)
        * waived
        2026-03-10 discharged
        waive discharge-notice kids discharged@2026-03-10 on 2026-03-12
        on 2026-04-01
        = kids: 2026-03-10 to 2026-03-17 waived 2026-03-12
        """)

    @Test("W6: nobody coordinated on the day of discharge", arguments: withoutCoordinator)
    func checkWithoutCoordinator(_ one: DutyCase) { one.check() }

    static let withoutCoordinator = duties(
        "discharge-notice",
        """
        2026-01-15 provider-current kids
        2026-03-10 discharged
        * the supervisor owes the notices
        on 2026-03-11
        = kids: 2026-03-10 to 2026-03-17 upcoming (s-one)
        * else the site's intake
        supervisor -
        on 2026-03-11
        = kids: 2026-03-10 to 2026-03-17 upcoming (s-intake)
        * else nobody yet
        supervisor -
        intake -
        on 2026-03-11
        = kids: 2026-03-10 to 2026-03-17 upcoming (-)
        """)

    @Test("S1, W2: a potential provider joins or declines", arguments: potential)
    func checkPotential(_ one: DutyCase) { one.check() }

    static let potential = duties(
        "potential-provider",
        """
        2026-01-05 coordinator-assigned person=c-one
        * sixty days after it was first named, each agency by itself
        2026-01-15 provider-potential kids
        2026-01-15 provider-current school
        2026-02-02 provider-potential cas
        on 2026-02-03
        = cas: 2026-02-02 to 2026-04-03 upcoming (c-one)
        = kids: 2026-01-15 to 2026-03-16 upcoming (c-one)
        on 2026-03-17
        = cas: 2026-02-02 to 2026-04-03 upcoming
        = kids: 2026-01-15 to 2026-03-16 overdue
        * F6: an agency that is to be named counts from its day on
        2026-01-15 provider-potential kids
        on 2026-01-14
        none
        * it joins on the target
        2026-01-15 provider-potential kids
        2026-03-16 provider-current kids
        on 2026-03-17
        = kids: 2026-01-15 to 2026-03-16 met 2026-03-16
        * it declines late
        2026-01-15 provider-potential kids
        2026-03-18 provider-declined kids
        on 2026-03-19
        = kids: 2026-01-15 to 2026-03-16 met-late 2026-03-18 late 2
        * S1: named again while it is potential, which is the same period
        2026-01-15 provider-potential kids
        2026-02-02 provider-potential kids
        on 2026-02-03
        = kids: 2026-01-15 to 2026-03-16 upcoming
        * S1, W2: named again after it declined, which is another
        2026-01-15 provider-potential kids
        2026-02-02 provider-declined kids
        2026-04-01 provider-potential kids
        on 2026-04-02
        = kids: 2026-01-15 to 2026-03-16 met 2026-02-02
        = kids: 2026-04-01 to 2026-05-31 upcoming
        * W2: named again after it was involved, which is another
        2026-01-15 provider-potential kids
        2026-02-02 provider-current kids
        2026-04-01 provider-potential kids
        on 2026-04-02
        = kids: 2026-01-15 to 2026-03-16 met 2026-02-02
        = kids: 2026-04-01 to 2026-05-31 upcoming
        * W2: its service is over without it ever having been involved
        2026-01-15 provider-potential kids
        2026-02-02 service-completed kids
        on 2026-02-03
        = kids: 2026-01-15 to 2026-03-16 cancelled 2026-02-02
        * C4: involved and completed on one day
        2026-01-15 provider-potential kids
        2026-02-02 provider-current kids
        2026-02-02 service-completed kids
        on 2026-02-03
        = kids: 2026-01-15 to 2026-03-16 met 2026-02-02
        * one that is involved from the first day is not potential
        2026-01-15 provider-potential kids
        2026-01-15 provider-current kids
        on 2026-02-03
        none
        * H3: the days of a hold are added
        2026-01-15 provider-potential kids
        2026-02-01 hold
        2026-02-11 resume
        on 2026-02-03
        = kids: 2026-01-15 to 2026-03-16 on-hold
        on 2026-02-12
        = kids: 2026-01-15 to 2026-03-26 upcoming
        * E3: a discharge cancels it
        2026-01-15 provider-potential kids
        2026-02-02 discharged
        on 2026-03-17
        = kids: 2026-01-15 to 2026-03-16 cancelled 2026-02-02
        * I1: waived for one period
        2026-01-15 provider-potential kids
        waive potential-provider kids provider-potential:kids@2026-01-15 period 1 on 2026-02-02
        on 2026-03-17
        = kids: 2026-01-15 to 2026-03-16 waived 2026-02-02
        """)
}
