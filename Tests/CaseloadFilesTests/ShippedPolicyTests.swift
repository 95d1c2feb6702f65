import Casework
import CivilTime
import Testing

@testable import CaseloadFiles

@Suite("The shipped policies have every duty of the two documents")
struct ShippedPolicyTests {
    /// A rule in short: basis (and that of its interval), due, arises, per, hold, owner, whether the
    /// document has a passage.
    private static func summary(_ rule: Rule) -> String {
        func letter(_ basis: Rule.Basis) -> String {
            switch basis {
            case .source: "S"
            case .form: "F"
            case .sitePolicy: "P"
            }
        }
        let basis = letter(rule.basis) + (rule.intervalBasis.map { "/" + letter($0) } ?? "")
        let due =
            switch rule.due {
            case .after(let interval): interval.description
            case .before(let interval, let name): "\(interval) before \(name.rawValue)"
            case .on(let name): "on \(name.rawValue)"
            }
        return [
            rule.name, basis, due, rule.arises.rawValue, rule.per.rawValue, rule.hold.rawValue,
            rule.owner.rawValue, rule.section == nil ? "none" : "section",
        ].joined(separator: ", ")
    }

    /// DESIGN 2.2 as it applies to service integration.
    private static let serviceIntegration = [
        "coordinator-identified, P, 10 business days, once, case, pauses, supervisor, section",
        "coordinator-announced, P, 10 business days, latest, current-agency, pauses, coordinator, "
            + "section",
        "family-oriented, P, 14 days, latest, case, pauses, coordinator, section",
        "initial-meeting, S, 60 days, once, case, silent, coordinator, section",
        "initial-booked, P, 30 days, each, case, pauses, coordinator, section",
        "meeting-preferences, P, 7 days before for, each, meeting, silent, coordinator, section",
        "facilitator-named, P, 2 business days before for, each, meeting, silent, coordinator, "
            + "section",
        "consent-renewal, F, on expires, latest, agency, silent, coordinator, section",
        "consent, P, on for, each, current-agency, silent, coordinator, section",
        "meeting-reminder, F, on for, each, meeting, silent, coordinator, section",
        "meeting-form, P, 5 business days, each, meeting, pauses, form-completer, section",
        "form-distributed, P, 10 business days, each, form-recipient, pauses, coordinator, section",
        "plan-agreed, P, 14 days, once, case, pauses, coordinator, section",
        "action-due, F, on due, each, action, silent, responsible, section",
        "action-review, F, on review, each, action, silent, coordinator, section",
        "family-contact, P, 30 days, chain, case, pauses, coordinator, section",
        "provider-contact, P, 90 days, chain, current-agency, pauses, coordinator, section",
        "plan-revision, P, 30 days, each, case, pauses, coordinator, section",
        "plan-review, S, 6 months, chain, case, silent, coordinator, section",
        "review-booked, P, 5 months, each, case, pauses, coordinator, section",
        "early-review, S/P, 30 days, each, case, pauses, coordinator, section",
        "potential-provider, P, 60 days, once, potential-agency, pauses, coordinator, section",
        "coordinator-reconfirmed, P, 10 business days, latest, case, pauses, supervisor, section",
        "forms-handed-over, P, 10 business days, each, case, pauses, previous-coordinator, section",
        "completion-notice, P, 5 business days, each, notice-recipient, pauses, coordinator, "
            + "section",
        "discharge-notice, P, 5 business days, each, provider, pauses, coordinator, section",
    ]

    /// DESIGN 2.2 as it applies to coordinated service planning.
    private static let coordinatedServicePlanning = [
        "coordinator-identified, P, 10 business days, once, case, pauses, supervisor, section",
        "coordinator-announced, P, 10 business days, latest, current-agency, pauses, coordinator, "
            + "none",
        "family-oriented, P, 14 days, latest, case, pauses, coordinator, none",
        "initial-meeting, P, 60 days, once, case, pauses, coordinator, section",
        "initial-booked, P, 30 days, each, case, pauses, coordinator, none",
        "meeting-preferences, P, 7 days before for, each, meeting, silent, coordinator, none",
        "facilitator-named, P, 2 business days before for, each, meeting, silent, coordinator, "
            + "none",
        "consent-renewal, F, on expires, latest, agency, silent, coordinator, none",
        "consent, P, on for, each, current-agency, silent, coordinator, none",
        "meeting-reminder, F, on for, each, meeting, silent, coordinator, section",
        "meeting-form, P, 5 business days, each, meeting, pauses, form-completer, none",
        "form-distributed, P, 10 business days, each, form-recipient, pauses, coordinator, none",
        "plan-agreed, P, 14 days, once, case, pauses, coordinator, section",
        "plan-shared, P, 10 business days, each, provider, pauses, coordinator, section",
        "professional-follow-up, P, 30 days, each, provider, pauses, coordinator, section",
        "family-informed, P, 7 days, each, meeting, pauses, coordinator, section",
        "action-due, F, on due, each, action, silent, responsible, none",
        "action-review, F, on review, each, action, silent, coordinator, none",
        "family-contact, P, 30 days, chain, case, pauses, coordinator, section",
        "provider-contact, P, 90 days, chain, current-agency, pauses, coordinator, section",
        "plan-revision, P, 30 days, each, case, pauses, coordinator, none",
        "plan-review, P, 6 months, chain, case, pauses, coordinator, section",
        "review-booked, P, 5 months, each, case, pauses, coordinator, none",
        "early-review, P, 30 days, each, case, pauses, coordinator, none",
        "potential-provider, P, 60 days, once, potential-agency, pauses, coordinator, section",
        "coordinator-reconfirmed, P, 10 business days, latest, case, pauses, supervisor, none",
        "forms-handed-over, P, 10 business days, each, case, pauses, previous-coordinator, none",
        "completion-notice, P, 5 business days, each, notice-recipient, pauses, coordinator, none",
        "discharge-notice, P, 5 business days, each, provider, pauses, coordinator, none",
    ]

