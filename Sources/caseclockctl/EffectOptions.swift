import ArgumentParser
import Control

/// How the answer to a recorded or retracted fact is written, and where the daemon is.
struct EffectOptions: ParsableArguments {
    @Option(help: "How to write it.")
    var format = TextFormat.text

    @OptionGroup var connection: ConnectionOptions

    /// Calls a method, once more where the connection was lost: the daemon knows a call for the one
    /// it has answered already, and so nothing is done twice.
    ///
    /// - Throws: why it was not done, or cannot be told.
    func write<Method: VarlinkMethod>(
        _: Method.Type, of number: String, _ input: Method.Input
    ) throws
    where Method.Output == CasesInterface.Effect {
        let effect = try connection.ask(again: 1) { (client) throws(VarlinkClientError) in
            try client.call(Method.self, input)
        }
        var output = StandardOutput()
        switch format {
        case .text: EffectText.write(effect, of: number, to: &output)
        case .json: output.object(effect)
        }
        try output.finish()
    }
}
