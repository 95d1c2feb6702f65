import Glibc
import Tabular

/// Where people are told what went wrong.
enum StandardError {
    /// Says one line, under the program's name.
    static func say(_ message: String) {
        guard !message.isEmpty else { return }
        let line = Array("caseclockctl: \(PlainText.of(message))\n".utf8)
        // Where even this cannot be said, the exit status is all that is left.
        _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
