/// The known name a mistyped one was probably meant to be.
package enum NearestName {
    /// Names longer than this are nobody's typing error.
    private static let longestName = 64

    /// The nearest of `names`, if it is near enough: a third of its letters at most differ.
    package static func nearest(to word: String, among names: [String]) -> String? {
        let letters = Array(word.utf8)
        guard letters.count <= longestName else { return nil }
        var best: (name: String, distance: Int)?
        for name in names {
            let distance = distance(letters, Array(name.utf8))
            guard distance <= max(1, name.utf8.count / 3) else { continue }
            if let best, best.distance <= distance { continue }
            best = (name, distance)
        }
        return best?.name
    }

    /// Letters to insert, remove or replace (Levenshtein).
    private static func distance(_ first: [UInt8], _ second: [UInt8]) -> Int {
        var previous = Array(0...second.count)
        for (row, letter) in first.enumerated() {
            var current = [row + 1]
            for (column, other) in second.enumerated() {
                let replaced = previous[column] + (letter == other ? 0 : 1)
                current.append(min(replaced, previous[column + 1] + 1, current[column] + 1))
            }
            previous = current
        }
        return previous[second.count]
    }
}
