import Glibc

/// Files and folders as fixtures need them.
package enum FileTree {
    /// Removes whatever is at `path`, folders with what is in them; nothing there is fine.
    package static func remove(_ path: String) {
        var found = stat()
        guard lstat(path, &found) == 0 else { return }
        guard found.st_mode & S_IFMT == S_IFDIR else {
            unlink(path)
            return
        }
        for name in names(in: path) { remove("\(path)/\(name)") }
        rmdir(path)
    }

    /// The names in a folder, in order; none where there is no folder.
    package static func names(in path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Writes a file anew.
    ///
    /// - Throws: `TestFailure`.
    package static func write(_ text: String, to path: String) throws {
        try write(Array(text.utf8), to: path)
    }

    /// Writes a file of any bytes anew.
    ///
    /// - Throws: `TestFailure`.
    package static func write(_ bytes: [UInt8], to path: String) throws {
        guard let file = fopen(path, "we") else { throw TestFailure.last("fopen", path) }
        let taken = fwrite(bytes, 1, bytes.count, file)
        guard fclose(file) == 0, taken == bytes.count else {
            throw TestFailure.last("write", path)
        }
    }

    /// Reads a whole file as text.
    ///
    /// - Throws: `TestFailure`.
    package static func read(_ path: String) throws -> String {
        guard let file = fopen(path, "re") else { throw TestFailure.last("fopen", path) }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(contentsOf: chunk.prefix(count))
        }
    }

    /// Makes a folder and those above it; one that is there already is fine.
    ///
    /// - Throws: `TestFailure`.
    package static func makeFolder(_ path: String) throws {
        var made = ""
        for part in path.split(separator: "/") {
            made += "/" + part
            guard mkdir(made, 0o755) == 0 || errno == EEXIST else {
                throw TestFailure.last("mkdir", made)
            }
        }
    }
}
