/// Days on which a site is closed of its own accord.
package struct Closure: Hashable, Sendable {
    /// The name as people read it, as in "Office move".
    package let name: String

    /// The first day closed.
    package let from: CivilDate

    /// The last day closed.
    package let to: CivilDate

    /// A closure from one day to another, both included.
    package init(name: String, from: CivilDate, to: CivilDate) {
        self.name = name
        self.from = from
        self.to = to
    }
}
