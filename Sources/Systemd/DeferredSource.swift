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
    /// Calls `body` once in the next iteration, before all else; where `whenIdle`, once nothing else
    /// is to be done.
    ///
    /// One that asks for itself again and again needs the latter: libsystemd takes the source that has
    /// been pending longest, and a deferred one counts from when it was made.
    ///
    /// - Throws: `SystemError` when the loop has ended.
    package func deferred(
        name: String, whenIdle: Bool = false, _ body: @escaping () -> Void
    ) throws(SystemError) -> DeferredSource {
        let source = try DeferredSource(call: "sd_event_add_defer", name: name, handler: body) {
            sd_event_add_defer(
                event, $0,
                { _, userdata in
                    HandlerBox<() -> Void>.handler(behind: userdata)?()
                    return 0
                }, $1)
        }
        if whenIdle { try source.setPriority(Int64(SD_EVENT_PRIORITY_IDLE)) }
        return source
    }
}
