/// How much one reading of the caseload may drop before it is refused as a whole (DESIGN 3).
///
/// Both have to be passed: the share of the cases or of the facts, and the number of cases that are
/// concerned, so that nobody has to allow a correction at a small site.
package struct RemovalLimit: Hashable, Sendable {
    /// The share of the cases, or of the facts, in percent.
    package var sharePercent = 20
    /// The number of cases that go, or lose facts.
    package var cases = 5

    /// The limit of sites that set none.
    package static let standard = RemovalLimit()

    /// Whether dropping so much of so much passes the share.
    package func isPassed(by dropped: Int, of all: Int) -> Bool {
        dropped * 100 > all * sharePercent
    }
}
