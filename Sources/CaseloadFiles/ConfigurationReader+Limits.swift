extension ConfigurationReader {
    /// A limit: its key, what it can be, and where it is kept.
    private struct Limit {
        let key: String
        let range: ClosedRange<Int>
        let place: WritableKeyPath<SocketLimits, Int>
    }

    /// What a site can set; a connection takes a descriptor, and half a call its memory.
    private static var limits: [Limit] {
        [
            Limit(key: "message-bytes", range: 4096...1_048_576, place: \.messageBytes),
            Limit(key: "connections", range: 16...4096, place: \.connections),
            Limit(key: "connections-per-user", range: 1...4096, place: \.connectionsPerUser),
            Limit(key: "connections-for-root", range: 1...256, place: \.connectionsForRoot),
            Limit(key: "requests", range: 1...4096, place: \.requests),
            Limit(key: "idle-seconds", range: 5...3600, place: \.idleSeconds),
            Limit(key: "result-rows", range: 1...10_000, place: \.resultRows),
            Limit(key: "watchers", range: 1...4096, place: \.watchers),
            Limit(key: "buffered-bytes", range: 4096...16_777_216, place: \.bufferedBytes),
        ]
    }

    mutating func readLimits(_ node: YAMLNode) -> SocketLimits? {
        let known = Self.limits
        guard let fields = reading.fields(node, "limits", keys: known.map(\.key)) else {
            return nil
        }
        var limits = SocketLimits.standard
        for limit in known {
            guard let value = fields[limit.key],
                let number = reading.number(value, limit.key, in: limit.range)
            else { continue }
            limits[keyPath: limit.place] = number
        }
        if limits.connectionsForRoot >= limits.connections {
            let node = fields["connections-for-root"] ?? fields["connections"] ?? node
            reading.report(
                node.mark,
                "connections-for-root \(limits.connectionsForRoot) leaves none of the "
                    + "\(limits.connections) connections to anybody else")
        }
        return limits
    }
}
