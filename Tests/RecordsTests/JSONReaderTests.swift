import JSON
import Testing

@Suite("JSON reader", .timeLimit(.minutes(5)))
struct JSONReaderTests {
  let reader = JSONReader()

  @Test(
    "Every kind of value is read as what it is",
    arguments: [
      ("null", .null), ("true", .bool(true)), ("false", .bool(false)), ("0", .integer(0)),
      ("-7", .integer(-7)), ("9223372036854775807", .integer(.max)),
      ("-9223372036854775808", .integer(.min)), ("3.0", .real(3)), ("-2.5e-3", .real(-0.0025)),
      ("1e2", .real(100)), ("9223372036854775808", .real(9_223_372_036_854_775_808)),
      ("\"\"", .string("")), ("\"a\"", .string("a")), ("[]", .array([])), ("{}", .object([])),
      (" [ 1 , \"b\" ]\n", .array([.integer(1), .string("b")])),
    ] as [(String, JSONValue)])
  func kinds(text: String, value: JSONValue) throws { #expect(try reader.read(text) == value) }

  @Test(
    "Escapes and every script come out as they are meant",
    arguments: [
      (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e9\u0000x""#, "Aé\0x"),
      (#""\ud83d\uddf3""#, "🗳"), ("\"Қазақстан — 選舉 🇰🇿\"", "Қазақстан — 選舉 🇰🇿"),
    ])
  func strings(text: String, expected: String) throws {
    #expect(try reader.read(text).string == expected)
  }

  @Test("Nested values keep their shape, members their order")
  func nesting() throws {
    let value = try reader.read(#"{"b":[{"x":[]},[[1]],{}],"a":{"c":null},"":0}"#)
    #expect(
      value
        == .object([
          (
            "b",
            .array([
              .object([("x", .array([]))]), .array([.array([.integer(1)])]), .object([]),
            ])
          ), ("a", .object([("c", .null)])), ("", .integer(0)),
        ]))
    #expect(value["a"]?["c"]?.isNull == true)
    #expect(value["b"]?.array?.count == 3)
    #expect(value[""]?.integer == 0)
  }

  @Test("Of two members with one name the first is found, and both are kept")
  func sameName() throws {
    let value = try reader.read(#"{"n":1,"n":2}"#)
    #expect(value["n"]?.integer == 1)
    #expect(value != .object([("n", .integer(1))]))
  }

  @Test(
    "What is no JSON is refused, and the reader goes on",
    arguments: [
      "", " ", "{", "[1,]", "{\"a\"}", "{a:1}", "nul", "01", "+1", ".5", "1.", "\"a", "'a'",
      "\"\\x\"", "\"\\ud800\"", "\"line\nbreak\"", "1 2", "{} {}", "[1] x", "NaN", "// c\n1",
    ])
  func refused(text: String) throws {
    #expect(throws: JSONError.self) { try reader.read(text) }
    #expect(try reader.read("[1]") == .array([.integer(1)]))
  }

  @Test(
    "Bytes that are no UTF-8 are refused",
    arguments: [[0x22, 0xFF, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x00]]
      as [[UInt8]])
  func notUTF8(bytes: [UInt8]) { #expect(throws: JSONError.self) { try reader.read(bytes) } }

  @Test("An error says something", arguments: ["", "[", "{\"a\":tru}"])
  func sentences(text: String) {
    let error = #expect(throws: JSONError.self) { try reader.read(text) }
    #expect(error?.description.isEmpty == false)
  }

  @Test(
    "A number that no 64 bits hold is refused, not changed",
    arguments: ["1e999", "-1e999", "123456789012345678901234567890"])
  func outOfRange(text: String) { #expect(throws: JSONError.self) { try reader.read(text) } }

  @Test("Nesting has a bound, below it everything is read")
  func depth() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    var value = try reader.read(nested(1000))
    for _ in 1..<1000 { value = try #require(value.array?.first) }
    #expect(value == .array([]))
    #expect(throws: JSONError.self) { try reader.read(nested(100_000)) }
  }

  @Test("A value outlives the reader and its next document")
  func copies() throws {
    let first = try reader.read(#"["first and long enough to live on the heap"]"#)
    _ = try reader.read(#"["other"]"#)
    #expect(first.array?.first?.string == "first and long enough to live on the heap")
  }

  @Test("A large document is read whole")
  func large() throws {
    let text = "[" + (0..<50_000).map { "{\"n\":\($0)}" }.joined(separator: ",") + "]"
    let items = try #require(try reader.read(text).array)
    #expect(items.count == 50_000)
    #expect(items.enumerated().allSatisfy { $1["n"]?.integer == $0 })
  }

  @Test("Accessors answer for their own kind alone")
  func accessors() {
    let values: [JSONValue] = [
      .null, .bool(true), .integer(3), .real(3), .string("3"), .array([]), .object([]),
    ]
    #expect(values.map { $0.isNull } == [true, false, false, false, false, false, false])
    #expect(values.map(\.bool) == [nil, true, nil, nil, nil, nil, nil])
    #expect(values.map(\.integer) == [nil, nil, 3, nil, nil, nil, nil])
    #expect(values.map(\.real) == [nil, nil, 3, 3, nil, nil, nil])
    #expect(values.map(\.string) == [nil, nil, nil, nil, "3", nil, nil])
    #expect(values.map { $0.array != nil } == [false, false, false, false, false, true, false])
    #expect(values.allSatisfy { $0["x"] == nil })
    for (place, value) in values.enumerated() {
      #expect(values.firstIndex(of: value) == place)
    }
  }
}
