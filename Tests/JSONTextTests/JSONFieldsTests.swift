import JSONText
import Testing

@Suite("Members of an object by name and kind")
struct JSONFieldsTests {
    private func fields(_ text: String, allowing names: [String]) throws -> JSONFields {
        let value = try JSONReader.read(Array(text.utf8), limits: JSONLimits(bytes: 1000))
        return try JSONFields(value, allowing: names)
    }

    @Test("Null counts as absent")
    func null() throws {
        let fields = try fields(#"{"a":null,"b":"x"}"#, allowing: ["a", "b"])
        #expect(try fields.optionalString("a") == nil)
        #expect(try fields.string("b") == "x")
        #expect(throws: JSONFieldError(name: "a", problem: .missing)) { try fields.string("a") }
    }

    @Test("The wrong kind is named, with what was expected")
    func wrongKind() throws {
        let fields = try fields(
            #"{"n":1.5,"s":3,"b":"true","a":[1,"x"]}"#, allowing: ["n", "s", "b", "a"])
        #expect(
            throws: JSONFieldError(
                name: "n", problem: .wrongKind(expected: "an integer", found: "a number"))
        ) {
            try fields.integer("n")
        }
        #expect(
            throws: JSONFieldError(
                name: "s", problem: .wrongKind(expected: "a string", found: "an integer"))
        ) {
            try fields.string("s")
        }
        #expect(
            throws: JSONFieldError(
                name: "b", problem: .wrongKind(expected: "a boolean", found: "a string"))
        ) {
            try fields.bool("b")
        }
        #expect(
            throws: JSONFieldError(
                name: "a[0]", problem: .wrongKind(expected: "a string", found: "an integer"))
        ) {
            try fields.strings("a")
        }
    }

    @Test("An unknown name is refused and the nearest known one offered")
    func unknown() {
        #expect(throws: JSONFieldError(name: "limt", problem: .unknown(nearest: "limit"))) {
            try fields(#"{"limt":3}"#, allowing: ["within", "limit"])
        }
        #expect(throws: JSONFieldError(name: "zzz", problem: .unknown(nearest: nil))) {
            try fields(#"{"limit":1,"zzz":3}"#, allowing: ["within", "limit"])
        }
    }

    @Test("An error deep inside names the way there")
    func nested() throws {
        let outer = try fields(#"{"steps":[{"what":"x"},{"what":2}]}"#, allowing: ["steps"])
        let expected = JSONFieldError(
            name: "steps[1].what", problem: .wrongKind(expected: "a string", found: "an integer"))
        #expect(throws: expected) {
            try outer.array("steps") { (value) throws(JSONFieldError) in
                try JSONFields(value, allowing: ["what"]).string("what")
            }
        }
        #expect(
            expected.description == "'steps[1].what' is an integer: expected a string")
    }
}
