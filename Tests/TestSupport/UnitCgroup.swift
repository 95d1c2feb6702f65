import Glibc

/// A control group by which journald takes a process for a unit of the service manager.
///
/// The rate of entries is limited by unit, and where a unit sets the limit itself, the service
/// manager tells journald by a link in /run/systemd/units. It needs root; both go with the last
/// reference, once no process is in the group.
package final class UnitCgroup {
    /// The unit's name.
    package let name: String
    private let folder: String
    private let link: String

    /// A unit with or without a setting of LogRateLimitIntervalSec= in microseconds; nil where no
    /// control group can be made here.
    package init?(rateLimitIntervalMicroseconds: UInt64? = nil) {
        name = "cctest-\(getpid())-\(UInt32.random(in: 0...UInt32.max)).service"
        // Beside the older hierarchies the one that systemd uses has a folder of its own.
        let unified = "/sys/fs/cgroup/unified"
        folder = "\(access(unified, F_OK) == 0 ? unified : "/sys/fs/cgroup")/\(name)"
        link = "/run/systemd/units/log-rate-limit-interval:\(name)"
        guard mkdir(folder, 0o755) == 0 else { return nil }
        guard access(processes, W_OK) == 0 else {
            rmdir(folder)
            return nil
        }
        if let interval = rateLimitIntervalMicroseconds {
            try? FileTree.makeFolder("/run/systemd/units")
            symlink("\(interval)", link)
        }
    }

    deinit {
        unlink(link)
        // A process that was waited for may still be leaving it.
        _ = eventually(seconds: 2) { rmdir(folder) == 0 || errno == ENOENT }
    }

    /// The file that takes the number of a process which is to be in the unit.
    package var processes: String { "\(folder)/cgroup.procs" }
}
