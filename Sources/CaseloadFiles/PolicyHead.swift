import Casework
import CivilTime

/// What a policy says beside its rules; what it leaves out stays as it is.
struct PolicyHead {
    /// The keys, which a site's file of changes can have too.
    static let keys = ["coordinator", "hold-review"]

    /// What is asked of who coordinates.
    private(set) var coordinator: CoordinatorDemands?
    /// How long after a hold began it is looked at again.
    private(set) var holdReview: Interval?

    /// Nothing.
    init() {}

    /// Reads the keys of a policy.
    init(_ fields: Fields, _ reading: inout Reading) {
        coordinator = fields["coordinator"].flatMap { Self.demands($0, &reading) }
        holdReview = fields["hold-review"].flatMap { reading.interval($0, "hold-review") }
    }

    /// Takes over what a later file says.
    mutating func take(_ later: PolicyHead) {
        coordinator = later.coordinator ?? coordinator
        holdReview = later.holdReview ?? holdReview
    }

    /// `none`, or `{under-protection: child-welfare-worker, family-agrees: {current-agencies: 2}}`.
    private static func demands(_ node: YAMLNode, _ reading: inout Reading) -> CoordinatorDemands? {
        if case .scalar("none") = node.content { return CoordinatorDemands.none }
        guard
            let fields = reading.fields(
                node, "coordinator", keys: ["under-protection", "family-agrees"])
        else { return nil }
        var demands = CoordinatorDemands()
        demands.underProtection = fields["under-protection"].flatMap {
            reading.choice($0, "under-protection", as: Person.Role.self)
        }
        if let node = fields["family-agrees"],
            let agrees = reading.fields(node, "family-agrees", keys: ["current-agencies"]),
            let count = reading.required("current-agencies", in: agrees, "family-agrees")
        {
            demands.familyAgreesFrom = reading.number(
                count, "current-agencies", in: 1...mostAgencies)
        }
        if case .mapping(let entries) = node.content, entries.isEmpty {
            reading.report(
                fields.mark, "coordinator needs 'under-protection' or 'family-agrees'")
        }
        return demands
    }

    /// The largest number of agencies that can be asked for.
    private static let mostAgencies = 100
}
