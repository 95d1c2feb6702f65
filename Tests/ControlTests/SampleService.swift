import Control
import JSONText

/// A service over made-up deadlines, for the tests of the wire.
enum SampleService {
    /// Rows that a stream gives in all, and in one reply.
    static let streamedRows = 1200
    static let batchRows = 100

    static func make(
        mayCall: @escaping (VarlinkCaller, VarlinkCall) -> Bool = { _, _ in true },
        pulled: @escaping () -> Void = {}
    ) -> VarlinkService {
        var service = VarlinkService(
            about: ServiceDescription.About(
                vendor: "Caseclock", product: "caseclockd", version: "1", url: "https://example.org"
            ),
            interfaces: [DeadlinesInterface.interface, ServiceInterface.interface],
            mayCall: mayCall)
        service.on(DeadlinesInterface.List.self) { (query, request) throws(VarlinkError) in
            if let number = query.caseNumber, number != "K-1042" {
                throw DeadlinesInterface.Failure.noSuchCase(number, nearest: ["K-1042"]).wire
            }
            let row = Samples.deadline
            guard request.call.more else {
                let rows = Array(repeating: row, count: query.limit ?? 2)
                return .reply(DeadlinesInterface.Page(deadlines: rows, asOf: Samples.day))
            }
            var given = 0
            return .stream {
                pulled()
                given += batchRows
                let rows = Array(repeating: row, count: batchRows)
                let page = DeadlinesInterface.Page(deadlines: rows, asOf: Samples.day)
                return given < streamedRows ? .more(page) : .last(page)
            }
        }
        service.on(ServiceInterface.GetStatus.self) { (_, _) throws(VarlinkError) in
            .reply(Samples.status)
        }
        service.on(ServiceInterface.Reload.self) { (_, _) throws(VarlinkError) in .later }
        return service
    }
}

/// A connection and what it has said, for tests that play the driver.
struct Played {
    let connection: VarlinkConnection
    var limits = ConnectionLimits()
    var now: UInt64 = 0

    init(
        service: VarlinkService = SampleService.make(), limits: ConnectionLimits = .init(),
        uid: UInt32 = 0
    ) {
        self.limits = limits
        connection = VarlinkConnection(
            number: 1, caller: VarlinkCaller(uid: uid, gid: uid, pid: 1), service: service,
            limits: limits, at: 0)
    }

    @discardableResult
    func send(_ text: String) -> VarlinkConnection.Demand { send(Array(text.utf8)) }

    @discardableResult
    func send(_ bytes: [UInt8]) -> VarlinkConnection.Demand {
        bytes.withUnsafeBytes { connection.received($0, at: now) }
    }

    /// Reads up to `count` bytes of what waits.
    func take(_ count: Int = .max) -> [UInt8] {
        let bytes = connection.withPendingOutput { Array($0.prefix(count)) }
        _ = connection.didWrite(bytes.count, at: now)
        return bytes
    }

    /// Reads all there is, however often the connection makes more.
    func replies() throws -> [VarlinkReply] {
        var bytes: [UInt8] = []
        while connection.demand.writes { bytes += take() }
        return try bytes.split(separator: 0).map { message in
            try VarlinkReply(
                try JSONReader.read(Array(message), limits: JSONLimits(bytes: 1 << 24)))
        }
    }
}
