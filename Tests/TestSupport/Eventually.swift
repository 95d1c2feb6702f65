import Glibc

/// Asks until the answer is yes, or for as many seconds as given; says which it was.
package func eventually(
    seconds: Int = 10, _ question: () throws -> Bool
) rethrows -> Bool {
    for _ in 0..<(seconds * 100) {
        if try question() { return true }
        _ = poll(nil, 0, 10)
    }
    return try question()
}
