package import Casework

/// What one caseload file says.
package struct CaseloadFile: Hashable, Sendable {
    /// The file's name, as messages show it.
    package let name: String
    /// The coordinator of the cases that name none.
    package let caseload: String?
    /// The cases that can be read.
    package let cases: [DeclaredCase]
    /// The cases that can't: the last good version of each stays in force.
    package let setAside: [SetAsideCase]
    /// What is wrong with the file as a whole; with any of these it has no cases, and the last
    /// good version of the file stays in force.
    package let diagnostics: [Diagnostic]

    /// Whether the whole file is set aside.
    package var isSetAside: Bool { !diagnostics.isEmpty }

    /// Whether a case that is no longer in the file may really be gone.
    ///
    /// It may not while the file is set aside, or holds a case whose number can't be read: that
    /// may be the very one.
    package var canWithdraw: Bool { !isSetAside && setAside.allSatisfy { $0.number != nil } }

    /// Everything that is wrong in the file.
    package var allDiagnostics: [Diagnostic] { diagnostics + setAside.flatMap(\.diagnostics) }
}

/// A case that can't be read, with its errors.
package struct SetAsideCase: Hashable, Sendable {
    /// The file number; nil where that itself can't be read.
    package let number: String?
    /// Where the case begins.
    package let place: Place
    /// What is wrong with it, in the file's order.
    package let diagnostics: [Diagnostic]
}
