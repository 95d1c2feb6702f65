import Glibc
import JSONText
import TestSupport
import Testing

/// What the program says of itself, in `--help` and in its manual page.
@Suite struct HelpTests {
    private static let manual = "\(Checkout.path)/docs/man/caseclockctl.1"

    @Test("Each command says what it does, and has examples of its own that nobody broke in two")
    func examples() throws {
        for command in try CommandTree.ofProgram().all {
            #expect(!command.abstract.isEmpty, "\(command.name)")
            #expect(!command.examples.isEmpty, "\(command.name) has no Examples:")
            let beginning = command.path.joined(separator: " ")
            // What is said of a command without a name of its own is said of the program.
            let isDefault = command.name == "now"
            for example in command.examples {
                #expect(
                    example.hasPrefix(beginning) || (isDefault && example == "caseclockctl"),
                    "\(command.name): \(example)")
            }
            let help = try Program.run(command.path.dropFirst() + ["--help"]).output
            for example in command.examples {
                let isWhole = help.split(separator: "\n").contains("  \(example)")
                #expect(isWhole, "\(example)")
            }
        }
    }

    /// Runs what an example types; there is no daemon, which is found out last.
    private func run(_ example: String) throws -> Transcript {
        let words = ShellWords.of(example)
        #expect(words.first == "caseclockctl", "\(example)")
        return try Program.run(
            Array(words.dropFirst()), environment: ["CASECLOCK_SOCKET=/nonexistent/socket"])
    }

    @Test("Each example of the help is understood")
    func helpParses() throws {
        for example in try CommandTree.ofProgram().all.flatMap(\.examples) {
            let found = try run(example)
            // A monitor is told by its own numbers.
            let status: Int32 = example.hasSuffix(" --check") ? 2 : EX_UNAVAILABLE
            #expect(found.status == status, "\(example): \(found.errors)")
        }
    }

    @Test("Each example of the manual page is understood")
    func manualParses() throws {
        let page = try FileTree.read(Self.manual)
        var examples: [String] = []
        var isContinued = false
        for line in page.split(separator: "\n") {
            let text = line.hasPrefix(".Dl $ ") ? line.dropFirst(4) : line
            let isEnd = !text.hasSuffix("\\e")
            let words = isEnd ? String(text) : String(text.dropLast(2))
            if text.hasPrefix("$ caseclockctl") {
                examples.append(String(words.dropFirst(2)))
            } else if isContinued {
                examples[examples.count - 1] += words
            } else {
                continue
            }
            isContinued = !isEnd
        }
        #expect(examples.count > 10)
        for example in examples {
            let found = try run(example)
            #expect(found.status == EX_UNAVAILABLE, "\(example): \(found.errors)")
        }
    }

    @Test("The manual page has each command and each option")
    func manualIsWhole() throws {
        let page = try FileTree.read(Self.manual)
        let lines = page.split(separator: "\n")
        for command in try CommandTree.ofProgram().all where !command.name.isEmpty {
            let isGroup = !command.subcommands.isEmpty
            let item = ".It Cm \(command.name)"
            let isThere =
                isGroup
                || lines.contains { line in
                    line == item
                        || ["Ar", "Op", "Fl"].contains { line.hasPrefix("\(item) \($0) ") }
                }
            #expect(isThere, "\(command.name)")
            for option in command.options where !["help", "version"].contains(option) {
                let isThere = page.contains("Fl Fl \(option)")
                #expect(isThere, "\(command.name) --\(option)")
            }
        }
    }

    @Test("The pages that it names are there, and what belongs together is named")
    func seeAlso() throws {
        let page = try FileTree.read(Self.manual)
        for name in [
            "caseclock-caseload 5", "caseclock-policy 5", "caseclock.yaml 5", "caseclockd 8",
        ] {
            let isNamed = page.contains("\n.Xr \(name)")
            #expect(isNamed, "\(name)")
            let parts = name.split(separator: " ")
            let path = "\(Checkout.path)/docs/man/\(parts[0]).\(parts[1])"
            #expect(access(path, R_OK) == 0, "\(path)")
        }
    }

    @Test(
        "A mistyped word is answered with the one that is like it",
        arguments: [
            (["upcomming"], "there is no command 'upcomming': did you mean 'upcoming'? See "),
            (["silence", "ad"], "there is no command 'ad': did you mean 'add'? See "),
            (["frobnicate"], "there is no command 'frobnicate': see "),
            (["help", "nope"], "there is no command 'nope': see 'caseclockctl --help'"),
            (["help", "outbox", "retr"], "there is no command 'retr': did you mean 'retry'? See "),
            (
                ["--socket", "x", "status"],
                "options come after the command: 'caseclockctl status --socket …': see "
            ),
            (["upcoming", "--withn", "2w"], "unknown option '--withn'. Did you mean '--within'?"),
            (["upcoming", "--by", "weak"], "the value 'weak' is invalid for '--by <what>'"),
        ])
    func hints(arguments: [String], beginning: String) throws {
        let found = try Program.run(arguments)
        #expect(found.errors.hasPrefix("caseclockctl: \(beginning)"), "\(found.errors)")
        #expect(found.errors.count { $0 == "\n" } == 1)
        #expect(found.status == EX_USAGE)
    }
}
