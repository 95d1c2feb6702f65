package import JSONText

extension NotificationsInterface {
    /// Which notifications to list; what is nil does not narrow.
    package struct Query: VarlinkParameters, Sendable, Equatable {
        package var state: [String]?
        package var person: String?
        package var channel: String?
        /// As written, `today` for one.
        package var day: String?
        package var limit: Int?
        package var cursor: String?

        /// All that are known, unless said.
        package init(
            state: [String]? = nil, person: String? = nil, channel: String? = nil,
            day: String? = nil, limit: Int? = nil, cursor: String? = nil
        ) {
            self.state = state
            self.person = person
            self.channel = channel
            self.day = day
            self.limit = limit
            self.cursor = cursor
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters, allowing: ["state", "person", "channel", "day", "limit", "cursor"])
            state = try fields.optionalStrings("state")
            person = try fields.optionalString("person")
            channel = try fields.optionalString("channel")
            day = try fields.optionalString("day")
            limit = try fields.optionalInteger("limit")
            cursor = try fields.optionalString("cursor")
            try check()
        }

        /// The ranges that the types leave open.
        private func check() throws(JSONFieldError) {
            if let limit, limit < 1 {
                throw JSONFieldError(name: "limit", problem: .outOfRange("1 or more"))
            }
            for word in state ?? [] where !states.contains(word) {
                let known = states.joined(separator: ", ")
                throw JSONFieldError(name: "state", problem: .outOfRange("one of \(known)"))
            }
            if let channel, !channels.contains(channel) {
                let known = channels.joined(separator: ", ")
                throw JSONFieldError(name: "channel", problem: .outOfRange("one of \(known)"))
            }
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("state", state)
            writer.field("person", person)
            writer.field("channel", channel)
            writer.field("day", day)
            writer.field("limit", limit)
            writer.field("cursor", cursor)
            writer.endObject()
        }
    }

    /// Notifications that match, or one batch of them.
    package struct Page: VarlinkParameters, Sendable, Equatable {
        package var items: [Item]
        package var cursor: String?

        /// A page of notifications.
        package init(items: [Item], cursor: String? = nil) {
            self.items = items
            self.cursor = cursor
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["items", "cursor"])
            items = try fields.array("items", Item.self)
            cursor = try fields.optionalString("cursor")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("items", items)
            writer.field("cursor", cursor)
            writer.endObject()
        }
    }

    /// Which notification is asked for.
    package struct ItemID: VarlinkParameters, Sendable, Equatable {
        package var id: String

        /// Names a notification.
        package init(id: String) {
            self.id = id
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["id"])
            id = try fields.string("id")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("id", id)
            writer.endObject()
        }
    }

    /// A notification with its text.
    package struct Text: VarlinkParameters, Sendable, Equatable {
        package var item: Item
        package var message: String?

        /// A notification, and its text while it is kept.
        package init(item: Item, message: String?) {
            self.item = item
            self.message = message
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["item", "message"])
            item = try fields.object("item", Item.self)
            message = try fields.optionalString("message")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("item", item)
            writer.field("message", message)
            writer.endObject()
        }
    }

    /// What is to be tried again; nil: all that failed or wait.
    package struct RetryRequest: VarlinkParameters, Sendable, Equatable {
        package var id: String?

        /// Names a notification, or means all.
        package init(id: String? = nil) {
            self.id = id
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["id"])
            id = try fields.optionalString("id")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("id", id)
            writer.endObject()
        }
    }

    /// What is tried again.
    package struct Retried: VarlinkParameters, Sendable, Equatable {
        package var ids: [String]

        /// The ids of what is tried again.
        package init(ids: [String]) {
            self.ids = ids
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["ids"])
            ids = try fields.strings("ids")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("ids", ids)
            writer.endObject()
        }
    }
}