    @Test(
        "each rule is the one that the design lists, in the order of a family's way",
        arguments: [
            ("service-integration", serviceIntegration),
            ("coordinated-service-planning", coordinatedServicePlanning),
        ])
    func table(profile: String, expected: [String]) throws {
        let policy = try #require(try Shipped.policies()[profile])
        #expect(policy.rules.flatMap(\.versions).map { Self.summary($0) } == expected)
    }

    @Test("what starts and ends a rule is what SEMANTICS says")
    func facts() throws {
        for policy in try Shipped.policies().values {
            let isPlanning = policy.profile == "coordinated-service-planning"
            let onlyIntegration: Set<FactKind> =
                isPlanning ? [.protectionFileOpened, .protectionFileClosed] : []
            for (name, starts, closes) in Self.kinds {
                guard let rule = policy.rule(named: name)?.versions.first else { continue }
                #expect(
                    Set(rule.starts.patterns.map(\.kind))
                        == Set(starts).subtracting(onlyIntegration), "\(name)")
                #expect(Set(rule.closes.map(\.kind)) == Set(closes), "\(name)")
            }
            #expect(Set(policy.rules.map(\.name)).isSubset(of: Self.kinds.map(\.0)))
        }
    }

    /// Rules with the kinds that start them (none where they follow another rule) and close them.
    private static let kinds: [(String, [FactKind], [FactKind])] = [
        ("coordinator-identified", [.referred, .initiatingContact], [.coordinatorAssigned]),
        ("coordinator-announced", [.coordinatorAssigned], [.coordinatorAnnounced]),
        ("family-oriented", [.coordinatorAssigned], [.familyOriented]),
        ("initial-meeting", [.initiatingContact], [.meetingHeld]),
        ("initial-booked", [], [.meetingScheduled]),
        ("meeting-preferences", [.meetingScheduled], [.preferencesRecorded]),
        ("facilitator-named", [.meetingScheduled], [.facilitatorNamed]),
        ("consent", [], [.consentSigned, .consentRefused]),
        (
            "consent-renewal", [.consentSigned],
            [.consentSigned, .consentRefused, .consentWithdrawn]
        ),
        ("meeting-reminder", [.meetingScheduled], [.meetingHeld, .meetingCancelled]),
        ("meeting-form", [.meetingHeld], [.formCompleted]),
        ("form-distributed", [.meetingHeld], [.formDistributed]),
        ("plan-agreed", [.meetingHeld], [.planAgreed]),
        ("plan-shared", [.planAgreed], [.planShared]),
        ("action-due", [.actionSet], [.actionDone]),
        ("action-review", [.actionSet], [.actionReviewed]),
        ("family-contact", [.planAgreed], [.familyContacted, .meetingHeld]),
        (
            "plan-revision", [.familyContacted, .providerContacted],
            [.planRevised, .planAgreed, .reviewHeld, .meetingHeld]
        ),
        ("provider-contact", [.planAgreed], [.providerContacted, .meetingHeld]),
        ("professional-follow-up", [.meetingHeld], [.providerContacted]),
        ("family-informed", [], [.familyContacted]),
        ("plan-review", [.planAgreed, .reviewHeld, .meetingHeld], [.meetingHeld, .reviewHeld]),
        ("review-booked", [], [.meetingScheduled]),
        ("early-review", [], [.meetingHeld, .reviewHeld]),
        ("completion-notice", [.serviceCompleted], [.completionNotified]),
        ("discharge-notice", [.discharged], [.dischargeNotified]),
        (
            "coordinator-reconfirmed",
            [
                .protectionFileOpened, .protectionFileClosed, .primaryAgencyChanged,
                .coordinatorLeft,
            ], [.coordinatorAssigned, .coordinatorReconfirmed]
        ),
        ("forms-handed-over", [.coordinatorChanged], [.formsHandedOver]),
        ("potential-provider", [.providerPotential], [.providerCurrent, .providerDeclined]),
    ]

    @Test("what limits a rule, and what it goes by, is what SEMANTICS says")
    func limits() throws {
        for policy in try Shipped.policies().values {
            let isPlanning = policy.profile == "coordinated-service-planning"
            for rule in policy.rules.flatMap(\.versions) {
                var expected = Self.limits[rule.name] ?? []
                if isPlanning { expected.removeAll { $0.hasPrefix("si-") } }
                expected = expected.map { $0.hasPrefix("si-") ? String($0.dropFirst(3)) : $0 }
                #expect(Self.limits(of: rule) == expected, "\(policy.profile) \(rule.name)")
            }
        }
    }

    private static func limits(of rule: Rule) -> [String] {
        let names: [(Rule.Limits, String)] = [
            (.needsConsent, "W4"), (.notForOwnAgency, "W1"), (.endsWithMembership, "W3"),
            (.neverAgain, "S3"), (.oneAtATime, "S2"), (.notOnDischarge, "E3"),
        ]
        var said = names.filter { rule.limits.contains($0.0) }.map(\.1)
        if rule.countsFrom != .trigger { said.append(rule.countsFrom.rawValue) }
        if !rule.when.isEmpty { said.append("when") }
        if !rule.closesUnderProtection.isEmpty { said.append("protection") }
        said += rule.waivedBy.map { "waived by \($0.kind)" }
        if let other = rule.starts.rule { said.append("of \(other)") }
        if let other = rule.restsLeadsOf { said.append("rests \(other)") }
        if let type = rule.bookedBy { said.append("booked \(type)") }
        if let kind = rule.heldBackBy { said.append("quiet \(kind)") }
        return said
    }

    /// By rule; what begins with `si-` only in service integration.
    private static let limits: [String: [String]] = [
        "coordinator-identified": ["episode", "si-when", "si-protection"],
        "coordinator-announced": ["W1"],
        "family-oriented": ["S3", "episode"],
        "initial-meeting": ["booked initial"],
        "initial-booked": ["episode", "of initial-meeting"],
        "meeting-preferences": ["episode"],
        "facilitator-named": ["episode"],
        "consent": ["episode", "of consent-renewal"],
        "consent-renewal": ["after-trigger"],
        "form-distributed": ["W4"],
        "plan-agreed": ["episode"],
        "plan-shared": ["W4"],
        "professional-follow-up": ["W3", "after-trigger", "quiet provider-contact-attempted"],
        "family-informed": ["of professional-follow-up", "quiet family-contact-attempted"],
        "family-contact": ["quiet family-contact-attempted"],
        "provider-contact": ["W1", "quiet provider-contact-attempted"],
        "plan-revision": ["S2"],
        "plan-review": ["booked review"],
        "review-booked": ["episode", "of plan-review"],
        "early-review": [
            "S2", "waived by review-declined", "of plan-review", "rests plan-review",
            "booked review",
        ],
        "coordinator-reconfirmed": ["si-protection"],
        "completion-notice": ["W1", "E3"],
        "discharge-notice": ["W1"],
    ]

    @Test("only two intervals are the documents' own: all else is never shown as theirs")
    func sources() throws {
        let policies = try Shipped.policies()
        func sourced(_ profile: String) -> [String]? {
            policies[profile]?.rules.flatMap(\.versions).filter(\.isSourceInterval).map(\.name)
        }
        #expect(sourced("service-integration") == ["initial-meeting", "plan-review"])
        #expect(sourced("coordinated-service-planning") == [])
        let review = policies["coordinated-service-planning"]?.rule(named: "plan-review")
        #expect(review?.versions.map(\.first?.basis) == [.source])
        #expect(review?.versions.map(\.first?.hold) == [.silent])
    }

    @Test("every rule has the leads of its sort, is said in two languages, and late to supervisors")
    func stages() throws {
        for rule in try Shipped.policies().values.flatMap(\.rules).flatMap(\.versions) {
            let isSource = rule.isSourceInterval || rule.first?.basis == .source
            let lead = isSource ? [30, 14, 7] : rule.basis == .form ? [7, 1] : [2]
            #expect(rule.stages == StagePlan(lead: lead, escalate: [7]), "\(rule.name)")
            #expect(rule.says.count == Locale.allCases.count, "\(rule.name)")
        }
    }

    @Test("a cancelled meeting ends what is owed for the meeting, one way or another (M1)")
    func cancelledMeetings() throws {
        for rule in try Shipped.policies().values.flatMap(\.rules).flatMap(\.versions) {
            let ends = (rule.cancelledBy + rule.closes).map(\.kind)
            let isConsent =
                if case .missingConsent = rule.starts { true } else { false }
            let isOfMeeting = rule.per == .meeting || rule.per == .formRecipient || isConsent
            #expect(ends.contains(.meetingCancelled) == isOfMeeting, "\(rule.name)")
        }
    }
}
