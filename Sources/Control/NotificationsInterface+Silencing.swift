package import JSONText

extension NotificationsInterface {
    /// What is to be silenced, why and for how long.
    package struct SilenceRequest: VarlinkParameters, Sendable, Equatable {
        package var matchers: [Matcher]
        package var reason: String
        /// Its last day, as written.
        package var until: String
        /// Its first day, as written; nil: today.
        package var from: String?

        /// A silence through the day `until`, from today unless said.
        package init(matchers: [Matcher], reason: String, until: String, from: String? = nil) {
            self.matchers = matchers
            self.reason = reason
            self.until = until
            self.from = from
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters, allowing: ["matchers", "reason", "until", "from"])
            matchers = try fields.array("matchers", Matcher.self)
            reason = try fields.string("reason")
            until = try fields.string("until")
            from = try fields.optionalString("from")
            try check()
        }

        /// One that matches everything is refused.
        private func check() throws(JSONFieldError) {
            guard matchers.isEmpty else { return }
            throw JSONFieldError(name: "matchers", problem: .outOfRange("at least one"))
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("matchers", matchers)
            writer.field("reason", reason)
            writer.field("until", until)
            writer.field("from", from)
            writer.endObject()
        }
    }

    /// The answer to whatever was done.
    package struct SilenceReply: VarlinkParameters, Sendable, Equatable {
        package var silence: Silence

        /// Holds the silence.
        package init(silence: Silence) {
            self.silence = silence
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["silence"])
            silence = try fields.object("silence", Silence.self)
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("silence", silence)
            writer.endObject()
        }
    }

    /// Which silences to list.
    package struct SilencesQuery: VarlinkParameters, Sendable, Equatable {
        /// Whether those that are over are told too; nil for false.
        package var all: Bool?

        /// Those that are not over, unless said.
        package init(all: Bool? = nil) {
            self.all = all
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["all"])
            all = try fields.optionalBool("all")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("all", all)
            writer.endObject()
        }
    }

    /// The silences that match.
    package struct Silences: VarlinkParameters, Sendable, Equatable {
        package var silences: [Silence]

        /// Holds the silences.
        package init(silences: [Silence]) {
            self.silences = silences
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["silences"])
            silences = try fields.array("silences", Silence.self)
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("silences", silences)
            writer.endObject()
        }
    }

    /// Which silence is ended, and why.
    package struct Expiry: VarlinkParameters, Sendable, Equatable {
        package var id: String
        package var reason: String

        /// A silence by its id, and why it is ended.
        package init(id: String, reason: String) {
            self.id = id
            self.reason = reason
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: ["id", "reason"])
            id = try fields.string("id")
            reason = try fields.string("reason")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("id", id)
            writer.field("reason", reason)
            writer.endObject()
        }
    }
}
