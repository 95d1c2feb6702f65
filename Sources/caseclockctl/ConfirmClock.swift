import ArgumentParser
import Control

/// `caseclockctl confirm-clock`.
struct ConfirmClock: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm-clock",
        abstract: "Say that the clock is right, after a jump of more than 7 days.",
        discussion: """
            Until then nothing is delivered, so that a wrong clock sends nobody anything. Look \
            first at the time that 'caseclockctl status' tells.

            Examples:
              caseclockctl confirm-clock
            """)

    @OptionGroup var answer: AnswerOptions

    func run() throws {
        let reply = try answer.connection.ask { (client) throws(VarlinkClientError) in
            try client.call(ServiceInterface.ConfirmClock.self, NoParameters())
        }
        var output = StandardOutput()
        switch answer.format {
        case .text: output.sentences(Self.sentence(reply))
        case .json: output.object(reply)
        }
        try output.finish()
    }

    private static func sentence(_ reply: ServiceInterface.ClockReply) -> String {
        guard reply.confirmed else { return "The clock is not in doubt: it is \(reply.now)." }
        let before = reply.lastSeen.map { "; the last time seen before was \($0)" } ?? ""
        return "Confirmed: it is \(reply.now)\(before). What waited for that is delivered now."
    }
}
