import Control

/// Follows the cursor of a list.
enum Paging {
    /// What was found, and whether that is all.
    struct Found<Item> {
        var items: [Item] = []
        var hasMore = false

        /// How many there are, or that there are more.
        func counted(_ noun: String, _ rest: String = "") -> String {
            guard hasMore else { return "\(Shown.counted(items.count, noun))\(rest)." }
            let first = items.count == 1 ? "The first \(noun)" : "The first \(items.count) \(noun)s"
            return "\(first)\(rest); there are more."
        }
    }

    /// How many rows to ask for at once, where so many are wanted: a daemon gives no more.
    static func rows(of wanted: Int) -> Int { min(wanted, ConnectionLimits().resultRows) }

    /// All there is, or the first `limit` of it.
    ///
    /// - Throws: what `fetch` throws, which gets how many to ask for and where to go on.
    static func all<Item>(
        _ limit: Int?,
        _ fetch: (_ limit: Int?, _ cursor: String?) throws(VarlinkClientError) -> (
            [Item], cursor: String?
        )
    ) throws(VarlinkClientError) -> Found<Item> {
        var items: [Item] = []
        var cursor: String?
        repeat {
            let page = try fetch(limit.map { rows(of: $0 - items.count) }, cursor)
            items += page.0
            // An answer that brings nothing has no next one, whatever its cursor says.
            cursor = page.0.isEmpty ? nil : page.cursor
        } while cursor != nil && items.count < limit ?? .max
        return Found(items: items, hasMore: cursor != nil)
    }
}
