import JSON
import Testing

@Suite("JSON writer", .timeLimit(.minutes(5)))
struct JSONWriterTests {
  func written(_ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    body(&writer)
    return writer.text
  }

  @Test("Members and items come in the order of the calls, with commas where they belong")
  func order() {
    let text = written { writer in
      writer.object { writer in
        writer.member("text", "a")
        writer.member("number", -3)
        writer.member("truth", false)
        writer.member("texts", ["x", "y"])
        writer.member("none", [])
        writer.member("noText", nil as String?)
        writer.member("noNumber", nil as Int?)
        writer.name("list")
        writer.array { writer in
          writer.value(1)
          writer.object { $0.member("a", true) }
          writer.object { _ in }
          writer.array { _ in }
          writer.null()
          writer.raw("[2]".utf8)
          writer.value(2.5)
        }
        writer.member("last", 9)
      }
    }
    #expect(
      text
        == #"{"text":"a","number":-3,"truth":false,"texts":["x","y"],"none":[],"noText":null,"#
        + #""noNumber":null,"list":[1,{"a":true},{},[],null,[2],2.5],"last":9}"#)
  }

  @Test(
    "Control characters, quotes and backslashes are escaped, all else stays",
    arguments: [
      ("a\"b\\c/", #""a\"b\\c/""#), ("\n\r\t", #""\n\r\t""#),
      ("\u{0}\u{8}\u{1F}\u{7F}", ##""\u0000\u0008\u001f\u007f""##), ("é 選 🇰🇿", "\"é 選 🇰🇿\""),
      ("", "\"\""),
    ])
  func escapes(text: String, expected: String) {
    #expect(written { $0.value(text) } == expected)
  }

  @Test("Names known at run time are escaped as values are")
  func names() throws {
    let name = "a\"\\\n"
    let text = written { writer in
      writer.object { writer in
        writer.name(name)
        writer.value(1)
        writer.name("b" + name)
        writer.value(2)
      }
    }
    #expect(
      try JSONReader().read(text) == .object([(name, .integer(1)), ("b" + name, .integer(2))]))
  }

  @Test(
    "Numbers keep their kind and value",
    arguments: [
      0.0, -0.5, 1e21, 1e-7, 123_456_789.125, .greatestFiniteMagnitude, .leastNonzeroMagnitude, 3,
      1e16,
    ])
  func reals(number: Double) throws {
    let text = written { $0.value(number) }
    #expect(try JSONReader().read(text) == .real(number))
  }

  @Test("What JSON cannot say is null", arguments: [Double.nan, .infinity, -.infinity])
  func notFinite(number: Double) { #expect(written { $0.value(number) } == "null") }

  @Test(
    "What is written reads back the same",
    arguments: [
      JSONValue.null, .integer(.min), .integer(.max), .bool(true),
      .string("\u{0}\u{1}\"\\/\u{2028}é🇰🇿"),
      .array([.array([]), .object([]), .array([.null, .real(0.1)])]),
      .object([("", .string("")), ("a", .object([("b", .array([.integer(1)]))])), ("a", .null)]),
    ])
  func roundTrip(value: JSONValue) throws {
    var writer = JSONWriter()
    writer.value(value)
    #expect(try JSONReader().read(writer.bytes) == value)
  }

  @Test("Every single scalar of the first plane reads back")
  func everyScalar() throws {
    let text = String(
      String.UnicodeScalarView((0...0xFFFF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init)))
    let json = written { $0.value(text) }
    let read = try #require(try JSONReader().read(json).string)
    #expect(Array(read.utf8) == Array(text.utf8))
  }
}
