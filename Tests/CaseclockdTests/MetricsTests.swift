import Casework
import Control
import Glibc
import TestSupport
import Testing

@testable import caseclockd

/// The figures of the real daemon, read by the format's rules.
@Suite struct MetricsTests {
    private let site: TestSite

    init() throws {
        site = try TestSite()
        try site.write(Caseload.file(1...7), to: "a.yaml")
        try site.write(Caseload.file(8...9, contact: "2025-11-01"), to: "b.yaml")
        try site.write("caseload: [", to: "broken.yaml")
        for folder in ["new", "deferred", "failed"] {
            try FileTree.makeFolder("\(site.spool)/\(folder)")
        }
    }

    private func text(_ daemon: RunningDaemon) throws -> String {
        var client = try VarlinkClient(path: daemon.site.socket)
        return try client.call(ServiceInterface.Metrics.self, NoParameters()).text
    }

    @Test("For how long the oldest mail has waited that is not sent is in status and figures")
    func unsent() throws {
        let daemon = try RunningDaemon.ready(site)
        #expect(try daemon.status().spool.unsentSeconds == nil)
        for (folder, name, hours) in [("new", "a", 1), ("deferred", "b", 3), ("sent", "c", 9)] {
            let path = "\(site.spool)/\(folder)/" + String(repeating: name, count: 64)
            try FileTree.makeFolder("\(site.spool)/\(folder)")
            try FileTree.write("", to: path)
            var times = [timespec(), timespec()]
            clock_gettime(CLOCK_REALTIME, &times[1])
            times[1].tv_sec -= hours * 3600
            times[0] = times[1]
            guard utimensat(AT_FDCWD, path, times, 0) == 0 else {
                throw TestFailure.last("utimensat", path)
            }
        }
        let waited = try #require(try daemon.status().spool.unsentSeconds)
        #expect((3 * 3600..<3 * 3600 + 600).contains(waited))
        let figure = try MetricsText(text(daemon)).value("caseclock_spool_unsent_seconds")
        #expect(try #require(figure) >= Double(waited))
    }

