import Testing

@testable import CivilTime

@Suite("A wall time")
struct WallTimeTests {
    @Test("is read and printed as HH:MM", arguments: ["00:00", "08:30", "23:59", "09:05"])
    func read(text: String) throws {
        #expect(try #require(WallTime(text)).description == text)
    }

    @Test(
        "is not made of anything else",
        arguments: [
            "", "8:30", "08:3", "24:00", "08:60", "0830", "08.30", "08:30:00", " 08:30", "-1:30",
            "08-30", "٠٨:٣٠", "ab:cd",
        ])
    func notATime(text: String) {
        #expect(WallTime(text) == nil)
    }

    @Test("comes in the order of the day")
    func order() throws {
        let texts = ["00:00", "00:59", "01:00", "12:30", "23:59"]
        let times = texts.compactMap { WallTime($0) }
        #expect(times.count == texts.count)
        #expect(times.shuffled().sorted() == times)
    }
}
