import Glibc
import Systemd
import Testing

@Suite("The system's users and groups")
struct SystemAccountsTests {
    @Test("root is found by its name and its number, as a user and as a group")
    func root() {
        #expect(SystemAccounts.uid(ofUser: "root") == 0)
        #expect(SystemAccounts.gid(ofGroup: "root") == 0)
        #expect(SystemAccounts.name(ofUser: 0) == "root")
    }

    @Test("whom the system doesn't know is nobody", arguments: ["", "no-such-account-here", "0"])
    func unknown(name: String) {
        #expect(SystemAccounts.uid(ofUser: name) == nil)
        #expect(SystemAccounts.gid(ofGroup: name) == nil)
        #expect(SystemAccounts.name(ofUser: 4_123_456_789) == nil)
    }
}
