import ArgumentParser

/// How output for people looks, as the options that every command takes say.
enum DisplayOptions {
    /// When there are colours.
    enum Colour: String, CaseIterable, ExpressibleByArgument {
        case auto, always, never
    }
}

extension DisplayOptions {
    /// Whether a word of a command line is one of these options.
    static func isOption(_ word: String) -> Bool {
        word == "--plain" || ["--colour", "--color"].contains { word.hasPrefix($0) }
    }

    /// What the command line says of these options.
    ///
    /// Whatever writes asks for it here: it is settled for as long as the program runs. By then
    /// ArgumentParser has found them in order.
    static func given(
        _ words: [String] = CommandLine.arguments
    ) -> (colour: Colour?, isPlain: Bool) {
        var colour: Colour?
        var isPlain = false
        var rest = words.dropFirst().prefix { $0 != "--" }
        while let word = rest.popFirst() {
            if word == "--plain" { isPlain = true }
            for name in ["--colour", "--color"] {
                if word == name {
                    colour = rest.popFirst().flatMap(Colour.init) ?? colour
                } else if word.hasPrefix("\(name)=") {
                    colour = Colour(rawValue: String(word.dropFirst(name.count + 1))) ?? colour
                }
            }
        }
        return (colour, isPlain)
    }
}
