import Casework
import CivilTime
import TestSupport
import Testing

@testable import CaseloadFiles

/// The folder config/ of this package.
let configFolder = "\(Checkout.path)/config"

@Suite("Shipped policies and calendars, and a site's own in their place")
struct SiteFilesTests {
    @Test("what is built into the program is what config/ has")
    func builtIn() throws {
        for kind in ["policies", "calendars"] {
            let names = try CaseloadFolder(path: "\(configFolder)/\(kind)").names()
            #expect(
                Set(names.map { "\(kind)/\($0)" })
                    == Set(Shipped.files.map(\.name).filter { $0.hasPrefix(kind) }))
        }
        for (name, bytes) in Shipped.files {
            #expect(try WholeFile.read("\(configFolder)/\(name)") == bytes, "\(name)")
        }
    }

    @Test("the shipped calendar has the holidays that the independent judge was asked about")
    func ontario() throws {
        let shipped = try SiteFiles(folder: nil).businessCalendar(.standard)
        #expect(shipped == (try Ontario.calendar()))
    }

    @Test("the shipped policies are those of the two programs")
    func policies() throws {
        let policies = try Shipped.policies()
        #expect(
            Set(policies.keys) == ["service-integration", "coordinated-service-planning"])
        for policy in policies.values {
            let names = Set(policy.rules.map(\.name))
            #expect(names.isSuperset(of: ["initial-meeting", "plan-review", "family-contact"]))
        }
        let initial = policies["service-integration"]?.rule(named: "initial-meeting")
        #expect(initial?.versions.map(\.due) == [.after(.days(60))])
        #expect(initial?.versions.map(\.basis) == [.source])
    }

    @Test("the shipped calendar keeps Ontario's nine holidays, and others where a site says so")
    func calendar() throws {
        let definition = try #require(try Shipped.calendar(named: "ontario"))
        let plain = try definition.businessCalendar()
        #expect(plain.holidays.count == 9)
        #expect(plain.closedReason(on: try day("2026-02-16")) == .holiday("Family Day"))
        #expect(plain.isOpen(try day("2026-04-06")))
        let place = Place(file: "caseclock.yaml", line: 1)
        let closure = Closure(
            name: "Move", from: try day("2026-06-01"), to: try day("2026-06-02"))
        let own = try definition.businessCalendar(
            observing: [Placed("easter-monday", at: place)],
            closures: [Placed(closure, at: place)])
        #expect(!own.isOpen(try day("2026-04-06")))
        #expect(!own.isOpen(try day("2026-06-02")))
        #expect(try Shipped.calendar(named: "quebec") == nil)
    }

    @Test("a calendar that a site misnames is an error at the place where it names it")
    func unknownCalendar() throws {
        func failure(_ text: String) throws -> String? {
            let file = ConfigurationReader.read(
                fileName: "caseclock.yaml", bytes: Array("zone: UTC\n\(text)".utf8))
            let choice = try #require(file.configuration).calendar
            return #expect(throws: SiteFilesError.self) {
                try SiteFiles(folder: nil).businessCalendar(choice)
            }?.description
        }
        #expect(
            try failure("calendar: ontarjo")
                == "caseclock.yaml:2:11: unknown calendar 'ontarjo': did you mean 'ontario'?")
        #expect(
            try failure("calendar: {observed: [easter-monda]}")
                == "caseclock.yaml:2:23: unknown optional holiday 'easter-monda': did you mean "
                + "'easter-monday'?")
    }

    private static let rule = """
        rules: [{rule: r, basis: form, section: none, starts: [hold], arises: each, due: 1 day,
          closed-by: [resume], hold: silent, stages: {}}]
        """

    @Test("a site's policy takes the place of the shipped one of its profile as a whole")
    func override() throws {
        let folder = try TemporaryDirectory()
        try FileTree.makeFolder(folder.file("policies"))
        try FileTree.write(
            "profile: service-integration\ndocument: Ours\n\(Self.rule)\n",
            to: folder.file("policies/ours.yaml"))
        try FileTree.write(
            "profile: third\ndocument: Third\n\(Self.rule)\n",
            to: folder.file("policies/third.yaml"))
        try FileTree.write("not a policy", to: folder.file("policies/.swap.yaml"))
        let site = SiteFiles(folder: folder.path)
        let policies = try site.policies()
        #expect(policies["service-integration"]?.rules.map(\.name) == ["r"])
        #expect(policies["coordinated-service-planning"]?.rules.isEmpty == false)
        #expect(policies["third"]?.document == "Third")
        #expect(try site.calendars().keys.sorted() == ["ontario"])
    }

    @Test("a site's policy that can't be read is refused, not replaced by the shipped one")
    func broken() throws {
        let folder = try TemporaryDirectory()
        try FileTree.makeFolder(folder.file("policies"))
        let path = folder.file("policies/service-integration.yaml")
        try FileTree.write("profile: service-integration\n\(Self.rule)\n", to: path)
        let failure = #expect(throws: SiteFilesError.self) {
            try SiteFiles(folder: folder.path).policies()
        }
        #expect(failure?.description == "\(path):1:1: a policy needs 'document'")
    }

    @Test("two site policies of one profile are an error that names both")
    func twice() throws {
        let folder = try TemporaryDirectory()
        try FileTree.makeFolder(folder.file("policies"))
        for name in ["a", "b"] {
            try FileTree.write(
                "profile: p\ndocument: d\n\(Self.rule)\n",
                to: folder.file("policies/\(name).yaml"))
        }
        let failure = #expect(throws: SiteFilesError.self) {
            try SiteFiles(folder: folder.path).policies()
        }
        let policies = folder.file("policies")
        #expect(
            failure?.description
                == "\(policies)/b.yaml:1:1: 'p' is also defined in \(policies)/a.yaml: keep one of "
                + "them")
    }
}
