import Tabular
import Testing

@Suite struct TableFitTests {
    private static let wishes: [TableFit.Wish] = [
        .init(width: 6), .init(width: 20, least: 10), .init(width: 8, need: .useful),
        .init(width: 12, need: .detail), .init(width: 9, need: .detail),
    ]

    @Test(
        "Details go first and from the end, then the widest is shortened, then the useful goes",
        arguments: [
            (nil, [6, 20, 8, 12, 9]), (63, [6, 20, 8, 12, 9]), (62, [6, 20, 8, 12, nil]),
            (52, [6, 20, 8, 12, nil]), (51, [6, 20, 8, nil, nil]), (38, [6, 20, 8, nil, nil]),
            (37, [6, 19, 8, nil, nil]), (28, [6, 10, 8, nil, nil]), (27, [6, 19, nil, nil, nil]),
            (18, [6, 10, nil, nil, nil]), (3, [6, 10, nil, nil, nil]),
        ] as [(Int?, [Int?])])
    func fits(limit: Int?, expected: [Int?]) {
        #expect(TableFit.widths(Self.wishes, within: limit) == expected)
    }

    @Test("A column that is shorter than its least width keeps the width it has")
    func least() {
        let wishes = [TableFit.Wish(width: 4, least: 8), TableFit.Wish(width: 30, least: 8)]
        #expect(TableFit.widths(wishes, within: 20) == [4, 14])
    }

    @Test("Whatever the limit, what can fit does, and no column is wider than it asked to be")
    func sweeps() {
        for limit in 0...80 {
            let widths = TableFit.widths(Self.wishes, within: limit)
            let shown = widths.compactMap { $0 }
            let total = shown.reduce(0, +) + TableFit.gap * (shown.count - 1)
            #expect(total <= limit || limit < 18)
            for (width, wish) in zip(widths, Self.wishes) {
                #expect(width.map { wish.least...wish.width ~= $0 } ?? (wish.need != .essential))
            }
        }
    }

    @Test("No columns need no width")
    func none() {
        #expect(TableFit.widths([], within: 80).isEmpty)
    }
}
