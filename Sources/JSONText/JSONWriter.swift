/// Writes JSON text straight into memory of its own: no tree of values in between.
///
/// Commas and colons come by themselves. What is opened has to be closed by the caller.
package struct JSONWriter: ~Copyable {
    /// Bytes there is room for at first.
    private static let firstCapacity = 4096
    /// `null` as four bytes in a row.
    private static let nullWord = UInt32(littleEndian: 0x6C6C_756E)
    /// Digits of the longest integer.
    private static let integerDigits = 19

    // Owned by this value alone, which cannot be copied, and freed when it goes.
    private var start: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var needsComma = false

    /// How many bytes have been written.
    package private(set) var count = 0

    /// A writer that has written nothing.
    package init() {
        capacity = Self.firstCapacity
        start = .allocate(capacity: capacity)
    }

    deinit {
        start.deallocate()
    }

    /// Lends what has been written.
    package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        body(UnsafeRawBufferPointer(start: start, count: count))
    }

    /// A copy of what has been written.
    package var bytes: [UInt8] { withBytes { Array($0) } }

    /// Forgets the first bytes, and gives room back beyond `kept` bytes once nothing is left.
    package mutating func removeFirst(_ removed: Int, keepingCapacity kept: Int) {
        precondition(removed <= count, "more removed than was written")
        count -= removed
        start.update(from: start + removed, count: count)
        guard count == 0, capacity > kept else { return }
        start.deallocate()
        capacity = Self.firstCapacity
        start = .allocate(capacity: capacity)
    }

    /// Opens an object.
    package mutating func beginObject() { open(UInt8(ascii: "{")) }

    /// Closes the object.
    package mutating func endObject() { close(UInt8(ascii: "}")) }

    /// Opens an array.
    package mutating func beginArray() { open(UInt8(ascii: "[")) }

    /// Closes the array.
    package mutating func endArray() { close(UInt8(ascii: "]")) }

    /// A name known when the program is written, of letters that need no escape.
    package mutating func name(_ name: StaticString) {
        makeRoom(name.utf8CodeUnitCount + 4)
        count = Self.put(name, after: needsComma, to: start + count) - start
        needsComma = false
    }

    /// A name with a string.
    package mutating func field(_ name: StaticString, _ value: String) {
        var value = value
        value.withUTF8 { text in
            makeRoom(name.utf8CodeUnitCount + 4 + text.count + 2)
            let place = Self.put(name, after: needsComma, to: start + count)
            quote(text, at: place)
        }
    }

    /// A name with `null`.
    package mutating func nullField(_ name: StaticString) {
        makeRoom(name.utf8CodeUnitCount + 4 + 4)
        let place = Self.put(name, after: needsComma, to: start + count)
        UnsafeMutableRawPointer(place).storeBytes(of: Self.nullWord, as: UInt32.self)
        count = place + 4 - start
        needsComma = true
    }

    /// A name from elsewhere.
    package mutating func name(_ name: String) {
        string(name)
        makeRoom(1)
        put(UInt8(ascii: ":"))
        needsComma = false
    }

    /// `null`.
    package mutating func null() { literal("null") }

    /// `true` or `false`.
    package mutating func bool(_ value: Bool) { literal(value ? "true" : "false") }

    /// An integer.
    package mutating func integer(_ value: Int64) {
        makeRoom(Self.integerDigits + 2)
        separate()
        if value < 0 { put(UInt8(ascii: "-")) }
        var rest = value.magnitude
        var length = 1
        var limit: UInt64 = 10
        while length < Self.integerDigits, rest >= limit {
            length += 1
            limit &*= 10
        }
        for index in stride(from: count + length - 1, through: count, by: -1) {
            start[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        count += length
        needsComma = true
    }

    /// A number; JSON has no word for what is not finite, so that is `null`.
    package mutating func number(_ value: Double) {
        guard value.isFinite else { return null() }
        let text = Array(value.description.utf8)
        makeRoom(text.count + 1)
        separate()
        for byte in text { put(byte) }
        needsComma = true
    }

    /// A string, with what must be escaped escaped.
    package mutating func string(_ text: String) {
        var text = text
        text.withUTF8 { text in
            makeRoom(1 + text.count + 2)
            separate()
            quote(text, at: start + count)
        }
    }

    /// A string of exactly `length` bytes that need no escape, written by `body`.
    package mutating func plainString(
        length: Int, _ body: (UnsafeMutableBufferPointer<UInt8>) -> Void
    ) {
        makeRoom(length + 3)
        separate()
        put(UInt8(ascii: "\""))
        body(UnsafeMutableBufferPointer(start: start + count, count: length))
        count += length
        put(UInt8(ascii: "\""))
        needsComma = true
    }

    /// A value that was written before, as it is.
    package mutating func written(_ bytes: [UInt8]) {
        makeRoom(bytes.count + 1)
        separate()
        bytes.withUnsafeBufferPointer { from in
            if let from = from.baseAddress {
                (start + count).update(from: from, count: bytes.count)
            }
        }
        count += bytes.count
        needsComma = true
    }

    /// Any value.
    package mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let value): bool(value)
        case .integer(let value): integer(value)
        case .number(let value): number(value)
        case .string(let value): string(value)
        case .array(let elements):
            beginArray()
            for element in elements { self.value(element) }
            endArray()
        case .object(let members):
            beginObject()
            for member in members {
                name(member.name)
                self.value(member.value)
            }
            endObject()
        }
    }

    /// Ends a text with this byte (NUL for a message, newline for a line); a new text follows.
    package mutating func endText(with byte: UInt8) {
        makeRoom(1)
        put(byte)
        needsComma = false
    }

    private mutating func open(_ bracket: UInt8) {
        makeRoom(2)
        separate()
        put(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        makeRoom(1)
        put(bracket)
        needsComma = true
    }

    private mutating func literal(_ word: StaticString) {
        let length = word.utf8CodeUnitCount
        makeRoom(length + 1)
        separate()
        (start + count).update(from: word.utf8Start, count: length)
        count += length
        needsComma = true
    }

    /// Puts a text in quotes at `place`, for which the caller has made room.
    ///
    /// The text is copied in one go when nothing in it needs an escape, as in nearly all.
    @inline(__always)
    private mutating func quote(
        _ text: UnsafeBufferPointer<UInt8>, at place: UnsafeMutablePointer<UInt8>
    ) {
        place[0] = UInt8(ascii: "\"")
        let copy = place + 1
        if JSONEscape.isPlain(text) {
            if let from = text.baseAddress { copy.update(from: from, count: text.count) }
            copy[text.count] = UInt8(ascii: "\"")
            count = copy + text.count + 1 - start
        } else {
            count = copy - start
            escape(text)
        }
        needsComma = true
    }

    /// Puts the text with its escapes, and the quote after it.
    @inline(never)
    private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
        for index in 0..<text.count {
            makeRoom(JSONEscape.longest + text.count - index)
            count += JSONEscape.write(text[index], to: start + count)
        }
        put(UInt8(ascii: "\""))
    }

    /// Puts a name and its colon at `place` and says where they end.
    ///
    /// It keeps to that pointer, because bytes written through one may be any of this value's own
    /// for all the compiler knows, which then reads them anew after each byte.
    @inline(__always)
    private static func put(
        _ name: StaticString, after comma: Bool, to place: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        var place = place
        let length = name.utf8CodeUnitCount
        place[0] = UInt8(ascii: ",")
        if comma { place += 1 }
        place[0] = UInt8(ascii: "\"")
        (place + 1).update(from: name.utf8Start, count: length)
        place[length + 1] = UInt8(ascii: "\"")
        place[length + 2] = UInt8(ascii: ":")
        return place + length + 3
    }

    /// Puts the comma that is due; the caller has made room for it.
    @inline(__always)
    private mutating func separate() {
        if needsComma { put(UInt8(ascii: ",")) }
    }

    /// Puts one byte; the caller has made room for it.
    @inline(__always)
    private mutating func put(_ byte: UInt8) {
        start[count] = byte
        count += 1
    }

    @inline(__always)
    private mutating func makeRoom(_ bytes: Int) {
        if capacity - count < bytes { grow(bytes) }
    }

    @inline(never)
    private mutating func grow(_ bytes: Int) {
        let larger = max(2 * capacity, count + bytes)
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        moved.update(from: start, count: count)
        start.deallocate()
        start = moved
        capacity = larger
    }
}
