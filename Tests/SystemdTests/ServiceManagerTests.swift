import Glibc
import TestSupport
import Testing

@testable import Systemd

/// What the environment says counts for a whole process, so these run in processes of their own.
@Suite("The service manager")
struct ServiceManagerTests {
    @Test("States arrive at the manager's socket in one message")
    func notify() async {
        await #expect(processExitsWith: .success) {
            let directory = try TemporaryDirectory()
            let manager = try NotifySocket(directory)
            #expect(ServiceManager.isListening)
            let before = SystemClock.monotonicMicroseconds()
            #expect(try ServiceManager.notify(.reloading, .status("Reading")) == .sent)
            let lines = try #require(manager.receive()).split(separator: "\n")
            #expect(lines.count == 3)
            #expect(lines.first == "RELOADING=1")
            #expect(lines.last == "STATUS=Reading")
            let stamp = try #require(UInt64(lines[1].dropFirst("MONOTONIC_USEC=".count)))
            #expect((before...SystemClock.monotonicMicroseconds()).contains(stamp))
            #expect(try ServiceManager.notify(.ready) == .sent)
            #expect(manager.receive() == "READY=1")
        }
    }

    @Test("Without a manager nothing is sent, and that is no error")
    func nobody() async {
        await #expect(processExitsWith: .success) {
            unsetenv("NOTIFY_SOCKET")
            #expect(!ServiceManager.isListening)
            let notified = try ServiceManager.notify(.ready)
            #expect(notified == .nobodyListens)
        }
    }

    @Test("A manager that has gone is an error")
    func gone() async {
        await #expect(processExitsWith: .success) {
            setenv("NOTIFY_SOCKET", "/nonexistent/notify", 1)
            #expect(throws: SystemError("sd_notify", code: ENOENT)) {
                try ServiceManager.notify(.ready)
            }
        }
    }

    @Test("A line break in a status cannot say anything else")
    func statusLine() {
        let text = ServiceManager.message(
            [.status("5 cases\nMAINPID=1"), .stopping, .watchdog], monotonicMicroseconds: 0)
        #expect(text == "STATUS=5 cases MAINPID=1\nSTOPPING=1\nWATCHDOG=1")
    }

    @Test("The loop pings the watchdog by itself when one is configured")
    func watchdog() async {
        await #expect(processExitsWith: .success) {
            let directory = try TemporaryDirectory()
            let manager = try NotifySocket(directory)
            setenv("WATCHDOG_USEC", "200000", 1)
            setenv("WATCHDOG_PID", "\(getpid())", 1)
            let loop = try EventLoop()
            #expect(try loop.useWatchdog())
            var pings = 0
            let pinged = try loop.run {
                while let message = manager.receive() {
                    #expect(message == "WATCHDOG=1")
                    pings += 1
                }
                return pings >= 2
            }
            #expect(pinged)
        }
    }

    @Test("Without a configured watchdog there are no pings")
    func noWatchdog() async {
        await #expect(processExitsWith: .success) {
            unsetenv("WATCHDOG_USEC")
            let isUsed = try EventLoop().useWatchdog()
            #expect(!isUsed)
        }
    }
}

/// The receiving end of sd_notify() for this process.
private final class NotifySocket {
    let socket: OwnedDescriptor

    init(_ directory: TemporaryDirectory) throws {
        socket = try UnixAddress.socket(Int(SOCK_DGRAM.rawValue))
        let path = directory.file("notify")
        let address = try UnixAddress(path: path)
        try #require(address.withAddress { bind(socket.raw, $0, $1) } == 0)
        setenv("NOTIFY_SOCKET", path, 1)
    }

    func receive() -> String? {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = recv(socket.raw, &bytes, bytes.count, 0)
        return count < 0 ? nil : String(decoding: bytes.prefix(count), as: UTF8.self)
    }
}
