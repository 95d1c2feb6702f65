import CaseloadFiles
import Casework
import CaseworkTestSupport
import CivilTime
import TestSupport

/// The duties as they are shipped: read from config/policies, as the daemon reads them.
enum Duties {
    static let serviceIntegration = policy("service-integration")
    static let coordinatedServicePlanning = policy("coordinated-service-planning")
    static let both = [serviceIntegration, coordinatedServicePlanning]

    /// Ontario's open days, as shipped.
    static let calendar = Ontario.calendar

    /// An engine for a program.
    static func engine(_ policy: Policy, intake: String? = "s-intake") -> DeadlineEngine {
        DeadlineEngine(policy: policy, calendar: calendar, intake: intake)
    }

    private static func policy(_ profile: String) -> Policy {
        do {
            guard let policy = try Shipped.policies()[profile] else {
                preconditionFailure("no policy for '\(profile)' is shipped")
            }
            return policy
        } catch {
            preconditionFailure("the shipped policies are refused: \(error)")
        }
    }
}
