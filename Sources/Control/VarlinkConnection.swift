import JSONText

/// The server's side of one connection, without the socket: bytes in, bytes out, and what the
/// driver has to do next.
///
/// Calls are answered in the order they came. A message that is no call ends the connection, as
/// systemd does it: what was asked before is still answered and then it is closed, since nothing
/// after such a message can be trusted. The time is the driver's, in microseconds of a clock that
/// does not jump. A driver that reads only while `reads` says so holds at most one piece of input
/// and one call of `messageBytes`, and `bufferedBytes` and one reply of output.
package final class VarlinkConnection {
    /// Why a connection ends.
    package enum Ending: Error, Equatable, Sendable {
        /// The client has hung up and has been given all it asked for.
        case finished
        /// The client sent what is no call.
        case notACall(VarlinkMessageError)
        /// The client said nothing, did not finish, or took nothing for this long.
        case idle(seconds: Int)
    }

    /// What the driver has to do next.
    package struct Demand: Equatable, Sendable {
        /// Whether to read when there is something to read.
        package var reads: Bool
        /// Whether to write when there is room.
        package var writes: Bool
        /// Why to close now; nil to go on.
        package var closes: Ending?
        /// Whether to give it another turn once others have had theirs.
        package var goesOn: Bool

        /// What to do next.
        package init(reads: Bool, writes: Bool, closes: Ending?, goesOn: Bool = false) {
            self.reads = reads
            self.writes = writes
            self.closes = closes
            self.goesOn = goesOn
        }
    }

    private enum Work {
        case none
        case waiting(VarlinkTicket, more: Bool)
        case streaming(VarlinkTicket, VarlinkStream)
        /// A stream that has nothing to say for the time being.
        case parked(VarlinkTicket, VarlinkStream)
    }

    /// The connection's number among all there have been.
    package let number: UInt64
    /// Who is at the other end.
    package let caller: VarlinkCaller

    private let service: VarlinkService
    private let limits: ConnectionLimits
    private var framing: VarlinkFraming
    private var output = VarlinkOutput()
    private var work = Work.none
    private var calls: UInt64 = 0
    private var inputEnded = false
    private var ending: Ending?
    /// How many more calls it may have answered before others have their turn.
    private var turn: Int
    /// Whether there may be calls left that wait for the next turn.
    private var isPaused = false
    /// When the client last finished a message, took bytes or was given an answer.
    private var lastProgress: UInt64

    /// A connection that has just been accepted.
    package init(
        number: UInt64, caller: VarlinkCaller, service: VarlinkService, limits: ConnectionLimits,
        at now: UInt64
    ) {
        self.number = number
        self.caller = caller
        self.service = service
        self.limits = limits
        framing = VarlinkFraming(limit: limits.messageBytes)
        turn = limits.callsPerTurn
        lastProgress = now
    }

    /// What the driver has to do next.
    package var demand: Demand {
        let waits = output.count > 0
        guard ending == nil else {
            return Demand(reads: false, writes: waits, closes: waits ? nil : ending)
        }
        let hasRoom = isFree && output.count < limits.bufferedBytes
        return Demand(
            reads: !inputEnded && hasRoom && !isPaused, writes: waits, closes: nil,
            goesOn: isPaused && hasRoom)
    }

    /// Takes bytes that the client sent.
    package func received(_ bytes: UnsafeRawBufferPointer, at now: UInt64) -> Demand {
        guard ending == nil, !inputEnded, !bytes.isEmpty else { return demand }
        if !framing.isMidMessage, isFree, output.count == 0 { lastProgress = now }
        framing.append(bytes)
        return takeTurn(at: now)
    }

    /// Answers some of the calls that wait, as the demand's `goesOn` asked for.
    package func takeTurn(at now: UInt64) -> Demand {
        turn = limits.callsPerTurn
        isPaused = false
        return goOn(at: now)
    }

    /// Takes that the client will send no more.
    package func receivedEnd(at now: UInt64) -> Demand {
        inputEnded = true
        return isPaused ? demand : goOn(at: now)
    }

    /// Lends the bytes that wait to be sent.
    package func withPendingOutput<Result>(
        _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        output.withBytes(body)
    }

    /// Takes that the first `count` of the waiting bytes have been sent.
    package func didWrite(_ count: Int, at now: UInt64) -> Demand {
        guard count > 0 else { return demand }
        output.drop(count)
        lastProgress = now
        return goOn(at: now)
    }

    /// Answers a call for which the method said `later`; without effect if it has been answered.
    package func answer(
        _ ticket: VarlinkTicket, with result: Result<VarlinkAnswer, VarlinkError>, at now: UInt64
    ) -> Demand {
        guard case .waiting(ticket, let more) = work else { return demand }
        lastProgress = now
        do throws(VarlinkError) {
            work = .none
            try take(try result.get(), of: ticket, more: more)
        } catch {
            output.write(.failure(error))
        }
        return goOn(at: now)
    }

    /// Asks a stream again that had nothing to say; without effect on any other call.
    package func wake(_ ticket: VarlinkTicket, at now: UInt64) -> Demand {
        guard case .parked(ticket, let stream) = work else { return demand }
        if output.count == 0 { lastProgress = now }
        work = .streaming(ticket, stream)
        return goOn(at: now)
    }

    /// When the client will have been silent for too long; nil while it waits for the service.
    package var idleDeadline: UInt64? {
        switch work {
        case .waiting where output.count == 0, .parked where output.count == 0: return nil
        default: break
        }
        return lastProgress + UInt64(limits.idleSeconds) * 1_000_000
    }

    /// Takes what time it is: the connection ends if the client has been silent for too long.
    package func passed(to now: UInt64) -> Demand {
        guard let idleDeadline, now >= idleDeadline else { return demand }
        ending = .idle(seconds: limits.idleSeconds)
        work = .none
        output = VarlinkOutput()
        return demand
    }

    private var isFree: Bool {
        guard case .none = work else { return false }
        return true
    }

    /// Does what can be done with the room there is.
    private func goOn(at now: UInt64) -> Demand {
        while ending == nil, output.count < limits.bufferedBytes {
            switch work {
            case .waiting, .parked: return demand
            case .streaming(let ticket, let stream): pull(stream, ticket)
            case .none:
                // With nothing more to read there is nothing to wait for a turn with.
                guard turn > 0 || !framing.isMidMessage else {
                    isPaused = true
                    return demand
                }
                turn = max(0, turn - 1)
                guard takeCall(at: now) else {
                    if inputEnded { ending = .finished }
                    return demand
                }
            }
        }
        return demand
    }

    /// Takes up the next call; false when there is none yet or will be none.
    private func takeCall(at now: UInt64) -> Bool {
        let limit = JSONLimits(bytes: limits.messageBytes)
        do throws(VarlinkMessageError) {
            let message = try framing.next { bytes -> Result<VarlinkCall, VarlinkMessageError> in
                Self.call(bytes, limit)
            }
            guard let message else { return false }
            lastProgress = now
            begin(try message.get())
            return true
        } catch {
            ending = .notACall(error)
            return false
        }
    }

    private static func call(
        _ bytes: UnsafeRawBufferPointer, _ limits: JSONLimits
    ) -> Result<VarlinkCall, VarlinkMessageError> {
        do throws(JSONError) {
            let value = try JSONReader.read(bytes, limits: limits)
            return Result { () throws(VarlinkMessageError) in try VarlinkCall(value) }
        } catch {
            return .failure(.notJSON(error))
        }
    }

    private func begin(_ call: VarlinkCall) {
        calls += 1
        let ticket = VarlinkTicket(connection: number, call: calls)
        let request = VarlinkRequest(call: call, caller: caller, ticket: ticket)
        do throws(VarlinkError) {
            let answer = try service.answer(request)
            if !call.oneway { try take(answer, of: ticket, more: call.more) }
        } catch {
            if !call.oneway { output.write(.failure(error)) }
        }
    }

    private func take(
        _ answer: VarlinkAnswer, of ticket: VarlinkTicket, more: Bool
    ) throws(VarlinkError) {
        switch answer {
        case .reply(let body): output.write(.success(body))
        case .later: work = .waiting(ticket, more: more)
        case .stream(let stream):
            guard more else { throw ServiceDescription.Failure.expectedMore.wire }
            work = .streaming(ticket, stream)
        }
    }

    private func pull(_ stream: @escaping VarlinkStream, _ ticket: VarlinkTicket) {
        do throws(VarlinkError) {
            switch try stream() {
            case .more(let body): output.write(.success(body), continues: true)
            case .last(let body):
                work = .none
                output.write(.success(body))
            case .waiting: work = .parked(ticket, stream)
            }
        } catch {
            work = .none
            output.write(.failure(error))
        }
    }
}
