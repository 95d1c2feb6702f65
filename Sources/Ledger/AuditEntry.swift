package import Casework

/// That somebody did something, or was refused it: one row of the audit trail.
package struct AuditEntry: Hashable, Sendable {
    /// When.
    package var at: Instant
    /// The user, as the kernel says.
    package var uid: UInt32
    /// The user's name.
    package var user: String
    /// The role by which it was done; nil for none.
    package var role: String?
    /// The code of the person that the user is; nil for none.
    package var person: String?
    /// The method that was called.
    package var method: String
    /// The case that it was about, if one.
    package var caseNumber: String?
    /// What it was about: the id of an act or a silence, or a rule.
    package var target: String?
    /// How that stood before, as JSON of codes and dates.
    package var before: String?
    /// How it stands since, as JSON of codes and dates.
    package var after: String?

    /// A row of the audit trail.
    package init(
        at: Instant, uid: UInt32, user: String, role: String?, person: String?, method: String,
        caseNumber: String? = nil, target: String? = nil, before: String? = nil,
        after: String? = nil
    ) {
        self.at = at
        self.uid = uid
        self.user = user
        self.role = role
        self.person = person
        self.method = method
        self.caseNumber = caseNumber
        self.target = target
        self.before = before
        self.after = after
    }
}
