import Tabular
import Testing

@Suite struct CSVRowTests {
    @Test(
        "A field is quoted where RFC 4180 asks for it, and otherwise as it is",
        arguments: [
            ("plan-review", "plan-review"), ("", ""), ("a,b", "\"a,b\""),
            ("say \"so\"", "\"say \"\"so\"\"\""), ("a\nb", "\"a\nb\""),
            ("a\r\nb", "\"a\r\nb\""), ("é", "é"),
        ])
    func quotes(text: String, expected: String) {
        var row = CSVRow()
        row.add(text)
        #expect(row.text == expected)
    }

    @Test(
        "A text that a spreadsheet would run becomes one that it shows",
        arguments: [
            ("=1+1", "'=1+1"), ("+1", "'+1"), ("-x", "'-x"), ("@x", "'@x"),
            ("=HYPERLINK(\"x\",1)", "\"'=HYPERLINK(\"\"x\"\",1)\""), ("\t=1", "'\t=1"),
            ("a=1", "a=1"),
        ])
    func defuses(text: String, expected: String) {
        var row = CSVRow()
        row.add(text)
        #expect(row.text == expected)
    }

    @Test("Fields stand side by side; a number keeps its sign, and nothing is an empty field")
    func row() {
        var row = CSVRow()
        row.add(nil as String?)
        row.add(-3)
        row.add(nil as Int?)
        row.add("end")
        #expect(row.text == ",-3,,end")
        #expect(CSVRow(names: ["case", "rule"]).text == "case,rule")
    }
}
