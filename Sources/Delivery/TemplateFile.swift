import Glibc

/// Reads the templates of a site's folder, none of which is a link.
enum TemplateFile {
    /// The greatest number of bytes that a template has.
    static let maximumBytes = 64 << 10

    /// The text of a file in a subfolder; nil where there is none.
    static func text(
        _ name: String, of language: String, in folder: String
    ) throws(TemplateProblem) -> String? {
        let path = "\(folder)/\(language)/\(name)"
        let outer = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard outer >= 0 else { return try missing(folder) }
        defer { close(outer) }
        let inner = openat(outer, language, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard inner >= 0 else { return try missing("\(folder)/\(language)") }
        defer { close(inner) }
        // Not to wait for a writer, should it be a pipe.
        let file = openat(inner, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { return try missing(path) }
        defer { close(file) }
        guard let text = String(validating: try bytes(of: file, path), as: UTF8.self) else {
            throw TemplateProblem(
                file: path, line: nil, reason: "it is not UTF-8", advice: "save it as UTF-8")
        }
        return text
    }

    /// The names in a folder, in order; none where there is no folder.
    static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) {
                    String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
                })
        }
        return names.sorted()
    }

    private static func missing(_ path: String) throws(TemplateProblem) -> String? {
        switch errno {
        case ENOENT: return nil
        case ELOOP: throw isLink(path)
        case ENOTDIR:
            var status = stat()
            if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK { throw isLink(path) }
            throw unreadable(path, String(cString: strerror(ENOTDIR)))
        default: throw unreadable(path, String(cString: strerror(errno)))
        }
    }

    private static func bytes(
        of file: Int32, _ path: String
    ) throws(TemplateProblem) -> [UInt8] {
        var status = stat()
        guard fstat(file, &status) == 0 else {
            throw unreadable(path, String(cString: strerror(errno)))
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw unreadable(path, "it is not a regular file")
        }
        var bytes = [UInt8](repeating: 0, count: maximumBytes + 1)
        var count = 0
        while count < bytes.count {
            let got = bytes.withUnsafeMutableBytes {
                read(file, $0.baseAddress?.advanced(by: count), $0.count - count)
            }
            if got == 0 { break }
            if got > 0 {
                count += got
            } else if errno != EINTR {
                throw unreadable(path, String(cString: strerror(errno)))
            }
        }
        guard count <= maximumBytes else {
            throw TemplateProblem(
                file: path, line: nil, reason: "it has more than \(maximumBytes) bytes",
                advice: "make it shorter")
        }
        return Array(bytes.prefix(count))
    }

    private static func isLink(_ path: String) -> TemplateProblem {
        TemplateProblem(
            file: path, line: nil, reason: "it is a link", advice: "put the file itself there")
    }

    private static func unreadable(_ path: String, _ reason: String) -> TemplateProblem {
        TemplateProblem(
            file: path, line: nil, reason: "it can't be read, \(reason)",
            advice: "see to its owner and mode")
    }
}
