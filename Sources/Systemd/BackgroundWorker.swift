import CSystemd
import Glibc

/// One piece of work on a thread of its own, known to the loop until it is handed over.
final class BackgroundWorker {
    fileprivate var source: IOSource?
    private var thread: pthread_t?

    /// Waits for the thread, which has said that it is about to return.
    fileprivate func join() {
        guard let thread else { return }
        self.thread = nil
        pthread_join(thread, nil)
    }

    deinit {
        // The loop went away first: the thread ends by itself and cleans up after itself.
        if let thread { pthread_detach(thread) }
    }

    /// Starts the thread with every signal blocked.
    ///
    /// - Throws: `SystemError` when the system has no thread to give.
    fileprivate func start(
        name: String, stackBytes: Int, _ body: @escaping @Sendable () -> Void
    ) throws(SystemError) {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        var code = pthread_attr_setstacksize(&attributes, stackBytes)
        guard code == 0 else { throw SystemError("pthread_attr_setstacksize", code: code) }

        // A new thread takes over the mask of the one that starts it.
        var all = sigset_t()
        var before = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }

        let box = Unmanaged.passRetained(
            HandlerBox<@Sendable () -> Void> {
                caseclock_name_thread(String(decoding: name.utf8.prefix(15), as: UTF8.self))
                body()
            })
        var started = pthread_t()
        code = pthread_create(
            &started, &attributes,
            { userdata in
                guard let userdata else { return nil }
                let box = Unmanaged<HandlerBox<@Sendable () -> Void>>.fromOpaque(userdata)
                box.takeRetainedValue().handler()
                return nil
            }, box.toOpaque())
        guard code == 0 else {
            box.release()
            throw SystemError("pthread_create", code: code, what: name)
        }
        thread = started
    }
}

/// Where a worker leaves its value.
///
/// Unchecked: the thread writes `value` once, and the loop reads it only after pthread_join() has
/// returned for that thread, so the two never touch it at the same time.
private final class Handover<Value: Sendable>: @unchecked Sendable {
    var value: Value?
    let done: LoopSignal

    init() throws(SystemError) {
        done = try LoopSignal()
    }
}

extension EventLoop {
    /// Does `work` on a thread of its own, then calls `then` on the loop with what came of it.
    ///
    /// Every signal is blocked in the thread. If the loop goes away first, `then` is never called.
    ///
    /// - Throws: `SystemError` when there is no thread or descriptor to be had.
    package func background<Value: Sendable>(
        name: String, stackBytes: Int = 8 << 20,
        work: @escaping @Sendable () -> Value, then: @escaping (Value) -> Void
    ) throws(SystemError) {
        let handover = try Handover<Value>()
        let worker = BackgroundWorker()
        let id = ObjectIdentifier(worker)
        worker.source = try onPoke(handover.done, name: name) { [unowned self] in
            guard let worker = workers.removeValue(forKey: id) else { return }
            worker.join()
            worker.source?.cancel()
            if let value = handover.value { then(value) }
        }
        try worker.start(name: name, stackBytes: stackBytes) {
            handover.value = work()
            handover.done.poke()
        }
        workers[id] = worker
    }
}
