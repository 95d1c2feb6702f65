/// What a question about deadlines is limited to: what some people owe, and all of some cases.
package struct DocketScope: Hashable, Sendable {
    /// The people.
    package var owners: Set<String>
    /// The numbers of the cases.
    package var caseNumbers: Set<String>

    /// What these people owe, and all of these cases.
    package init(owners: Set<String> = [], caseNumbers: Set<String> = []) {
        self.owners = owners
        self.caseNumbers = caseNumbers
    }

    /// Whether a deadline is in it.
    func has(owner: String?, caseNumber: String) -> Bool {
        owner.map(owners.contains) == true || caseNumbers.contains(caseNumber)
    }
}

/// What concerns an agency: what is about it, and what its people owe.
package struct AgencyConcern: Hashable, Sendable {
    /// The agency.
    package var agency: String
    /// Its people.
    package var people: Set<String>

    /// What concerns an agency, with the people of a directory.
    package init(_ agency: String, in directory: Directory) {
        self.agency = agency
        people = Set(directory.people.values.filter { $0.agency == agency }.map(\.code))
    }

    /// Whether it is of the agency that something is about it.
    func isAbout(_ subject: Subject) -> Bool { subject.codes.contains { $0 == agency } }

    /// Whether a deadline concerns it.
    func has(owner: String?, subject: Subject) -> Bool {
        owner.map(people.contains) == true || isAbout(subject)
    }
}
