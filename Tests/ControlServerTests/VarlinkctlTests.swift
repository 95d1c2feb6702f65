import Foundation
import TestSupport
import Testing

/// systemd's own client: the machine's, else the one that scripts/setup took out of a Debian 13.
private enum Varlinkctl {
    static let program =
        ProcessInfo.processInfo.environment["CASECLOCK_JUDGES_VARLINKCTL"] ?? "/usr/bin/varlinkctl"

    static let isThere: Bool = {
        let process = try? Spawned.start(program, ["--version"])
        return process.map { Spawned.wait(for: $0) == 0 } ?? false
    }()

    /// What it writes, and how it ends.
    static func run(
        _ arguments: [String], in folder: TemporaryDirectory
    ) throws -> (status: Int32, output: String, errors: String) {
        let (output, errors) = (folder.file("ctl-output"), folder.file("ctl-errors"))
        for path in [output, errors] { FileTree.remove(path) }
        let process = try Spawned.start(
            program, arguments, environment: ["PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"],
            output: output, errors: errors)
        let status = Spawned.wait(for: process)
        return (status, try FileTree.read(output), try FileTree.read(errors))
    }
}

@Suite(
    "varlinkctl and the daemon",
    .enabled(
        if: Varlinkctl.isThere,
        "NOT JUDGED: no varlinkctl; name one in CASECLOCK_JUDGES_VARLINKCTL, see scripts/setup"))
struct VarlinkctlTests {
    private static let interfaces = [
        "io.caseclock.Deadlines", "io.caseclock.Notifications", "io.caseclock.Service",
        "org.varlink.service",
    ]

    @Test("It introspects: what there is, by which methods, and each file word for word")
    func introspects() throws {
        let daemon = try DaemonProcess()
        try daemon.unharmed {
            let info = try Varlinkctl.run(["info", daemon.socket], in: daemon.folder)
            #expect(info.status == 0 && info.output.contains("Product: caseclockd"))
            let list = try Varlinkctl.run(["list-interfaces", daemon.socket], in: daemon.folder)
            let names = list.output.split(separator: "\n").map(String.init)
            #expect(Set(names).isSuperset(of: Self.interfaces) && names.count >= 4)
            let methods = try Varlinkctl.run(["list-methods", daemon.socket], in: daemon.folder)
                .output.split(separator: "\n")
            var declared: [String] = []
            for name in names {
                let path = "\(Checkout.path)/Sources/Control/Interfaces/\(name).varlink"
                let file = try FileTree.read(path)
                // It parses the text and prints it anew, with the long comments broken differently.
                let said = try Varlinkctl.run(
                    ["introspect", daemon.socket, name], in: daemon.folder)
                #expect(said.status == 0 && said.errors == "", "\(name)")
                #expect(Self.words(said.output) == Self.words(file), "\(name)")
                declared += Self.methods(file).map { "\(name).\($0)" }
            }
            #expect(methods.map(String.init).sorted() == declared.sorted())
        }
    }

    private static func methods(_ file: String) -> [String] {
        file.split(separator: "\n").filter { $0.hasPrefix("method ") }
            .map { String($0.dropFirst("method ".count).prefix { $0 != "(" }) }
    }

    /// The words of a definition, whatever lines and pieces they are in.
    private static func words(_ text: String) -> [Substring] {
        text.split { $0.isWhitespace || "#(),:".contains($0) }
    }

    @Test("It accepts each of the files", arguments: interfaces)
    func validates(name: String) throws {
        let folder = try TemporaryDirectory()
        let path = "\(Checkout.path)/Sources/Control/Interfaces/\(name).varlink"
        let said = try Varlinkctl.run(["validate-idl", path], in: folder)
        #expect(said.status == 0 && said.errors == "")
    }

    @Test("It calls, and gets a stream in as many pieces as there are")
    func calls() throws {
        let daemon = try DaemonProcess(more: "limits: {result-rows: 50}")
        try daemon.unharmed {
            let one = try Varlinkctl.run(
                ["call", "-j", daemon.socket, "io.caseclock.Deadlines.List", #"{"limit":1}"#],
                in: daemon.folder)
            #expect(one.status == 0 && one.output.hasPrefix(#"{"deadlines":[{"case":"#))
            let streamed = try Varlinkctl.run(
                ["call", "-j", "--more", daemon.socket, "io.caseclock.Deadlines.List", "{}"],
                in: daemon.folder)
            #expect(streamed.status == 0)
            let pieces = streamed.output.count(of: #"{"deadlines":["#)
            let rows = streamed.output.count(of: #"{"case":"#)
            let total = try #require(Self.total(one.output))
            #expect(rows == total && pieces == (total + 49) / 50 && pieces > 1)
        }
    }

    private static func total(_ reply: String) -> Int? {
        guard let found = reply.range(of: #""total":"#) else { return nil }
        return Int(reply[found.upperBound...].prefix { $0.isNumber })
    }

    @Test("It gets the errors by name, with what they say")
    func errors() throws {
        let daemon = try DaemonProcess()
        let expected = [
            (
                "io.caseclock.Deadlines.List", #"{"case":"K-404"}"#,
                "io.caseclock.Deadlines.NoSuchCase", #""case":"K-404""#
            ),
            (
                "io.caseclock.Deadlines.List", #"{"limit":0}"#,
                "org.varlink.service.InvalidParameter", #""parameter":"limit""#
            ),
            (
                "io.caseclock.Deadlines.Nothing", "{}", "org.varlink.service.MethodNotFound",
                #""method":"io.caseclock.Deadlines.Nothing""#
            ),
            (
                "io.caseclock.Service.Backup", #"{"name":"../x"}"#,
                "io.caseclock.Service.InvalidBackupName", #""name":"../x""#
            ),
        ]
        try daemon.unharmed {
            for (method, parameters, name, said) in expected {
                let found = try Varlinkctl.run(
                    ["call", "-j", daemon.socket, method, parameters], in: daemon.folder)
                #expect(found.status != 0)
                #expect(found.errors.contains(name), "\(found.errors)")
                #expect((found.output + found.errors).contains(said), "\(found)")
            }
        }
    }

    @Test("A call without a reply is carried out, though it hangs up at once")
    func oneway() throws {
        let daemon = try DaemonProcess()
        let reads = daemon.log.count(of: "50 cases in 8 files")
        try daemon.unharmed(lent: 9) {
            let said = try Varlinkctl.run(
                ["call", "--oneway", daemon.socket, "io.caseclock.Service.Reload", "{}"],
                in: daemon.folder)
            #expect(said.status == 0 && said.output == "" && said.errors == "")
            #expect(eventually { daemon.log.count(of: "50 cases in 8 files") == reads + 1 })
        }
    }
}

extension String {
    /// How often a text occurs.
    fileprivate func count(of text: String) -> Int { components(separatedBy: text).count - 1 }
}
