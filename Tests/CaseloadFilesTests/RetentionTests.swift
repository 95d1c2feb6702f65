import CaseloadFiles
import CivilTime
import Testing

@Suite("How long a site keeps a case after its discharge")
struct RetentionTests {
    private func read(_ text: String) -> ConfigurationFile {
        ConfigurationReader.read(
            fileName: "c.yaml", bytes: Array("zone: America/Toronto\n\(text)".utf8))
    }

    @Test(
        "In years, months, weeks or days; for ever where nothing is said",
        arguments: [
            ("7 years", Interval.months(84)), ("1 year", .months(12)), ("18 months", .months(18)),
            ("100 days", .days(100)), ("100 years", .months(1200)),
        ])
    func retention(text: String, interval: Interval) {
        let file = read("retention: {after-discharge: \(text)}")
        #expect(file.diagnostics.isEmpty)
        #expect(file.configuration?.retention == interval)
        #expect(read("").configuration?.retention == nil)
    }

    @Test(
        "Anything else is a mistake at its place",
        arguments: ["soon", "0 years", "101 years", "7  years", "10 business days", "0 days"])
    func mistakes(text: String) {
        #expect(
            read("retention: {after-discharge: \(text)}").diagnostics.map(\.description) == [
                "c.yaml:2:30: unknown after-discharge '\(text)': expected days, weeks, months or "
                    + "years, as '7 years'"
            ])
    }

    @Test("The interval is named, and nothing else is")
    func keys() {
        #expect(
            read("retention: {after: 7 years}").diagnostics.map(\.description).first?
                .contains("'after-discharge'") == true)
        #expect(read("retention: 7 years").diagnostics.count == 1)
    }
}
