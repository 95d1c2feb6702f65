import ArgumentParser
import Control

/// Where the daemon is, and how its answers are shown: what every command takes.
struct ConnectionOptions: ParsableArguments {
    static let usualSocket = "/run/caseclock/io.caseclock"

    @Option(
        help: ArgumentHelp(
            "The control socket (default: $CASECLOCK_SOCKET, else \(Self.usualSocket)).",
            valueName: "path"),
        completion: .file())
    var socket: String?

    @Option(
        name: [.long, .customLong("color")],
        help: ArgumentHelp(
            "Colours (default: $CASECLOCK_COLOUR, else auto: on a terminal).", valueName: "when"))
    var colour: DisplayOptions.Colour?

    @Flag(help: "Nothing left out, shortened or coloured, as where there is no terminal.")
    var plain = false

    /// The socket to ask at.
    var path: String { socket ?? Terminal.environment("CASECLOCK_SOCKET") ?? Self.usualSocket }

    /// Calls the daemon, `again` so often where the connection is lost.
    ///
    /// - Throws: what `body` throws, or why there is nobody, with its exit status.
    func ask<Answer>(
        timeoutSeconds: Int = VarlinkClient.timeoutSeconds,
        again: Int = 0, _ body: (inout VarlinkClient) throws(VarlinkClientError) -> Answer
    ) throws(CommandFailure) -> Answer {
        do throws(VarlinkClientError) {
            var client = try VarlinkClient(path: path, timeoutSeconds: timeoutSeconds)
            return try body(&client)
        } catch {
            // The answer may have been lost with the connection; whether it was done nobody knows.
            guard error == .closed, again > 0 else { throw CommandFailure(error) }
            return try ask(timeoutSeconds: timeoutSeconds, again: again - 1, body)
        }
    }
}
