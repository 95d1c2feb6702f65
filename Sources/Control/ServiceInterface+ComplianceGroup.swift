package import CivilTime
package import JSONText

extension ServiceInterface {
    /// What became of the deadlines of one group.
    package struct ComplianceGroup: VarlinkParameters, Sendable, Equatable {
        package var asOf: CivilDate
        package var from: CivilDate?
        package var to: CivilDate?
        package var interval: String
        package var rule: String?
        package var profile: String?
        package var coordinator: String?
        package var team: String?
        package var period: String?
        package var cases = 0
        package var total = 0
        package var met = 0
        package var metLate = 0
        package var lateWithReason = 0
        package var overdue = 0
        package var endedLate = 0
        package var decided = 0
        package var perMille: Int?
        package var waived = 0
        package var lapsed = 0
        package var notDue = 0
        package var onHold = 0
        package var held = 0
        package var heldDays = 0

        /// A group in which nothing is counted so far.
        package init(asOf: CivilDate, from: CivilDate?, to: CivilDate?, interval: String) {
            self.asOf = asOf
            self.from = from
            self.to = to
            self.interval = interval
        }

        /// The names of the fields, in their order.
        package static let names = [
            "asOf", "from", "to", "interval", "rule", "profile", "coordinator", "team", "period",
            "cases", "total", "met", "metLate", "lateWithReason", "overdue", "endedLate", "decided",
            "perMille", "waived", "lapsed", "notDue", "onHold", "held", "heldDays",
        ]

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(parameters, allowing: Self.names)
            asOf = try fields.date("asOf")
            from = try fields.optionalDate("from")
            to = try fields.optionalDate("to")
            interval = try fields.string("interval")
            rule = try fields.optionalString("rule")
            profile = try fields.optionalString("profile")
            coordinator = try fields.optionalString("coordinator")
            team = try fields.optionalString("team")
            period = try fields.optionalString("period")
            cases = try fields.integer("cases")
            total = try fields.integer("total")
            met = try fields.integer("met")
            metLate = try fields.integer("metLate")
            lateWithReason = try fields.integer("lateWithReason")
            overdue = try fields.integer("overdue")
            endedLate = try fields.integer("endedLate")
            decided = try fields.integer("decided")
            perMille = try fields.optionalInteger("perMille")
            waived = try fields.integer("waived")
            lapsed = try fields.integer("lapsed")
            notDue = try fields.integer("notDue")
            onHold = try fields.integer("onHold")
            held = try fields.integer("held")
            heldDays = try fields.integer("heldDays")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("asOf", asOf)
            writer.field("from", from)
            writer.field("to", to)
            writer.field("interval", interval)
            writer.field("rule", rule)
            writer.field("profile", profile)
            writer.field("coordinator", coordinator)
            writer.field("team", team)
            writer.field("period", period)
            writer.field("cases", cases)
            writer.field("total", total)
            writer.field("met", met)
            writer.field("metLate", metLate)
            writer.field("lateWithReason", lateWithReason)
            writer.field("overdue", overdue)
            writer.field("endedLate", endedLate)
            writer.field("decided", decided)
            writer.field("perMille", perMille)
            writer.field("waived", waived)
            writer.field("lapsed", lapsed)
            writer.field("notDue", notDue)
            writer.field("onHold", onHold)
            writer.field("held", held)
            writer.field("heldDays", heldDays)
            writer.endObject()
        }
    }
}
