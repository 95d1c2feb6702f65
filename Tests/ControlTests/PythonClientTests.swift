import Control
import Foundation
import Glibc
import Testing

/// PyPI's `varlink`, a client that others wrote, where Python has it.
private enum PythonVarlink {
    static let python =
        ProcessInfo.processInfo.environment["CASECLOCK_JUDGES_PYTHON"] ?? "python3"

    static let isThere: Bool = {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [python, "-c", "import varlink"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    static let script = """
        import sys, varlink
        client = varlink.Client("unix:" + sys.argv[1])
        names = client.get_interfaces()
        print(*names)
        print(*(client.get_interface(name).name for name in names))
        with client.open("io.caseclock.Deadlines") as deadlines:
            page = deadlines.List(limit=3)
            print(len(page["deadlines"]), page["deadlines"][0]["case"], page["asOf"])
            batches = [p["deadlines"] for p in deadlines.List(_more=True)]
            print(len(batches), sum(map(len, batches)))
            try:
                deadlines.List(case="K-1")
            except varlink.VarlinkError as error:
                print(error.error(), error.parameters()["nearest"])
            try:
                deadlines._call("Nothing")
            except varlink.VarlinkError as error:
                print(type(error).__name__)
        with client.open("io.caseclock.Service") as service:
            print(service.Status()["zone"])
        """
}

@Suite("PyPI's varlink client")
struct PythonClientTests {
    @Test(
        "It introspects, calls, streams and gets errors",
        .enabled(
            if: PythonVarlink.isThere,
            "NOT RUN: no Python with PyPI's varlink; name one in CASECLOCK_JUDGES_PYTHON"))
    func client() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/io.caseclock"
        var server = try PollServer(service: SampleService.make(), path: path)
        let output = Pipe()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [PythonVarlink.python, "-c", PythonVarlink.script, path]
        process.standardOutput = output
        // Its end of the pipe is closed when it ends; nothing is printed before its last line.
        let watched = Pipe()
        process.standardError = watched
        try process.run()
        try? watched.fileHandleForWriting.close()
        try server.serve(until: watched.fileHandleForReading.fileDescriptor)
        let errors = watched.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let text = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(String(decoding: errors, as: UTF8.self) == "")
        let names = "org.varlink.service io.caseclock.Deadlines io.caseclock.Service"
        let batches = SampleService.streamedRows / SampleService.batchRows
        #expect(
            text.split(separator: "\n").map(String.init) == [
                names, names, "3 K-1042 \(Samples.day)", "\(batches) \(SampleService.streamedRows)",
                "io.caseclock.Deadlines.NoSuchCase ['K-1042']", "MethodNotFound",
                "America/Toronto",
            ])
    }
}
