import Control
import Glibc
import Systemd

/// Serves the control socket on the loop: accepts, lets `VarlinkConnection` decide, moves bytes.
///
/// Sockets of both kinds are served alike, those of the service manager and one bound here.
final class ControlServer {
    private let loop: EventLoop
    private let service: VarlinkService
    /// What clients may take; those that are connected keep what they were given.
    var limits: ConnectionLimits { didSet { census.limits = limits } }
    /// How many connections were refused since the start.
    private(set) var refusedCount = 0
    private let log: (String) -> Void
    private var census: ConnectionCensus
    private var listeners: [Listener] = []
    private var connections: [UInt64: Served] = [:]
    private var accepted: UInt64 = 0
    private var repetition = RepetitionFilter()
    private var repetitionEnds: MonotonicTimer?
    private var resumption: MonotonicTimer?
    /// The connections that wait for another turn, and what gives it to them.
    private var turns: [UInt64] = []
    private var nextTurn: DeferredSource?

    private struct Listener {
        let socket: ListeningSocket
        let source: IOSource
    }

    /// One connection with its descriptor and its sources.
    private final class Served {
        let descriptor: OwnedDescriptor
        let varlink: VarlinkConnection
        var source: IOSource?
        var idle: MonotonicTimer?

        init(_ descriptor: consuming OwnedDescriptor, _ varlink: VarlinkConnection) {
            self.descriptor = descriptor
            self.varlink = varlink
        }
    }

    /// How many are let in before those that have hung up meanwhile are noticed: counted as still
    /// there, they would have others refused.
    private static let acceptedAtOnce = 8
    /// How much is read of a connection at once.
    private static let readBytes = 64 << 10
    /// After so many bytes to one client the others have their turn.
    private static let turnBytes = 1 << 20
    /// How long until accepting is tried again where no connection's end makes room.
    private static let resumptionMicroseconds: UInt64 = 1_000_000

    /// A server of a service; `log` is told of what is refused or goes wrong.
    init(
        loop: EventLoop, service: VarlinkService, limits: ConnectionLimits = ConnectionLimits(),
        log: @escaping (String) -> Void
    ) {
        self.loop = loop
        self.service = service
        self.limits = limits
        self.log = log
        census = ConnectionCensus(limits: limits)
    }

    /// How many connections there are.
    var connectionCount: Int { connections.count }

    /// Begins to accept on a listening socket.
    func listen(on socket: ListeningSocket) throws(SystemError) {
        if resumption == nil {
            resumption = try loop.after(microseconds: nil, name: "accept again") {
                [unowned self] in
                resumeListening()
            }
            nextTurn = try loop.deferred(name: "another turn", whenIdle: true) { [unowned self] in
                giveTurn()
            }
            repetitionEnds = try loop.after(microseconds: nil, name: "repeated messages") {
                [unowned self] in
                tellRepeated()
            }
        }
        let source = try loop.onReadable(socket.raw, name: "control socket") { [unowned self] in
            acceptSome(socket)
        }
        listeners.append(Listener(socket: socket, source: source))
    }

    private func acceptSome(_ socket: ListeningSocket) {
        for _ in 0..<Self.acceptedAtOnce {
            switch socket.accept() {
            case .connection(let descriptor): admit(descriptor)
            case .nobody: return
            case .turnedAway:
                tell(.noDescriptor, "no descriptor is left: a connection was turned away")
            case .outOfDescriptors:
                tell(.noDescriptor, "no descriptor is left: connections wait")
                pauseListening()
                return
            case .failed(let error):
                tell(.failed, "\(error)")
                pauseListening()
                return
            }
        }
    }

    private func pauseListening() {
        for listener in listeners {
            attempt { () throws(SystemError) in try listener.source.disable() }
        }
        // What took the descriptors need not be connections.
        attempt { () throws(SystemError) in
            try resumption?.arm(afterMicroseconds: Self.resumptionMicroseconds)
        }
    }

    private func resumeListening() {
        for listener in listeners where !listener.source.isEnabled {
            attempt { () throws(SystemError) in try listener.source.enable() }
        }
    }

    private func admit(_ descriptor: consuming OwnedDescriptor) {
        let raw = descriptor.raw
        do {
            let peer = try PeerCredentials(of: raw)
            let caller = VarlinkCaller(
                uid: peer.uid, gid: peer.gid, pid: peer.pid, groups: peer.groups)
            try census.enter(uid: caller.uid)
            accepted += 1
            let number = accepted
            let served = Served(
                descriptor,
                VarlinkConnection(
                    number: number, caller: caller, service: service, limits: limits,
                    at: SystemClock.monotonicMicroseconds()))
            connections[number] = served
            try watch(served, raw, number)
        } catch let error as ConnectionCensus.Refusal {
            refusedCount += 1
            tell(.refused, error.description)
        } catch {
            tell(.failed, "\(error)")
        }
    }

    private func watch(_ served: Served, _ raw: Int32, _ number: UInt64) throws(SystemError) {
        do throws(SystemError) {
            served.source = try loop.onIO(raw, .readable, name: "connection") {
                [unowned self] events in
                ready(number, events)
            }
            let idle = UInt64(limits.idleSeconds) * 1_000_000
            served.idle = try loop.after(microseconds: idle, name: "idle connection") {
                [unowned self] in
                checkIdle(number)
            }
        } catch {
            end(number)
            throw error
        }
    }

