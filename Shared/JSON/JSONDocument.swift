private import CSimdjson

/// What is wrong with bytes that are no JSON document.
package struct JSONError: Error, CustomStringConvertible {
  /// A sentence of simdjson's, for a person.
  package let description: String
}

/// One value of a parsed document; a plain copy, so it outlives the parser's buffers.
package enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  case integer(Int)
  case real(Double)
  case string(String)
  case array([JSONValue])
  /// In the order of the document. Of two members with one name the first is found.
  case object([(name: String, value: JSONValue)])

  package static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.integer(let a), .integer(let b)): a == b
    case (.real(let a), .real(let b)): a == b
    case (.string(let a), .string(let b)): a == b
    case (.array(let a), .array(let b)): a == b
    case (.object(let a), .object(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.name == $1.name && $0.value == $1.value }
    default: false
    }
  }

  /// The member of that name; `nil` when there is none or this is no object.
  package subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The text of a string; `nil` for every other kind.
  package var string: String? { if case .string(let text) = self { text } else { nil } }

  /// A whole number that fits 64 bits with sign; `nil` for every other kind, 3.0 included.
  package var integer: Int? { if case .integer(let number) = self { number } else { nil } }

  /// The number as floating point, whole or not; `nil` for every other kind.
  package var real: Double? {
    switch self {
    case .real(let number): number
    case .integer(let number): Double(number)
    default: nil
    }
  }

  /// `nil` for every kind but the two booleans.
  package var bool: Bool? { if case .bool(let truth) = self { truth } else { nil } }

  /// The items of an array; `nil` for every other kind.
  package var array: [JSONValue]? { if case .array(let items) = self { items } else { nil } }

  /// Whether this is `null`.
  package var isNull: Bool { if case .null = self { true } else { false } }
}

/// Reads JSON with simdjson. Not for use from two threads at once; keep one per worker, since it
/// keeps its buffers.
package final class JSONReader {
  private let parser: OpaquePointer

  package init() {
    guard let parser = sj_parser_new() else { fatalError("no memory for a JSON parser") }
    self.parser = parser
  }

  deinit { sj_parser_free(parser) }

  /// Reads one document, which must be UTF-8 and nothing else but white space.
  ///
  /// - Throws: `JSONError` for anything that is no JSON (RFC 8259), for numbers that 64 bits do not
  ///   hold, and for values nested deeper than 1024 (simdjson's bound).
  /// - Complexity: linear in the number of bytes.
  package func read(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
    try unsafe bytes.withUnsafeBufferPointer { buffer throws(JSONError) -> JSONValue in
      var nodes: UnsafePointer<sj_node>?
      var count = 0
      let problem = unsafe sj_parse(
        parser, UnsafeRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self),
        buffer.count, &nodes, &count)
      if let problem = unsafe problem {
        throw JSONError(description: unsafe String(cString: problem))
      }
      guard let nodes = unsafe nodes, count > 0 else {
        throw JSONError(description: "Empty: no JSON found")
      }
      return unsafe Self.value(nodes, at: 0)
    }
  }

  /// Reads one document given as text.
  package func read(_ text: String) throws(JSONError) -> JSONValue { try read(Array(text.utf8)) }

  private static func value(_ nodes: UnsafePointer<sj_node>, at place: Int) -> JSONValue {
    let node = unsafe nodes[place]
    switch unsafe sj_type(UInt32(node.type)) {
    case SJ_FALSE: return .bool(false)
    case SJ_TRUE: return .bool(true)
    case SJ_INTEGER: return unsafe .integer(Int(node.number.integer))
    case SJ_UNSIGNED: return unsafe .real(Double(node.number.natural))
    case SJ_DOUBLE: return unsafe .real(node.number.real)
    case SJ_STRING: return unsafe .string(text(node.text, node.text_length))
    case SJ_ARRAY:
      var items: [JSONValue] = []
      var child = place + 1
      while unsafe child < Int(node.end) {
        unsafe items.append(value(nodes, at: child))
        child = unsafe Int(nodes[child].end)
      }
      return .array(items)
    case SJ_OBJECT:
      var members: [(name: String, value: JSONValue)] = []
      var child = place + 1
      while unsafe child < Int(node.end) {
        let name = unsafe text(nodes[child].key, nodes[child].key_length)
        unsafe members.append((name, value(nodes, at: child)))
        child = unsafe Int(nodes[child].end)
      }
      return .object(members)
    default: return .null
    }
  }

  private static func text(_ bytes: UnsafePointer<CChar>?, _ length: UInt32) -> String {
    let buffer = unsafe UnsafeRawBufferPointer(start: bytes, count: Int(length))
    return unsafe String(decoding: buffer, as: UTF8.self)
  }
}
