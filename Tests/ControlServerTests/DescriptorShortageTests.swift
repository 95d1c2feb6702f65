import TestSupport
import Testing

@Suite("No descriptor left")
struct DescriptorShortageTests {
    @Test("Callers for whom there is no descriptor are hung up on, the others are served")
    func fewLeft() throws {
        let daemon = try DaemonProcess()
        let before = try daemon.descriptorCount
        try daemon.unharmed {
            try daemon.limitDescriptors(to: before + 8)
            let many = try (0..<40).map { _ in try RawClient(daemon.socket) }
            for client in many { client.say(Message.status) }
            let heard = many.map { $0.next() }
            let served = heard.count { $0 != .closed && $0 != .silence }
            #expect(served >= 1)
            #expect(heard.count { $0 == .closed } >= 20)
            #expect(!heard.contains(.silence))
            // A reading thread needs descriptors too; what it can't have is an answer like another.
            if let one = many.first(where: { $0.ask(Message.scan) != "" }) {
                #expect(one.ask(Message.reload) != "")
            } else {
                Issue.record("nobody was answered")
            }
            many.forEach { $0.hangUp() }
            try daemon.limitDescriptors(to: 1024)
        }
    }

    @Test("With none at all it does not turn in circles, and accepts again once there are some")
    func noneLeft() throws {
        let daemon = try DaemonProcess()
        try daemon.unharmed {
            try daemon.limitDescriptors(to: 3)
            // Not even one to hang up with: it waits in the queue.
            let patient = try RawClient(daemon.socket)
            patient.say(Message.status)
            #expect(eventually { daemon.log.contains("no descriptor is left") })
            #expect(try eventually { try daemon.isAtRest })
            try daemon.limitDescriptors(to: 1024)
            guard case .message(let reply) = patient.next() else {
                Issue.record("it does not accept any more")
                return
            }
            #expect(reply.contains("\"ready\":true"))
            patient.hangUp()
        }
    }
}
