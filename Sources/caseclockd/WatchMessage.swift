import Casework
import CivilTime
import Control
import JSONText

/// Something that changed, written out once for all who may see all of it.
final class WatchMessage {
    private let change: DeadlinesInterface.Change
    private let before: DeadlineRow?
    private let after: DeadlineRow?
    /// The message as it goes over the wire, and no more: it may wait for long.
    private(set) lazy var written = WrittenBody(change)

    init(
        _ kind: String, at: String, day: CivilDate, before: DeadlineRow? = nil,
        after: DeadlineRow? = nil, said: DeadlinesInterface.Said? = nil
    ) {
        self.before = before
        self.after = after
        change = DeadlinesInterface.Change(
            kind: kind, at: at, day: day, before: before.map(DeadlinesInterface.Deadline.init),
            after: after.map(DeadlinesInterface.Deadline.init), said: said)
    }

    /// Whether it is of the day, and of no deadline.
    var isDay: Bool { before == nil && after == nil }

    /// The deadline before and after.
    var rows: [DeadlineRow] { [before, after].compactMap(\.self) }

    /// The message without what somebody may not see; nil where nothing is left of it.
    func seen(_ maySee: (DeadlineRow) -> Bool) -> WatchMessage? {
        if isDay { return self }
        let (was, `is`) = (before.map(maySee), after.map(maySee))
        if was ?? true, `is` ?? true { return self }
        let (before, after) = (was == true ? before : nil, `is` == true ? after : nil)
        guard before != nil || after != nil else { return nil }
        return WatchMessage(
            change.kind, at: change.at, day: change.day, before: before, after: after,
            said: change.said)
    }
}

/// A body that is written out already.
struct WrittenBody: VarlinkBody {
    let bytes: [UInt8]

    init(_ body: some VarlinkBody) {
        var writer = JSONWriter()
        body.write(to: &writer)
        bytes = writer.bytes
    }

    func write(to writer: inout JSONWriter) { writer.written(bytes) }
}
