/// Why a site's own template is not used; the shipped one is, in its place.
package struct TemplateProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file, or the folder where that is what can't be read.
    package let file: String
    /// The line, where the trouble is at one.
    package let line: Int?
    /// What is wrong, in one sentence.
    package let reason: String
    /// What to do about it, in one sentence.
    package let advice: String

    /// The problem in one line: file, line, what is wrong, and what to do.
    package var description: String {
        "\(line.map { "\(file):\($0)" } ?? file): \(reason): \(advice)"
    }
}
