import Digest
import Foundation
import JSON
import Kafka
import Records

/// One message on its way to `observers.raw`.
struct OutgoingMessage {
  let bytes: [UInt8]
  let contentType: String
  let type: EventType
  /// Where it came from: the file, and the line or item in it.
  let origin: String

  /// The SHA-256 of the bytes, as a message published without an id gets it too.
  var id: String { SHA256Digest(of: bytes).description }

  /// A CloudEvent in Kafka's binary mode, keyed by its id.
  func record(id: String, now: Timestamp) -> OutgoingRecord {
    let headers: [(String, String)] = [
      ("ce_specversion", "1.0"), ("ce_id", id), ("ce_source", "/scrutineer/cli"),
      ("ce_type", type.rawValue), ("ce_time", now.description), ("content-type", contentType),
    ]
    return OutgoingRecord(
      topic: Topic.raw.rawValue, key: Array(id.utf8), value: bytes,
      headers: headers.map { (name: $0.0, value: Array($0.1.utf8)) })
  }
}

/// A file's messages. They are made one by one, so that a large file is in memory once.
struct MessageFile {
  enum Kind: String, CaseIterable { case text, html, json, ndjson }

  let path: String
  let kind: Kind
  private let bytes: [UInt8]
  private let wrapped: OutgoingMessage?

  /// Reads and checks all of it.
  ///
  /// - Throws: `CommandError`: 65 when it cannot be read or is not what it says, with the line.
  init(path: String, kind told: Kind?, flags: BulletinFlags) throws {
    let bytes = try Input.read(path)
    try self.init(path: path, kind: told, bytes: bytes, flags: flags)
  }

  init(path: String, kind told: Kind?, bytes: [UInt8], flags: BulletinFlags) throws {
    let text = try Input.text(bytes, from: path)
    let name = Input.name(path)
    guard !text.allSatisfy(\.isWhitespace) else { throw CommandError.data("\(name) is empty.") }
    let kind = told ?? Self.kind(path, text)
    self.path = path
    self.kind = kind
    self.bytes = bytes
    guard flags.isEmpty else {
      guard kind == .text else {
        throw CommandError.usage(
          "--publisher, --published, --title, --language, --url and --election describe a plain "
            + "text, and \(name) is \(kind.rawValue).")
      }
      wrapped = OutgoingMessage(
        bytes: flags.message(around: text), contentType: ContentType.json, type: .bulletin,
        origin: path)
      return
    }
    wrapped = nil
    try read { _ in }
  }

  /// Hands out the messages in the order of the file.
  ///
  /// - Throws: what `body` throws, and `CommandError`, 65, for JSON that is none.
  func read(_ body: (OutgoingMessage) throws -> Void) throws {
    if let wrapped { return try body(wrapped) }
    switch kind {
    case .text:
      try body(.init(bytes: bytes, contentType: ContentType.text, type: .bulletin, origin: path))
    case .html:
      try body(.init(bytes: bytes, contentType: ContentType.html, type: .bulletin, origin: path))
    case .json:
      let document = try parse(JSONReader(), bytes, at: nil)
      guard let items = document.array else {
        return try body(message(bytes, document, nil))
      }
      guard !items.isEmpty else {
        throw CommandError.data("\(Input.name(path)) holds an empty array: no message.")
      }
      for (place, item) in items.enumerated() {
        var writer = JSONWriter()
        writer.value(item)
        try body(message(writer.bytes, item, "item \(place + 1)"))
      }
    case .ndjson:
      let reader = JSONReader()
      var number = 0
      for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
        number += 1
        let line = Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
        guard line.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { continue }
        let place = "line \(number)"
        try body(message(line, parse(reader, line, at: place), place))
      }
    }
  }

  private func parse(
    _ reader: JSONReader, _ bytes: [UInt8], at place: String?
  ) throws(CommandError) -> JSONValue {
    do { return try reader.read(bytes) } catch {
      throw .data(
        "\(Input.name(path))\(place.map { ", \($0)," } ?? "") is no valid JSON: \(error).")
    }
  }

  private func message(
    _ bytes: [UInt8], _ json: JSONValue, _ place: String?
  ) throws(CommandError) -> OutgoingMessage {
    let origin = path + (place.map { ", \($0)" } ?? "")
    guard case .object = json else {
      throw .data("\(TextTable.safe(origin)) is no JSON object, so it is no message.")
    }
    // What the type says is for ingestion to judge; a wrong one is rejected there with a sentence.
    let type = json["type"]?.string.flatMap { EventType(rawValue: "scrutineer.\($0)") }
    return OutgoingMessage(
      bytes: bytes, contentType: ContentType.json, type: type ?? .bulletin, origin: origin)
  }

  private static func kind(_ path: String, _ text: String) -> Kind {
    switch Input.fileExtension(path) {
    case "html", "htm", "xhtml": return .html
    case "json": return .json
    case "ndjson", "jsonl": return .ndjson
    case "txt", "text", "md": return .text
    default: break
    }
    let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if start.hasPrefix("[") { return .json }
    if start.hasPrefix("{") {
      // Several objects in a row are lines; one object may be spread over many.
      let isOne = (try? JSONReader().read(Array(start.utf8))) != nil
      return isOne ? .json : .ndjson
    }
    let head = start.prefix(64).lowercased()
    return head.hasPrefix("<!doctype html") || head.hasPrefix("<html") ? .html : .text
  }
}
