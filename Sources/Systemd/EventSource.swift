import CSystemd

/// What a source's C callback finds behind its userdata pointer.
final class HandlerBox<Handler> {
    let handler: Handler

    init(_ handler: Handler) {
        self.handler = handler
    }

    /// The handler behind a userdata pointer.
    static func handler(behind userdata: UnsafeMutableRawPointer?) -> Handler? {
        guard let userdata else { return nil }
        return Unmanaged<HandlerBox>.fromOpaque(userdata).takeUnretainedValue().handler
    }
}

/// A source of an `EventLoop`; the loop watches it until `cancel()` or the end of this handle.
///
/// A handler may cancel its own source: sd-event keeps it until the handler has returned.
package class EventSource {
    private(set) var source: OpaquePointer?

    /// Adds a source whose callback is given `handler` in a box that the source owns.
    ///
    /// - Throws: `SystemError` of the call that adds it.
    init<Handler>(
        call: String, name: String, handler: Handler,
        add: (UnsafeMutablePointer<OpaquePointer?>, UnsafeMutableRawPointer) -> Int32
    ) throws(SystemError) {
        let box = Unmanaged.passRetained(HandlerBox(handler))
        var added: OpaquePointer?
        let result = add(&added, box.toOpaque())
        guard result >= 0, let added else {
            box.release()
            throw SystemError(call, code: -result, what: name)
        }
        sd_event_source_set_destroy_callback(added) { userdata in
            guard let userdata else { return }
            Unmanaged<AnyObject>.fromOpaque(userdata).release()
        }
        sd_event_source_set_description(added, name)
        source = added
    }

    deinit {
        cancel()
    }

    /// Removes the source from its loop; a second call does nothing.
    package func cancel() {
        guard let source else { return }
        self.source = nil
        sd_event_source_disable_unref(source)
    }

    /// Says whether the source can still call its handler as things stand.
    package var isEnabled: Bool {
        var state: Int32 = 0
        guard let source, sd_event_source_get_enabled(source, &state) >= 0 else { return false }
        return state != Int32(SD_EVENT_OFF)
    }

    /// - Throws: `SystemError` when the source cannot be armed (epoll is out of memory).
    func setEnabled(_ state: Int) throws(SystemError) {
        guard let source else { return }
        try SystemError.check(
            sd_event_source_set_enabled(source, Int32(state)), "sd_event_source_set_enabled")
    }

    /// Says how soon it is seen to among others; less is sooner, and 0 is usual.
    func setPriority(_ priority: Int64) throws(SystemError) {
        guard let source else { return }
        try SystemError.check(
            sd_event_source_set_priority(source, priority), "sd_event_source_set_priority")
    }
}
