/// The areas that a program's goals belong to (DESIGN 2.1).
package enum GoalAreas {
    /// The areas of a profile; nil for one of a site's own, where any code will do.
    package static func of(profile: String) -> [String]? {
        switch profile {
        case "service-integration":
            [
                "mobility", "physical-health", "communication", "productivity",
                "social-emotional",
            ]
        case "coordinated-service-planning":
            ["function", "friends", "family", "fun", "fitness", "future"]
        default: nil
        }
    }
}
