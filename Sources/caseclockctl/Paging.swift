import Control

/// Follows the cursor of a list.
enum Paging {
    /// All there is, or the first `limit` of it.
    ///
    /// - Throws: what `fetch` throws, which gets how many to ask for and where to go on.
    static func all<Item>(
        _ limit: Int?,
        _ fetch: (_ limit: Int?, _ cursor: String?) throws(VarlinkClientError) -> (
            [Item], cursor: String?
        )
    ) throws(VarlinkClientError) -> [Item] {
        var items: [Item] = []
        var cursor: String?
        repeat {
            let page = try fetch(limit.map { $0 - items.count }, cursor)
            items += page.0
            // An answer that brings nothing has no next one, whatever its cursor says.
            cursor = page.0.isEmpty ? nil : page.cursor
        } while cursor != nil && items.count < limit ?? .max
        return items
    }
}
