import Control
import Ledger
import TestSupport
import Testing

@testable import caseclockd

/// A name that somebody types where a code or a date belongs.
@Suite("Names in what is recorded")
struct RecordPrivacyTests {
    @Test("It is told to whoever typed it, and kept and logged nowhere")
    func canary() throws {
        let site = try DecidingSite()
        let name = "\(PlantedName.name) senior"
        let plain = #""case":"K-1","kind":"meeting-held","subject":"M1""#
        var parameters = [
            #""case":"NAME","kind":"plan-agreed""#, #""case":"K-1","kind":"NAME""#,
            #""case":"K-1","kind":"plan-agreed","subject":"NAME""#,
            #""case":"K-1","kind":"plan-agreed","date":"NAME""#,
            #""case":"K-1","kind":"plan-revised","key":"NAME""#,
            plain + #","attributes":[{"name":"NAME","values":["x"]}]"#,
        ]
        for attribute in ["type", "family", "present", "person", "late-reason", "completed-by"] {
            parameters.append(
                plain + #","attributes":[{"name":"\#(attribute)","values":["NAME"]}]"#)
        }
        let calls =
            parameters.map { ("Record", $0) } + [
                ("Hold", #""case":"K-1","reason":"NAME""#),
                ("Hold", #""case":"K-1","from":"NAME""#),
                ("Hold", #""case":"K-1","reviewBy":"NAME""#),
                ("Resume", #""case":"K-1","on":"NAME""#),
                ("Retract", #""case":"K-1","id":"NAME","reason":"error""#),
                ("Retract", #""case":"K-1","kind":"NAME","reason":"error""#),
                ("Retract", #""case":"K-1","kind":"plan-agreed","reason":"NAME""#),
                ("Get", #""case":"NAME""#), ("List", #""agency":"NAME""#),
                ("List", #""coordinator":"NAME""#), ("Export", #""case":"NAME""#),
            ]
        for (method, text) in calls {
            let parameters = text.replacing("NAME", with: name)
            let message =
                #"{"method":"io.caseclock.Cases.\#(method)","parameters":{\#(parameters)},"#
                + #""more":\#(method == "Export")}"# + "\0"
            let answer = try ConnectedSocket(to: site.site.socket).answer(to: Array(message.utf8))
            #expect(answer?.contains(#""error""#) == true, "\(message)")
        }
        #expect(try site.withLedger { try $0.recordedFacts() } == [])
        let trail = try site.withLedger { try $0.audit(limit: 200) }
        #expect(!"\(trail)".contains(PlantedName.stem))
        #expect(try !site.daemon.errors().contains(PlantedName.stem))
    }
}
