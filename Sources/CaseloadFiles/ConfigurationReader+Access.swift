import Casework

extension Reading {
    /// The site's reasons: codes, each once and at least one.
    mutating func reasons(_ node: YAMLNode) -> [String]? {
        let reasons = codes(node, "reasons")
        if case .sequence(let items) = node.content, items.isEmpty {
            report(node.mark, "reasons is empty: expected a list of codes, or no such key")
        }
        var seen: Set<String> = []
        for reason in reasons where !seen.insert(reason.value).inserted {
            add(
                Diagnostic(
                    place: reason.place, message: "reason '\(reason.value)' is given twice"))
        }
        return reasons.map(\.value)
    }

    /// Who may do what on the control socket.
    mutating func access(_ node: YAMLNode) -> [AccessRule] {
        var seen: [AccessRule.Account: YAMLMark] = [:]
        return list(node, "access").compactMap { item in
            guard let rule = accessRule(item) else { return nil }
            let account = rule.account.value
            if let first = seen[account] {
                report(
                    item.mark,
                    twice(
                        "\(account.sort) \(Diagnostic.quoted(account.name)) is given twice",
                        at: item.mark, before: first))
            }
            seen[account] = seen[account] ?? item.mark
            return rule
        }
    }

    private mutating func accessRule(_ node: YAMLNode) -> AccessRule? {
        let keys = ["user", "group", "role", "person", "teams"]
        guard let fields = fields(node, "access", keys: keys) else { return nil }
        let account = account(fields)
        let role = required("role", in: fields, "access").flatMap {
            choice($0, "role", as: AccessRule.Role.self)
        }
        let person = fields["person"].flatMap { code($0, "person") }
        let teams = codes(fields["teams"], "teams").map(\.value)
        guard let account, let role else { return nil }
        if role == .coordinator, fields.lacks("person") {
            report(
                fields.mark(of: "role"),
                "a coordinator needs 'person': without it nothing is theirs to act on")
        }
        if role == .supervisor, fields.lacks("person"), fields.lacks("teams") {
            report(
                fields.mark(of: "role"),
                "a supervisor needs 'person' or 'teams': without them nobody is in their team")
        }
        if role != .supervisor, !fields.lacks("teams") {
            report(fields.mark(of: "teams"), "only a supervisor has 'teams'")
        }
        return AccessRule(account: account, role: role, person: person, teams: teams)
    }

    private mutating func account(_ fields: Fields) -> Placed<AccessRule.Account>? {
        let (user, group) = (fields["user"], fields["group"])
        if user != nil, group != nil {
            report(fields.mark(of: "group"), "access has 'user' and 'group': expected one of them")
            return nil
        }
        if let user {
            return accountName(user, "user").map {
                Placed(.user($0), at: place(user.mark))
            }
        }
        if let group {
            return accountName(group, "group").map {
                Placed(.group($0), at: place(group.mark))
            }
        }
        if fields.lacks("user"), fields.lacks("group") {
            report(fields.mark, "access needs 'user' or 'group'")
        }
        return nil
    }

    /// A name of the system's user or group database, as its tools take it.
    private mutating func accountName(_ node: YAMLNode, _ what: String) -> String? {
        guard let name = text(node, what, "the name of a \(what)") else { return nil }
        let isPlain = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
                UInt8(ascii: "."), UInt8(ascii: "@"), UInt8(ascii: "$"):
                true
            default: false
            }
        }
        let hasLetter = name.unicodeScalars.contains { !("0"..."9").contains($0) }
        guard isPlain, hasLetter, name.utf8.count <= Self.longestAccountName else {
            report(
                node.mark,
                "\(what) \(Diagnostic.quoted(name)) is not the name of a \(what): expected one "
                    + "as c-osei, no number")
            return nil
        }
        return name
    }

    /// The longest name that user databases take.
    private static let longestAccountName = 256
}
