package import Casework
package import CivilTime

/// One mail to one address, as it stands in a file of the spool (RFC 5322).
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
    /// The plain text.
    package let text: String
    /// The same as HTML; nil for none.
    package let html: String?
    /// The coming deadlines as a calendar file; nil for none.
    package let calendar: CalendarAttachment?
    /// The id of what it answers to, so that mail clients show such mails as one thread; nil for
    /// nothing.
    package let thread: NotificationID?
    /// The name by which readers sort the mails, dots between its words; nil for none.
    package let listID: String?

    /// The name that stands before the sender's address.
    package static let senderName = "Caseclock"

    /// A message.
    package init(
        id: NotificationID, from: MailAddress, to: MailAddress, subject: String, date: CivilTime,
        utcOffsetSeconds: Int, text: String, html: String? = nil,
        calendar: CalendarAttachment? = nil, thread: NotificationID? = nil, listID: String? = nil
    ) {
        self.id = id
        self.from = from
        self.to = to
        self.subject = subject
        self.date = date
        self.utcOffsetSeconds = utcOffsetSeconds
        self.text = text
        self.html = html
        self.calendar = calendar
        self.thread = thread
        self.listID = listID
    }

    /// The Message-ID with its angle brackets.
    package var messageID: String { "<\(id)@\(from.domain)>" }

    /// The digest of a person as a message, in the words of the templates.
    ///
    /// Dates and names of the calendar file are those of the message.
    package init(
        _ digest: Digest, _ templates: MailTemplates, from: MailAddress, to: MailAddress,
        date: CivilTime, utcOffsetSeconds: Int, listID: String? = nil
    ) {
        let mail = templates.mail(digest)
        self.init(
            id: digest.id, from: from, to: to, subject: mail.subject, date: date,
            utcOffsetSeconds: utcOffsetSeconds, text: mail.text, html: mail.html,
            calendar: CalendarAttachment(
                digest, date: date, utcOffsetSeconds: utcOffsetSeconds, domain: from.domain),
            thread: digest.thread, listID: listID)
    }

    /// The message in the bytes of its file.
    ///
    /// - Throws: `MailMessageError` where a value could break out of its header.
    package func bytes() throws(MailMessageError) -> [UInt8] {
        var message = try MailHeader.plain("Date", dateText)
        message += try MailHeader.plain("From", "\(Self.senderName) <\(from)>")
        message += try MailHeader.plain("To", to.description)
        message += try MailHeader.text("Subject", subject)
        message += try MailHeader.plain("Message-ID", messageID)
        if let thread {
            let root = "<digests.\(thread)@\(from.domain)>"
            message += try MailHeader.plain("In-Reply-To", root)
            message += try MailHeader.plain("References", root)
        }
        if let listID { message += try MailHeader.plain("List-Id", checked(listID)) }
        // The first asks programs not to answer; Exchange heeds only the second.
        message += """
            Auto-Submitted: auto-generated
            X-Auto-Response-Suppress: OOF, AutoReply
            MIME-Version: 1.0

            """
        return Array((message + body.encoded(id)).utf8)
    }

    /// The text alone; with HTML, the two to choose from; and with a calendar file, that besides.
    private var body: MailPart {
        var body = MailPart.text(text, type: "text/plain; charset=utf-8")
        if let html {
            body = .multipart(
                "alternative", [body, .text(html, type: "text/html; charset=utf-8")])
        }
        guard let calendar else { return body }
        let file = MailPart.text(
            calendar.text, type: "text/calendar; charset=utf-8; method=PUBLISH",
            disposition: "attachment; filename=\"\(calendar.fileName)\"")
        return .multipart("mixed", [body, file])
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
