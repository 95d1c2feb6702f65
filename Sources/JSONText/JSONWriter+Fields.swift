extension JSONWriter {
    /// A name with a string or null.
    package mutating func field(_ name: StaticString, _ value: String?) {
        if let value { field(name, value) } else { nullField(name) }
    }

    /// A name with an integer.
    package mutating func field(_ name: StaticString, _ value: Int) {
        self.name(name)
        integer(Int64(value))
    }

    /// A name with an integer or null.
    package mutating func field(_ name: StaticString, _ value: Int?) {
        if let value { field(name, value) } else { nullField(name) }
    }

    /// A name with a boolean.
    package mutating func field(_ name: StaticString, _ value: Bool) {
        self.name(name)
        bool(value)
    }

    /// A name with a boolean or null.
    package mutating func field(_ name: StaticString, _ value: Bool?) {
        if let value { field(name, value) } else { nullField(name) }
    }

    /// A name with strings.
    package mutating func field(_ name: StaticString, _ values: [String]) {
        self.name(name)
        beginArray()
        for value in values { string(value) }
        endArray()
    }

    /// A name with strings or null.
    package mutating func field(_ name: StaticString, _ values: [String]?) {
        guard let values else { return nullField(name) }
        field(name, values)
    }
}
