import ArgumentParser
import Control

/// `caseclockctl backup`.
struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Make a backup of the ledger while it is in use, and verify it.",
        discussion: """
            It goes into the folder 'paths: backups' of caseclock.yaml(5), by name only, and gets \
            its name once all of it was looked through. What has a name stays: nothing is ever \
            replaced, and --keep removes only those that were named by the time.

            Examples:
              caseclockctl backup
              caseclockctl backup --name before-upgrade
              caseclockctl backup --keep 14
            """)

    /// A large ledger takes its time.
    private static let patienceSeconds = 3600

    @Option(help: "What to call it (default: caseclock- and the site's time).")
    var name: String?

    @Option(help: "Keep so many of those that were named by the time, and remove the oldest.")
    var keep: Int?

    @OptionGroup var answer: AnswerOptions

    func validate() throws {
        if let keep, keep < 1 { throw ValidationError("--keep has to be at least 1") }
    }

    func run() throws {
        let options = ServiceInterface.BackupOptions(name: name, keep: keep)
        let reply = try answer.connection.ask(timeoutSeconds: Self.patienceSeconds) {
            (client) throws(VarlinkClientError) in
            try client.call(ServiceInterface.MakeBackup.self, options)
        }
        if let warning = reply.warning {
            StandardError.say("warning: old backups were not removed: \(warning)")
        }
        var output = StandardOutput()
        switch answer.format {
        case .text:
            output.sentences(Self.sentence(reply))
            for name in reply.pruned { output.line("Removed \(name).") }
        case .json: output.object(reply)
        }
        try output.finish()
    }

    private static func sentence(_ reply: ServiceInterface.BackupReply) -> String {
        "Made \(reply.backup.name), and verified it: \(reply.backup.bytes) bytes, schema "
            + "\(reply.schema), \(Shown.counted(reply.cases, "case")), "
            + "\(reply.decisions) of acts and silences, "
            + "\(Shown.counted(reply.auditRows, "row")) of the audit trail."
    }
}
