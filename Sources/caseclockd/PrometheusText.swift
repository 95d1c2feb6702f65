/// Prometheus' text exposition format, version 0.0.4: families of samples, each with its help and
/// type.
struct PrometheusText {
    /// What sort of figure a family is.
    enum Kind: String {
        /// One that only grows, but for a restart.
        case counter
        /// One that goes up and down.
        case gauge
    }

    /// One figure, with what tells it from the others of its family.
    struct Sample {
        let labels: [(name: String, value: String)]
        let value: Int64

        /// The one figure of a family that has no other.
        init(_ value: Int64) { self.init([], value) }

        init(_ labels: [(name: String, value: String)], _ value: Int64) {
            self.labels = labels
            self.value = value
        }
    }

    private(set) var text = ""

    /// Adds a family; one without a figure is left out.
    mutating func add(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
        guard !samples.isEmpty else { return }
        text += "# HELP \(name) \(Self.escaped(help))\n# TYPE \(name) \(kind.rawValue)\n"
        for sample in samples {
            let labels = sample.labels.map {
                "\($0.name)=\"\(Self.escaped($0.value, quotes: true))\""
            }
            let set = labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}"
            text += "\(name)\(set) \(sample.value)\n"
        }
    }

    /// Adds a gauge of one figure; one that is unknown is left out.
    mutating func gauge(_ name: String, _ help: String, _ value: Int64?) {
        add(name, .gauge, help, value.map { [Sample($0)] } ?? [])
    }

    /// Adds a counter of one figure.
    mutating func counter(_ name: String, _ help: String, _ value: Int) {
        add(name, .counter, help, [Sample(Int64(value))])
    }

    /// Adds a gauge of one figure: 1 for yes and 0 for no.
    mutating func flag(_ name: String, _ help: String, _ value: Bool) {
        add(name, .gauge, help, [Sample(value ? 1 : 0)])
    }

    private static func escaped(_ text: String, quotes: Bool = false) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\"" where quotes: escaped += "\\\""
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
