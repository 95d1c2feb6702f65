/// Why a time zone is refused.
package struct ZoneError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    package enum Code: String, Hashable, Sendable {
        /// Not the form of a zone's name, as in "America/Toronto".
        case notAName = "not-a-zone-name"
        /// The system has no such zone.
        case unknown = "unknown-zone"
        /// The file is there, but it is not a zoneinfo file, or cannot be read.
        case unreadable = "unreadable-zone"
        /// The zone counts leap seconds, which Unix time does not.
        case leapSeconds = "leap-second-zone"
    }

    /// What is wrong.
    package let code: Code

    /// The zone that was asked for.
    package let zone: String

    /// The folder it was looked for in.
    package let folder: String

    /// What failed, the zone in quotes, and where it was looked for.
    package var description: String {
        switch code {
        case .notAName:
            "'\(zone)' is not the name of a time zone: expected one like 'America/Toronto'"
        case .unknown:
            "unknown time zone '\(zone)': there is no such file in \(folder)"
        case .unreadable:
            "time zone '\(zone)' is not a readable zoneinfo file in \(folder)"
        case .leapSeconds:
            "time zone '\(zone)' counts leap seconds: name it without 'right/'"
        }
    }
}
