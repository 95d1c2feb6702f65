/// What the kernel says of a file that tells whether it may have changed, without reading it.
package struct FileStamp: Hashable, Sendable {
    /// The size in bytes.
    package let size: Int64
    /// When the content changed, in nanoseconds since the epoch.
    package let modifiedNanoseconds: Int64
    /// When the inode changed, in nanoseconds since the epoch.
    package let changedNanoseconds: Int64
    /// The number of the inode.
    package let inode: UInt64

    /// A stamp.
    package init(
        size: Int64, modifiedNanoseconds: Int64, changedNanoseconds: Int64, inode: UInt64
    ) {
        self.size = size
        self.modifiedNanoseconds = modifiedNanoseconds
        self.changedNanoseconds = changedNanoseconds
        self.inode = inode
    }

    /// The stamp of no file: whatever is kept with it is read again.
    package static let none = FileStamp(
        size: 0, modifiedNanoseconds: 0, changedNanoseconds: 0, inode: 0)
}
