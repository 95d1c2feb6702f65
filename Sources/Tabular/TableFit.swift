/// How wide the columns of a table are, so that it fits.
package enum TableFit {
    /// What becomes of a column when there is not room for all.
    package enum Need: Sendable, Equatable {
        /// It goes first, before anything is shortened.
        case detail
        /// It goes when shortening does not do.
        case useful
        /// It stays.
        case essential
    }

    /// What a column would like.
    package struct Wish: Sendable, Equatable {
        /// Its longest text.
        package var width: Int
        /// What it can be shortened to.
        package var least: Int
        package var need: Need

        /// What a column would like; one that is shorter than `least` needs no more than it has.
        package init(width: Int, least: Int? = nil, need: Need = .essential) {
            self.width = width
            self.least = min(width, least ?? width)
            self.need = need
        }
    }

    /// Spaces between two columns.
    package static let gap = 2

    /// The width of each column; nil where it is left out.
    ///
    /// Columns that are details go first, the last of them first; then the widest ones are
    /// shortened; then what is merely useful goes. Essential ones stay, even if they do not fit.
    package static func widths(_ wishes: [Wish], within limit: Int?) -> [Int?] {
        var widths: [Int?] = wishes.map(\.width)
        guard let limit else { return widths }
        leaveOut(.detail, of: wishes, from: &widths) { total($0) > limit }
        leaveOut(.useful, of: wishes, from: &widths) { widths in
            total(zip(wishes, widths).map { $1 == nil ? nil : $0.least }) > limit
        }
        shorten(&widths, wishes, to: limit)
        return widths
    }

    private static func leaveOut(
        _ need: Need, of wishes: [Wish], from widths: inout [Int?],
        while tooWide: ([Int?]) -> Bool
    ) {
        for index in wishes.indices.reversed() where wishes[index].need == need {
            guard tooWide(widths) else { return }
            widths[index] = nil
        }
    }

    private static func shorten(_ widths: inout [Int?], _ wishes: [Wish], to limit: Int) {
        while total(widths) > limit {
            let reducible = widths.indices.filter { (widths[$0] ?? 0) > wishes[$0].least }
            let widest = reducible.max { (widths[$0] ?? 0) < (widths[$1] ?? 0) }
            guard let widest else { return }
            widths[widest] = widths[widest].map { $0 - 1 }
        }
    }

    private static func total(_ widths: [Int?]) -> Int {
        let present = widths.compactMap { $0 }
        return present.reduce(0, +) + gap * max(0, present.count - 1)
    }
}
