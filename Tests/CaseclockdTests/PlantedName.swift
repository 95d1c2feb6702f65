import Control
import Glibc
import TestSupport

/// A made-up surname, and texts that have it in every place where a person could write one.
enum PlantedName {
    /// It looks like a surname; no code of the tests has it.
    static let name = "Quimbletree"
    /// What every form of it begins with, also one whose next letter is no UTF-8.
    static let stem = "Quimbletr"

    /// The name as it stands where a code or a date is expected: with a blank it is neither.
    private static let words = "\(name) senior"

    /// The text once for each of its words, with the name in that word's place; a `#` in a word
    /// becomes the number of the text, so that no two are about the same case.
    ///
    /// A key also becomes the name alone, which only as a value could be somebody's code.
    static func everyPlace(in text: String) -> [String] {
        var planted: [String] = []
        for range in wordRanges(in: text) {
            planted.append(text[..<range.lowerBound] + words + text[range.upperBound...])
            if text[range.upperBound...].hasPrefix(":") {
                planted.append(text[..<range.lowerBound] + name + text[range.upperBound...])
            }
        }
        return planted.enumerated().map { number, text in
            text.split(separator: "#", omittingEmptySubsequences: false)
                .joined(separator: "\(number)")
        }
    }

    private static func wordRanges(in text: String) -> [Range<String.Index>] {
        var ranges: [Range<String.Index>] = []
        var start: String.Index?
        for index in text.indices {
            let character = text[index]
            let isWord = character.isLetter || character.isNumber || "-./#@%".contains(character)
            if isWord {
                start = start ?? index
            } else if let begin = start {
                ranges.append(begin..<index)
                start = nil
            }
        }
        return ranges
    }

    /// The name with a letter that is no UTF-8, in a text in place of `NAME`.
    static func bytes(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        let parts = text.split(separator: "NAME", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index > 0 { bytes += Array(stem.utf8) + [0xe9, UInt8(ascii: "e")] }
            bytes += Array(part.utf8)
        }
        return bytes
    }

    /// Every key of a case, one after the other.
    static let yaml = """
        caseload: c-osei
        cases:
          - case: K-1#
            profile: service-integration
            status: active
            supervisor: s-roy
            coordinator: {person: c-osei, assigned: 2026-01-16, family-agreed: 2026-01-16}
            referred: 2026-01-10
            initiating-contact: 2026-01-15
            protection-file: {opened: 2026-01-20, closed: 2026-02-20}
            primary-agency: {agency: kids, from: 2026-02-01}
            providers: [{agency: kids, contact: j-singh, involvement: current, joined: 2026-01-15,
              consent: {signed: 2026-01-20, expires: 2027-01-20}}]
            meetings: [{meeting: M1, type: initial, scheduled: {for: 2026-02-10, booked: 2026-02-01},
              held: 2026-02-10, family: full, present: [kids], preferences: 2026-02-02,
              facilitator: 2026-02-03, form-completed: 2026-02-12,
              distributed: {"family": 2026-02-13}, late-reason: not-possible}]
            plan: {agreed: 2026-02-10, goals: [{goal: G1, area: mobility, actions: [{action: A1,
              responsible: j-singh, due: 2026-05-01, review: 2026-06-01, done: 2026-02-20,
              results: done-well}]}]}
            contacts: [{with: family, date: 2026-02-20, outcome: revise, successful: false}]
            holds: {from: 2026-02-21, review-by: 2026-02-25, reason: moved, until: 2026-02-24}
            facts: [{kind: x-court-date, date: 2026-02-02, for: 2026-05-12}]

        """

    /// Two cases as JSON Lines, the first about a word of it, the second sound.
    static let jsonLines = """
        {"case":"K-2#","profile":"service-integration","coordinator":"c-osei",\
        "initiating-contact":"2026-01-15","providers":[{"agency":"kids","involvement":"current",\
        "consent":{"signed":"2026-01-20"}}],"contacts":[{"with":"family","date":"2026-02-20"}]}
        {"case":"K-3#","profile":"service-integration","initiating-contact":"2026-01-31"}

        """

    /// A register.
    static let register = """
        case,profile,coordinator,initiating-contact,provider-current[kids],plan-agreed
        K-4#,service-integration,c-osei,2026-01-15,2026-01-16,
        K-5#,service-integration,c-osei,2026-01-16,,

        """

    /// A timeline; without the column that takes several codes with blanks between them, where the
    /// name would be two.
    static let timeline = """
        case,profile,coordinator,kind,date,subject,type,family,reason
        K-6#,service-integration,c-osei,initiating-contact,2026-01-15,,,,
        K-6#,,,meeting-held,2026-02-20,M1,initial,full,
        K-6#,,,hold,2026-02-21,,,,moved

        """

