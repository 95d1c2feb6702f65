import CSystemd

/// What a descriptor is watched for, or was found to be.
package struct IOEvents: OptionSet, Sendable {
    package let rawValue: UInt32

    /// A set of epoll's event bits.
    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// There is something to read, or to accept.
    package static let readable = IOEvents(rawValue: EPOLLIN.rawValue)
    /// A write would be taken.
    package static let writable = IOEvents(rawValue: EPOLLOUT.rawValue)
    /// The other side will write no more.
    package static let peerClosed = IOEvents(rawValue: EPOLLRDHUP.rawValue)
    /// Both directions are closed; reported whether asked for or not.
    package static let hangUp = IOEvents(rawValue: EPOLLHUP.rawValue)
    /// An error is pending; reported whether asked for or not.
    package static let failed = IOEvents(rawValue: EPOLLERR.rawValue)
}

/// A watched descriptor.
///
/// It stays the caller's: cancel the source before closing it.
package final class IOSource: EventSource {
    /// Changes what is watched for.
    ///
    /// - Throws: `SystemError` when epoll refuses.
    package func setEvents(_ events: IOEvents) throws(SystemError) {
        guard let source else { return }
        try SystemError.check(
            sd_event_source_set_io_events(source, events.rawValue),
            "sd_event_source_set_io_events")
    }

    /// Watches until told otherwise.
    ///
    /// - Throws: `SystemError` when epoll refuses.
    package func enable() throws(SystemError) {
        try setEnabled(SD_EVENT_ON)
    }

    /// Watches until the handler has been called once.
    ///
    /// - Throws: `SystemError` when epoll refuses.
    package func enableOnce() throws(SystemError) {
        try setEnabled(SD_EVENT_ONESHOT)
    }

    /// Stops watching; `enable()` goes on.
    ///
    /// - Throws: `SystemError` when epoll refuses.
    package func disable() throws(SystemError) {
        try setEnabled(SD_EVENT_OFF)
    }
}

extension EventLoop {
    /// Calls `body` whenever the descriptor is one of `events`; level-triggered.
    ///
    /// - Throws: `SystemError`; `EPERM` for a descriptor that cannot be waited for, like a file.
    package func onIO(
        _ descriptor: Int32, _ events: IOEvents, name: String,
        _ body: @escaping (IOEvents) -> Void
    ) throws(SystemError) -> IOSource {
        try IOSource(call: "sd_event_add_io", name: name, handler: body) { source, userdata in
            sd_event_add_io(
                event, source, descriptor, events.rawValue,
                { _, _, found, userdata in
                    HandlerBox<(IOEvents) -> Void>.handler(behind: userdata)?(
                        IOEvents(rawValue: found))
                    return 0
                }, userdata)
        }
    }

    /// Calls `body` whenever there is something to read.
    ///
    /// - Throws: as `onIO`.
    package func onReadable(
        _ descriptor: Int32, name: String, _ body: @escaping () -> Void
    ) throws(SystemError) -> IOSource {
        try onIO(descriptor, .readable, name: name) { _ in body() }
    }
}
