extension FormatFixture {
    /// The cases that a row of a register can hold.
    static let plain: [FormatFixture] = [
        FormatFixture(
            "a referral alone",
            yaml: "case: K-1\n  profile: service-integration\n  referred: 2026-01-15",
            json: #"{"case":"K-1","profile":"service-integration","referred":"2026-01-15"}"#,
            register: "case,profile,referred\nK-1,service-integration,2026-01-15\n",
            timeline: """
                case,kind,date,profile
                K-1,referred,2026-01-15,service-integration
                """),
        FormatFixture(
            "a coordinator assigned on the day of initiating contact",
            yaml: """
                case: K-2
                  profile: service-integration
                  coordinator: b-ito
                  referred: 2026-01-10
                  initiating-contact: 2026-01-15
                """,
            json: """
                {"case": "K-2", "profile": "service-integration", "coordinator": "b-ito", \
                "referred": "2026-01-10", "initiating-contact": "2026-01-15"}
                """,
            register: """
                case;profile;coordinator;referred;initiating-contact
                K-2;service-integration;b-ito;2026-01-10;2026-01-15
                """,
            timeline: """
                case,kind,date,subject,profile,coordinator
                K-2,referred,2026-01-10,,service-integration,
                K-2,initiating-contact,2026-01-15,,,b-ito
                """),
        FormatFixture(
            "a coordinator assigned later, with the family's agreement, and a supervisor",
            yaml: """
                case: K-3
                  profile: service-integration
                  supervisor: s-roy
                  status: active
                  coordinator: {person: b-ito, assigned: 2026-01-20, family-agreed: 2026-01-19}
                  initiating-contact: 2026-01-15
                """,
            json: """
                {"case":"K-3","profile":"service-integration","supervisor":"s-roy",\
                "status":"active","coordinator":{"person":"b-ito","assigned":"2026-01-20",\
                "family-agreed":"2026-01-19"},"initiating-contact":"2026-01-15"}
                """,
            register: """
                case,profile,supervisor,status,coordinator,coordinator-assigned,family-agreed,initiating-contact
                K-3,service-integration,s-roy,active,b-ito,2026-01-20,2026-01-19,2026-01-15
                """,
            timeline: """
                case,kind,date,person,family-agreed,profile,supervisor,status
                K-3,coordinator-assigned,2026-01-20,b-ito,2026-01-19,service-integration,s-roy,active
                K-3,initiating-contact,2026-01-15,,,,,
                """),
        FormatFixture(
            "an initial meeting and a plan, which is the register's own",
            yaml: """
                case: K-4
                  profile: service-integration
                  coordinator: b-ito
                  initiating-contact: 2026-01-15
                  family-oriented: 2026-01-22
                  meetings: [{meeting: initial, type: initial, held: 2026-03-02}]
                  plan: {agreed: 2026-03-02}
                  reviews: [2026-09-01]
                """,
            json: """
                {"case":"K-4","profile":"service-integration","coordinator":"b-ito",\
                "initiating-contact":"2026-01-15","family-oriented":["2026-01-22"],"meetings":[\
                {"meeting":"initial","type":"initial","held":"2026-03-02"}],\
                "plan":{"agreed":"2026-03-02"},"reviews":[{"held":"2026-09-01"}]}
                """,
            register: """
                case,profile,coordinator,initiating-contact,family-oriented,initial-meeting-held,\
                plan-agreed,review-held
                K-4,service-integration,b-ito,2026-01-15,2026-01-22,2026-03-02,2026-03-02,2026-09-01
                """,
            timeline: """
                case,kind,date,subject,type,profile,coordinator
                K-4,initiating-contact,2026-01-15,,,service-integration,b-ito
                K-4,family-oriented,2026-01-22
                K-4,meeting-held,2026-03-02,initial,initial
                K-4,plan-agreed,2026-03-02
                K-4,review-held,2026-09-01
                """),
        FormatFixture(
            "several contacts with the family, in one cell",
            yaml: """
                case: K-5
                  profile: service-integration
                  initiating-contact: 2026-01-15
                  contacts:
                    - {with: family, date: 2026-03-20}
                    - {with: family, date: 2026-04-17, successful: true}
                    - {with: family, date: 2026-05-12}
                    - {with: family, date: 2026-05-10, successful: false}
                """,
            json: """
                {"case":"K-5","profile":"service-integration","initiating-contact":"2026-01-15",\
                "contacts":[{"with":"family","date":"2026-03-20"},{"with":"family",\
                "date":"2026-04-17","successful":true},{"with":"family","date":"2026-05-12"},\
                {"with":"family","date":"2026-05-10","successful":false}]}
                """,
            register: """
                case,profile,initiating-contact,family-contacted,family-contact-attempted
                K-5,service-integration,2026-01-15,"2026-03-20; 2026-04-17;2026-05-12",2026-05-10
                """,
            timeline: """
                case;kind;date;subject;profile
                K-5;initiating-contact;2026-01-15;;service-integration
                K-5;family-contacted;2026-03-20;family;
                K-5;family-contacted;2026-04-17;;
                K-5;family-contacted;2026-05-12;;
                K-5;family-contact-attempted;2026-05-10;;
                """),
        FormatFixture(
            "providers, their consents and what they were told",
            yaml: """
                case: K-6
                  profile: service-integration
                  initiating-contact: 2026-01-15
                  providers:
                    - {agency: kids, involvement: current, joined: 2026-01-15,
                       announced: [2026-01-20, 2026-03-01], consent: {signed: 2026-01-21}}
                    - {agency: school, involvement: declined, potential: 2026-01-16,
                       declined: 2026-02-01}
                    - {agency: clinic, involvement: completed, joined: 2026-01-17,
                       completed: 2026-06-01, consent: [{refused: 2026-01-30},
                       {signed: 2026-02-03}, {withdrawn: 2026-05-01}]}
                """,
            json: """
                {"case":"K-6","profile":"service-integration","initiating-contact":"2026-01-15",\
                "providers":[{"agency":"kids","involvement":"current","joined":"2026-01-15",\
                "announced":["2026-01-20","2026-03-01"],"consent":{"signed":"2026-01-21"}},\
                {"agency":"school","involvement":"declined","potential":"2026-01-16",\
                "declined":"2026-02-01"},{"agency":"clinic","involvement":"completed",\
                "joined":"2026-01-17","completed":"2026-06-01","consent":[\
                {"refused":"2026-01-30"},{"signed":"2026-02-03"},{"withdrawn":"2026-05-01"}]}]}
                """,
            register: """
                case,profile,initiating-contact,provider-current[kids],provider-potential[school],\
                provider-declined[school],provider-current[clinic],service-completed[clinic],\
                coordinator-announced[kids],consent-signed[kids],consent-refused[clinic],\
                consent-signed[clinic],consent-withdrawn[clinic]
                K-6,service-integration,2026-01-15,2026-01-15,2026-01-16,2026-02-01,2026-01-17,\
                2026-06-01,2026-01-20 2026-03-01,2026-01-21,2026-01-30,2026-02-03,2026-05-01
                """,
            timeline: """
                case,profile,kind,subject,date
                K-6,service-integration,initiating-contact,,2026-01-15
                K-6,,provider-current,kids,2026-01-15
                K-6,,coordinator-announced,kids,2026-01-20
                K-6,,coordinator-announced,kids,2026-03-01
                K-6,,consent-signed,kids,2026-01-21
                K-6,,provider-potential,school,2026-01-16
                K-6,,provider-declined,school,2026-02-01
                K-6,,provider-current,clinic,2026-01-17
                K-6,,consent-refused,clinic,2026-01-30
                K-6,,consent-signed,clinic,2026-02-03
                K-6,,consent-withdrawn,clinic,2026-05-01
                K-6,,service-completed,clinic,2026-06-01
                """),
        FormatFixture(
            "a meeting's forms, and kinds of the site's own",
            yaml: """
                case: K-7
                  profile: coordinated-service-planning
                  coordinator: c-osei
                  initiating-contact: 2026-01-15
                  meetings: [{meeting: initial, type: initial, held: 2026-03-02,
                    form-completed: 2026-03-04, distributed: {family: 2026-03-05, kids: 2026-03-06}}]
                  facts: [{kind: x-court-date, date: 2026-05-04},
                    {kind: x-school-transition, subject: school, date: 2026-06-30}]
                """,
            json: """
                {"case":"K-7","profile":"coordinated-service-planning","coordinator":"c-osei",\
                "initiating-contact":"2026-01-15","meetings":[{"meeting":"initial",\
                "type":"initial","held":"2026-03-02","form-completed":"2026-03-04",\
                "distributed":{"family":"2026-03-05","kids":"2026-03-06"}}],"facts":[\
                {"kind":"x-court-date","date":"2026-05-04"},{"kind":"x-school-transition",\
                "subject":"school","date":"2026-06-30"}]}
                """,
            register: """
                case,profile,coordinator,initiating-contact,initial-meeting-held,\
                form-completed[initial],form-distributed[initial/family],\
                form-distributed[initial/kids],x-court-date,x-school-transition[school]
                K-7,coordinated-service-planning,c-osei,2026-01-15,2026-03-02,2026-03-04,\
                2026-03-05,2026-03-06,2026-05-04,2026-06-30
                """,
            timeline: """
                case,kind,subject,date,type,profile,coordinator
                K-7,initiating-contact,,2026-01-15,,coordinated-service-planning,c-osei
                K-7,meeting-held,initial,2026-03-02,initial
                K-7,form-completed,initial,2026-03-04
                K-7,form-distributed,initial/family,2026-03-05
                K-7,form-distributed,initial/kids,2026-03-06
                K-7,x-court-date,,2026-05-04
                K-7,x-school-transition,school,2026-06-30
                """),
        FormatFixture(
            "goals, actions, holds and reviews declined, dates only",
            yaml: """
                case: K-8
                  profile: service-integration
                  initiating-contact: 2026-01-15
                  protection-file: {opened: 2025-11-02, closed: 2026-02-20}
                  forms-handed-over: 2026-02-25
                  coordinator-reconfirmed: 2026-02-26
                  plan:
                    agreed: 2026-03-02
                    revised: [2026-04-02, 2026-05-02]
                    shared: {kids: 2026-03-09}
                    goals: [{goal: G1, achieved: 2026-06-01, actions: [{action: A1,
                      done: 2026-05-20, reviewed: 2026-05-25}]}, {goal: G2, set: 2026-03-09,
                      difficulty: 2026-05-05, out-of-difficulty: 2026-06-05, dropped: 2026-07-01}]
                  reviews: [{declined: 2026-06-10}]
                  holds: {from: 2026-08-01, resume: 2026-09-01}
                """,
            json: """
                {"case":"K-8","profile":"service-integration","initiating-contact":"2026-01-15",\
                "protection-file":{"opened":"2025-11-02","closed":"2026-02-20"},\
                "forms-handed-over":"2026-02-25","coordinator-reconfirmed":"2026-02-26",\
                "plan":{"agreed":"2026-03-02","revised":["2026-04-02","2026-05-02"],\
                "shared":{"kids":"2026-03-09"},"goals":[{"goal":"G1","achieved":"2026-06-01",\
                "actions":[{"action":"A1","done":"2026-05-20","reviewed":"2026-05-25"}]},\
                {"goal":"G2","set":"2026-03-09","difficulty":"2026-05-05",\
                "out-of-difficulty":"2026-06-05","dropped":"2026-07-01"}]},\
                "reviews":[{"declined":"2026-06-10"}],\
                "holds":[{"from":"2026-08-01","resume":"2026-09-01"}]}
                """,
            register: """
                case,profile,initiating-contact,protection-file-opened,protection-file-closed,\
                forms-handed-over,coordinator-reconfirmed,plan-agreed,plan-revised,\
                plan-shared[kids],goal-set[G1],goal-achieved[G1],action-set[G1/A1],\
                action-done[G1/A1],action-reviewed[G1/A1],goal-set[G2],goal-in-difficulty[G2],\
                goal-out-of-difficulty[G2],goal-dropped[G2],review-declined,hold,resume
                K-8,service-integration,2026-01-15,2025-11-02,2026-02-20,2026-02-25,2026-02-26,\
                2026-03-02,2026-04-02|2026-05-02,2026-03-09,2026-03-02,2026-06-01,2026-03-02,\
                2026-05-20,2026-05-25,2026-03-09,2026-05-05,2026-06-05,2026-07-01,2026-06-10,\
                2026-08-01,2026-09-01
                """,
            timeline: """
                case,profile,kind,subject,date
                K-8,service-integration,initiating-contact,,2026-01-15
                K-8,,protection-file-opened,,2025-11-02
                K-8,,protection-file-closed,,2026-02-20
                K-8,,forms-handed-over,,2026-02-25
                K-8,,coordinator-reconfirmed,,2026-02-26
                K-8,,goal-set,G1,
                K-8,,action-set,G1/A1,
                K-8,,plan-agreed,,2026-03-02
                K-8,,plan-revised,,2026-04-02
                K-8,,plan-revised,,2026-05-02
                K-8,,plan-shared,kids,2026-03-09
                K-8,,goal-achieved,G1,2026-06-01
                K-8,,action-done,G1/A1,2026-05-20
                K-8,,action-reviewed,G1/A1,2026-05-25
                K-8,,goal-set,G2,2026-03-09
                K-8,,goal-in-difficulty,G2,2026-05-05
                K-8,,goal-out-of-difficulty,G2,2026-06-05
                K-8,,goal-dropped,G2,2026-07-01
                K-8,,review-declined,,2026-06-10
                K-8,,hold,,2026-08-01
                K-8,,resume,,2026-09-01
                """),
        FormatFixture(
            "a case that was discharged and came back, dates only",
            yaml: """
                case: K-12
                  profile: service-integration
                  episodes:
                    - coordinator: b-ito
                      initiating-contact: 2025-01-13
                      meetings: [{meeting: initial, type: initial, held: 2025-03-04}]
                      discharged: 2025-06-19
                      discharge-notified: {kids: 2025-06-24}
                      completion-notified: {family: 2025-06-18}
                    - coordinator: b-ito
                      reopened: 2026-01-26
                      plan: {agreed: 2026-03-02}
                """,
            json: """
                {"case":"K-12","profile":"service-integration","episodes":[{"coordinator":"b-ito",\
                "initiating-contact":"2025-01-13","meetings":[{"meeting":"initial",\
                "type":"initial","held":"2025-03-04"}],"discharged":"2025-06-19",\
                "discharge-notified":{"kids":"2025-06-24"},\
                "completion-notified":{"family":"2025-06-18"}},{"coordinator":"b-ito",\
                "reopened":"2026-01-26","plan":{"agreed":"2026-03-02"}}]}
                """,
            register: """
                case,profile,coordinator,initiating-contact,initial-meeting-held,discharged,\
                discharge-notified[kids],completion-notified[family],reopened,plan-agreed
                K-12,service-integration,b-ito,2025-01-13,2025-03-04,2025-06-19,2025-06-24,\
                2025-06-18,2026-01-26,2026-03-02
                """,
            timeline: """
                case,profile,coordinator,kind,subject,date,type
                K-12,service-integration,b-ito,initiating-contact,,2025-01-13
                K-12,,,plan-agreed,,2026-03-02
                K-12,,,reopened,,2026-01-26
                K-12,,,meeting-held,initial,2025-03-04,initial
                K-12,,,discharged,,2025-06-19
                K-12,,,discharge-notified,kids,2025-06-24
                K-12,,,completion-notified,family,2025-06-18
                """),
    ]
}
