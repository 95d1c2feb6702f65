package import Casework

/// Tells a file that is done from one that may still be written, by a clock that the caller reads.
///
/// Who writes a file in place cuts it off first. Half of it may be a whole caseload file of fewer
/// cases, so a file is read only once it has been left alone for a while.
package struct FolderQuiet: Hashable, Sendable {
    /// The time, in nanoseconds since the epoch, by the clock that stamps files.
    package let nowNanoseconds: Int64
    /// How long a file must have been left alone.
    package let settleNanoseconds: Int64
    /// The names of the files that are known to be open for writing.
    package let beingWritten: Set<String>
    /// What was too new to be read when it was seen before, by name.
    package let sightings: [String: Sighting]

    /// When a file was first seen with the stamp it has.
    package struct Sighting: Hashable, Sendable {
        /// The stamp.
        package let stamp: FileStamp
        /// When it was first seen, in nanoseconds since the epoch.
        package let atNanoseconds: Int64

        /// A stamp and when it was first seen.
        package init(stamp: FileStamp, atNanoseconds: Int64) {
            self.stamp = stamp
            self.atNanoseconds = atNanoseconds
        }
    }

    /// A look at the folder at a time.
    package init(
        nowNanoseconds: Int64, settleNanoseconds: Int64, beingWritten: Set<String> = [],
        sightings: [String: Sighting] = [:]
    ) {
        self.nowNanoseconds = nowNanoseconds
        self.settleNanoseconds = settleNanoseconds
        self.beingWritten = beingWritten
        self.sightings = sightings
    }

    /// Whether a file with a stamp has been left alone for long enough.
    ///
    /// The clock of a file server may be ahead of this one: there the time counts since the stamp
    /// was first seen.
    package func isQuiet(_ name: String, _ stamp: FileStamp) -> Bool {
        if beingWritten.contains(name) { return false }
        if nowNanoseconds - stamp.changedNanoseconds >= settleNanoseconds { return true }
        return nowNanoseconds - sighting(of: name, stamp).atNanoseconds >= settleNanoseconds
    }

    /// Since when a file has been seen with a stamp.
    package func sighting(of name: String, _ stamp: FileStamp) -> Sighting {
        if let earlier = sightings[name], earlier.stamp == stamp { return earlier }
        return Sighting(stamp: stamp, atNanoseconds: nowNanoseconds)
    }
}