    /// A directory in which each person has the name in another place.
    static var directory: String {
        everyPlace(
            in: """
                  - {person: p-#, role: coordinator, agency: kidsinclusive, email: p@example.org,
                     supervisor: s-roy, locale: fr, digest: "08:30", delegate: s-roy,
                     away: [{from: 2026-07-01, to: 2026-07-14}], left: 2026-12-31}

                """
        ).reduce(TestSite.directory + "# ask \(name)\n", +)
    }

    /// What a site changes in the rules; the words of a rule are its own, see `says`.
    static let policy = """
        profile: service-integration
        changes:
          - {rule: family-contact, from: 2026-02-01, due: 21 days}
          - {rule: plan-review, off: true}
        rules:
          - rule: court-date
            basis: form
            section: none
            says: {en: court, fr: cour}
            starts: [x-court-date]
            arises: latest
            per: case
            due: {date: for}
            closed-by: [x-court-held]
            owner: coordinator
            hold: silent
            stages: {lead: [14, 7], on: true, overdue: [1], then-every: 7, escalate: [1]}

        """

    /// A calendar.
    static let calendar = """
        calendar: ontario
        weekend: [saturday, sunday]
        holidays:
          - {holiday: canada-day, name: Canada, date: 07-01, since: 1983, substitute: true}
          - {holiday: family-day, name: Family, nth: 3, weekday: monday, month: 2}

        """

    /// What the configuration has beside what a test's site needs.
    static let configuration = """
        go-live: 2026-01-01
        intake: s-roy
        case-pattern: K-[0-9]+
        stale-after: 35 days
        removals: {share: 20%, cases: 500}

        """

    /// Messages to the control socket, each to be ended by a NUL byte: with the name, and with bytes
    /// that are no UTF-8.
    static var messages: [[UInt8]] {
        let plain: [[UInt8]] = templates.map { template in
            Array(
                template.split(separator: "NAME", omittingEmptySubsequences: false)
                    .joined(separator: name).utf8)
        }
        return plain + templates.map(bytes)
    }

    private static let templates: [String] = [
        #"{"method":"io.caseclock.Deadlines.NAME"}"#,
        #"{"method":"NAME.NAME.NAME"}"#,
        #"{"method":"NAME"}"#,
        #"NAME"#,
        #"{"NAME":1}"#,
        #"{"method":"io.caseclock.Deadlines.List","parameters":{"NAME":true}}"#,
        #"{"method":"io.caseclock.Deadlines.List","parameters":{"coordinator":"NAME"}}"#,
        #"{"method":"io.caseclock.Deadlines.List","parameters":{"within":"NAME"}}"#,
        #"{"method":"io.caseclock.Deadlines.List","parameters":{"asOf":"NAME"}}"#,
        #"{"method":"io.caseclock.Deadlines.List","parameters":"NAME"}"#,
        #"{"method":"io.caseclock.Deadlines.List","parameters":{"cursor":"NAME"}}"#,
        #"{"method":"io.caseclock.Deadlines.Explain","parameters":{"case":"NAME"}}"#,
        #"{"method":"io.caseclock.Cases.Record","parameters":{"case":"K-1","kind":"NAME"}}"#,
        #"{"method":"io.caseclock.Cases.Record","parameters":{"case":"NAME","kind":"hold"}}"#,
        #"{"method":"io.caseclock.Cases.Record","parameters":{"case":"K-1","kind":"hold","date":"NAME"}}"#,
        #"{"method":"io.caseclock.Cases.Record","parameters":{"case":"K-1","kind":"hold","NAME":"x"}}"#,
        #"{"method":"io.caseclock.Cases.Hold","parameters":{"case":"K-1","reason":"NAME"}}"#,
        #"{"method":"io.caseclock.Cases.Retract","parameters":{"case":"K-1","id":"NAME","reason":"x"}}"#,
        #"{"method":"io.caseclock.Cases.Get","parameters":{"case":"NAME"}}"#,
        #"{"method":"io.caseclock.Service.Status","parameters":{},"NAME":{}}"#,
        #"{"method":"io.caseclock.Service.Reload","parameters":{"dryRun":"NAME"}}"#,
        #"{"method":"org.varlink.service.GetInterfaceDescription","parameters":{"interface":"NAME"}}"#,
        #"{"method":"io.caseclock.Service.Status","upgrade":true,"parameters":{"a":"NAME"}}"#,
    ]
}
