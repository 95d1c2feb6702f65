/// The folder in which this package lies.
package enum Checkout {
    /// Its path, without a slash at the end.
    package static let path =
        #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
}