    private func ready(_ number: UInt64, _ events: IOEvents) {
        guard let served = connections[number] else { return }
        var demand = served.varlink.demand
        if events.contains(.writable) { demand = flush(served, demand) }
        if demand.closes == nil, demand.reads,
            !events.isDisjoint(with: [.readable, .hangUp, .failed, .peerClosed])
        {
            demand = flush(served, receive(served))
        } else if !events.isDisjoint(with: [.hangUp, .failed]) {
            // Nobody is left to read what waits, and nothing more is taken: without this the loop
            // would be told of the same hang-up for ever.
            guard demand.goesOn else {
                end(number)
                return
            }
            // What was asked before the hang-up is done all the same, a turn each time it is told.
            let now = SystemClock.monotonicMicroseconds()
            demand = flush(served, served.varlink.takeTurn(at: now))
        }
        follow(demand, number, served)
    }

    private func receive(_ served: Served) -> VarlinkConnection.Demand {
        withUnsafeTemporaryAllocation(byteCount: Self.readBytes, alignment: 1) { buffer in
            let now = SystemClock.monotonicMicroseconds()
            let count = recv(served.descriptor.raw, buffer.baseAddress, buffer.count, 0)
            if count > 0 {
                let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
                return served.varlink.received(bytes, at: now)
            }
            if count < 0, errno == EAGAIN || errno == EINTR { return served.varlink.demand }
            return served.varlink.receivedEnd(at: now)
        }
    }

    /// Writes as much as the socket takes, up to what is one client's turn.
    private func flush(
        _ served: Served, _ demand: VarlinkConnection.Demand
    ) -> VarlinkConnection.Demand {
        var demand = demand
        var sent = 0
        while demand.writes, sent < Self.turnBytes {
            let count = served.varlink.withPendingOutput { bytes in
                send(served.descriptor.raw, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0 {
                if errno == EINTR { continue }
                if errno == EAGAIN { return demand }
                return VarlinkConnection.Demand(reads: false, writes: false, closes: .finished)
            }
            sent += count
            demand = served.varlink.didWrite(count, at: SystemClock.monotonicMicroseconds())
        }
        return demand
    }

    private func follow(
        _ demand: VarlinkConnection.Demand, _ number: UInt64, _ served: Served
    ) {
        if let ending = demand.closes {
            if case .notACall(let error) = ending {
                let uid = served.varlink.caller.uid
                tell(.notACall, "closed a connection of uid \(uid): \(error)")
            }
            end(number)
            return
        }
        var events: IOEvents = []
        if demand.reads { events.insert(.readable) }
        if demand.writes { events.insert(.writable) }
        attempt { () throws(SystemError) in try served.source?.setEvents(events) }
        watchIdle(served)
        guard demand.goesOn, !turns.contains(number) else { return }
        turns.append(number)
        attempt { () throws(SystemError) in try nextTurn?.again() }
    }

    /// Lets the connection that has waited longest go on; between two such turns the loop sees to
    /// whoever else has asked.
    private func giveTurn() {
        guard !turns.isEmpty else { return }
        let number = turns.removeFirst()
        if let served = connections[number] {
            let demand = served.varlink.takeTurn(at: SystemClock.monotonicMicroseconds())
            follow(flush(served, demand), number, served)
        }
        if !turns.isEmpty { attempt { () throws(SystemError) in try nextTurn?.again() } }
    }

    /// Sees to it that somebody looks when the client will have been silent for too long, and that
    /// nobody does while it waits for the service.
    private func watchIdle(_ served: Served) {
        guard served.idle?.isEnabled == false, let deadline = served.varlink.idleDeadline else {
            return
        }
        let now = SystemClock.monotonicMicroseconds()
        attempt { () throws(SystemError) in
            try served.idle?.arm(afterMicroseconds: deadline > now ? deadline - now : 1)
        }
    }

    private func checkIdle(_ number: UInt64) {
        guard let served = connections[number] else { return }
        let now = SystemClock.monotonicMicroseconds()
        let demand = served.varlink.passed(to: now)
        guard demand.closes == nil else {
            end(number)
            return
        }
        watchIdle(served)
    }

    private func end(_ number: UInt64) {
        guard let served = connections.removeValue(forKey: number) else { return }
        served.source?.cancel()
        served.idle?.cancel()
        census.leave(uid: served.varlink.caller.uid)
        resumeListening()
    }

    /// Whether the connection of a call that was left open is still there.
    func isOpen(_ ticket: VarlinkTicket) -> Bool { connections[ticket.connection] != nil }

    /// Answers a call that was left open.
    func answer(_ ticket: VarlinkTicket, with result: Result<VarlinkAnswer, VarlinkError>) {
        guard let served = connections[ticket.connection] else { return }
        let now = SystemClock.monotonicMicroseconds()
        let demand = served.varlink.answer(ticket, with: result, at: now)
        follow(flush(served, demand), ticket.connection, served)
    }

    /// Asks a stream again that had nothing to say.
    func wake(_ ticket: VarlinkTicket) {
        guard let served = connections[ticket.connection] else { return }
        let demand = served.varlink.wake(ticket, at: SystemClock.monotonicMicroseconds())
        follow(flush(served, demand), ticket.connection, served)
    }

    private func attempt(_ body: () throws(SystemError) -> Void) {
        do throws(SystemError) { try body() } catch { tell(.failed, "\(error)") }
    }

    private func tell(_ kind: RepetitionFilter.Kind, _ text: String) {
        let now = SystemClock.monotonicMicroseconds()
        if repetition.lets(text, of: kind, at: now) { log(text) }
        awaitRepetitionEnd(from: now)
    }

    private func tellRepeated() {
        let now = SystemClock.monotonicMicroseconds()
        repetition.summaries(at: now).forEach(log)
        awaitRepetitionEnd(from: now)
    }

    private func awaitRepetitionEnd(from now: UInt64) {
        guard let end = repetition.nextEnd, repetitionEnds?.isEnabled == false else { return }
        do throws(SystemError) {
            try repetitionEnds?.arm(afterMicroseconds: end > now ? end - now : 1)
        } catch {
            log("\(error)")
        }
    }
}
