import Glibc
import JSONText
import TestSupport

/// A command of the program, as the program describes itself.
struct CommandTree {
    let path: [String]
    let abstract: String
    let discussion: String
    /// The long names of its options and flags.
    let options: [String]
    /// What its arguments and options are called, and what their values are, each with whether the
    /// daemon is asked for it when it is typed.
    let values: [(name: String, isCompleted: Bool)]
    let subcommands: [CommandTree]

    /// The whole tree, asked of the program.
    static func ofProgram() throws -> CommandTree {
        let dump = try Program.run(["--experimental-dump-help"])
        let limits = JSONLimits(bytes: 8 << 20)
        let value = try JSONReader.read(Array(dump.output.utf8), limits: limits)
        guard dump.status == 0, let root = value["command"] else {
            throw TestFailure("--experimental-dump-help: \(dump.errors)")
        }
        return CommandTree(root, below: [])
    }

    private init(_ value: JSONValue, below parents: [String]) {
        path = parents + [value["commandName"].text]
        abstract = value["abstract"].text
        discussion = value["discussion"].text
        options = value["arguments"].items.flatMap { argument in
            argument["names"].items.filter { $0["kind"].text == "long" }.map { $0["name"].text }
        }
        values = value["arguments"].items.flatMap { argument in
            let names = [argument["valueName"].text, argument["preferredName"]?["name"].text ?? ""]
            let isCompleted = argument["completionKind"]?["custom"] != nil
            return names.map { ($0, argument["kind"].text == "flag" || isCompleted) }
        }
        let path = path
        subcommands = value["subcommands"].items.filter { $0["commandName"].text != "help" }
            .map { CommandTree($0, below: path) }
    }

    /// The words after the program's name.
    var name: String { path.dropFirst().joined(separator: " ") }

    /// It and all below it.
    var all: [CommandTree] { [self] + subcommands.flatMap(\.all) }

    /// What can be typed in its Examples.
    var examples: [String] {
        discussion.split(separator: "\n").drop { $0 != "Examples:" }.dropFirst()
            .prefix { $0.hasPrefix("  ") }.map { String($0.dropFirst(2)) }
    }
}

extension JSONValue? {
    fileprivate var text: String {
        if case .string(let text)? = self { text } else { "" }
    }

    fileprivate var items: [JSONValue] {
        if case .array(let items)? = self { items } else { [] }
    }
}

/// Words of a command line as a shell takes them apart, up to what it does with them itself.
enum ShellWords {
    static func of(_ line: String) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        for letter in line {
            if let open = quote {
                if letter == open { quote = nil } else { word = (word ?? "") + String(letter) }
            } else if letter == "'" || letter == "\"" {
                quote = letter
                word = word ?? ""
            } else if letter == " " {
                if let done = word { words.append(done) }
                word = nil
            } else if letter == ">" || letter == "|" || letter == "&" {
                break
            } else {
                word = (word ?? "") + String(letter)
            }
        }
        return words + (word.map { [$0] } ?? [])
    }
}
