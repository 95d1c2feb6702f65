package import CivilTime

/// A duty: what starts it, when it is due, what closes it, and who is reminded.
///
/// It is data: policy files hold it, and no rule has code of its own.
package struct Rule: Hashable, Sendable {
    /// The rule's name, such as `plan-review`.
    package var name: String
    /// The first trigger day to which this version applies; nil for all.
    package var from: CivilDate?
    /// Where the interval comes from.
    package var basis: Basis
    /// The section of the program's document; nil where there is no passage.
    package var section: String?
    /// The duty in a plain sentence, by language.
    package var says: [Locale: String]
    /// Where the interval comes from, where that is not where the duty comes from (SEMANTICS H2).
    package var intervalBasis: Basis?
    /// What starts it.
    package var starts: Start
    /// What must hold while it is owed: one of these; empty for nothing (SEMANTICS S5).
    package var when: [Condition]
    /// How deadlines arise from those facts.
    package var arises: Arises
    /// What there is one deadline for.
    package var per: Scope
    /// When it is due.
    package var due: Due
    /// The facts that close it.
    package var closes: [FactPattern]
    /// Those of them that still close it while a protection file is open; empty for all (A2).
    package var closesUnderProtection: [FactPattern]
    /// From which day on a fact closes it (C1, C2).
    package var countsFrom: CountsFrom
    /// The facts that cancel it (M1, M2).
    package var cancelledBy: [FactPattern]
    /// The facts that end it as waived (V3).
    package var waivedBy: [FactPattern]
    /// What arises no more, or not yet, and for whom not.
    package var limits: Limits
    /// Who owes it.
    package var owner: OwnerRole
    /// What a hold does to it.
    package var hold: HoldEffect
    /// What differs for the first link of a chain (SEMANTICS H2).
    package var first: FirstLink?
    /// The rule whose leads rest while this one is open (V3).
    package var restsLeadsOf: String?
    /// The type of meeting whose planned day holds the leads back (M4).
    package var bookedBy: String?
    /// The fact that holds the owner's stages back for a while (K2).
    package var heldBackBy: FactKind?
    /// When it is spoken of.
    package var stages: StagePlan

    /// A rule.
    package init(
        name: String, from: CivilDate? = nil, basis: Basis, section: String?,
        says: [Locale: String] = [:], intervalBasis: Basis? = nil, starts: Start,
        when: [Condition] = [], arises: Arises, per: Scope = .case, due: Due,
        closes: [FactPattern], closesUnderProtection: [FactPattern] = [],
        countsFrom: CountsFrom = .trigger, cancelledBy: [FactPattern] = [],
        waivedBy: [FactPattern] = [], limits: Limits = [], owner: OwnerRole = .coordinator,
        hold: HoldEffect, first: FirstLink? = nil, restsLeadsOf: String? = nil,
        bookedBy: String? = nil, heldBackBy: FactKind? = nil, stages: StagePlan
    ) {
        self.name = name
        self.from = from
        self.basis = basis
        self.section = section
        self.says = says
        self.intervalBasis = intervalBasis
        self.starts = starts
        self.when = when
        self.arises = arises
        self.per = per
        self.due = due
        self.closes = closes
        self.closesUnderProtection = closesUnderProtection
        self.countsFrom = countsFrom
        self.cancelledBy = cancelledBy
        self.waivedBy = waivedBy
        self.limits = limits
        self.owner = owner
        self.hold = hold
        self.first = first
        self.restsLeadsOf = restsLeadsOf
        self.bookedBy = bookedBy
        self.heldBackBy = heldBackBy
        self.stages = stages
    }

    /// Where a rule's interval comes from (DESIGN 2).
    package enum Basis: String, Hashable, Sendable, CaseIterable {
        /// It is written in the document.
        case source
        /// The date itself is on the form or in the record.
        case form
        /// The site chose it.
        case sitePolicy = "site-policy"
    }

    /// How deadlines arise from start facts (SEMANTICS S1–S4).
    package enum Arises: String, Hashable, Sendable, CaseIterable {
        /// One per subject and episode.
        case once
        /// One per start fact.
        case each
        /// A later start fact ends the open one and starts anew.
        case latest
        /// One open at a time; each closing day triggers the next.
        case chain
    }

    /// When a deadline is due.
    package enum Due: Hashable, Sendable {
        /// An interval after the trigger day.
        case after(Interval)
        /// An interval before a day planned in the start fact (T4).
        case before(Interval, of: Attributes.Name)
        /// The day that the start fact itself names (T4).
        case on(Attributes.Name)
    }

    /// Who owes a deadline.
    package enum OwnerRole: String, Hashable, Sendable, CaseIterable {
        /// The case's coordinator (W6).
        case coordinator
        /// The case's supervisor, else the site's intake.
        case supervisor
        /// Who coordinated until the day before the trigger.
        case previousCoordinator = "previous-coordinator"
        /// The person that the start fact names to complete a form, else the coordinator.
        case formCompleter = "form-completer"
        /// The person that the start fact names; the coordinator for the family, and once overdue.
        case responsible
    }

    /// What a hold does to a deadline (SEMANTICS H2).
    package enum HoldEffect: String, Hashable, Sendable, CaseIterable {
        /// The target moves by the days of the hold.
        case pauses
        /// The target stands; only the stages are held back.
        case silent
    }

    /// What differs for the first link of a chain.
    package struct FirstLink: Hashable, Sendable {
        /// Where its interval comes from.
        package let basis: Basis
        /// The section of the document.
        package let section: String?
        /// What a hold does to it.
        package let hold: HoldEffect

        /// A first link.
        package init(basis: Basis, section: String?, hold: HoldEffect) {
            self.basis = basis
            self.section = section
            self.hold = hold
        }
    }
}

extension Rule {
    /// The duty in a sentence, in English where the language has none; nil where there is none.
    package func sentence(in locale: Locale) -> String? { says[locale] ?? says[.en] }
}

/// A language in which Caseclock speaks to people.
package enum Locale: String, Hashable, Sendable, CaseIterable {
    case en, fr
}
