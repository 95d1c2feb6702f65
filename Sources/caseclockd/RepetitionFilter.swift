/// Lets the first message of a kind through and counts those that follow within a while, so that
/// a client can't fill the journal by what it does wrong.
struct RepetitionFilter {
    /// Microseconds in which one message of a kind is enough.
    static let windowMicroseconds: UInt64 = 10_000_000

    /// What a message is about; messages of one kind replace each other.
    enum Kind: String, CaseIterable {
        case refused
        case notACall
        case noDescriptor
        case failed
    }

    private struct Window {
        var ends: UInt64
        var last = ""
        var held = 0
    }

    private var windows: [Kind: Window] = [:]

    /// Says whether to say a message now; one that is not is counted.
    mutating func lets(_ text: String, of kind: Kind, at now: UInt64) -> Bool {
        guard windows[kind] != nil else {
            windows[kind] = Window(ends: now + Self.windowMicroseconds)
            return true
        }
        windows[kind]?.held += 1
        windows[kind]?.last = text
        return false
    }

    /// When a window ends next.
    var nextEnd: UInt64? { windows.values.map(\.ends).min() }

    /// Closes the windows that have ended and gives what is to be said of them.
    mutating func summaries(at now: UInt64) -> [String] {
        var lines: [String] = []
        for kind in Kind.allCases {
            guard let window = windows[kind], window.ends <= now else { continue }
            guard window.held > 0 else {
                windows[kind] = nil
                continue
            }
            // Where it goes on, one line a window is said of it.
            windows[kind] = Window(ends: now + Self.windowMicroseconds)
            lines.append(
                window.held == 1
                    ? window.last : "\(window.last) (the last of \(window.held) such events)")
        }
        return lines
    }
}
