import TestSupport

/// A file of Transcripts/: commands with what they answered, as people read it.
///
/// A line `$ caseclockctl …` is a command, `80$ caseclockctl …` one on a terminal of 80 columns.
/// Below it come its output, its errors with `! ` before each line, and its exit status in
/// brackets unless that is 0. `{id}` in a command is the last id that an earlier one has told, and of one that ends in
/// `| head -3` only so many lines are looked at. Lines
/// before the first command are for people; where they say "A daemon of its own", it gets one.
struct RecordedTranscript {
    let name: String
    private let text: String

    static let folder = "\(Checkout.path)/Tests/CaseclockctlTests/Transcripts"

    /// The files' names.
    static var names: [String] { FileTree.names(in: folder) }

    init(_ name: String) throws {
        self.name = name
        text = try FileTree.read("\(Self.folder)/\(name)")
    }

    private var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    private var heading: [Substring] { Array(lines.prefix { Self.command($0) == nil }) }

    /// Whether its commands change what the daemon knows.
    var needsOwnDaemon: Bool { heading.contains { $0.contains("A daemon of its own") } }

    /// The commands as they are typed, each with the columns of its terminal, if it has one.
    var commands: [(columns: UInt16?, line: String)] { lines.compactMap(Self.command) }

    private static func command(_ line: Substring) -> (columns: UInt16?, line: String)? {
        let columns = line.prefix { $0.isNumber }
        let rest = line.dropFirst(columns.count)
        guard rest.hasPrefix("$ caseclockctl") else { return nil }
        return (UInt16(columns), String(rest.dropFirst(2)))
    }

    /// Whether what the file says is what the commands answer now.
    ///
    /// `CASECLOCK_WRITE_GOLDEN=1 swift test` writes it anew; look at what changed before it lands.
    func played(to daemon: RealDaemon) throws -> (now: String, before: String) {
        var now = heading.map { "\($0)\n" }.joined()
        var ids: [String] = []
        for (columns, line) in commands {
            let words = ShellWords.of(line).dropFirst().map { word in
                word == "{id}" ? ids.last ?? "" : word
            }
            let found = try Program.run(
                Array(words),
                environment: ["CASECLOCK_SOCKET=\(daemon.socket)", "NO_COLOR=1", "TERM=xterm"],
                to: columns.map { .terminal(columns: $0) } ?? .pipe)
            ids += Self.ids(in: found.output)
            now += "\(columns.map(String.init) ?? "")$ \(line)\n"
            now += Self.settled(Self.head(of: line, found.output), ids, daemon)
            let errors = found.errors.split(separator: "\n").map { "! \($0)\n" }.joined()
            now += Self.settled(errors, ids, daemon)
            if found.status != 0 { now += "[\(found.status)]\n" }
            now += "\n"
        }
        return (now, text)
    }

    /// Writes the file anew.
    func write(_ text: String) throws { try FileTree.write(text, to: "\(Self.folder)/\(name)") }

    private static var hash: Regex<Substring> { /\b[0-9a-f]{12,64}\b/ }

    /// The ids that a text tells: those of notifications, and what can be undone or ended.
    private static func ids(in text: String) -> [String] {
        text.matches(of: hash).map { String($0.output) }
            + text.matches(of: /caseclockctl [a-zA-Z0-9 -]+ ([0-9a-z]{8,}) --reason/).map {
                String($0.output.1)
            }
    }

    /// The lines that `| head -3` would leave.
    private static func head(of line: String, _ output: String) -> String {
        guard let count = line.firstMatch(of: /\| head -(\d+)$/).flatMap({ Int($0.output.1) })
        else { return output }
        return output.split(separator: "\n", omittingEmptySubsequences: false).prefix(count)
            .map { "\($0)\n" }.joined()
    }

    /// The text without what is different each time.
    private static func settled(_ text: String, _ ids: [String], _ daemon: RealDaemon) -> String {
        // A terminal shows the beginning of a long one.
        ids.sorted { $0.count > $1.count }.reduce(text) { $0.replacing($1, with: "{id}") }.split(
            separator: daemon.folder.path, omittingEmptySubsequences: false
        )
        .joined(separator: "SITE")
        .split(separator: Checkout.path, omittingEmptySubsequences: false)
        .joined(separator: "CHECKOUT")
        .replacing(hash, with: "{id}")
        .replacing(/(\d{4}-\d\d-\d\d)([T ])\d\d:\d\d(:\d\d)?/) {
            "\($0.output.1)\($0.output.2){time}"
        }
        .replacing(/\d{4}-\d\d-\d\dT\d{6}\.db/, with: "{time}.db")
        .replacing(/[\d.]+ (bytes|KB|MB|kB|KiB|MiB)\b/) { "{size} \($0.output.1)" }
        .replacing(/"bytes":\d+/, with: "\"bytes\":{size}")
        .replacing(/process \d+/, with: "process {pid}")
        .replacing(/"pid":\d+/, with: "\"pid\":{pid}")
    }
}
