import Glibc

/// A zone's file in the system's zoneinfo folder.
struct ZoneFile {
    let name: String

    /// What every zoneinfo file begins with.
    private static let magic: [UInt8] = Array("TZif".utf8)

    init(named name: String) {
        self.name = name
    }

    /// The folder the C library looks in.
    static var folder: String {
        let folder = getenv("TZDIR").map { String(cString: $0) } ?? ""
        return folder.isEmpty ? "/usr/share/zoneinfo" : folder
    }

    /// Throws unless the C library will find a zone of this name, and not take it for UTC.
    func check() throws(ZoneError) {
        guard isName else { throw error(.notAName) }
        let path = "\(Self.folder)/\(name)"
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw error(errno == ENOENT || errno == ENOTDIR ? .unknown : .unreadable)
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw error(.unknown) }
        guard Self.beginning(of: path) == Self.magic else { throw error(.unreadable) }
    }

    private func error(_ code: ZoneError.Code) -> ZoneError {
        ZoneError(code: code, zone: name, folder: Self.folder)
    }

    /// Whether it is made of parts as "America/Toronto" is, and cannot leave the folder.
    private var isName: Bool {
        guard name.utf8.count <= SiteZone.longestNameBytes else { return false }
        let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return parts.allSatisfy { part in
            guard let first = part.first, Self.isLetterOrDigit(first) else { return false }
            return part.allSatisfy { Self.isLetterOrDigit($0) || "_-+".utf8.contains($0) }
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default:
            false
        }
    }

    private static func beginning(of path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: magic.count)
        let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
        return count == magic.count ? bytes : nil
    }
}
