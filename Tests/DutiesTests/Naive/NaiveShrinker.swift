import Casework
import CivilTime

extension NaiveCase {
    /// A smaller case that fails too: what can be left out is left out, one thing at a time.
    func shrunk(whileIt fails: (NaiveCase) -> Bool) -> NaiveCase {
        var smallest = self
        var hasChanged = true
        while hasChanged {
            hasChanged = false
            for smaller in smallest.largerCuts where fails(smaller) {
                smallest = smaller
                hasChanged = true
                break
            }
            if hasChanged { continue }
            for place in smallest.facts.indices.reversed() {
                var smaller = smallest
                smaller.facts.remove(at: place)
                if fails(smaller) {
                    smallest = smaller
                    hasChanged = true
                }
            }
            for smaller in smallest.lesserCuts where fails(smaller) {
                smallest = smaller
                hasChanged = true
                break
            }
        }
        return smallest
    }

    /// The case without one half or one quarter of its facts.
    private var largerCuts: [NaiveCase] {
        [2, 4].flatMap { parts -> [NaiveCase] in
            let size = facts.count / parts
            guard size > 1 else { return [] }
            return (0..<parts).map { part in
                var smaller = self
                smaller.facts.removeSubrange(part * size..<(part + 1) * size)
                return smaller
            }
        }
    }

    /// The case without one of its waivers or people, or without what is known of one of them.
    private var lesserCuts: [NaiveCase] {
        var cuts: [NaiveCase] = []
        for place in waivers.indices {
            var smaller = self
            smaller.waivers.remove(at: place)
            cuts.append(smaller)
        }
        for code in people.keys.sorted() {
            var smaller = self
            smaller.people[code] = nil
            cuts.append(smaller)
            if people[code]?.left != nil {
                smaller.people[code] = people[code]
                smaller.people[code]?.left = nil
                cuts.append(smaller)
            }
        }
        return cuts
    }
}
