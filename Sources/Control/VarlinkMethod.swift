package import JSONText

/// Something that can be the parameters of a reply: it writes one JSON object.
package protocol VarlinkBody {
    /// Writes the object.
    func write(to writer: inout JSONWriter)
}

/// The parameters of a call or a reply, written by one side and read by the other.
package protocol VarlinkParameters: VarlinkBody {
    /// Reads the parameters.
    ///
    /// - Throws: which one is missing, unknown, of the wrong type or out of its range.
    init(parameters: JSONValue) throws(JSONFieldError)
}

/// A method of an interface, with what goes in and what comes out.
package protocol VarlinkMethod {
    associatedtype Input: VarlinkParameters
    associatedtype Output: VarlinkParameters
    /// Name of the method with its interface.
    static var name: String { get }
}

/// The parameters of a method that has none.
package struct NoParameters: VarlinkParameters, Sendable, Equatable {
    /// No parameters.
    package init() {}

    package init(parameters: JSONValue) throws(JSONFieldError) {
        _ = try JSONFields(parameters, allowing: [])
    }

    package func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.endObject()
    }
}

/// An interface: its name, its definition as served, and the methods it declares.
package struct VarlinkInterface: Sendable {
    package let name: String
    /// The `.varlink` file as it is.
    package let definition: String
    /// Names of its methods, each with the interface.
    package let methods: [String]

    /// An interface by its name, definition and methods.
    package init(name: String, definition: String, methods: [String]) {
        self.name = name
        self.definition = definition
        self.methods = methods
    }
}
