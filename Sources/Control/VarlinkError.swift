package import JSONText

/// An error as the wire has it: a name with its interface, and parameters.
package struct VarlinkError: Error, Equatable, Sendable {
    package let name: String
    package let parameters: [JSONMember]

    /// An error by its whole name.
    package init(name: String, parameters: [JSONMember] = []) {
        self.name = name
        self.parameters = parameters
    }
}

/// The errors that one interface names, typed, with a sentence for people.
package protocol VarlinkErrorSet: Error, Equatable, Sendable {
    /// The error as the wire has it.
    var wire: VarlinkError { get }
    /// The error of this interface that the wire holds; nil when it holds none.
    init?(_ wire: VarlinkError)
    /// What happened and what to do, one sentence without a full stop.
    var sentence: String { get }
}

extension VarlinkError {
    /// What happened in words, for any error this program knows, else its name.
    package var sentence: String {
        ServiceDescription.Failure(self)?.sentence
            ?? DeadlinesInterface.Failure(self)?.sentence
            ?? NotificationsInterface.Failure(self)?.sentence
            ?? CasesInterface.Failure(self)?.sentence
            ?? ServiceInterface.Failure(self)?.sentence
            ?? "the daemon answered with the error \(name)"
    }

    /// That a caller's role does not suffice, as the interface of the method has it; each of the
    /// daemon's own declares it.
    package static func notAllowed(_ method: String, needs role: String) -> VarlinkError {
        let interface = method.lastIndex(of: ".").map { method[..<$0] } ?? ""
        return VarlinkError(
            name: "\(interface).NotAllowed", parameters: [JSONMember("needs", .string(role))])
    }

    /// The member of that name if it is a string.
    func string(_ name: String) -> String? {
        guard case .string(let value)? = JSONValue.object(parameters)[name] else { return nil }
        return value
    }

    /// The member of that name if it is an integer.
    func integer(_ name: String) -> Int? {
        guard case .integer(let number)? = JSONValue.object(parameters)[name] else { return nil }
        return Int(exactly: number)
    }

    /// The member of that name if it is an array; what is no string in it is left out.
    func strings(_ name: String) -> [String]? {
        guard case .array(let elements)? = JSONValue.object(parameters)[name] else { return nil }
        return elements.compactMap { element in
            guard case .string(let value) = element else { return nil }
            return value
        }
    }

    /// The objects in the member of that name if it is an array; what cannot be read is left out.
    func objects<Object: VarlinkParameters>(_ name: String, _: Object.Type) -> [Object] {
        guard case .array(let elements)? = JSONValue.object(parameters)[name] else { return [] }
        return elements.compactMap { try? Object(parameters: $0) }
    }
}
