package import CivilTime
package import JSONText

extension JSONWriter {
    /// A date, `2026-03-16`.
    package mutating func date(_ value: CivilDate) {
        let (year, month, day) = value.components
        plainString(length: CivilDate.textLength) { text in
            Self.put(year / 100, text, 0)
            Self.put(year % 100, text, 2)
            text[4] = UInt8(ascii: "-")
            Self.put(month, text, 5)
            text[7] = UInt8(ascii: "-")
            Self.put(day, text, 8)
        }
    }

    private static func put(_ number: Int, _ text: UnsafeMutableBufferPointer<UInt8>, _ at: Int) {
        text[at] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10)
        text[at + 1] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10)
    }

    /// A name with a date.
    package mutating func field(_ name: StaticString, _ value: CivilDate) {
        self.name(name)
        date(value)
    }

    /// A name with a date or null.
    package mutating func field(_ name: StaticString, _ value: CivilDate?) {
        if let value { field(name, value) } else { nullField(name) }
    }

    /// A name with an object.
    package mutating func field(_ name: StaticString, _ value: some VarlinkBody) {
        self.name(name)
        value.write(to: &self)
    }

    /// A name with an object or null.
    package mutating func field<Body: VarlinkBody>(_ name: StaticString, _ value: Body?) {
        if let value { field(name, value) } else { nullField(name) }
    }

    /// A name with an array of objects or null.
    package mutating func field<Body: VarlinkBody>(_ name: StaticString, _ values: [Body]?) {
        if let values { field(name, values) } else { nullField(name) }
    }

    /// A name with an array of objects.
    package mutating func field(_ name: StaticString, _ values: [some VarlinkBody]) {
        self.name(name)
        beginArray()
        for index in values.indices { values[index].write(to: &self) }
        endArray()
    }
}

extension JSONFields {
    /// A date that must be there.
    ///
    /// - Throws: `missing`, `wrongKind`, or `outOfRange` if there is no such day.
    package func date(_ name: String) throws(JSONFieldError) -> CivilDate {
        try required(name, try optionalDate(name))
    }

    /// A date that may be absent.
    ///
    /// - Throws: `wrongKind`, or `outOfRange` if there is no such day.
    package func optionalDate(_ name: String) throws(JSONFieldError) -> CivilDate? {
        guard let text = try optionalString(name) else { return nil }
        guard let date = CivilDate(text) else {
            throw JSONFieldError(name: name, problem: .outOfRange("a date such as 2026-03-16"))
        }
        return date
    }

    /// An object that must be there, read by its type.
    ///
    /// - Throws: `missing`, or what is wrong inside.
    package func object<Object: VarlinkParameters>(
        _ name: String, _: Object.Type
    ) throws(JSONFieldError) -> Object {
        try object(name) { (value) throws(JSONFieldError) in try Object(parameters: value) }
    }

    /// An object that may be absent, read by its type.
    ///
    /// - Throws: what is wrong inside.
    package func optionalObject<Object: VarlinkParameters>(
        _ name: String, _: Object.Type
    ) throws(JSONFieldError) -> Object? {
        try optionalObject(name) { (value) throws(JSONFieldError) in
            try Object(parameters: value)
        }
    }

    /// An array of objects that must be there, read by their type.
    ///
    /// - Throws: `missing`, `wrongKind`, or what is wrong inside.
    package func array<Object: VarlinkParameters>(
        _ name: String, _: Object.Type
    ) throws(JSONFieldError) -> [Object] {
        try array(name) { (value) throws(JSONFieldError) in try Object(parameters: value) }
    }

    /// An array of objects that may be absent, read by their type.
    ///
    /// - Throws: `wrongKind`, or what is wrong inside.
    package func optionalArray<Object: VarlinkParameters>(
        _ name: String, _: Object.Type
    ) throws(JSONFieldError) -> [Object]? {
        try optionalArray(name) { (value) throws(JSONFieldError) in try Object(parameters: value) }
    }
}
