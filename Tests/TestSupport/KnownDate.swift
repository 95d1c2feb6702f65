package import CivilTime

/// A date that the test's author knows to exist.
package func date(_ text: String) -> CivilDate {
    guard let date = CivilDate(text) else { preconditionFailure("no such date: \(text)") }
    return date
}
