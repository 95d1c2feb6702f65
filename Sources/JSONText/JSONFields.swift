/// What is wrong with one member of an object, by its name (`steps[2].what` further inside).
package struct JSONFieldError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong with it.
    package enum Problem: Equatable, Sendable {
        case missing
        case unknown(nearest: String?)
        case wrongKind(expected: String, found: String)
        case outOfRange(String)
    }

    package var name: String
    package let problem: Problem

    /// Names the member and what is wrong.
    package init(name: String, problem: Problem) {
        self.name = name
        self.problem = problem
    }

    package var description: String {
        switch problem {
        case .missing: "'\(name)' is missing"
        case .unknown(nil): "unknown name '\(name)'"
        case .unknown(.some(let nearest)): "unknown name '\(name)': did you mean '\(nearest)'?"
        case .wrongKind(let expected, let found): "'\(name)' is \(found): expected \(expected)"
        case .outOfRange(let expected): "'\(name)' is out of range: expected \(expected)"
        }
    }
}

/// The members of one object, asked for by name and kind; null counts as absent.
package struct JSONFields {
    private let members: [JSONMember]

    /// The members of `value`, which must be an object that has no other names than these.
    ///
    /// - Throws: `wrongKind` (with an empty name) if it is no object, `unknown` for another name.
    package init(_ value: JSONValue, allowing names: [String]) throws(JSONFieldError) {
        guard case .object(let members) = value else {
            throw JSONFieldError(
                name: "", problem: .wrongKind(expected: "an object", found: value.kind))
        }
        for (index, member) in members.enumerated() {
            // Both sides write the members in the order in which they are declared.
            if index < names.count, member.isNamed(names[index]) { continue }
            if names.contains(where: { member.isNamed($0) }) { continue }
            let nearest = NearestName.nearest(to: member.name, among: names)
            throw JSONFieldError(name: member.name, problem: .unknown(nearest: nearest))
        }
        self.members = members
    }

    /// The value of that name; nil when it is absent or null.
    package func value(_ name: String) -> JSONValue? {
        guard let value = members.first(where: { $0.isNamed(name) })?.value, value != .null else {
            return nil
        }
        return value
    }

    /// A string that may be absent.
    ///
    /// - Throws: `wrongKind`.
    package func optionalString(_ name: String) throws(JSONFieldError) -> String? {
        guard let value = value(name) else { return nil }
        guard case .string(let string) = value else { throw wrong(name, value, "a string") }
        return string
    }

    /// An integer that may be absent.
    ///
    /// - Throws: `wrongKind`.
    package func optionalInteger(_ name: String) throws(JSONFieldError) -> Int? {
        guard let value = value(name) else { return nil }
        guard case .integer(let integer) = value else { throw wrong(name, value, "an integer") }
        return Int(integer)
    }

    /// A boolean that may be absent.
    ///
    /// - Throws: `wrongKind`.
    package func optionalBool(_ name: String) throws(JSONFieldError) -> Bool? {
        guard let value = value(name) else { return nil }
        guard case .bool(let bool) = value else { throw wrong(name, value, "a boolean") }
        return bool
    }

    /// An array that may be absent, each element read by `read`.
    ///
    /// - Throws: `wrongKind`, or what `read` throws, under `name[index]`.
    package func optionalArray<Element>(
        _ name: String, of read: (JSONValue) throws(JSONFieldError) -> Element
    ) throws(JSONFieldError) -> [Element]? {
        guard let value = value(name) else { return nil }
        guard case .array(let elements) = value else { throw wrong(name, value, "an array") }
        var result: [Element] = []
        result.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            do throws(JSONFieldError) {
                result.append(try read(element))
            } catch {
                throw error.inside("\(name)[\(index)]")
            }
        }
        return result
    }

    /// An object that may be absent, read by `read`.
    ///
    /// - Throws: what `read` throws, under `name`.
    package func optionalObject<Object>(
        _ name: String, of read: (JSONValue) throws(JSONFieldError) -> Object
    ) throws(JSONFieldError) -> Object? {
        guard let value = value(name) else { return nil }
        do throws(JSONFieldError) {
            return try read(value)
        } catch {
            throw error.inside(name)
        }
    }

    /// Strings that may be absent.
    ///
    /// - Throws: `wrongKind`.
    package func optionalStrings(_ name: String) throws(JSONFieldError) -> [String]? {
        try optionalArray(name) { (element) throws(JSONFieldError) in
            guard case .string(let string) = element else { throw wrong("", element, "a string") }
            return string
        }
    }

    /// What must be there.
    ///
    /// - Throws: `missing`.
    package func required<Value>(
        _ name: String, _ value: Value?
    ) throws(JSONFieldError) -> Value {
        guard let value else { throw JSONFieldError(name: name, problem: .missing) }
        return value
    }

    private func wrong(_ name: String, _ value: JSONValue, _ expected: String) -> JSONFieldError {
        JSONFieldError(name: name, problem: .wrongKind(expected: expected, found: value.kind))
    }
}

extension JSONFields {
    /// A string that must be there.
    ///
    /// - Throws: `missing` or `wrongKind`.
    package func string(_ name: String) throws(JSONFieldError) -> String {
        try required(name, try optionalString(name))
    }

    /// An integer that must be there.
    ///
    /// - Throws: `missing` or `wrongKind`.
    package func integer(_ name: String) throws(JSONFieldError) -> Int {
        try required(name, try optionalInteger(name))
    }

    /// A boolean that must be there.
    ///
    /// - Throws: `missing` or `wrongKind`.
    package func bool(_ name: String) throws(JSONFieldError) -> Bool {
        try required(name, try optionalBool(name))
    }

    /// Strings that must be there.
    ///
    /// - Throws: `missing` or `wrongKind`.
    package func strings(_ name: String) throws(JSONFieldError) -> [String] {
        try required(name, try optionalStrings(name))
    }

    /// An array that must be there.
    ///
    /// - Throws: `missing`, `wrongKind`, or what `read` throws, under `name[index]`.
    package func array<Element>(
        _ name: String, of read: (JSONValue) throws(JSONFieldError) -> Element
    ) throws(JSONFieldError) -> [Element] {
        try required(name, try optionalArray(name, of: read))
    }

    /// An object that must be there.
    ///
    /// - Throws: `missing`, or what `read` throws, under `name`.
    package func object<Object>(
        _ name: String, of read: (JSONValue) throws(JSONFieldError) -> Object
    ) throws(JSONFieldError) -> Object {
        try required(name, try optionalObject(name, of: read))
    }
}

extension JSONFieldError {
    /// The same error seen from the object around it.
    package func inside(_ outer: String) -> JSONFieldError {
        JSONFieldError(name: name.isEmpty ? outer : "\(outer).\(name)", problem: problem)
    }
}
