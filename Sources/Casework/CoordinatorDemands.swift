/// What a program asks of the person who coordinates a case (SEMANTICS A2; guidelines, section 1).
package struct CoordinatorDemands: Hashable, Sendable {
    /// The role that the coordinator has while a protection file is open; nil for any.
    package var underProtection: Person.Role?
    /// From how many currently involved agencies on the family agrees to the coordinator, while no
    /// protection file is open; nil where it isn't asked.
    package var familyAgreesFrom: Int?

    /// What a program asks.
    package init(underProtection: Person.Role? = nil, familyAgreesFrom: Int? = nil) {
        self.underProtection = underProtection
        self.familyAgreesFrom = familyAgreesFrom
    }

    /// Anybody can coordinate, and nobody has to agree.
    package static let none = CoordinatorDemands()
}
