import Casework

/// Writing a change over the rule that it changes.
extension PolicyOverlay.Change {
    private static let sitePolicy = Rule.Basis.sitePolicy.rawValue

    /// The rule as it reads with the change.
    ///
    /// An interval that a site changes is the site's own, unless the change says otherwise: it is
    /// never shown as one of the document's.
    func written(over node: YAMLNode, isNew: Bool) -> YAMLNode {
        guard case .mapping(let entries) = node.content else { return node }
        var kept: [YAMLNode.Entry] = []
        for entry in entries {
            let isOverwritten = fields[entry.key] != nil && (entry.key != "from" || isNew)
            if !isOverwritten, !(isIntervalChanged && entry.key == "interval") {
                kept.append(placed(entry))
            }
        }
        for entry in fields.entries where entry.key != "from" || isNew { kept.append(entry) }
        if isIntervalChanged {
            let value = YAMLNode(content: .scalar(Self.sitePolicy), mark: fields.mark(of: "due"))
            kept.append(
                YAMLNode.Entry(key: "interval", mark: value.mark, value: value, refusal: nil))
        }
        return YAMLNode(content: .mapping(kept), mark: fields.mark)
    }

    /// Whether the interval changes without a word on where the new one comes from.
    private var isIntervalChanged: Bool { fields["due"] != nil && fields["interval"] == nil }

    /// An entry of the rule at the place of the change; the first link of a chain has the interval
    /// of the others.
    private func placed(_ entry: YAMLNode.Entry) -> YAMLNode.Entry {
        var value = entry.value.placed(at: name.mark)
        if isIntervalChanged, entry.key == "first", case .mapping(let inner) = value.content {
            let basis = YAMLNode(content: .scalar(Self.sitePolicy), mark: name.mark)
            value = YAMLNode(
                content: .mapping(
                    inner.map { entry in
                        guard entry.key == "basis" else { return entry }
                        return YAMLNode.Entry(
                            key: entry.key, mark: entry.mark, value: basis, refusal: nil)
                    }), mark: value.mark)
        }
        return YAMLNode.Entry(
            key: entry.key, mark: name.mark, value: value, refusal: entry.refusal)
    }
}

extension YAMLNode {
    /// The same, all of it at one place.
    fileprivate func placed(at mark: YAMLMark) -> YAMLNode {
        switch content {
        case .sequence(let items):
            YAMLNode(content: .sequence(items.map { $0.placed(at: mark) }), mark: mark)
        case .mapping(let entries):
            YAMLNode(
                content: .mapping(
                    entries.map { entry in
                        Entry(
                            key: entry.key, mark: mark, value: entry.value.placed(at: mark),
                            refusal: entry.refusal)
                    }), mark: mark)
        case .scalar, .literal, .missing, .refused: YAMLNode(content: content, mark: mark)
        }
    }
}
