import CaseloadFiles
import Casework
import Control
import Systemd

/// Who may do what on the control socket, with the names of users and groups made numbers when the
/// configuration was read (DESIGN 5).
///
/// Nothing in the caseload folder can widen it; whom it doesn't name is refused.
struct Access: Equatable, Sendable {
    private var users: [UInt32: AccessRule] = [:]
    private var groups: [(gid: UInt32, rule: AccessRule)] = []
    /// The rules whose user or group the system doesn't know; they let nobody in.
    private(set) var unknown: [AccessRule] = []

    /// As whom the kernel shows everybody whose number it can't show; so it is nobody.
    static let overflow: UInt32 = 65_534

    /// The access that rules give, where `uid` and `gid` tell the numbers of names.
    init(
        _ rules: [AccessRule],
        uid: (String) -> UInt32? = { SystemAccounts.uid(ofUser: $0) },
        gid: (String) -> UInt32? = { SystemAccounts.gid(ofGroup: $0) }
    ) {
        for rule in rules {
            switch rule.account.value {
            case .user(let name):
                guard let number = uid(name), number != Self.overflow else {
                    unknown.append(rule)
                    continue
                }
                users[number] = users[number] ?? rule
            case .group(let name):
                guard let number = gid(name), number != Self.overflow else {
                    unknown.append(rule)
                    continue
                }
                groups.append((number, rule))
            }
        }
    }

    /// That the system doesn't know a user or a group: a warning, as it may come to know it.
    var problems: [Problem] {
        unknown.map { rule in
            let account = rule.account.value
            return Problem(
                .unknownAccount, place: rule.account.place.description,
                text: "the system has no \(account.sort) '\(account.name)', so nobody is let in by "
                    + "it")
        }
    }

    static func == (left: Access, right: Access) -> Bool {
        left.users == right.users && left.unknown == right.unknown
            && left.groups.elementsEqual(right.groups) { $0 == $1 }
    }

    /// What a caller may do; nil for nothing.
    ///
    /// root is administrator. What a user is given by name counts alone; else, of what their
    /// groups are given, the most, and of that the first.
    func permit(of caller: VarlinkCaller) -> Permit? {
        guard caller.uid != Self.overflow else { return nil }
        if caller.uid == 0 { return Permit(uid: 0, role: .administrator) }
        if let rule = users[caller.uid] { return Permit(uid: caller.uid, rule) }
        let memberships = Set(caller.groups + [caller.gid])
        let rules = groups.filter { memberships.contains($0.gid) }.map(\.rule)
        guard let most = rules.map(\.role).max(), let rule = rules.first(where: { $0.role == most })
        else { return nil }
        return Permit(uid: caller.uid, rule)
    }
}

/// What one caller may do.
struct Permit: Equatable, Sendable {
    /// The user, as the kernel says.
    let uid: UInt32
    let role: AccessRule.Role
    /// The code of the person that the caller is; nil for none.
    let person: String?
    /// The supervisors whose people are the caller's team, the caller among them.
    let supervisors: Set<String>

    init(uid: UInt32, role: AccessRule.Role, person: String? = nil, teams: [String] = []) {
        self.uid = uid
        self.role = role
        self.person = person
        supervisors = Set(teams + (person.map { [$0] } ?? []))
    }

    init(uid: UInt32, _ rule: AccessRule) {
        self.init(uid: uid, role: rule.role, person: rule.person, teams: rule.teams)
    }
}
