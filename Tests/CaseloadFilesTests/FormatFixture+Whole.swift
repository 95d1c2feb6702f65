extension FormatFixture {
    /// The cases of which a row of a register can't hold all.
    static let whole: [FormatFixture] = [
        FormatFixture(
            "a coordinator who changes",
            yaml: """
                case: K-9
                  profile: service-integration
                  coordinator: [b-ito, {person: c-osei, assigned: 2026-03-01}]
                  initiating-contact: 2026-01-15
                """,
            json: """
                {"case":"K-9","profile":"service-integration","coordinator":["b-ito",\
                {"person":"c-osei","assigned":"2026-03-01"}],"initiating-contact":"2026-01-15"}
                """,
            withoutRegister: "a row has one coordinator",
            timeline: """
                case,kind,date,person,profile,coordinator
                K-9,initiating-contact,2026-01-15,,service-integration,b-ito
                K-9,coordinator-assigned,2026-03-01,c-osei,,
                """),
        FormatFixture(
            "meetings with who was there, planned and held",
            yaml: """
                case: K-10
                  profile: service-integration
                  initiating-contact: 2026-01-15
                  meetings:
                    - {meeting: M1, type: initial, scheduled: {for: 2026-03-02, booked: 2026-02-10},
                       held: 2026-03-02, family: full, present: [kids, school],
                       preferences: 2026-02-20, facilitator: 2026-02-21, completed-by: j-singh}
                    - {meeting: M2, type: review, scheduled: 2026-08-20, cancelled: 2026-08-19}
                    - {meeting: M3, type: other, held: 2026-09-01, family: none,
                       late-reason: not-possible}
                """,
            json: """
                {"case":"K-10","profile":"service-integration","initiating-contact":"2026-01-15",\
                "meetings":[{"meeting":"M1","type":"initial","scheduled":{"for":"2026-03-02",\
                "booked":"2026-02-10"},"held":"2026-03-02","family":"full",\
                "present":["kids","school"],"preferences":"2026-02-20",\
                "facilitator":"2026-02-21","completed-by":"j-singh"},{"meeting":"M2",\
                "type":"review","scheduled":"2026-08-20","cancelled":"2026-08-19"},\
                {"meeting":"M3","type":"other","held":"2026-09-01","family":"none",\
                "late-reason":"not-possible"}]}
                """,
            withoutRegister: "a cell has dates only",
            timeline: """
                case,profile,kind,date,subject,for,type,family,present,completed-by,late-reason
                K-10,service-integration,initiating-contact,2026-01-15
                K-10,,meeting-scheduled,2026-02-10,M1,2026-03-02,initial
                K-10,,meeting-held,2026-03-02,M1,,initial,full,kids school,j-singh
                K-10,,preferences-recorded,2026-02-20,M1
                K-10,,facilitator-named,2026-02-21,M1
                K-10,,meeting-scheduled,,M2,2026-08-20,review
                K-10,,meeting-cancelled,2026-08-19,M2
                K-10,,meeting-held,2026-09-01,M3,,other,none,,,not-possible
                """),
        FormatFixture(
            "goals with areas, actions with dates of their own, contacts with outcomes",
            yaml: """
                case: K-11
                  profile: coordinated-service-planning
                  initiating-contact: 2026-01-15
                  primary-agency: {agency: kids, from: 2026-02-01}
                  providers: [{agency: kids, contact: j-singh, involvement: current,
                    consent: {signed: 2026-01-20, expires: 2027-01-20}}]
                  plan: {agreed: 2026-03-02, goals: [{goal: G1, area: fun, actions: [{action: A1,
                    responsible: j-singh, due: 2026-05-01, review: 2026-06-01, done: 2026-04-30,
                    results: done-well}]}]}
                  contacts:
                    - {with: family, date: 2026-03-20, outcome: as-intended}
                    - {with: kids, date: 2026-03-21, outcome: revise}
                  holds: {from: 2026-07-01, review-by: 2026-07-20, reason: moved}
                """,
            json: """
                {"case":"K-11","profile":"coordinated-service-planning",\
                "initiating-contact":"2026-01-15","primary-agency":{"agency":"kids",\
                "from":"2026-02-01"},"providers":[{"agency":"kids","contact":"j-singh",\
                "involvement":"current","consent":{"signed":"2026-01-20",\
                "expires":"2027-01-20"}}],"plan":{"agreed":"2026-03-02","goals":[{"goal":"G1",\
                "area":"fun","actions":[{"action":"A1","responsible":"j-singh",\
                "due":"2026-05-01","review":"2026-06-01","done":"2026-04-30",\
                "results":"done-well"}]}]},"contacts":[{"with":"family","date":"2026-03-20",\
                "outcome":"as-intended"},{"with":"kids","date":"2026-03-21",\
                "outcome":"revise"}],"holds":{"from":"2026-07-01","review-by":"2026-07-20",\
                "reason":"moved"}}
                """,
            withoutRegister: "a cell has dates only",
            timeline: """
                case;profile;kind;subject;date;agency;contact;expires;area;responsible;due;review;\
                results;outcome;review-by;reason
                K-11;coordinated-service-planning;initiating-contact;;2026-01-15
                K-11;;primary-agency-changed;;2026-02-01;kids
                K-11;;provider-current;kids;;;j-singh
                K-11;;consent-signed;kids;2026-01-20;;;2027-01-20
                K-11;;plan-agreed;;2026-03-02
                K-11;;goal-set;G1;;;;;fun
                K-11;;action-set;G1/A1;;;;;;j-singh;2026-05-01;2026-06-01
                K-11;;action-done;G1/A1;2026-04-30;;;;;;;;done-well
                K-11;;family-contacted;;2026-03-20;;;;;;;;;as-intended
                K-11;;provider-contacted;kids;2026-03-21;;;;;;;;;revise
                K-11;;hold;;2026-07-01;;;;;;;;;;2026-07-20;moved
                """),
        FormatFixture(
            "a whole life: two episodes with all that happens in them",
            yaml: """
                case: K-13
                  profile: service-integration
                  supervisor: s-roy
                  status: active
                  episodes:
                    - coordinator: [{person: b-ito, assigned: 2025-01-14, family-agreed: 2025-01-14},
                        {person: c-osei, assigned: 2025-04-01}]
                      referred: 2025-01-10
                      initiating-contact: 2025-01-13
                      forms-handed-over: 2025-04-03
                      providers: [{agency: kids, involvement: current, joined: 2025-01-13,
                        consent: {signed: 2025-01-20}}]
                      meetings: [{meeting: M1, type: initial, held: 2025-03-04, family: partial,
                        present: [kids], form-completed: 2025-03-06,
                        distributed: {family: 2025-03-07, kids: 2025-03-07}}]
                      plan: {agreed: 2025-03-04, goals: [{goal: G1, area: mobility,
                        achieved: 2025-05-30}]}
                      contacts: [{with: family, date: 2025-04-02, outcome: revise}]
                      discharged: 2025-06-19
                      discharge-notified: {kids: 2025-06-24}
                    - reopened: 2026-01-26
                      coordinator: {person: c-osei, assigned: 2026-01-27}
                      initiating-contact: 2026-01-28
                      meetings: [{meeting: M1, type: initial, held: 2026-03-04}]
                      plan: {agreed: 2026-03-04, goals: [{goal: G1, area: communication}]}
                """,
            json: """
                {"case":"K-13","profile":"service-integration","supervisor":"s-roy",\
                "status":"active","episodes":[{"coordinator":[{"person":"b-ito",\
                "assigned":"2025-01-14","family-agreed":"2025-01-14"},{"person":"c-osei",\
                "assigned":"2025-04-01"}],"referred":"2025-01-10",\
                "initiating-contact":"2025-01-13","forms-handed-over":"2025-04-03",\
                "providers":[{"agency":"kids","involvement":"current","joined":"2025-01-13",\
                "consent":{"signed":"2025-01-20"}}],"meetings":[{"meeting":"M1",\
                "type":"initial","held":"2025-03-04","family":"partial","present":["kids"],\
                "form-completed":"2025-03-06","distributed":{"family":"2025-03-07",\
                "kids":"2025-03-07"}}],"plan":{"agreed":"2025-03-04","goals":[{"goal":"G1",\
                "area":"mobility","achieved":"2025-05-30"}]},"contacts":[{"with":"family",\
                "date":"2025-04-02","outcome":"revise"}],"discharged":"2025-06-19",\
                "discharge-notified":{"kids":"2025-06-24"}},{"reopened":"2026-01-26",\
                "coordinator":{"person":"c-osei","assigned":"2026-01-27"},\
                "initiating-contact":"2026-01-28","meetings":[{"meeting":"M1",\
                "type":"initial","held":"2026-03-04"}],"plan":{"agreed":"2026-03-04",\
                "goals":[{"goal":"G1","area":"communication"}]}}]}
                """,
            withoutRegister: "a cell has dates only, and a row has one coordinator",
            timeline: """
                case,profile,supervisor,status,coordinator,kind,subject,date,person,family-agreed,\
                type,family,present,area,outcome
                K-13,service-integration,s-roy,active,c-osei,referred,,2025-01-10
                K-13,,,,c-osei,initiating-contact,,2025-01-13
                K-13,,,,c-osei,coordinator-assigned,,2025-01-14,b-ito,2025-01-14
                K-13,,,,c-osei,coordinator-assigned,,2025-04-01,c-osei
                K-13,,,,c-osei,forms-handed-over,,2025-04-03
                K-13,,,,c-osei,provider-current,kids,2025-01-13
                K-13,,,,c-osei,consent-signed,kids,2025-01-20
                K-13,,,,c-osei,meeting-held,M1,2025-03-04,,,initial,partial,kids
                K-13,,,,c-osei,form-completed,M1,2025-03-06
                K-13,,,,c-osei,form-distributed,M1/family,2025-03-07
                K-13,,,,c-osei,form-distributed,M1/kids,2025-03-07
                K-13,,,,c-osei,plan-agreed,,2025-03-04
                K-13,,,,c-osei,goal-set,G1,2025-03-04,,,,,,mobility
                K-13,,,,c-osei,goal-achieved,G1,2025-05-30
                K-13,,,,c-osei,family-contacted,,2025-04-02,,,,,,,revise
                K-13,,,,c-osei,discharged,,2025-06-19
                K-13,,,,c-osei,discharge-notified,kids,2025-06-24
                K-13,,,,c-osei,reopened,,2026-01-26
                K-13,,,,c-osei,coordinator-assigned,,2026-01-27,c-osei
                K-13,,,,c-osei,initiating-contact,,2026-01-28
                K-13,,,,c-osei,meeting-held,M1,2026-03-04,,,initial
                K-13,,,,c-osei,plan-agreed,,2026-03-04
                K-13,,,,c-osei,goal-set,G1,2026-03-04,,,,,,communication
                """),
    ]
}
