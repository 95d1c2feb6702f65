import ArgumentParser
import JSONText

/// What is wrong with a command line, in one line that says where to read on.
enum WrongUsage {
    /// The line, from what the parser says about these words.
    static func message(_ said: String, of words: [String]) -> String {
        var command: any ParsableCommand.Type = Caseclockctl.self
        var path = "caseclockctl"
        var rest = words.dropFirst()
        if rest.first == "help" { rest.removeFirst() }
        while let word = rest.first, let next = subcommand(word, of: command) {
            command = next
            path += " \(word)"
            rest.removeFirst()
        }
        let text = unknownCommand(rest, of: command, path) ?? oneLine(said)
        return "\(text)\(text.hasSuffix("?") ? " See" : ": see") '\(path) --help'"
    }

    /// That help is asked for on a command that there is not; the parser would give that of all.
    static func unknownTopic(_ words: [String]) -> String? {
        guard words.first == "help" else { return nil }
        var command: any ParsableCommand.Type = Caseclockctl.self
        for word in words.dropFirst() where !word.hasPrefix("-") {
            guard let next = subcommand(word, of: command) else {
                return "there is no command '\(word)'"
            }
            command = next
        }
        return nil
    }

    private static func subcommand(
        _ name: String, of command: any ParsableCommand.Type
    ) -> (any ParsableCommand.Type)? {
        command.configuration.subcommands.first { $0.configuration.commandName == name }
    }

    /// That a word is no command, and which one is like it.
    private static func unknownCommand(
        _ rest: ArraySlice<String>, of command: any ParsableCommand.Type, _ path: String
    ) -> String? {
        let names = command.configuration.subcommands.compactMap { $0.configuration.commandName }
        guard !names.isEmpty, let word = rest.first else { return nil }
        if let later = rest.first(where: { names.contains($0) }), word.hasPrefix("-") {
            return "options come after the command: '\(path) \(later) \(word) …'"
        }
        guard !word.hasPrefix("-") else { return nil }
        let hint = NearestName.nearest(to: word, among: names).map { ": did you mean '\($0)'?" }
        return "there is no command '\(word)'\(hint ?? "")"
    }

    /// The parser's message without line ends, beginning small.
    private static func oneLine(_ said: String) -> String {
        let lines = said.split(whereSeparator: \.isNewline)
        var text = lines.joined(separator: " ")
        if text.hasSuffix(".") { text.removeLast() }
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}
