import Testing

/// One case, as each format says it.
struct FormatFixture: Sendable, CustomTestStringConvertible {
    /// What is to be seen in it.
    let testDescription: String
    /// The case as an item of `cases`, from its second line on indented by two spaces.
    let yaml: String
    /// The case as a line of JSON.
    let json: String
    /// The case as a register; nil where a row can't hold it, and why is in `withoutRegister`.
    let register: String?
    /// Why there is no register.
    let withoutRegister: String?
    /// The case as a timeline.
    let timeline: String

    init(
        _ what: String, yaml: String, json: String, register: String, timeline: String
    ) {
        (testDescription, self.yaml, self.json, self.timeline) = (what, yaml, json, timeline)
        self.register = register
        withoutRegister = nil
    }

    init(
        _ what: String, yaml: String, json: String, withoutRegister: String, timeline: String
    ) {
        (testDescription, self.yaml, self.json, self.timeline) = (what, yaml, json, timeline)
        register = nil
        self.withoutRegister = withoutRegister
    }

    /// Cases from a plain one to a whole life with reopening.
    static let all = plain + whole
}