    @Test("They are what status says, by the format's rules and the conventions of names")
    func figures() throws {
        let daemon = try RunningDaemon.ready(site)
        let metrics = try MetricsText(text(daemon))
        let status = try daemon.status()
        #expect(metrics.value("caseclock_ready") == 1)
        #expect(metrics.value("caseclock_cases") == 9)
        #expect(metrics.value("caseclock_cases_set_aside") == 1)
        #expect(metrics.value("caseclock_problems", ["code": "file-set-aside"]) == 1)
        #expect(metrics.value("caseclock_problems", ["code": "no-coordinator"]) == 0)
        let open = metrics.samples.filter { $0.name == "caseclock_open_deadlines" }
        #expect(open.map(\.value).reduce(0, +) == Double(status.caseload.open))
        let overdue = ["profile": "service-integration", "state": "overdue"]
        #expect(
            metrics.value("caseclock_open_deadlines", overdue) == Double(status.caseload.overdue))
        #expect(status.caseload.overdue == 2)
        #expect(metrics.value("caseclock_outbox_waiting", ["channel": "mail"]) == 0)
        #expect(metrics.value("caseclock_spool_messages", ["folder": "failed"]) == 0)
        #expect(metrics.value("caseclock_journal_reachable") == 0)
        #expect(metrics.value("caseclock_clock_doubted") == 0)
        #expect(metrics.value("caseclock_connections") == 1)
        let started = try #require(metrics.value("caseclock_start_time_seconds"))
        let loaded = try #require(metrics.value("caseclock_last_load_timestamp_seconds"))
        let next = try #require(metrics.value("caseclock_next_stage_timestamp_seconds"))
        #expect(started <= loaded && loaded <= next && next < started + 86_400)
        #expect(try #require(metrics.value("caseclock_resident_memory_bytes")) > 1_048_576)
        #expect(metrics.value("caseclock_last_backup_timestamp_seconds") == nil)
        for (name, type) in metrics.types {
            #expect(name.hasPrefix("caseclock_") && name == name.lowercased())
            #expect(name.hasSuffix("_total") == (type == "counter"), "\(name)")
            #expect(metrics.helps[name]?.hasSuffix(".") == true)
        }
    }

    @Test("A backup and a refusal are counted")
    func counted() throws {
        let daemon = try RunningDaemon.ready(site)
        var client = try VarlinkClient(path: site.socket)
        let made = try client.call(ServiceInterface.MakeBackup.self, .init())
        let metrics = try MetricsText(text(daemon))
        #expect(metrics.value("caseclock_last_backup_size_bytes") == Double(made.backup.bytes))
        #expect(metrics.value("caseclock_audit_rows") == 1)
        #expect(metrics.value("caseclock_backup_failing") == 0)
    }

    @Test("No case, person, agency or file is in them")
    func withoutNames() throws {
        let daemon = try RunningDaemon.ready(site)
        let text = try text(daemon)
        for name in ["K-", "c-osei", "s-roy", "kidsinclusive", ".yaml", site.path] {
            #expect(!text.contains(name), "\(name)")
        }
        let labels = try MetricsText(text).samples.flatMap(\.labels.keys)
        #expect(
            Set(labels) == ["version", "schema", "profile", "state", "code", "channel", "folder"])
    }

    @Test("A label is escaped, and a family without a figure left out")
    func escaped() throws {
        var text = PrometheusText()
        text.add("a_b", .gauge, "Back\\slash.\nNew line.", [.init([("c", "\"d\\e\nf")], -3)])
        text.gauge("nothing", "Nobody knows.", nil)
        text.counter("e_total", "Some.", 4)
        #expect(
            text.text == """
                # HELP a_b Back\\\\slash.\\nNew line.
                # TYPE a_b gauge
                a_b{c="\\"d\\\\e\\nf"} -3
                # HELP e_total Some.
                # TYPE e_total counter
                e_total 4

                """)
        let read = try MetricsText(text.text)
        #expect(read.value("a_b", ["c": "\"d\\e\nf"]) == -3)
    }

    private static let python =
        getenv("CASECLOCK_JUDGES_PYTHON").map { String(cString: $0) } ?? "python3"

    private static let hasClient: Bool = {
        let process = try? Spawned.start(
            "/usr/bin/env", [python, "-c", "import prometheus_client"],
            environment: ["PATH=/usr/bin:/bin"])
        return process.map { Spawned.wait(for: $0) == 0 } ?? false
    }()

    @Test(
        "Prometheus' own Python client reads the same",
        .enabled(
            if: hasClient,
            "NOT JUDGED: no Python with prometheus_client; name one in CASECLOCK_JUDGES_PYTHON"))
    func judged() throws {
        let daemon = try RunningDaemon.ready(site)
        let text = try text(daemon)
        try FileTree.write(text, to: site.file("caseclock.prom"))
        let script = """
            import sys
            from prometheus_client.parser import text_string_to_metric_families as families
            for family in families(open(sys.argv[1]).read()):
                for sample in family.samples:
                    print(family.type, sample.name, sorted(sample.labels.items()), int(sample.value))
            """
        let output = site.file("judged")
        let process = try Spawned.start(
            "/usr/bin/env", [Self.python, "-c", script, site.file("caseclock.prom")],
            environment: ["PATH=/usr/bin:/bin"], output: output)
        #expect(Spawned.wait(for: process) == 0)
        let expected = try MetricsText(text)
        let lines = expected.samples.map { sample in
            let labels = sample.labels.sorted { $0.key < $1.key }
                .map { "('\($0)', '\($1)')" }.joined(separator: ", ")
            return "\(expected.types[sample.name] ?? "") \(sample.name) [\(labels)] "
                + "\(Int(sample.value))"
        }
        #expect(try FileTree.read(output) == lines.joined(separator: "\n") + "\n")
    }
}
