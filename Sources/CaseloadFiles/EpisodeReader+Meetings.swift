import Casework
import CivilTime

/// Meetings, reviews without one, contacts and holds.
extension EpisodeReader {
    private static let meetingKeys = [
        "meeting", "type", "scheduled", "held", "cancelled", "family", "present", "facilitator",
        "preferences", "form-completed", "completed-by", "distributed", "late-reason",
    ]

    /// The list `meetings`; a meeting is in it once.
    mutating func readMeetings(_ fields: Fields) {
        var marks: [String: YAMLMark] = [:]
        for node in reading.list(fields["meetings"], "meetings") {
            guard let meeting = reading.fields(node, "a meeting", keys: Self.meetingKeys) else {
                continue
            }
            let code = identity("meeting", of: meeting, among: &marks)
            readMeeting(meeting, code ?? Self.unread(at: meeting.mark))
        }
    }

    /// Stands for a code that can't be read or names something else already, so that the rest
    /// still can be read for its errors; nothing else has it.
    static func unread(at mark: YAMLMark) -> String { "unread-\(mark.line)-\(mark.column)" }

    /// The code that names a meeting, goal or action; each has one of its own.
    mutating func identity(
        _ key: String, of fields: Fields, among marks: inout [String: YAMLMark]
    ) -> String? {
        let article = key == "action" ? "an" : "a"
        guard let node = reading.required(key, in: fields, "\(article) \(key)"),
            let code = reading.code(node, key)
        else { return nil }
        if let first = marks.updateValue(node.mark, forKey: code) {
            reading.report(
                node.mark,
                reading.twice("\(key) '\(code)' is given twice", at: node.mark, before: first))
            return nil
        }
        return code
    }

    private mutating func readMeeting(_ fields: Fields, _ meeting: String) {
        let subject = Subject.code(meeting)
        var attributes: Attributes = [:]
        if let node = reading.required("type", in: fields, "a meeting") {
            attributes[.type] = reading.choice(
                node, "meeting type", of: AttributeValues.meetingTypes
            ).map { .code($0) }
        }
        var completedBy: Attributes.Value?
        if let node = fields["completed-by"] {
            completedBy = reading.code(node, "completed-by").map { .code($0) }
            if fields["held"] == nil, fields["scheduled"] == nil {
                reading.report(
                    fields.mark(of: "completed-by"), "'completed-by' needs 'scheduled' or 'held'")
            }
        }
        if let node = fields["scheduled"] {
            var planned = attributes
            if fields["held"] == nil { planned[.completedBy] = completedBy }
            readSchedule(node, subject, planned)
        }
        attributes[.completedBy] = completedBy
        readHeld(fields, subject, attributes)
        addDate("cancelled", of: fields, .meetingCancelled, subject)
        addDate("preferences", of: fields, .preferencesRecorded, subject)
        addDate("facilitator", of: fields, .facilitatorNamed, subject)
        addDate("form-completed", of: fields, .formCompleted, subject)
        addRecipients("distributed", of: fields, .formDistributed, family: true) {
            .copy(of: meeting, for: $0)
        }
    }

    /// Adds the fact of a key that has one date.
    mutating func addDate(
        _ key: String, of fields: Fields, _ kind: FactKind, _ subject: Subject,
        _ attributes: Attributes = [:]
    ) {
        guard let date = date(key, of: fields) else { return }
        add(kind, subject, on: date.value, attributes, at: date.mark)
    }

    /// A plain date is `for`; without `booked` the first day of the episode counts (F7).
    private mutating func readSchedule(
        _ node: YAMLNode, _ subject: Subject, _ attributes: Attributes
    ) {
        var attributes = attributes
        guard case .mapping = node.content else {
            guard let date = reading.date(node, "scheduled date") else { return }
            attributes[.for] = .date(date)
            addOnFirstDay(.meetingScheduled, subject, attributes, at: node.mark)
            return
        }
        guard let fields = reading.fields(node, "scheduled", keys: ["for", "booked"]),
            reading.required("for", in: fields, "scheduled") != nil
        else { return }
        let planned = date("for", of: fields)
        let booked = date("booked", of: fields)
        guard let planned else { return }
        attributes[.for] = .date(planned.value)
        if let booked {
            add(.meetingScheduled, subject, on: booked.value, attributes, at: planned.mark)
        } else if fields["booked"] == nil {
            addOnFirstDay(.meetingScheduled, subject, attributes, at: planned.mark)
        }
    }

