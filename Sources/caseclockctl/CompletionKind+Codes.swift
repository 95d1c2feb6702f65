import ArgumentParser
import Control

extension CompletionKind {
    /// The codes of a kind that the daemon knows, for a shell that completes a word.
    ///
    /// A shell is told nothing of what goes wrong: it would write it into the middle of the line.
    static func codes(of kind: String) -> CompletionKind {
        .custom { words, _, beginning in
            let query = ServiceInterface.NamesQuery(of: kind, beginning: beginning)
            return
                (try? CompletionSocket.connection(words).ask(
                    timeoutSeconds: CompletionSocket.patienceSeconds
                ) { (client) throws(VarlinkClientError) in
                    try client.call(ServiceInterface.Names.self, query).names
                }) ?? []
        }
    }
}

/// Where a command line that is not finished yet would ask.
enum CompletionSocket {
    /// Nobody waits longer for a shell that has been asked to help.
    static let patienceSeconds = 1

    /// The connection of the words typed so far.
    static func connection(_ words: [String]) -> ConnectionOptions {
        var options = ConnectionOptions()
        options.socket = path(words)
        return options
    }

    /// The socket that they name.
    static func path(_ words: [String]) -> String? {
        let name = "--socket"
        if let word = words.last(where: { $0.hasPrefix("\(name)=") }) {
            return String(word.dropFirst(name.count + 1))
        }
        guard let index = words.lastIndex(of: name), index + 1 < words.count else { return nil }
        return words[index + 1]
    }
}
