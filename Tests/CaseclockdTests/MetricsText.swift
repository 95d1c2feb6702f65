import TestSupport

/// Prometheus' text exposition format 0.0.4, read by its rules and no more generously.
struct MetricsText {
    struct Sample: Hashable {
        let name: String
        let labels: [String: String]
        let value: Double
    }

    private(set) var samples: [Sample] = []
    private(set) var types: [String: String] = [:]
    private(set) var helps: [String: String] = [:]

    /// Reads a text; throws at the first line that is not as it has to be.
    init(_ text: String) throws {
        guard text.hasSuffix("\n") else { throw TestFailure("the last line has no end") }
        var family = ""
        var closed: Set<String> = []
        var seen: Set<[String]> = []
        for line in text.dropLast().split(separator: "\n", omittingEmptySubsequences: false) {
            func broken(_ why: String) -> TestFailure { TestFailure("\(why): \(line)") }
            if line.hasPrefix("# ") {
                let words = line.split(
                    separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
                guard words.count == 4, Self.isName(words[2]) else { throw broken("no comment") }
                let name = String(words[2])
                switch words[1] {
                case "HELP":
                    guard helps[name] == nil, !words[3].isEmpty else { throw broken("HELP twice") }
                    closed.insert(family)
                    guard !closed.contains(name) else { throw broken("a family in two pieces") }
                    family = name
                    helps[name] = String(words[3])
                case "TYPE":
                    guard name == family, types[name] == nil,
                        ["counter", "gauge"].contains(words[3])
                    else { throw broken("TYPE") }
                    types[name] = String(words[3])
                default: throw broken("neither HELP nor TYPE")
                }
                continue
            }
            let sample = try Self.sample(line)
            guard sample.name == family, types[family] != nil else { throw broken("no TYPE") }
            let key = [sample.name] + sample.labels.sorted { $0.key < $1.key }.flatMap { [$0, $1] }
            guard seen.insert(key).inserted else { throw broken("a sample twice") }
            samples.append(sample)
        }
    }

    /// The one sample of a name and labels.
    func value(_ name: String, _ labels: [String: String] = [:]) -> Double? {
        samples.first { $0.name == name && $0.labels == labels }?.value
    }

    private static func sample(_ line: Substring) throws -> Sample {
        guard let space = line.lastIndex(of: " "),
            let value = Double(line[line.index(after: space)...])
        else { throw TestFailure("no value: \(line)") }
        var rest = line[..<space]
        guard let brace = rest.firstIndex(of: "{") else {
            guard isName(rest) else { throw TestFailure("no name: \(line)") }
            return Sample(name: String(rest), labels: [:], value: value)
        }
        let name = rest[..<brace]
        guard isName(name), rest.last == "}" else { throw TestFailure("no labels: \(line)") }
        rest = rest[rest.index(after: brace)...].dropLast()
        var labels: [String: String] = [:]
        while !rest.isEmpty {
            guard let equals = rest.firstIndex(of: "="), isName(rest[..<equals]) else {
                throw TestFailure("no label: \(line)")
            }
            let label = String(rest[..<equals])
            rest = rest[rest.index(after: equals)...]
            guard rest.first == "\"" else { throw TestFailure("no quotation mark: \(line)") }
            rest = rest.dropFirst()
            var text = ""
            while let character = rest.first, character != "\"" {
                rest = rest.dropFirst()
                guard character == "\\" else {
                    text.append(character)
                    continue
                }
                guard let escaped = rest.first, "\\\"n".contains(escaped) else {
                    throw TestFailure("no escape: \(line)")
                }
                text.append(escaped == "n" ? "\n" : escaped)
                rest = rest.dropFirst()
            }
            guard rest.first == "\"", labels[label] == nil else {
                throw TestFailure("a label without end, or twice: \(line)")
            }
            labels[label] = text
            rest = rest.dropFirst()
            if rest.first == "," { rest = rest.dropFirst() }
        }
        return Sample(name: String(name), labels: labels, value: value)
    }

    private static func isName(_ name: some StringProtocol) -> Bool {
        guard let first = name.unicodeScalars.first, first == "_" || first.properties.isAlphabetic
        else { return false }
        return name.unicodeScalars.allSatisfy {
            $0.isASCII && ($0 == "_" || $0.properties.isAlphabetic || ("0"..."9").contains($0))
        }
    }
}