    private mutating func readHeld(
        _ fields: Fields, _ subject: Subject, _ attributes: Attributes
    ) {
        var attributes = attributes
        // What silence means is not written out, so that both ways of saying it are equal (F7).
        if let node = fields["family"] {
            let attendance = reading.choice(
                node, "family attendance", of: AttributeValues.familyAttendance)
            if let attendance, attendance != "none" { attributes[.family] = .code(attendance) }
        }
        let present = reading.list(fields["present"], "present").compactMap { reading.agency($0) }
        if !present.isEmpty { attributes[.present] = .codes(present) }
        attributes[.lateReason] = lateReason(fields)
        if fields["held"] == nil {
            for key in ["family", "present", "late-reason"] where fields[key] != nil {
                reading.report(fields.mark(of: key), "'\(key)' needs 'held'")
            }
        }
        addDate("held", of: fields, .meetingHeld, subject, attributes)
    }

    private mutating func lateReason(_ fields: Fields) -> Attributes.Value? {
        fields["late-reason"].flatMap {
            reading.choice($0, "late-reason", of: AttributeValues.lateReasons)
        }.map { .code($0) }
    }

    /// The list `reviews`: dates, `{held: …}` or `{declined: …}`.
    mutating func readReviews(_ fields: Fields) {
        for node in reading.oneOrMore(fields["reviews"]) {
            guard case .mapping = node.content else {
                if let date = reading.date(node, "review date") {
                    add(.reviewHeld, on: date, at: node.mark)
                }
                continue
            }
            let keys = ["held", "late-reason", "declined"]
            guard let review = reading.fields(node, "a review", keys: keys) else { continue }
            if review["held"] == nil, review["declined"] == nil {
                reading.report(review.mark, "a review needs 'held' or 'declined'")
            }
            var attributes: Attributes = [:]
            attributes[.lateReason] = lateReason(review)
            if review["held"] == nil, review["late-reason"] != nil {
                reading.report(review.mark(of: "late-reason"), "'late-reason' needs 'held'")
            }
            addDate("held", of: review, .reviewHeld, .wholeCase, attributes)
            addDate("declined", of: review, .reviewDeclined, .wholeCase)
        }
    }

    /// The list `contacts`, with the family or with a provider.
    mutating func readContacts(_ fields: Fields) {
        let keys = ["with", "date", "successful", "outcome", "late-reason"]
        for node in reading.list(fields["contacts"], "contacts") {
            guard let contact = reading.fields(node, "a contact", keys: keys) else { continue }
            let withNode = reading.required("with", in: contact, "a contact")
            let with = withNode.flatMap { reading.code($0, "with") }
            _ = reading.required("date", in: contact, "a contact")
            var attributes: Attributes = [:]
            if let outcome = contact["outcome"].flatMap({
                reading.choice($0, "outcome", of: AttributeValues.outcomes)
            }), outcome != "as-intended" {
                attributes[.outcome] = .code(outcome)
            }
            attributes[.lateReason] = lateReason(contact)
            let successful = contact["successful"].flatMap { reading.boolean($0, "successful") }
            guard let date = date("date", of: contact), let with else { continue }
            let subject = Subject(with)
            let kind: FactKind =
                switch (subject == .family, successful ?? true) {
                case (true, true): .familyContacted
                case (true, false): .familyContactAttempted
                case (false, true): .providerContacted
                case (false, false): .providerContactAttempted
                }
            add(kind, subject, on: date.value, attributes, at: date.mark)
        }
    }

    /// The list `holds`: each from a day on, until the day on which the case resumes (H1).
    mutating func readHolds(_ fields: Fields) {
        let keys = ["from", "resume", "review-by", "reason"]
        for node in reading.oneOrMore(fields["holds"]) {
            guard let hold = reading.fields(node, "a hold", keys: keys) else { continue }
            _ = reading.required("from", in: hold, "a hold")
            var attributes: Attributes = [:]
            attributes[.reviewBy] = date("review-by", of: hold).map { .date($0.value) }
            attributes[.reason] = hold["reason"].flatMap { reading.code($0, "reason") }
                .map { .code($0) }
            addDate("from", of: hold, .hold, .wholeCase, attributes)
            addDate("resume", of: hold, .resume, .wholeCase)
        }
    }
}
