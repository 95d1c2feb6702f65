import Glibc
import TestSupport

/// Bytes in and out of real files.
enum Files {
    static func read(_ path: String) throws(TestFailure) -> [UInt8] {
        guard let file = fopen(path, "re") else { throw TestFailure.last("fopen", path) }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            guard count > 0 else { return bytes }
            bytes += buffer.prefix(count)
        }
    }

    static func write(_ bytes: [UInt8], to path: String) throws(TestFailure) {
        guard let file = fopen(path, "we") else { throw TestFailure.last("fopen", path) }
        let count = fwrite(bytes, 1, bytes.count, file)
        guard fclose(file) == 0, count == bytes.count else {
            throw TestFailure.last("write", path)
        }
    }

    static func status(_ path: String) throws(TestFailure) -> stat {
        var status = stat()
        guard lstat(path, &status) == 0 else { throw TestFailure.last("lstat", path) }
        return status
    }

    static func mode(_ path: String) throws(TestFailure) -> mode_t {
        try status(path).st_mode & 0o7777
    }
}
