import Casework
import CivilTime
import TestSupport
import Testing

@testable import CaseloadFiles

@Suite("The configuration is read, or its mistakes named")
struct ConfigurationTests {
    private func read(_ text: String) -> ConfigurationFile {
        ConfigurationReader.read(fileName: "caseclock.yaml", bytes: Array(text.utf8))
    }

    @Test("every key is understood")
    func everyKey() throws {
        let file = read(
            """
            zone: America/Toronto
            calendar:
              name: ontario
              observed: [easter-monday]
              closures: [{from: 2026-12-28, to: 2026-12-31, name: Winter closure}]
            go-live: 2026-01-01
            intake: s-roy
            case-pattern: 'K-[0-9]+'
            digest: "07:45"
            mail:
              from: caseclock@example.org
              domains: [example.org, Example.NET]
              sendmail: /usr/bin/msmtp
              give-up-after: 2 weeks
              keep-sent: 1 day
              keep-failed: 10 weeks
            journal: {namespace: caseclock}
            paths: {caseloads: /a, ledger: /b, spool: /c, socket: /d, backups: /e}
            removals: {share: 10%, cases: 3}
            limits: {message-bytes: 4096, connections: 100, connections-per-user: 10,
              connections-for-root: 2, requests: 5, idle-seconds: 30, result-rows: 50,
              watchers: 7, buffered-bytes: 8192}
            """)
        #expect(file.diagnostics == [])
        let site = try #require(file.configuration)
        #expect(site.zone.value == "America/Toronto")
        #expect(site.zone.place.description == "caseclock.yaml:1:7")
        #expect(site.calendar.name == "ontario")
        #expect(site.calendar.observed.map(\.value) == ["easter-monday"])
        #expect(site.calendar.closures.map(\.value.name) == ["Winter closure"])
        #expect(site.goLive == (try day("2026-01-01")))
        #expect(site.intake?.value == "s-roy")
        #expect(site.casePattern?.matcher()("K-12") == true)
        #expect(site.casePattern?.matcher()("xK-12x") == false)
        #expect(site.digest.description == "07:45")
        #expect(site.mail?.from == "caseclock@example.org")
        #expect(site.mail?.domains == ["example.org", "example.net"])
        #expect(site.mail?.sending.sendmail == "/usr/bin/msmtp")
        #expect(site.mail?.sending.giveUpAfterDays == 14)
        #expect(site.mail?.sending.keepSentDays == 1)
        #expect(site.mail?.sending.keepFailedDays == 70)
        #expect(site.journalNamespace == "caseclock")
        #expect(site.paths.caseloads == "/a" && site.paths.socket == "/d")
        #expect(site.removals.sharePercent == 10 && site.removals.cases == 3)
        #expect(site.paths.backups == "/e")
        #expect(
            site.limits
                == SocketLimits(
                    messageBytes: 4096, connections: 100, connectionsPerUser: 10,
                    connectionsForRoot: 2, requests: 5, idleSeconds: 30, resultRows: 50,
                    watchers: 7, bufferedBytes: 8192))
    }

    @Test("more than a share is more than that share, to the last one")
    func share() {
        let limit = RemovalLimit()
        #expect(limit.sharePercent == 20 && limit.cases == 5)
        #expect(!limit.isPassed(by: 20, of: 100) && limit.isPassed(by: 21, of: 100))
        #expect(!limit.isPassed(by: 1, of: 5) && limit.isPassed(by: 2, of: 9))
        #expect(!limit.isPassed(by: 0, of: 0))
        #expect(!RemovalLimit(sharePercent: 100).isPassed(by: 7, of: 7))
        #expect(RemovalLimit(sharePercent: 0).isPassed(by: 1, of: 1_000_000))
    }

    @Test("only the zone has to be there")
    func defaults() throws {
        let site = try #require(read("zone: America/Toronto\n").configuration)
        #expect(site.calendar == .standard)
        #expect(site.digest.description == "08:30")
        #expect(site.removals == .standard)
        let sending = SiteConfiguration.Sending.standard
        #expect(sending.sendmail == "/usr/sbin/sendmail" && sending.giveUpAfterDays == 5)
        #expect(sending.keepSentDays == 30 && sending.keepFailedDays == 90)
        #expect(site.mail == nil && site.goLive == nil && site.casePattern == nil)
        #expect(site.paths.ledger == "/var/lib/caseclock/caseclock.db")
    }

    @Test(
        "a mistake is named with its place",
        arguments: [
            ("calendar: ontario", "1:1: the configuration needs 'zone'"),
            (
                "zone: a\nremovals: {share: 20}",
                "2:19: share '20' is not a share as 20%, from 0% to 100%"
            ),
            (
                "zone: a\nremovals: {share: 101%}",
                "2:19: share '101%' is not a share as 20%, from 0% to 100%"
            ),
            (
                "zone: a\nremovals: {cases: -1}",
                "2:19: cases '-1' is not a whole number from 0 to 1000000"
            ),
            (
                "zone: a\nremovals: {case: 1}",
                "2:12: unknown key 'case': did you mean 'cases'?"
            ),
            (
                "zone: a\nlimits: {mesage-bytes: 4096}",
                "2:10: unknown key 'mesage-bytes': did you mean 'message-bytes'?"
            ),
            (
                "zone: a\nlimits: {connections: 5}",
                "2:23: connections '5' is not a whole number from 16 to 4096"
            ),
            (
                "zone: a\nlimits: {idle-seconds: 1m}",
                "2:24: idle-seconds '1m' is not a whole number from 5 to 3600"
            ),
            (
                "zone: a\nlimits: {connections: 20, connections-for-root: 20}",
                "2:49: connections-for-root 20 leaves none of the 20 connections to anybody else"
            ),
            ("zone: A\nclaendar: ontario", "2:1: unknown key 'claendar': did you mean 'calendar'?"),
            ("zone: A\ncalendar: [a]", "2:11: calendar is a list: expected a code"),
            (
                "zone: A\ncase-pattern: 'K-['",
                "2:15: case-pattern 'K-[' is not a regular expression"
            ),
            (
                "zone: A\ndigest: 8:30",
                "2:9: digest '8:30' is not a time of day: expected one like \"08:30\""
            ),
            ("zone: A\nmail: {from: a@b}", "2:7: mail needs 'domains'"),
            (
                "zone: A\nmail: {from: 'A <a@b>', domains: []}",
                "2:14: from 'A <a@b>' is not a plain mail address: expected one like "
                    + "a-moreau@example.org"
            ),
            (
                "zone: A\nmail: {from: a@b, domains: ['*']}",
                "2:29: domain '*' is not the name of a domain"
            ),
            (
                "zone: A\nmail: {from: a@b, domains: [b], sendmail: msmtp}",
                "2:43: sendmail 'msmtp' is not a whole path: it starts with '/'"
            ),
            (
                "zone: A\nmail: {from: a@b, domains: [b], give-up-after: 5 business days}",
                "2:48: give-up-after '5 business days' is not possible: expected days or weeks, "
                    + "from 1 day to 365 days"
            ),
            (
                "zone: A\nmail: {from: a@b, domains: [b], keep-sent: 0 days}",
                "2:44: keep-sent '0 days' is not possible: expected days or weeks, from 1 day to "
                    + "3650 days"
            ),
            (
                "zone: A\nmail: {from: a@b, domains: [b], keep-failed: ever}",
                "2:46: unknown keep-failed 'ever': expected days, weeks, months or business days, "
                    + "as '60 days'"
            ),
            (
                "zone: A\npaths: {ledger: here}",
                "2:17: ledger 'here' is not a whole path: it starts with '/'"
            ),
            (
                "zone: A\npaths: {socket: /\(String(repeating: "s", count: 107))}",
                "2:17: socket has 108 bytes: at most 107 are possible"
            ),
            (
                "zone: A\ncalendar: {closures: [{from: 2026-02-02, to: 2026-02-01, name: x}]}",
                "2:42: to date '2026-02-01' is before the from date '2026-02-02'"
            ),
            ("zone: A\ncolour: blue", "2:1: unknown key 'colour'"),
        ])
    func mistakes(text: String, expected: String) {
        let file = read(text)
        #expect(file.configuration == nil)
        #expect(file.diagnostics.map(\.description) == ["caseclock.yaml:\(expected)"])
    }

    @Test(
        "an address is one that can stand behind -- on a command line and in a header",
        arguments: [
            ("a@example.org", true), ("a.b+c@mail.example.org", true), ("o'neil@example.org", true),
            ("a@b", true), ("a", false), ("@example.org", false), ("a@", false),
            ("a@@example.org", false), ("a b@example.org", false), ("a@example..org", false),
            ("a@-example.org", false), ("-a@example.org", false), (".a@example.org", false),
            ("a..b@example.org", false), ("é@example.org", false), ("a@exämple.org", false),
            ("a@example.org\r\nBcc: x@y", false), ("<a@example.org>", false),
            ("a,b@example.org", false), (String(repeating: "a", count: 65) + "@b.org", false),
        ])
    func addresses(text: String, isValid: Bool) {
        #expect((MailAddress(text) != nil) == isValid)
    }

    @Test("The reasons that help and manual show are those of a site that lists none")
    func shownReasons() throws {
        let folder = "\(Checkout.path)/Sources/caseclockctl"
        let files = FileTree.names(in: folder).map { "\(folder)/\($0)" }
        var shown: Set<String> = []
        for file in files + ["\(Checkout.path)/docs/man/caseclockctl.1"] {
            let words = try FileTree.read(file).split { " \n\"".contains($0) }
            shown.formUnion(
                zip(words, words.dropFirst()).filter { $0.0 == "--reason" }.map { String($0.1) }
                    .filter { $0.first?.isLowercase == true })
        }
        #expect(shown.contains("scheduled"))
        #expect(shown.subtracting(SiteConfiguration.standardReasons).isEmpty, "\(shown)")
    }
}
