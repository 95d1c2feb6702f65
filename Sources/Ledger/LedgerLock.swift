import Glibc
import Synchronization

/// The mark that one daemon owns a ledger: an exclusive flock on `LEDGER.lock`.
///
/// It is a file of its own, because closing any descriptor of the database would drop the locks
/// that SQLite has on it. The kernel lets go when the process ends, however it ends.
final class LedgerLock: Sendable {
    private static let noDescriptor: Int32 = -1
    private static let mode: mode_t = 0o640

    private let descriptor: Mutex<Int32>

    /// Takes the lock without waiting; throws where another daemon has it.
    init(ledger path: String) throws(LedgerError) {
        let name = path + ".lock"
        let file = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, Self.mode)
        guard file >= 0 else {
            throw LedgerError(
                .notWritable, path: path, value: name,
                detail: "'\(name)' can't be opened (\(systemMessage(errno)))")
        }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            let holder = Self.readHolder(file)
            close(file)
            guard reason == EWOULDBLOCK else {
                throw LedgerError(
                    .notWritable, path: path, value: name,
                    detail: "'\(name)' can't be locked (\(systemMessage(reason)))")
            }
            throw LedgerError(
                .inUse, path: path, value: holder,
                detail: "another caseclockd has it" + (holder.map { " (process \($0))" } ?? ""))
        }
        // Whose it is only serves the message above: on a full disk it stays unsaid.
        let holder = "\(getpid())\n"
        if ftruncate(file, 0) == 0 {
            _ = holder.withCString { pwrite(file, $0, strlen($0), 0) }
        }
        descriptor = Mutex(file)
    }

    deinit { release() }

    /// Lets the ledger go; a second time does nothing.
    func release() {
        descriptor.withLock { file in
            if file != Self.noDescriptor { close(file) }
            file = Self.noDescriptor
        }
    }

    private static func readHolder(_ file: Int32) -> String? {
        var bytes = [UInt8](repeating: 0, count: 20)
        let count = pread(file, &bytes, bytes.count, 0)
        let digits = bytes.prefix(max(0, count)).prefix { 0x30...0x39 ~= $0 }
        return digits.isEmpty ? nil : String(decoding: digits, as: UTF8.self)
    }
}

/// The system's words for an error number.
func systemMessage(_ number: Int32) -> String {
    var bytes = [CChar](repeating: 0, count: 128)
    guard strerror_r(number, &bytes, bytes.count) == 0 else { return "error \(number)" }
    let text = bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: text, as: UTF8.self)
}
