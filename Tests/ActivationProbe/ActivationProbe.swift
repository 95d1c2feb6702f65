import Glibc
import Systemd

/// A program that only says what sockets it was started with, for the tests of socket activation.
@main
enum ActivationProbe {
    static func main() {
        do {
            let sockets = try ActivatedSockets.take()
            for socket in sockets {
                let isNonBlocking = fcntl(socket.raw, F_GETFL) & O_NONBLOCK != 0
                let isCloseOnExec = fcntl(socket.raw, F_GETFD) & FD_CLOEXEC != 0
                print(socket.name ?? "-", socket.raw, isNonBlocking, isCloseOnExec, terminator: "")
                if case .connection = socket.accept() { print(" called", terminator: "") }
                print()
            }
            print("environment", getenv("LISTEN_FDS") == nil ? "cleared" : "left")
            print("again", try ActivatedSockets.take().count)
        } catch {
            let descriptorsOpen = (3...4).filter { fcntl($0, F_GETFD) >= 0 }.count
            print(error, "open \(descriptorsOpen)", separator: "; ")
        }
    }
}
