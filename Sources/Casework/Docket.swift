package import CivilTime

/// Every open deadline, by target date, by owner and by the day of its next stage.
///
/// It is derived from the facts and kept in memory only. Each deadline is one row of fixed size
/// whose texts are kept once; what is not in the row is worked out again from the case.
package struct Docket: Sendable {
    var rows: [Row] = []
    var free: [UInt32] = []
    var names = Names()
    var kinds: [RuleKind] = []
    var kindNumbers: [RuleKind: UInt16] = [:]
    /// The first row of each case; the others follow by `Row.nextInCase`.
    var firstOfCase: [UInt32: UInt32] = [:]
    var byOwner: [UInt32: [UInt32]] = [:]
    var byTarget = DayIndex()
    var byStage = DayIndex()

    /// An empty docket.
    package init() {}

    /// An open deadline with the days of its next stages; nil for none.
    package struct Entry: Hashable, Sendable {
        /// The deadline.
        package let deadline: Deadline
        /// The day of the next stage of its owner.
        package let nextStage: CivilDate?
        /// The day of the next escalation.
        package let nextEscalation: CivilDate?

        /// An entry of an open deadline.
        package init(_ deadline: Deadline, nextStage: CivilDate?, nextEscalation: CivilDate?) {
            self.deadline = deadline
            self.nextStage = nextStage
            self.nextEscalation = nextEscalation
        }

        /// The earlier of the days of its next stages.
        var stageDay: CivilDate? {
            guard let nextStage else { return nextEscalation }
            return nextEscalation.map { min($0, nextStage) } ?? nextStage
        }
    }

    /// A stage that may have to be said: of which case, and whose slot it waits for.
    package struct StageDue: Hashable, Sendable {
        /// The file number.
        package let caseNumber: String
        /// The owner of the deadline.
        package let owner: String?
        /// The day of the next stage of the owner.
        package let nextStage: CivilDate?
        /// The day of the next escalation.
        package let nextEscalation: CivilDate?
    }

    /// How many deadlines are open.
    package var count: Int { rows.count - free.count }

    /// Whether a deadline of the case is open.
    package func has(_ caseNumber: String) -> Bool {
        names.number(of: caseNumber).map { firstOfCase[$0] != nil } ?? false
    }

    /// The earliest day after another on which a stage may have to be said.
    package func nextStageDay(after day: CivilDate) -> CivilDate? {
        byStage.days(from: day.dayNumber + 1, through: .max).first.flatMap(Self.date)
    }

    /// Who owes something.
    package var owners: [String] {
        byOwner.filter { $0.key != Names.none && !$0.value.isEmpty }.map { names[$0.key] }.sorted()
    }

    /// Who owes the deadlines of a case, each once, by code.
    package func owners(of caseNumber: String) -> [String] {
        Set(
            numbers(of: caseNumber).map { rows[Int($0)].owner }.filter { $0 != Names.none }
                .map { names[$0] }
        ).sorted()
    }

    /// Whether somebody owes something.
    package func owes(_ owner: String) -> Bool {
        names.number(of: owner).flatMap { byOwner[$0] }.map { !$0.isEmpty } ?? false
    }

    /// The cases in which somebody owes something, each once.
    package func cases(of owner: String) -> [String] {
        guard let name = names.number(of: owner) else { return [] }
        return Set((byOwner[name] ?? []).map { rows[Int($0)].caseName }).map { names[$0] }.sorted()
    }

    /// The stages whose day has come by a day.
    package func stagesDue(through day: CivilDate) -> [StageDue] {
        var due: [StageDue] = []
        for bucket in byStage.days(from: .min, through: day.dayNumber) {
            for number in byStage[bucket] {
                let row = rows[Int(number)]
                due.append(
                    StageDue(
                        caseNumber: names[row.caseName],
                        owner: row.owner == Names.none ? nil : names[row.owner],
                        nextStage: Self.date(row.nextStage),
                        nextEscalation: Self.date(row.nextEscalation)))
            }
        }
        return due
    }

    /// Puts the open deadlines of a case in the place of those it had.
    package mutating func replace(_ caseNumber: String, with entries: [Entry]) {
        remove(caseNumber)
        for entry in entries { insert(entry) }
    }

    /// Takes the deadlines of a case out.
    package mutating func remove(_ caseNumber: String) {
        guard let name = names.number(of: caseNumber) else { return }
        var next = firstOfCase.removeValue(forKey: name) ?? Row.none
        while next != Row.none {
            let row = rows[Int(next)]
            byTarget.remove(next, from: row.target)
            if let day = row.stageDay { byStage.remove(next, from: day) }
            byOwner[row.owner]?.removeAll { $0 == next }
            free.append(next)
            next = row.nextInCase
        }
    }

    private mutating func insert(_ entry: Entry) {
        let deadline = entry.deadline
        let name = names.add(deadline.identity.caseNumber)
        let row = Row(
            caseName: name, subject: names.add(deadline.identity.subject.text),
            owner: deadline.owner.map { names.add($0) } ?? Names.none,
            kind: kindNumber(
                RuleKind(
                    profile: deadline.profile, rule: deadline.identity.rule,
                    basis: deadline.basis, section: deadline.section)),
            episode: UInt16(clamping: deadline.identity.episode),
            heldDays: UInt16(clamping: deadline.heldDays), trigger: deadline.trigger.dayNumber,
            target: deadline.target.dayNumber, working: deadline.working.dayNumber,
            firstLead: deadline.firstLead?.dayNumber ?? Row.noDay,
            onHoldSince: deadline.onHoldSince?.dayNumber ?? Row.noDay,
            nextStage: entry.nextStage?.dayNumber ?? Row.noDay,
            nextEscalation: entry.nextEscalation?.dayNumber ?? Row.noDay,
            nextInCase: firstOfCase[name] ?? Row.none)
        let number: UInt32
        if let reused = free.popLast() {
            number = reused
            rows[Int(reused)] = row
        } else {
            number = UInt32(rows.count)
            rows.append(row)
        }
        firstOfCase[name] = number
        byTarget.add(number, to: row.target)
        if let day = row.stageDay { byStage.add(number, to: day) }
        var owned = byOwner.removeValue(forKey: row.owner) ?? []
        let place = owned.partitioningIndex { rows[Int($0)].target > row.target }
        owned.insert(number, at: place)
        byOwner[row.owner] = owned
    }

    private mutating func kindNumber(_ kind: RuleKind) -> UInt16 {
        if let known = kindNumbers[kind] { return known }
        let number = UInt16(kinds.count)
        kinds.append(kind)
        kindNumbers[kind] = number
        return number
    }

    static func date(_ dayNumber: Int32) -> CivilDate? {
        dayNumber == Row.noDay ? nil : CivilDate(dayNumber: Int(dayNumber))
    }
}
