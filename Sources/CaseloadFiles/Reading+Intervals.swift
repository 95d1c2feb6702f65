import CivilTime

extension Reading {
    /// A length of time, as a rule or the configuration states it.
    mutating func interval(_ node: YAMLNode, _ what: String = "interval") -> Interval? {
        guard let text = text(node, what, "one as '60 days'") else { return nil }
        guard let interval = Interval(text) else {
            report(
                node.mark,
                "unknown \(what) \(Diagnostic.quoted(text)): expected days, weeks, months or "
                    + "business days, as '60 days'")
            return nil
        }
        return interval
    }
}
