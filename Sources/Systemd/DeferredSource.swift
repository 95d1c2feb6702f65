import CSystemd

/// Something to be done once, when the source that is being dispatched is done.
package final class DeferredSource: EventSource {
    /// Asks for one more call of the handler.
    ///
    /// - Throws: `SystemError` when the loop has ended.
    package func again() throws(SystemError) {
        try setEnabled(SD_EVENT_ONESHOT)
    }
}

extension EventLoop {
    /// Calls `body` once in the next iteration.
    ///
    /// - Throws: `SystemError` when the loop has ended.
    package func deferred(
        name: String, _ body: @escaping () -> Void
    ) throws(SystemError) -> DeferredSource {
        try DeferredSource(call: "sd_event_add_defer", name: name, handler: body) {
            sd_event_add_defer(
                event, $0,
                { _, userdata in
                    HandlerBox<() -> Void>.handler(behind: userdata)?()
                    return 0
                }, $1)
        }
    }
}
