import Control
import JSONText
import Testing

@Suite("One connection, as the driver sees it")
struct VarlinkConnectionTests {
    private static let status = #"{"method":"io.caseclock.Service.Status","parameters":{}}"# + "\0"
    private static let info = #"{"method":"org.varlink.service.GetInfo"}"# + "\0"
    private static let list = #"{"method":"io.caseclock.Deadlines.List","parameters":{}}"# + "\0"
    private static let stream =
        #"{"method":"io.caseclock.Deadlines.List","parameters":{},"more":true}"# + "\0"
    private static let reload = #"{"method":"io.caseclock.Service.Reload"}"# + "\0"

    private func error(_ call: String, uid: UInt32 = 0) throws -> VarlinkError? {
        let reply = try #require(try reply(call, uid: uid))
        guard let name = reply.error, case .object(let members) = reply.parameters else {
            return nil
        }
        return VarlinkError(name: name, parameters: members)
    }

    private func reply(_ call: String, uid: UInt32 = 0) throws -> VarlinkReply? {
        let played = Played(uid: uid)
        played.send(call + "\0")
        let replies = try played.replies()
        #expect(replies.count <= 1)
        return replies.first
    }

    @Test("A call cut in two anywhere is answered the same")
    func splits() throws {
        let whole = Played()
        whole.send(Self.list)
        let expected = try whole.replies()
        #expect(expected.count == 1 && expected[0].error == nil)
        let bytes = Array(Self.list.utf8)
        for cut in 0...bytes.count {
            let played = Played()
            played.send(Array(bytes[..<cut]))
            if cut < bytes.count { #expect(!played.connection.demand.writes) }
            played.send(Array(bytes[cut...]))
            #expect(try played.replies() == expected)
        }
        let drops = Played()
        for byte in bytes + bytes { drops.send([byte]) }
        #expect(try drops.replies() == expected + expected)
    }

    @Test("Of calls sent together some are answered in one turn, and the rest in the next ones")
    func turns() throws {
        var limits = ConnectionLimits()
        limits.callsPerTurn = 2
        let played = Played(limits: limits)
        var demand = played.send(Self.info + Self.list + Self.info + Self.info + Self.list)
        var answered: [Int] = []
        while demand.goesOn {
            // Nothing more is read before what was read has had its turn, and what is written
            // gives none away.
            #expect(!demand.reads && demand.closes == nil)
            answered.append(try played.replies().count)
            #expect(played.connection.demand.goesOn)
            demand = played.connection.takeTurn(at: 0)
        }
        answered.append(try played.replies().count)
        #expect(answered == [2, 2, 1] && demand.reads)
        demand = played.send(Self.info + Self.info + Self.info)
        #expect(played.connection.receivedEnd(at: 0).closes == nil)
        demand = played.connection.takeTurn(at: 0)
        #expect(try played.replies().count == 3)
        #expect(played.connection.demand.closes == .finished)
    }

    @Test("Calls sent together are answered in their order")
    func pipelining() throws {
        let played = Played()
        played.send(Self.info + Self.list + Self.stream + Self.info)
        let replies = try played.replies()
        #expect(replies.count == 3 + SampleService.streamedRows / SampleService.batchRows)
        #expect(replies.first?.parameters["vendor"] == .string("Caseclock"))
        #expect(replies[1].parameters["asOf"] != nil)
        #expect(replies[2].continues)
        #expect(!replies[replies.count - 2].continues)
        #expect(replies.last == replies.first)
    }

    @Test("A call that wants no answer gets none")
    func oneway() throws {
        for method in [
            "io.caseclock.Deadlines.List", "io.caseclock.Service.Reload", "no.such.Thing",
        ] {
            let played = Played()
            played.send(#"{"method":"\#(method)","oneway":true}"# + "\0" + Self.info)
            let replies = try played.replies()
            #expect(replies.count == 1)
            #expect(replies.first?.parameters["vendor"] != nil)
        }
    }

    @Test("Flags that are false or null are as good as none")
    func falseFlags() throws {
        let call =
            #"{"method":"org.varlink.service.GetInfo","more":false,"oneway":false,"upgrade":null}"#
        #expect(try reply(call)?.error == nil)
    }

    @Test("The service describes itself, and serves its interface files as they are")
    func introspection() throws {
        let names = ["org.varlink.service", "io.caseclock.Deadlines", "io.caseclock.Service"]
        let info = try #require(try reply(String(Self.info.dropLast())))
        #expect(info.parameters["interfaces"] == .array(names.map { .string($0) }))
        for name in names {
            let reply = try reply(
                #"{"method":"org.varlink.service.GetInterfaceDescription","parameters":{"interface":"\#(name)"}}"#
            )
            guard case .string(let text)? = reply?.parameters["description"] else {
                Issue.record("no description of \(name)")
                continue
            }
            #expect(try InterfaceFile(text).name == name)
        }
    }

    @Test(
        "What is wrong with a call is told by varlink's own errors",
        arguments: [
            ("no.such.Thing", "{}", .interfaceNotFound("no.such")),
            ("Thing", "{}", .methodNotFound("Thing")),
            ("", "{}", .methodNotFound("")),
            (
                "io.caseclock.Deadlines.Nothing", "{}",
                .methodNotFound("io.caseclock.Deadlines.Nothing")
            ),
            (
                "io.caseclock.Deadlines.Explain", "{}",
                .methodNotImplemented("io.caseclock.Deadlines.Explain")
            ),
            ("io.caseclock.Deadlines.List", #"{"limit":"3"}"#, .invalidParameter("limit")),
            ("io.caseclock.Deadlines.List", #"{"limit":1.5}"#, .invalidParameter("limit")),
            ("io.caseclock.Deadlines.List", #"{"limit":0}"#, .invalidParameter("limit")),
            (
                "io.caseclock.Deadlines.List", #"{"limit":9223372036854775808}"#,
                .invalidParameter("limit")
            ),
            ("io.caseclock.Deadlines.List", #"{"within":-1}"#, .invalidParameter("within")),
            ("io.caseclock.Deadlines.List", #"{"state":["late"]}"#, .invalidParameter("state")),
            ("io.caseclock.Deadlines.List", #"{"state":[1]}"#, .invalidParameter("state[0]")),
            ("io.caseclock.Deadlines.List", #"{"limt":1}"#, .invalidParameter("limt")),
            ("io.caseclock.Service.Status", #"{"x":1}"#, .invalidParameter("x")),
            ("org.varlink.service.GetInterfaceDescription", "{}", .invalidParameter("interface")),
            (
                "org.varlink.service.GetInterfaceDescription", #"{"interface":"a.b"}"#,
                .interfaceNotFound("a.b")
            ),
        ] as [(String, String, ServiceDescription.Failure)])
    func standardErrors(method: String, parameters: String, failure: ServiceDescription.Failure)
        throws
    {
        #expect(try error(#"{"method":"\#(method)","parameters":\#(parameters)}"#) == failure.wire)
    }

    @Test("A method's own error keeps the connection open")
    func ownError() throws {
        let played = Played()
        played.send(
            #"{"method":"io.caseclock.Deadlines.List","parameters":{"case":"K-1"}}"# + "\0"
                + Self.info)
        let replies = try played.replies()
        #expect(replies.first?.error == "io.caseclock.Deadlines.NoSuchCase")
        #expect(replies.first?.parameters["nearest"] == .array([.string("K-1042")]))
        #expect(replies.last?.error == nil)
        #expect(played.connection.demand == .init(reads: true, writes: false, closes: nil))
    }

    @Test("Who may not call is refused everything, introspection and unknown names too")
    func refused() throws {
        let service = SampleService.make { caller, _ in caller.uid == 0 }
        for method in [
            "org.varlink.service.GetInfo", "io.caseclock.Service.Status", "no.such.Thing",
        ] {
            let stranger = Played(service: service, uid: 1000)
            stranger.send(#"{"method":"\#(method)"}"# + "\0")
            #expect(try stranger.replies().map(\.error) == ["org.varlink.service.PermissionDenied"])
        }
        let root = Played(service: service, uid: 0)
        root.send(Self.info)
        #expect(try root.replies().map(\.error) == [nil])
    }

    @Test("A method that only streams asks for more")
    func expectedMore() throws {
        var service = VarlinkService(
            about: .init(vendor: "v", product: "p", version: "1", url: "u"),
            interfaces: [ServiceInterface.interface]
        ) { _, _ in true }
        service.on(ServiceInterface.GetStatus.self) { (_, _) throws(VarlinkError) in
            .stream { .last(Samples.status) }
        }
        let played = Played(service: service)
        played.send(Self.status)
        #expect(try played.replies().map(\.error) == ["org.varlink.service.ExpectedMore"])
    }

    @Test("An answer that comes later is waited for, and what was sent after it answered after it")
    func later() throws {
        let played = Played()
        played.send(Self.reload + Self.info)
        #expect(played.connection.demand == .init(reads: false, writes: false, closes: nil))
        #expect(played.connection.idleDeadline == nil)
        let report = ServiceInterface.ReloadReply(report: Samples.report)
        let stale = VarlinkTicket(connection: 1, call: 7)
        _ = played.connection.answer(stale, with: .success(.reply(report)), at: 0)
        #expect(!played.connection.demand.writes)
        let ticket = VarlinkTicket(connection: 1, call: 1)
        _ = played.connection.answer(ticket, with: .success(.reply(report)), at: 0)
        _ = played.connection.answer(ticket, with: .success(.reply(report)), at: 0)
        let replies = try played.replies()
        #expect(replies.count == 2)
        #expect(replies.first?.parameters["report"] != nil)
        #expect(replies.last?.parameters["vendor"] != nil)
    }

    @Test("A slow reader's stream is asked for rows only as there is room")
    func backPressure() throws {
        final class Count { var pulls = 0 }
        let count = Count()
        var limits = ConnectionLimits()
        limits.bufferedBytes = 100_000
        let service = SampleService.make(pulled: { count.pulls += 1 })
        let played = Played(service: service, limits: limits)
        played.send(Self.stream + Self.stream)
        let first = played.connection.withPendingOutput { $0.count }
        let perReply = first / count.pulls
        #expect(first >= limits.bufferedBytes && first < limits.bufferedBytes + perReply)
        #expect(played.connection.demand == .init(reads: false, writes: true, closes: nil))
        var bytes: [UInt8] = []
        while played.connection.demand.writes {
            bytes += played.take(1000)
            let waiting = played.connection.withPendingOutput { $0.count }
            #expect(waiting < limits.bufferedBytes + perReply)
        }
        #expect(count.pulls == 2 * SampleService.streamedRows / SampleService.batchRows)
        #expect(bytes.split(separator: 0).count == count.pulls)
    }

    @Test("Who hangs up after asking still gets the answers, then the connection ends")
    func halfClosed() throws {
        let played = Played()
        played.send(Self.info + Self.stream)
        let demand = played.connection.receivedEnd(at: 0)
        #expect(demand == .init(reads: false, writes: true, closes: nil))
        #expect(
            try played.replies().count == 1 + SampleService.streamedRows / SampleService.batchRows)
        #expect(played.connection.demand.closes == .finished)
    }

    @Test("An error in the middle of a stream ends the stream and not the connection")
    func brokenStream() throws {
        var service = VarlinkService(
            about: .init(vendor: "v", product: "p", version: "1", url: "u"),
            interfaces: [ServiceInterface.interface]
        ) { _, _ in true }
        var given = 0
        service.on(ServiceInterface.GetStatus.self) { (_, _) throws(VarlinkError) in
            .stream { () throws(VarlinkError) in
                given += 1
                guard given < 3 else { throw DeadlinesInterface.Failure.notReady.wire }
                return .more(Samples.status)
            }
        }
        let played = Played(service: service)
        played.send(#"{"method":"io.caseclock.Service.Status","more":true}"# + "\0" + Self.info)
        let errors = try played.replies().map(\.error)
        #expect(errors == [nil, nil, "io.caseclock.Deadlines.NotReady", nil])
    }
}
