package import Casework
package import CivilTime

/// One plain-text mail to one address, as it stands in a file of the spool (RFC 5322).
///
/// Lines end with a line feed alone, as sendmail(1) takes them; whoever speaks SMTP makes CRLF of
/// it. Nothing of the message depends on the moment it is written, so that writing it again gives
/// the same bytes.
package struct MailMessage: Hashable, Sendable {
    /// The id in the outbox, from which the Message-ID is made.
    package let id: NotificationID
    /// Who sends it; the domain is that of the Message-ID.
    package let from: MailAddress
    /// Who gets it.
    package let to: MailAddress
    /// The subject, which names no case.
    package let subject: String
    /// The site's wall clock when it was made.
    package let date: CivilTime
    /// How many seconds that clock is ahead of UTC.
    package let utcOffsetSeconds: Int
    /// The text.
    package let text: String
    /// The name by which readers sort the mails, dots between its words; nil for none.
    package let listID: String?

    /// The name that stands before the sender's address.
    package static let senderName = "Caseclock"

    /// A message.
    package init(
        id: NotificationID, from: MailAddress, to: MailAddress, subject: String, date: CivilTime,
        utcOffsetSeconds: Int, text: String, listID: String? = nil
    ) {
        self.id = id
        self.from = from
        self.to = to
        self.subject = subject
        self.date = date
        self.utcOffsetSeconds = utcOffsetSeconds
        self.text = text
        self.listID = listID
    }

    /// The Message-ID with its angle brackets.
    package var messageID: String { "<\(id)@\(from.domain)>" }

    /// The message in the bytes of its file.
    ///
    /// - Throws: `MailMessageError` where a value could break out of its header.
    package func bytes() throws(MailMessageError) -> [UInt8] {
        var message = try MailHeader.plain("Date", dateText)
        message += try MailHeader.plain("From", "\(Self.senderName) <\(from)>")
        message += try MailHeader.plain("To", to.description)
        message += try MailHeader.text("Subject", subject)
        message += try MailHeader.plain("Message-ID", messageID)
        if let listID { message += try MailHeader.plain("List-Id", checked(listID)) }
        message += """
            Auto-Submitted: auto-generated
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable


            """
        return Array((message + QuotedPrintable.encode(text)).utf8)
    }

    private func checked(_ listID: String) throws(MailMessageError) -> String {
        // The same words as a domain name's, of which two at least (RFC 2919, 2).
        guard MailAddress("list@\(listID)") != nil, listID.contains(".") else {
            throw MailMessageError(.malformedListID, header: "List-Id", value: listID)
        }
        return "<\(listID)>"
    }

    /// The date as RFC 5322, 3.3, has it: `Mon, 02 Mar 2026 08:30:00 -0500`.
    private var dateText: String {
        let day = date.date
        let (weekday, month) = (Self.name(day.weekday), Self.months[day.month - 1])
        let time = [date.hour, date.minute, date.second].map(Self.twoDigits)
            .joined(separator: ":")
        let year = String(repeating: "0", count: max(0, 4 - "\(day.year)".count)) + "\(day.year)"
        let minutes = abs(utcOffsetSeconds) / 60
        let sign = utcOffsetSeconds < 0 ? "-" : "+"
        let zone = sign + Self.twoDigits(minutes / 60) + Self.twoDigits(minutes % 60)
        return "\(weekday), \(Self.twoDigits(day.day)) \(month) \(year) \(time) \(zone)"
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func name(_ weekday: Weekday) -> String {
        switch weekday {
        case .monday: "Mon"
        case .tuesday: "Tue"
        case .wednesday: "Wed"
        case .thursday: "Thu"
        case .friday: "Fri"
        case .saturday: "Sat"
        case .sunday: "Sun"
        }
    }

    private static func twoDigits(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
