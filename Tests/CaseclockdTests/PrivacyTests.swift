import Control
import Glibc
import Systemd
import TestSupport
import Testing

@Suite(
    "What people write beside codes goes nowhere",
    .enabled(if: RealJournald.isAvailable, noJournald))
struct PrivacyTests {
    private static let stem = PlantedName.stem
    private let journald: RealJournald
    private let site: TestSite

    init() throws {
        journald = try RealJournald()
        site = try TestSite(namespace: journald.namespace)
    }

    @Test("A name in any place of a caseload file is in no entry, mail, error line or ledger")
    func caseloads() throws {
        let name = PlantedName.name
        // Sound ones too, so that there is something to say while the name lies about.
        try site.write(
            "# the \(name) family\n" + Caseload.file("K-1", more: "# ask \(name)"),
            to: "sound.yaml")
        try site.write("case,profile,initiating-contact\n\"\(name)", to: "cut.csv")
        try site.write(name, to: "scalar.yaml")
        var count = 2
        func plant(_ text: String, _ ending: String) throws {
            for planted in PlantedName.everyPlace(in: text) {
                count += 1
                try site.write(planted, to: "p\(count).\(ending)")
            }
            let first = text.split(separator: "\n", maxSplits: 1)[0]
            for broken in ["\(first)\nNAME", "NAME\n\(text)"] {
                count += 1
                try FileTree.write(
                    PlantedName.bytes(broken), to: "\(site.caseloads)/b\(count).\(ending)")
            }
        }
        try plant(PlantedName.yaml, "yaml")
        try plant(PlantedName.jsonLines, "jsonl")
        try plant(PlantedName.register, "csv")
        try plant(PlantedName.timeline, "csv")
        let daemon = try RunningDaemon.ready(site)
        #expect(try eventually(seconds: 20) { try !site.mails().isEmpty })
        #expect(try eventually(seconds: 20) { try journald.stages().count > 2 })
        // What is wrong is quoted to whoever asks over the socket, to nobody else.
        let status = try daemon.status()
        #expect(status.caseload.setAside > count / 2)
        #expect("\(status.problems)".contains(name))
        #expect(!status.state.contains(name))
        #expect(try !daemon.deadlines().contains { $0.contains(Self.stem) })
        try expectNowhere(daemon)
    }

    @Test("Nor is one in the directory, in policies, calendars or the configuration")
    func siteFiles() throws {
        try site.configure(
            namespace: journald.namespace, more: "# \(PlantedName.name)")
        try site.write(Caseload.file("K-1"), to: "a.yaml")
        let daemon = try RunningDaemon.ready(site)
        for text in [PlantedName.directory]
            + PlantedName.everyPlace(in: "agencies: [{agency: kids}]\npeople:\n")
        {
            try site.write(text, to: "directory.yaml")
            try daemon.reload()
        }
        var refused = 0
        /// The reason, with the value, is for who asked; the journal has the place alone.
        func refuse() throws {
            // Whether it is refused is told without a reading of the caseload.
            guard let reason = try daemon.refusalOfReload(dryRun: true) else { return }
            refused += reason.split(separator: "\n").count
            #expect(reason.contains(site.path), "\(reason)")
            daemon.signal(SIGHUP)
        }
        func plant(_ text: String, in folder: String) throws {
            try FileTree.makeFolder(folder)
            let planted = PlantedName.everyPlace(in: text)
            for first in stride(from: 0, to: planted.count, by: 8) {
                for (number, text) in planted[first...].prefix(8).enumerated() {
                    try FileTree.write(text, to: "\(folder)/own-\(number).yaml")
                }
                try refuse()
            }
            for number in 0..<8 { unlink("\(folder)/own-\(number).yaml") }
        }
        try plant(PlantedName.policy, in: site.file("policies"))
        try plant(PlantedName.calendar, in: site.file("calendars"))
        let sound = try FileTree.read(site.configuration)
        for text in PlantedName.everyPlace(in: PlantedName.configuration) {
            try FileTree.write(sound + text, to: site.configuration)
            try refuse()
        }
        #expect(refused > 100)
        try FileTree.write(sound, to: site.configuration)
        try daemon.reload()
        try expectNowhere(daemon)
    }

    @Test("Nor is one that was sent to the control socket, as text or as bytes")
    func requests() throws {
        try site.write(Caseload.file("K-1"), to: "a.yaml")
        let daemon = try RunningDaemon.ready(site)
        for message in PlantedName.messages {
            #expect(try ConnectedSocket(to: site.socket).answer(to: message + [0]) != nil)
        }
        // What is answered to who sent it names what there is not, as varlink has it.
        let unknown = #"{"method":"io.caseclock.Deadlines.\#(PlantedName.name)"}"# + "\0"
        let answer = try ConnectedSocket(to: site.socket).answer(to: Array(unknown.utf8))
        #expect(
            answer == #"{"error":"org.varlink.service.MethodNotFound","parameters":{"method":"#
                + #""io.caseclock.Deadlines.\#(PlantedName.name)"}}"#)
        try expectNowhere(daemon)
    }

