import Glibc
import TestSupport
import Testing

/// What the shells themselves make of what is typed, with the program's own scripts.
@Suite struct CompletionTests {
    /// A shell that people type at.
    enum Shell: String, CaseIterable {
        case bash, zsh, fish

        /// How it is started without anybody's settings.
        var start: String {
            switch self {
            case .bash: "bash --norc --noprofile -i"
            case .zsh: "zsh -f -i"
            case .fish: "fish -N -i"
            }
        }

        /// What makes it know the script in this folder.
        func learn(_ folder: String) -> String {
            switch self {
            case .bash: "source \(folder)/caseclockctl"
            case .zsh: "fpath=(\(folder) $fpath); autoload -Uz compinit; compinit -u -D"
            case .fish: "source \(folder)/caseclockctl"
            }
        }

        var path: String? {
            ["/usr/bin", "/bin", "/usr/local/bin"].map { "\($0)/\(rawValue)" }
                .first { access($0, X_OK) == 0 }
        }
    }

    /// Types lines, each ended by the tabulator, and has the shell show the words that came of them.
    private func type(
        _ lines: [String], to shell: Shell, socket: String
    ) throws -> [String] {
        let folder = try TemporaryDirectory()
        let program = try Spawned.built("caseclockctl")
        let script = try Program.run(["--generate-completion-script", shell.rawValue])
        #expect(script.status == 0 && script.errors.isEmpty)
        let file = shell == .zsh ? "_caseclockctl" : "caseclockctl"
        try FileTree.write(script.output, to: folder.file(file))
        // Back to the line's beginning, so that the completed line is what the shell prints.
        let typed = lines.map { "\($0)\t\u{1}printf \"<%s>\" \n" }.joined()
        try FileTree.write(
            shell.learn(folder.path) + "\n" + typed + "exit\n", to: folder.file("typed"))
        let bin = program.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
        let process = try Spawned.start(
            "/bin/sh",
            [
                "-c",
                "timeout 60 script -qec '\(shell.start)' /dev/null <'\(folder.file("typed"))'",
            ],
            environment: [
                "PATH=\(bin):/usr/local/bin:/usr/bin:/bin", "HOME=\(folder.path)", "TERM=xterm",
                "LANG=C.UTF-8", "CASECLOCK_SOCKET=\(socket)",
            ], output: folder.file("output"), errors: folder.file("errors"))
        _ = Spawned.wait(for: process)
        let output = try FileTree.read(folder.file("output"))
        return output.matches(of: /(<[^<>%]*>)+/).map { String($0.output.0) }
            .filter { $0.hasPrefix("<caseclockctl>") }
    }

    @Test("Commands, people, cases and rules are completed", arguments: Shell.allCases)
    func completes(shell: Shell) throws {
        guard shell.path != nil else {
            print("NOT TESTED: completion in \(shell.rawValue), which is not on this machine")
            return
        }
        let daemon = try RealDaemon()
        let found = try type(
            [
                "caseclockctl upcomi", "caseclockctl upcoming --coordinator c-o",
                "caseclockctl explain K-3002 initial-m",
                "caseclockctl waive K-3002 initial-meeting --reason schedu",
                "caseclockctl outbox retr", "caseclockctl timeline K-3002",
                "caseclockctl record K-3002 meeting-held --family fu",
                "caseclockctl reassign --from c-o", "caseclockctl watch --rule initial-m",
                "caseclockctl hold K-3002 --reason schedu",
            ], to: shell, socket: daemon.socket)
        #expect(
            found == [
                "<caseclockctl><upcoming>", "<caseclockctl><upcoming><--coordinator><c-osei>",
                "<caseclockctl><explain><K-3002><initial-meeting>",
                "<caseclockctl><waive><K-3002><initial-meeting><--reason><scheduled>",
                "<caseclockctl><outbox><retry>", "<caseclockctl><timeline><K-3002>",
                "<caseclockctl><record><K-3002><meeting-held><--family><full>",
                "<caseclockctl><reassign><--from><c-osei>",
                "<caseclockctl><watch><--rule><initial-meeting>",
                "<caseclockctl><hold><K-3002><--reason><scheduled>",
            ])
    }

    @Test("Without a daemon nothing is completed, and nothing said", arguments: Shell.allCases)
    func silent(shell: Shell) throws {
        guard shell.path != nil else {
            print("NOT TESTED: completion in \(shell.rawValue), which is not on this machine")
            return
        }
        let found = try type(
            ["caseclockctl upcoming --coordinator c-o"], to: shell, socket: "/nonexistent/socket")
        #expect(found == ["<caseclockctl><upcoming><--coordinator><c-o>"])
        let said = try Program.run(
            ["---completion", "upcoming", "--", "--coordinator", "3", "0"]
                + ["caseclockctl", "upcoming", "--coordinator", ""],
            environment: ["CASECLOCK_SOCKET=/nonexistent/socket"])
        #expect(said.errors.isEmpty && said.output.allSatisfy(\.isNewline))
    }

    @Test("Every value that is a code which the daemon knows is completed")
    func whole() throws {
        let codes: Set = [
            "agency", "case", "case-number", "coordinator", "owner", "person", "profile", "reason",
            "rule", "team",
        ]
        for command in try CommandTree.ofProgram().all {
            for (name, isCompleted) in command.values where codes.contains(name) {
                #expect(isCompleted, "\(command.name): \(name)")
            }
        }
    }

    @Test("A command line that names a socket is completed from there, or not at all")
    func socket() throws {
        let daemon = try RealDaemon()
        for words in [["--socket", daemon.socket], ["--socket=\(daemon.socket)"]] {
            let found = try Program.run(
                ["---completion", "upcoming", "--", "--coordinator", "0", "0"]
                    + ["caseclockctl", "upcoming"] + words + ["--coordinator", "c-"],
                environment: ["CASECLOCK_SOCKET=/nonexistent/socket"])
            #expect(found.output.contains("c-osei"), "\(found)")
        }
    }
}
