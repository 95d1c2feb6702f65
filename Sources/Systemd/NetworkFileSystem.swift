import CSystemd
import Glibc

/// File systems on which others make changes that inotify doesn't hear of.
package enum NetworkFileSystem {
    /// The magic numbers of statfs(2) for NFS, SMB, CIFS, 9P, FUSE, Ceph and AFS.
    private static let magicNumbers: Set<UInt32> = [
        0x6969, 0xFE53_4D42, 0xFF53_4D42, 0x0102_1997, 0x6573_5546, 0x00C3_6400, 0x5346_414F,
    ]

    /// Whether a path is on one; false also where that can't be told.
    package static func holds(_ path: String) -> Bool {
        var found = statfs()
        guard statfs(path, &found) == 0 else { return false }
        return magicNumbers.contains(UInt32(truncatingIfNeeded: found.f_type))
    }
}