    @Test("Nor is one in the name of a file that is not read")
    func fileNames() throws {
        let name = PlantedName.name
        for name in ["\(name).docx", "\(name) family.yaml.bak", "\(name) family"] {
            try site.write("x", to: name)
        }
        try FileTree.makeFolder("\(site.caseloads)/\(name), the father.yaml")
        symlink("/nowhere", "\(site.caseloads)/family \(name).csv")
        let daemon = try RunningDaemon.ready(site)
        #expect("\(try daemon.status().problems)".contains(name))
        try expectNowhere(daemon)
    }

    @Test("Nor is one in the name of a file that is read, but for the ledger, which has its name")
    func namesOfCaseloads() throws {
        try site.write(Caseload.file("K-1"), to: "the \(PlantedName.name) family.yaml")
        try site.write(Caseload.file("K-2 x"), to: "\(PlantedName.stem)\u{e9}e.yaml")
        let daemon = try RunningDaemon.ready(site)
        #expect(try eventually(seconds: 20) { try !site.mails().isEmpty })
        #expect(try daemon.status().problems.contains { "\($0)".contains(PlantedName.stem) })
        #expect(daemon.stop() == 0)
        try expectNothingWritten(daemon)
        let places = try journald.entries(with: "CASECLOCK_PLACE")
        #expect(places.compactMap { $0["CASECLOCK_PLACE"] } == ["caseloads/…:3:11"])
    }

    @Test("Nor does `caseclockctl reload` tell one where its errors go to the journal")
    func reloadByUnit() throws {
        try site.write(Caseload.file("K-1 \(PlantedName.name)"), to: "a.yaml")
        let daemon = try RunningDaemon.ready(site)
        let path = site.file("said")
        func said(isLogged: Bool) throws -> (code: Int32, text: String) {
            try FileTree.write("", to: path)
            var found = stat()
            #expect(stat(path, &found) == 0)
            let stream = "JOURNAL_STREAM=\(found.st_dev):\(found.st_ino)"
            let process = try Spawned.start(
                try Spawned.built("caseclockctl"), ["reload", "--socket", site.socket],
                environment: isLogged ? [stream] : [], errors: path)
            return (Spawned.wait(for: process), try FileTree.read(path))
        }
        // A warning of what was set aside, then a refusal as a whole.
        for code: Int32 in [0, 78] {
            #expect(try said(isLogged: false).text.contains(PlantedName.name))
            let logged = try said(isLogged: true)
            #expect(logged.code == code)
            #expect(logged.text.contains("says why"), "\(logged.text)")
            #expect(!logged.text.contains(Self.stem), "\(logged.text)")
            try FileTree.write("profile: \(PlantedName.name) x", to: site.file("policies/own.yaml"))
        }
        #expect(daemon.stop() == 0)
    }

    @Test("Nor does a daemon that can't start tell one")
    func start() throws {
        let sound = try FileTree.read(site.configuration)
        let name = PlantedName.name
        for text in ["\(name): 1", "go-live: \(name)", "intake: [\(name)", "calendar: \(name)"] {
            try FileTree.write(sound + text + "\n", to: site.configuration)
            let daemon = try RunningDaemon(site)
            #expect(daemon.end() == 78)
            let said = try daemon.errors()
            #expect(said.contains("\(site.configuration):"), "\(said)")
            #expect(!said.contains(Self.stem), "\(said)")
        }
    }

    /// Looks for the name in all that the daemon wrote, while it runs and once it has ended.
    private func expectNowhere(_ daemon: RunningDaemon) throws {
        #expect(filesWithName("caseclock.db") == [])
        #expect(daemon.stop() == 0)
        #expect(filesWithName("caseclock.db") == [])
        try expectNothingWritten(daemon)
    }

    /// Looks for the name in the journal, the mails and standard error.
    private func expectNothingWritten(_ daemon: RunningDaemon) throws {
        try journald.settle()
        let entries = try journald.entries(with: "MESSAGE")
        #expect(entries.count > 2)
        for entry in entries {
            for (name, values) in entry.fields where !name.hasPrefix("_") {
                for value in values {
                    let text = String(decoding: value, as: UTF8.self)
                    #expect(!text.contains(Self.stem), "\(name)=\(text)")
                }
            }
        }
        for mail in try site.mails() { #expect(!mail.contains(Self.stem)) }
        let errors = try daemon.errors()
        #expect(!errors.contains(Self.stem), "\(errors)")
    }

    /// The ledger's files that have the name in them, its write-ahead log among them.
    private func filesWithName(_ prefix: String) -> [String] {
        let names = FileTree.names(in: site.path).filter { $0.hasPrefix(prefix) }
        #expect(!names.isEmpty)
        return names.filter { name in
            guard let text = try? FileTree.read("\(site.path)/\(name)") else { return false }
            return text.contains(Self.stem)
        }
    }
}
