import Casework
import Testing

/// The actions of a plan: dates worked out by hand.
@Suite struct ActionDuties {
    @Test("S2, T4: an action is carried out", arguments: done)
    func checkDone(_ one: DutyCase) { one.check() }

    static let done = duties(
        "action-due",
        """
        2026-01-15 coordinator-assigned person=c-one
        2026-03-02 goal-set G1
        * by its own date, owed by whoever carries it out; once overdue by the coordinator
        2026-03-02 action-set G1/A1 due=2026-05-01 responsible=p-one
        on 2026-04-23
        = G1/A1: 2026-03-02 to 2026-05-01 upcoming (p-one)
        on 2026-04-24
        = G1/A1: 2026-03-02 to 2026-05-01 due-soon (p-one)
        on 2026-05-01
        = G1/A1: 2026-03-02 to 2026-05-01 due (p-one)
        on 2026-05-02
        = G1/A1: 2026-03-02 to 2026-05-01 overdue (c-one)
        * the family's are the coordinator's, and so are those of nobody
        2026-03-02 action-set G1/A1 due=2026-05-01 responsible=family
        2026-03-02 action-set G1/A2 due=2026-05-04
        on 2026-03-03
        = G1/A1: 2026-03-02 to 2026-05-01 upcoming (c-one)
        = G1/A2: 2026-03-02 to 2026-05-04 upcoming (c-one)
        * an action without a day is not owed by one
        2026-03-02 action-set G1/A1 responsible=p-one
        on 2026-05-02
        none
        * done on the day, and done late
        2026-03-02 action-set G1/A1 due=2026-05-01 responsible=p-one
        2026-03-02 action-set G1/A2 due=2026-05-01 responsible=p-one
        2026-05-01 action-done G1/A1
        2026-05-05 action-done G1/A2
        on 2026-05-06
        = G1/A1: 2026-03-02 to 2026-05-01 met 2026-05-01 (p-one)
        = G1/A2: 2026-03-02 to 2026-05-01 met-late 2026-05-05 late 4 (c-one)
        * C2: done before it was set, or another action done
        2026-02-20 action-done G1/A1
        2026-03-02 action-set G1/A1 due=2026-05-01
        2026-03-05 action-done G2/A1
        on 2026-03-06
        = G1/A1: 2026-03-02 to 2026-05-01 upcoming
        * looked at is not done
        2026-03-02 action-set G1/A1 due=2026-05-01
        2026-03-05 action-reviewed G1/A1
        on 2026-03-06
        = G1/A1: 2026-03-02 to 2026-05-01 upcoming
        * T4: its day was over when it was set
        2026-03-02 action-set G1/A1 due=2026-02-20
        on 2026-03-02
        = G1/A1: 2026-03-02 to 2026-03-02 due
        * T3: its day is Good Friday
        2026-03-02 action-set G1/A1 due=2026-04-03
        on 2026-04-02
        = G1/A1: 2026-03-02 to 2026-04-03 due
        * I1: its day is put off, which moves the same deadline
        2026-03-02 action-set G1/A1 due=2026-05-01
        2026-03-02 action-set G1/A1 due=2026-05-15 recorded known=2
        on 2026-03-03
        = G1/A1: 2026-03-02 to 2026-05-15 upcoming
        * H2, H4: an own date stands through a hold
        2026-03-02 action-set G1/A1 due=2026-05-01
        2026-04-20 hold
        2026-04-27 resume
        2026-05-05 action-done G1/A1
        on 2026-04-22
        = G1/A1: 2026-03-02 to 2026-05-01 upcoming resting
        on 2026-05-06
        = G1/A1: 2026-03-02 to 2026-05-01 met-late 2026-05-05 late 4 held 7
        * E3: a discharge cancels it
        2026-03-02 action-set G1/A1 due=2026-05-01
        2026-04-20 discharged
        on 2026-05-06
        = G1/A1: 2026-03-02 to 2026-05-01 cancelled 2026-04-20
        * waived
        2026-03-02 action-set G1/A1 due=2026-05-01
        waive action-due G1/A1 action-set:G1/A1 on 2026-04-20
        on 2026-05-06
        = G1/A1: 2026-03-02 to 2026-05-01 waived 2026-04-20
        """)

    @Test("S2, T4: the results of an action are looked at", arguments: lookedAt)
    func checkLookedAt(_ one: DutyCase) { one.check() }

    static let lookedAt = duties(
        "action-review",
        """
        2026-01-15 coordinator-assigned person=c-one
        2026-03-02 goal-set G1
        * by its own date, owed by the coordinator whoever carries it out
        2026-03-02 action-set G1/A1 due=2026-05-01 review=2026-06-01 responsible=p-one
        on 2026-05-24
        = G1/A1: 2026-03-02 to 2026-06-01 upcoming (c-one)
        on 2026-05-25
        = G1/A1: 2026-03-02 to 2026-06-01 due-soon (c-one)
        on 2026-06-02
        = G1/A1: 2026-03-02 to 2026-06-01 overdue (c-one)
        * an action without such a day is not looked at by one
        2026-03-02 action-set G1/A1 due=2026-05-01
        on 2026-06-02
        none
        * looked at on the day, and late, with its results
        2026-03-02 action-set G1/A1 review=2026-06-01
        2026-03-02 action-set G1/A2 review=2026-06-01
        2026-06-01 action-reviewed G1/A1 results=r-1
        2026-06-04 action-reviewed G1/A2 results=r-2
        on 2026-06-05
        = G1/A1: 2026-03-02 to 2026-06-01 met 2026-06-01
        = G1/A2: 2026-03-02 to 2026-06-01 met-late 2026-06-04 late 3
        * done is not looked at, and before it was set it was not looked at
        2026-02-20 action-reviewed G1/A1
        2026-03-02 action-set G1/A1 review=2026-06-01
        2026-03-05 action-done G1/A1
        on 2026-03-06
        = G1/A1: 2026-03-02 to 2026-06-01 upcoming
        * T4: its day was over when it was set
        2026-03-02 action-set G1/A1 review=2026-02-20
        on 2026-03-02
        = G1/A1: 2026-03-02 to 2026-03-02 due
        * H2, H4: an own date stands through a hold
        2026-03-02 action-set G1/A1 review=2026-06-01
        2026-05-11 hold
        2026-05-21 resume
        on 2026-05-12
        = G1/A1: 2026-03-02 to 2026-06-01 upcoming resting
        on 2026-06-02
        = G1/A1: 2026-03-02 to 2026-06-01 overdue held 10
        * E3: a discharge cancels it
        2026-03-02 action-set G1/A1 review=2026-06-01
        2026-04-20 discharged
        on 2026-06-05
        = G1/A1: 2026-03-02 to 2026-06-01 cancelled 2026-04-20
        * waived
        2026-03-02 action-set G1/A1 review=2026-06-01
        waive action-review G1/A1 action-set:G1/A1 on 2026-04-20
        on 2026-06-05
        = G1/A1: 2026-03-02 to 2026-06-01 waived 2026-04-20
        """)
}
