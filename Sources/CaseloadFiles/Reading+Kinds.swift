import Casework

extension Reading {
    /// A kind of fact by its name; those that follow from other facts only where they may stand.
    mutating func kind(_ node: YAMLNode, allowsDerived: Bool = false) -> FactKind? {
        guard let text = text(node, "fact kind", "a fact kind") else { return nil }
        guard let kind = FactKind(text) else {
            let known = FactKind.standard + (allowsDerived ? FactKind.derived : [])
            report(
                node.mark,
                unknown("fact kind", text, among: known.map(\.name))
                    + (text.hasPrefix("x") ? " (a site's own starts with 'x-')" : ""))
            return nil
        }
        guard allowsDerived || !kind.isDerived else {
            report(
                node.mark,
                "'\(kind)' follows from other facts: only 'starts' of a rule can name it")
            return nil
        }
        return kind
    }
}
