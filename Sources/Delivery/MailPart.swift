import Casework

/// One part of a mail message, or several in one (RFC 2045, RFC 2046).
enum MailPart {
    case text(String, type: String, disposition: String? = nil)
    case multipart(String, [MailPart])

    /// The part with its headers, which end with an empty line.
    ///
    /// A boundary is made of the message's id. It begins with `=_`, which no quoted-printable text
    /// has, so it never occurs in a part.
    func encoded(_ id: NotificationID) -> String {
        switch self {
        case .text(let text, let type, let disposition):
            var headers = "Content-Type: \(type)\nContent-Transfer-Encoding: quoted-printable\n"
            if let disposition { headers += "Content-Disposition: \(disposition)\n" }
            return headers + "\n" + QuotedPrintable.encode(text)
        case .multipart(let subtype, let parts):
            let boundary = "=_\(subtype)_\(id)"
            var text = "Content-Type: multipart/\(subtype);\n boundary=\"\(boundary)\"\n\n"
            for part in parts { text += "--\(boundary)\n" + part.encoded(id) + "\n" }
            return text + "--\(boundary)--\n"
        }
    }
}
