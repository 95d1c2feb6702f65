package import CivilTime

extension Docket {
    /// The rows that a question asks for, in their order, and how many there are in all.
    package func list(_ query: DocketQuery) -> (rows: [DeadlineRow], total: Int) {
        (page(query), count(query))
    }

    /// How many rows a question asks for in all, whatever its limit and wherever it goes on.
    package func count(_ query: DocketQuery) -> Int {
        guard let filter = filter(query) else { return 0 }
        return candidates(query, from: .minimum).reduce(0) { total, group in
            total + group.count { filter.wants(rows[Int($0)]) }
        }
    }

    /// The rows that a question asks for, in their order.
    package func page(_ query: DocketQuery) -> [DeadlineRow] {
        guard let filter = filter(query) else { return [] }
        var found: [DeadlineRow] = []
        for group in candidates(query, from: query.after?.target ?? .minimum) {
            var wanted = group.filter { filter.wants(rows[Int($0)]) }
            if let after = query.after, after.target.dayNumber == group.first.map(target) {
                wanted.removeAll { row($0, on: query.day).position <= after }
            }
            if wanted.count > 1 { wanted.sort { stands($0, before: $1) } }
            for number in wanted.prefix(query.limit - found.count) {
                found.append(row(number, on: query.day))
            }
            if found.count == query.limit { break }
        }
        return found
    }

    private func target(_ number: UInt32) -> Int32 { rows[Int(number)].target }

    /// Whether a row stands before another of the same target: the order of `DeadlineRow.position`.
    func stands(_ left: UInt32, before right: UInt32) -> Bool {
        let (left, right) = (rows[Int(left)], rows[Int(right)])
        if left.caseName != right.caseName {
            return Self.precedes(names[left.caseName], names[right.caseName])
        }
        let (leftRule, rightRule) = (kinds[Int(left.kind)].rule, kinds[Int(right.kind)].rule)
        if leftRule != rightRule { return Self.precedes(leftRule, rightRule) }
        if left.subject != right.subject {
            return Self.precedes(names[left.subject], names[right.subject])
        }
        if left.trigger != right.trigger { return left.trigger < right.trigger }
        return Self.precedes(String(left.episode), String(right.episode))
    }

    private static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    private func filter(_ query: DocketQuery) -> RowFilter? {
        var filter = RowFilter(query)
        if let owner = query.owner {
            guard let number = names.number(of: owner) else { return nil }
            filter.owner = number
        }
        if let caseNumber = query.caseNumber {
            guard let number = names.number(of: caseNumber) else { return nil }
            filter.caseName = number
        }
        if let agency = query.agency {
            let subjects = Set(rows.lazy.map(\.subject))
                .filter { agency.isAbout(Subject(names[$0])) }
            filter.agency = (numbers(agency.people), subjects)
        }
        if let scope = query.scope {
            filter.scope = (numbers(scope.owners), numbers(scope.caseNumbers))
        }
        if query.rule != nil || query.profile != nil {
            filter.kinds = kinds.map { kind in
                kind.rule == query.rule ?? kind.rule
                    && kind.profile == query.profile ?? kind.profile
            }
        }
        return filter
    }

    private func numbers(_ texts: Set<String>) -> Set<UInt32> {
        Set(texts.compactMap { names.number(of: $0) })
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
        if let scope = query.scope {
            return groups(numbers(in: scope), in: range)
        }
        return byTarget.days(from: range.lowerBound, through: range.upperBound)
            .map { byTarget[$0] }
    }

    /// The rows of a scope, each once, in the order of targets.
    private func numbers(in scope: DocketScope) -> [UInt32] {
        var found: Set<UInt32> = []
        for name in numbers(scope.owners) { found.formUnion(byOwner[name] ?? []) }
        for caseNumber in scope.caseNumbers { found.formUnion(numbers(of: caseNumber)) }
        return found.sorted { rows[Int($0)].target < rows[Int($1)].target }
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

    func numbers(of caseNumber: String) -> [UInt32] {
        guard let name = names.number(of: caseNumber) else { return [] }
        var numbers: [UInt32] = []
        var next = firstOfCase[name] ?? Row.none
        while next != Row.none {
            numbers.append(next)
            next = rows[Int(next)].nextInCase
        }
        return numbers.sorted { rows[Int($0)].target < rows[Int($1)].target }
    }

    func row(_ number: UInt32, on day: CivilDate) -> DeadlineRow {
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
}
