import ArgumentParser
import Control

/// `caseclockctl metrics`.
struct Metrics: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "metrics",
        abstract: "Figures for a monitor, as Prometheus reads them.",
        discussion: """
            With --output they are written into a file, aside and then in its place, as the node \
            exporter's textfile collector wants it; its name then ends with .prom.

            Examples:
              caseclockctl metrics
              caseclockctl metrics --output /var/lib/prometheus/node-exporter/caseclock.prom
            """)

    @Option(
        help: ArgumentHelp("Write them into this file.", valueName: "file"), completion: .file())
    var output: String?

    @OptionGroup var connection: ConnectionOptions

    func run() throws {
        let text = try connection.ask { (client) throws(VarlinkClientError) in
            try client.call(ServiceInterface.Metrics.self, NoParameters()).text
        }
        if let output {
            try ReplacedFile.write(text, to: output)
        } else {
            var standard = StandardOutput()
            standard.write(text)
            try standard.finish()
        }
    }
}
