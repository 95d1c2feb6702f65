package import CivilTime

/// Every open deadline, by target date, by owner and by the day of its next stage.
///
/// It is derived from the facts and kept in memory only. Each deadline is one row of fixed size
/// whose texts are kept once; what is not in the row is worked out again from the case.
package struct Docket: Sendable {
    private var rows: [Row] = []
    private var free: [UInt32] = []
    private var names = Names()
    private var kinds: [RuleKind] = []
    private var kindNumbers: [RuleKind: UInt16] = [:]
    /// The first row of each case; the others follow by `Row.nextInCase`.
    private var firstOfCase: [UInt32: UInt32] = [:]
    private var byOwner: [UInt32: [UInt32]] = [:]
    private var byTarget = DayIndex()
    private var byStage = DayIndex()

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

    /// The earliest day after another on which a stage may have to be said.
    package func nextStageDay(after day: CivilDate) -> CivilDate? {
        byStage.days(from: day.dayNumber + 1, through: .max).first.flatMap(Self.date)
    }

    /// Who owes something.
    package var owners: [String] {
        byOwner.filter { $0.key != Names.none && !$0.value.isEmpty }.map { names[$0.key] }.sorted()
    }

    /// The stages whose day has come by a day, after another day if given.
    package func stagesDue(
        after first: CivilDate? = nil, through day: CivilDate
    ) -> [StageDue] {
        var due: [StageDue] = []
        let start = first.map { $0.dayNumber + 1 } ?? .min
        for bucket in byStage.days(from: start, through: day.dayNumber) {
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

    /// The rows that a question asks for, in their order, and how many there are in all.
    package func list(_ query: DocketQuery) -> (rows: [DeadlineRow], total: Int) {
        (page(query), count(query))
    }

    /// How many rows a question asks for in all, whatever its limit and wherever it goes on.
    package func count(_ query: DocketQuery) -> Int {
        candidates(query, from: .minimum).reduce(0) { total, group in
            total + group.count { query.wants(row($0, on: query.day)) }
        }
    }

    /// The rows that a question asks for, in their order.
    package func page(_ query: DocketQuery) -> [DeadlineRow] {
        var found: [DeadlineRow] = []
        for group in candidates(query, from: query.after?.target ?? .minimum) {
            let rows = group.map { row($0, on: query.day) }.filter(query.wants)
            var placed = rows.map { (position: $0.position, row: $0) }
            if let after = query.after { placed.removeAll { $0.position <= after } }
            placed.sort { $0.position < $1.position }
            found += placed.prefix(query.limit - found.count).map(\.row)
            if found.count == query.limit { break }
        }
        return found
    }

    /// How many deadlines are open in each state on a day.
    package func counts(on day: CivilDate) -> [Deadline.State: Int] {
        var counts: [Deadline.State: Int] = [:]
        for bucket in byTarget.days(from: .min, through: .max) {
            for number in byTarget[bucket] {
                counts[rows[Int(number)].state(on: day.dayNumber), default: 0] += 1
            }
        }
        return counts
    }

    /// The rows that can answer a question, in groups of one target each, in the order of targets.
    private func candidates(_ query: DocketQuery, from first: CivilDate) -> [[UInt32]] {
        let last = query.withinDays.flatMap { query.day.checkedAdvanced(byDays: $0) } ?? .maximum
        let range = first.dayNumber...max(first.dayNumber, last.dayNumber)
        if let caseNumber = query.caseNumber {
            return groups(numbers(of: caseNumber), in: range)
        }
        if let owner = query.owner {
            guard let name = names.number(of: owner) else { return [] }
            return groups(byOwner[name] ?? [], in: range)
        }
        return byTarget.days(from: range.lowerBound, through: range.upperBound)
            .map { byTarget[$0] }
    }

    private func groups(_ numbers: [UInt32], in range: ClosedRange<Int32>) -> [[UInt32]] {
        var groups: [[UInt32]] = []
        var target: Int32?
        for number in numbers {
            let day = rows[Int(number)].target
            guard range.contains(day) else { continue }
            if day == target {
                groups[groups.count - 1].append(number)
            } else {
                groups.append([number])
                target = day
            }
        }
        return groups
    }

    private func numbers(of caseNumber: String) -> [UInt32] {
        guard let name = names.number(of: caseNumber) else { return [] }
        var numbers: [UInt32] = []
        var next = firstOfCase[name] ?? Row.none
        while next != Row.none {
            numbers.append(next)
            next = rows[Int(next)].nextInCase
        }
        return numbers.sorted { rows[Int($0)].target < rows[Int($1)].target }
    }

    private func row(_ number: UInt32, on day: CivilDate) -> DeadlineRow {
        let row = rows[Int(number)]
        let kind = kinds[Int(row.kind)]
        let target = Self.date(row.target) ?? .minimum
        let state = row.state(on: day.dayNumber)
        let heldSince = row.onHoldSince == Row.noDay ? nil : max(row.onHoldSince, row.trigger)
        return DeadlineRow(
            caseNumber: names[row.caseName], rule: kind.rule, subject: Subject(names[row.subject]),
            profile: kind.profile, owner: row.owner == Names.none ? nil : names[row.owner],
            trigger: Self.date(row.trigger) ?? .minimum, target: target,
            working: Self.date(row.working) ?? .minimum, state: state,
            daysLeft: Int(row.target - (heldSince ?? day.dayNumber)), episode: Int(row.episode),
            ended: nil, late: nil,
            held: state == .overdue && row.heldDays > 0 ? Int(row.heldDays) : nil,
            lateReason: nil, basis: kind.basis, section: kind.section)
    }

    private static func date(_ dayNumber: Int32) -> CivilDate? {
        dayNumber == Row.noDay ? nil : CivilDate(dayNumber: Int(dayNumber))
    }
}
