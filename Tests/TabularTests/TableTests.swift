import Tabular
import Testing

@Suite struct TableTests {
    private static func table() -> Table {
        var table = Table(columns: [
            .init("CASE"), .init("RULE", least: 6), .init("SUBJECT"), .init("STATE", .useful),
        ])
        table.add([.init("K-1"), .init("initial-meeting"), .init(nil), .init("overdue", .alarm)])
        table.add([.init("K-1042"), .init("plan-review"), .init(nil), .init("due", .notice)])
        return table
    }

    @Test("Columns line up, an empty one is left out, and no line ends with blanks")
    func whole() {
        #expect(
            Self.table().lines(width: nil, colour: false) == [
                "CASE    RULE             STATE",
                "K-1     initial-meeting  overdue",
                "K-1042  plan-review      due",
            ])
    }

    @Test("What does not fit is shortened, and says so")
    func shortened() {
        #expect(
            Self.table().lines(width: 25, colour: false) == [
                "CASE    RULE      STATE",
                "K-1     initial…  overdue",
                "K-1042  plan-re…  due",
            ])
    }

    @Test("No line is longer than the terminal, however narrow it is", arguments: 1...40)
    func narrow(width: Int) {
        for line in Self.table().lines(width: width, colour: false) {
            #expect(line.count <= width)
        }
    }

    @Test("Colours mark what is urgent and change no position")
    func coloured() {
        let lines = Self.table().lines(width: nil, colour: true)
        #expect(lines[1] == "K-1     initial-meeting  \u{1B}[31moverdue\u{1B}[0m")
        #expect(lines[2] == "K-1042  plan-review      \u{1B}[33mdue\u{1B}[0m")
    }

    @Test("A cell cannot command the terminal or break its line")
    func control() {
        var table = Table(columns: [.init("A")])
        table.add([.init("x\u{1B}[2J\ny\u{9B}z\u{202E}")])
        #expect(
            table.lines(width: nil, colour: false)[1]
                == "x\u{FFFD}[2J\u{FFFD}y\u{FFFD}z\u{FFFD}")
    }
}
