extension Docket {
    /// One open deadline in fixed size; days as their numbers, texts as the numbers of `Names`.
    struct Row: Sendable {
        static let none = UInt32.max
        static let noDay = Int32.max

        let caseName: UInt32
        let subject: UInt32
        let owner: UInt32
        let kind: UInt16
        let episode: UInt16
        let heldDays: UInt16
        let trigger: Int32
        let target: Int32
        let working: Int32
        let firstLead: Int32
        let onHoldSince: Int32
        let nextStage: Int32
        let nextEscalation: Int32
        let nextInCase: UInt32

        var stageDay: Int32? {
            let day = min(nextStage, nextEscalation)
            return day == Self.noDay ? nil : day
        }

        /// The same derivation as `Deadline.state(on:)`, for an open deadline.
        func state(on day: Int32) -> Deadline.State {
            if onHoldSince != Self.noDay { return .onHold }
            if day > target { return .overdue }
            if day >= working { return .due }
            return day >= firstLead ? .dueSoon : .upcoming
        }
    }

    /// What the deadlines of one rule have in common.
    struct RuleKind: Hashable, Sendable {
        let profile: String
        let rule: String
        let basis: Rule.Basis
        let section: String?
    }

    /// Texts, each kept once, by number.
    struct Names: Sendable {
        static let none = UInt32.max
        private var texts: [String] = []
        private var numbers: [String: UInt32] = [:]

        subscript(number: UInt32) -> String { texts[Int(number)] }

        func number(of text: String) -> UInt32? { numbers[text] }

        mutating func add(_ text: String) -> UInt32 {
            if let known = numbers[text] { return known }
            let number = UInt32(texts.count)
            texts.append(text)
            numbers[text] = number
            return number
        }
    }

    /// Row numbers by a day, the days in order.
    struct DayIndex: Sendable {
        private var buckets: [Int32: [UInt32]] = [:]
        private var days: [Int32] = []

        subscript(day: Int32) -> [UInt32] { buckets[day] ?? [] }

        func days(from first: Int32, through last: Int32) -> ArraySlice<Int32> {
            let start = days.partitioningIndex { $0 >= first }
            let end = days.partitioningIndex { $0 > last }
            return start < end ? days[start..<end] : []
        }

        mutating func add(_ number: UInt32, to day: Int32) {
            if buckets[day] == nil {
                days.insert(day, at: days.partitioningIndex { $0 >= day })
            }
            buckets[day, default: []].append(number)
        }

        mutating func remove(_ number: UInt32, from day: Int32) {
            guard let place = buckets[day]?.firstIndex(of: number) else { return }
            buckets[day]?.remove(at: place)
            guard buckets[day]?.isEmpty == true else { return }
            buckets[day] = nil
            let index = days.partitioningIndex { $0 >= day }
            if index < days.endIndex, days[index] == day { days.remove(at: index) }
        }
    }
}

extension RandomAccessCollection {
    /// The first index whose element fulfils a condition that holds for all after it too.
    func partitioningIndex(where belongsInSecondPart: (Element) -> Bool) -> Index {
        var low = startIndex
        var count = self.count
        while count > 0 {
            let half = count / 2
            let middle = index(low, offsetBy: half)
            if belongsInSecondPart(self[middle]) {
                count = half
            } else {
                low = index(after: middle)
                count -= half + 1
            }
        }
        return low
    }
}
