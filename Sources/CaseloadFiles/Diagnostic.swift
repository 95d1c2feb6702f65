package import Casework

/// What is wrong in a file, and where: `caseloads/a-moreau.yaml:14:22: due date '2026-02-30' …`.
package struct Diagnostic: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where it stands.
    package let place: Place
    /// What failed, the value in quotes, and what is expected.
    package let message: String

    /// A diagnostic.
    package init(place: Place, message: String) {
        self.place = place
        self.message = message
    }

    /// `file:line:column: message`.
    package var description: String { "\(place): \(message)" }

    /// The longest part of a value that a message repeats, in characters.
    static let longestValue = 60

    /// A value as messages show it: in quotes, shortened, with control characters written out.
    static func quoted(_ value: some StringProtocol) -> String {
        let isLonger = !value.unicodeScalars.dropFirst(longestValue).isEmpty
        return "'" + escaped(value.unicodeScalars.prefix(longestValue)) + (isLonger ? "…'" : "'")
    }

    /// A byte as messages name it.
    static func named(_ byte: UInt8) -> String {
        "byte 0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }

    /// A text with its control characters written out, so that it can't break a line.
    static func escaped(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var text = ""
        for scalar in scalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse:
                text += "\\u{\(String(scalar.value, radix: 16))}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
