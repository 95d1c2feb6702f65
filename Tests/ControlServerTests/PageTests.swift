import Testing

@Suite("Pages of a list")
struct PageTests {
    private static func list(_ caseNumber: String) -> String {
        #"{"method":"io.caseclock.Deadlines.List","parameters":{"case":"\#(caseNumber)","limit":1}}"#
    }

    @Test("There is a cursor where more follows, and none after the last")
    func cursor() throws {
        let daemon = try DaemonProcess()
        let client = try RawClient(daemon.socket)
        let whole = client.ask(Self.list("K-1008"))
        #expect(whole.contains(#""total":1"#))
        #expect(whole.contains(#""cursor":null"#))
        let first = client.ask(Self.list("K-3002"))
        #expect(first.contains(#""total":2"#))
        #expect(first.contains(#""cursor":"2026-"#))
    }
}
