import Foundation
import TestSupport
import Testing

/// PyPI's `varlink`, a client that others wrote, where Python has it.
private enum PythonVarlink {
    static let python =
        ProcessInfo.processInfo.environment["CASECLOCK_JUDGES_PYTHON"] ?? "python3"

    static let isThere: Bool = {
        let process = try? Spawned.start(
            "/usr/bin/env", [python, "-c", "import varlink"], environment: environment)
        return process.map { Spawned.wait(for: $0) == 0 } ?? false
    }()

    static let environment = ProcessInfo.processInfo.environment.map { "\($0)=\($1)" }

    static let script = """
        import sys, varlink
        client = varlink.Client("unix:" + sys.argv[1])
        names = client.get_interfaces()
        print(*names)
        print(*(client.get_interface(name).name for name in names))
        with client.open("io.caseclock.Deadlines") as deadlines:
            page = deadlines.List(limit=3, asOf="2026-03-02")
            print(len(page["deadlines"]), page["asOf"], page["total"] > 3, page["cursor"] != None)
            rows = [row for p in deadlines.List(_more=True) for row in p["deadlines"]]
            print(len(rows) == page["total"], rows[:3] == page["deadlines"])
            row = rows[0]
            why = deadlines.Explain(case=row["case"], rule=row["rule"], trigger=row["trigger"])
            print(why["explanations"][0]["deadline"] == row)
            try:
                deadlines.List(case="K-404")
            except varlink.VarlinkError as error:
                print(error.error(), error.parameters()["case"])
            try:
                deadlines._call("Nothing")
            except varlink.VarlinkError as error:
                print(type(error).__name__)
            print(len(deadlines.List(limit=1)["deadlines"]))
        with client.open("io.caseclock.Service") as service:
            status = service.Status()
            print(status["zone"], status["ready"], status["clock"])
            print(service.Reload()["report"]["casesChanged"])
        """
}

@Suite("PyPI's varlink client and the daemon")
struct PythonClientTests {
    @Test(
        "It introspects, calls, streams and gets errors",
        .enabled(
            if: PythonVarlink.isThere,
            "NOT RUN: no Python with PyPI's varlink; name one in CASECLOCK_JUDGES_PYTHON"))
    func client() throws {
        let daemon = try DaemonProcess()
        try daemon.unharmed {
            let output = daemon.folder.file("output")
            let process = try Spawned.start(
                "/usr/bin/env", [PythonVarlink.python, "-c", PythonVarlink.script, daemon.socket],
                environment: PythonVarlink.environment, output: output)
            #expect(Spawned.wait(for: process) == 0)
            let names =
                "org.varlink.service io.caseclock.Deadlines io.caseclock.Cases "
                + "io.caseclock.Notifications io.caseclock.Service"
            #expect(
                try FileTree.read(output).split(separator: "\n") == [
                    names[...], names[...], "3 2026-03-02 True True", "True True", "True",
                    "io.caseclock.Deadlines.NoSuchCase K-404", "MethodNotFound", "1",
                    "America/Toronto True rehearsal", "0",
                ])
        }
    }
}
