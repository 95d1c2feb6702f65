/// Where the keys of one mapping stand.
///
/// A few keys are compared one by one, which is quicker than hashing them; many are hashed, so
/// that a mapping of a million keys takes no more than its share.
struct KeyMarks {
    private static let fewKeys = 12
    private var marks: [String: YAMLMark] = [:]

    /// Notes a key; where the same key stands before it, if it does.
    mutating func note(
        _ key: String, at mark: YAMLMark, after entries: [YAMLNode.Entry]
    ) -> YAMLMark? {
        guard entries.count > Self.fewKeys else {
            return entries.last { $0.key == key && $0.refusal == nil }?.mark
        }
        if marks.isEmpty {
            for entry in entries where entry.refusal == nil { marks[entry.key] = entry.mark }
        }
        return marks.updateValue(mark, forKey: key)
    }
}
