import Control
import JSONText
import Testing

/// A type of an interface file beside the Swift type that writes and reads it.
struct Pairing: CustomTestStringConvertible {
    let interface: VarlinkInterface
    /// `Deadline`, or for what goes in and out of a method `List in` and `List out`.
    let name: String
    let full: JSONValue
    let bare: JSONValue
    let reread: (JSONValue) throws(JSONFieldError) -> JSONValue

    var testDescription: String { "\(interface.name) \(name)" }

    init<Wire: VarlinkParameters>(
        _ interface: VarlinkInterface, _ name: String, full: Wire, bare: Wire
    ) throws {
        self.interface = interface
        self.name = name
        self.full = try Self.value(full)
        self.bare = try Self.value(bare)
        reread = Self.reader(of: Wire.self)
    }

    private static func reader<Wire: VarlinkParameters>(
        of _: Wire.Type
    ) -> (JSONValue) throws(JSONFieldError) -> JSONValue {
        func read(_ value: JSONValue) throws(JSONFieldError) -> JSONValue {
            let wire = try Wire(parameters: value)
            guard let value = try? Self.value(wire) else { return .null }
            return value
        }
        return read
    }

    private static func value(_ body: some VarlinkBody) throws -> JSONValue {
        var writer = JSONWriter()
        body.write(to: &writer)
        return try JSONReader.read(writer.bytes, limits: JSONLimits(bytes: 1 << 20))
    }

    func fields(in file: InterfaceFile) -> [InterfaceFile.Field]? {
        if name.hasSuffix(" in") { return file.methods[String(name.dropLast(3))]?.input }
        if name.hasSuffix(" out") { return file.methods[String(name.dropLast(4))]?.output }
        return file.types[name]
    }
}
