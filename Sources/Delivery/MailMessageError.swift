/// Why a mail message can't be written.
package struct MailMessageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The sorts of trouble.
    package enum Code: String, Hashable, Sendable, CaseIterable {
        /// A header's value has a line break or another control character.
        case controlCharacter = "control-character"
        /// A header's value is longer than a header can be.
        case tooLong = "too-long"
        /// A List-Id is not words of letters, digits and hyphens with dots between.
        case malformedListID = "malformed-list-id"
    }

    /// What sort of trouble it is.
    package let code: Code
    /// The header's name.
    package let header: String
    /// The value, with what can't be shown escaped.
    package let value: String

    /// An error about a header's value.
    init(_ code: Code, header: String, value: String) {
        self.code = code
        self.header = header
        self.value = value.prefix(200).unicodeScalars
            .map { $0.escaped(asASCII: true) }.joined()
    }

    /// What failed, the value, and where.
    package var description: String {
        let why =
            switch code {
            case .controlCharacter: "it has a line break or another control character"
            case .tooLong: "it has more than \(MailHeader.maximumBytes) bytes"
            case .malformedListID: "it is no list of words with dots between"
            }
        return "header \(header) can't be '\(value)': \(why)"
    }
}
