private import Digest
private import Extraction
private import JSON
package import Pipeline
import Records

/// Tells what a raw message is, and whether it can be accepted. The same bytes always give the same
/// answer.
package final class MessageReader {
  /// The longest document that is read, in bytes.
  package static let documentLimit = 1 << 20
  /// More observers than this nobody accredits: a larger count is a mistake.
  private static let countLimit = 100_000_000

  private let json = JSONReader()

  package init() {}

  /// The message and its id.
  ///
  /// - Throws: `Rejection`, with a code that is stable and a sentence that says what is wrong where.
  package func read(_ raw: RawMessage) throws(Rejection) -> (id: String, message: Message) {
    let raw = try unwrapped(raw)
    guard !raw.bytes.isEmpty else {
      throw Rejection("empty", "The message has no content.")
    }
    guard raw.bytes.count <= Self.documentLimit else {
      throw Rejection(
        "too-large",
        "The message has \(raw.bytes.count) bytes; at most \(Self.documentLimit) are read.")
    }
    guard let text = String(validating: raw.bytes, as: UTF8.self) else {
      throw Rejection(
        "invalid-utf8",
        "The message is not UTF-8: the byte at offset \(Self.firstFault(raw.bytes)) fits nowhere.")
    }
    let id = Self.identity(raw)
    switch try kind(of: raw) {
    case .text: return (id, .bulletin(Bulletin(text: text)))
    case .html: return (id, .bulletin(Bulletin(text: text, isHTML: true)))
    case .json:
      let document = try parsed(raw.bytes)
      guard case .object = document else {
        throw Rejection("not-an-object", "A JSON message must be an object with a type.")
      }
      return (id, try message(document, id))
    }
  }

  /// The id that a message has: its own, or else the SHA-256 of its bytes. An id of a foreign
  /// source is told apart by that source, since ids are unique only there (CloudEvents 1.0, "id").
  package static func identity(_ raw: RawMessage) -> String {
    guard let id = raw.id, !id.isEmpty else { return SHA256Digest(of: raw.bytes).description }
    guard let source = raw.source, !source.isEmpty, !source.hasPrefix("/scrutineer/") else {
      return id
    }
    return "\(source) \(id)"
  }

  // MARK: The envelope

  private enum Kind { case text, html, json }

  /// What bytes are taken for when nobody said, as with kcat: the content tells.
  package static func contentType(of bytes: [UInt8]) -> String {
    let text = String(decoding: bytes.prefix(4096), as: UTF8.self)
    let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if start.hasPrefix("{") || start.hasPrefix("[") { return ContentType.json }
    let head = start.prefix(64).lowercased()
    return head.hasPrefix("<!doctype html") || head.hasPrefix("<html")
      ? ContentType.html : ContentType.text
  }

  private func kind(of raw: RawMessage) throws(Rejection) -> Kind {
    let contentType = raw.contentType ?? Self.contentType(of: raw.bytes)
    switch ContentType.essence(contentType) {
    case ContentType.json, "text/json": return .json
    case ContentType.text, "text/markdown": return .text
    case ContentType.html, "application/xhtml+xml": return .html
    default:
      throw Rejection(
        "unknown-content-type",
        "The content type \"\(Self.shown(contentType))\" is none of text/plain, text/html and"
          + " application/json.")
    }
  }

  /// A structured-mode CloudEvent gives up its attributes and its data.
  private func unwrapped(_ raw: RawMessage) throws(Rejection) -> RawMessage {
    guard let contentType = raw.contentType,
      ContentType.essence(contentType) == ContentType.cloudEvent
    else { return raw }
    let document = try parsed(raw.bytes)
    guard document["specversion"]?.string == "1.0", let id = document["id"]?.string, !id.isEmpty
    else {
      throw Rejection(
        "invalid-cloudevent", "A structured CloudEvent needs specversion \"1.0\" and an id.")
    }
    var inner = RawMessage(
      id: id, source: document["source"]?.string, type: document["type"]?.string,
      contentType: document["datacontenttype"]?.string ?? ContentType.json, bytes: [])
    if let data = document["data"] {
      if let text = data.string, ContentType.essence(inner.contentType ?? "") != ContentType.json {
        inner.bytes = Array(text.utf8)
      } else {
        var writer = JSONWriter()
        writer.value(data)
        inner.bytes = writer.bytes
      }
    } else {
      throw Rejection(
        "invalid-cloudevent", "A structured CloudEvent needs data; data_base64 is not read.")
    }
    return inner
  }

  private func parsed(_ bytes: [UInt8]) throws(Rejection) -> JSONValue {
    do {
      return try json.read(bytes)
    } catch {
      throw Rejection("invalid-json", "The message is no valid JSON: \(error)")
    }
  }

  // MARK: The three kinds of message

  private func message(_ json: JSONValue, _ id: String) throws(Rejection) -> Message {
    guard let type = json["type"]?.string else {
      throw Rejection(
        "unknown-type", "The message has no type; it must be bulletin, statement or accreditation.")
    }
    switch type {
    case "bulletin": return .bulletin(try bulletin(json))
    case "statement": return .statement(try statement(json, id))
    case "accreditation": return .accreditation(try accreditation(json, id))
    default:
      throw Rejection(
        "unknown-type",
        "The type \"\(Self.shown(type))\" is none of bulletin, statement and accreditation.")
    }
  }

  private func bulletin(_ json: JSONValue) throws(Rejection) -> Bulletin {
    let published = try text("published", json)
    if let published, Day(published) == nil {
      throw Rejection("invalid-field", "published must be an ISO 8601 date or time.")
    }
    return Bulletin(
      text: try required("text", json), title: try text("title", json),
      publisher: try text("publisher", json), published: published,
      language: try text("language", json), url: try text("url", json),
      election: try election(json, isRequired: false))
  }

  private func statement(_ json: JSONValue, _ id: String) throws(Rejection) -> Statement {
    let count = try number("count", json)
    let scope = try choice("scope", json, Scope.self) ?? .cumulative
    let audience = try choice("audience", json, Audience.self) ?? .international
    var asOf: Day?
    if let written = try text("as_of", json) {
      guard let day = Day(written) else {
        throw Rejection("invalid-field", "as_of must be a date as in 2021-01-04.")
      }
      asOf = day
    }
    let published = try text("published", json)
    if let published, Day(published) == nil {
      throw Rejection("invalid-field", "published must be an ISO 8601 date or time.")
    }
    return Statement(
      message: id, index: 0, siblings: 1, election: try election(json, isRequired: true),
      subject: try subject(json["subject"]), count: count, scope: scope, audience: audience,
      approximate: try truth("approximate", json), via: try text("via", json), asOf: asOf,
      published: published, source: try text("source", json))
  }

  private func accreditation(_ json: JSONValue, _ id: String) throws(Rejection) -> Accreditation {
    let at = try required("at", json)
    guard let moment = Timestamp(at) else {
      throw Rejection(
        "invalid-field", "at must be an RFC 3339 time as in 2021-01-04T18:00:00+06:00.")
    }
    guard let status = try choice("status", json, Accreditation.Status.self) else {
      throw Rejection("missing-field", "An accreditation needs a status.")
    }
    guard let election = try election(json, isRequired: true) else {
      throw Rejection("missing-field", "An accreditation needs an election.")
    }
    let subject: Subject
    switch (try text("organization", json), try text("country", json)) {
    case (let name?, nil): subject = Subject(.organization, name: name)
    case (nil, let name?): subject = Subject(.country, name: name)
    default:
      throw Rejection(
        "invalid-subject", "An accreditation is of one organization or of one country.")
    }
    return Accreditation(
      message: id, id: try required("id", json), election: election, subject: subject,
      status: status, at: moment, source: try text("source", json))
  }

  private func subject(_ json: JSONValue?) throws(Rejection) -> Subject {
    let wanted = Rejection(
      "invalid-subject",
      "subject must be one of {\"organization\": name}, {\"country\": name}, {\"total\": \"all\","
        + " \"organizations\" or \"countries\"}, {\"number_of\": \"organizations\" or \"countries\"}."
    )
    guard case .object(let members)? = json, members.count == 1,
      let text = members[0].value.string, !text.isEmpty, text.utf8.count <= 1000
    else { throw wanted }
    switch (members[0].name, text) {
    case ("organization", _): return Subject(.organization, name: text)
    case ("country", _): return Subject(.country, name: text)
    case ("total", "all"): return Subject(.total)
    case ("total", "organizations"): return Subject(.organizationsTotal)
    case ("total", "countries"): return Subject(.countriesTotal)
    case ("number_of", "organizations"): return Subject(.organizationNumber)
    case ("number_of", "countries"): return Subject(.countryNumber)
    default: throw wanted
    }
  }

  // MARK: Fields

  private func text(_ name: String, _ json: JSONValue) throws(Rejection) -> String? {
    guard let value = json[name], !value.isNull else { return nil }
    guard let text = value.string else {
      throw Rejection("invalid-field", "\(name) must be a text.")
    }
    return text.isEmpty ? nil : text
  }

  private func required(_ name: String, _ json: JSONValue) throws(Rejection) -> String {
    guard let text = try text(name, json) else {
      throw Rejection("missing-field", "The message needs the field \(name).")
    }
    return text
  }

  /// `false` when it is missing.
  private func truth(_ name: String, _ json: JSONValue) throws(Rejection) -> Bool {
    guard let value = json[name], !value.isNull else { return false }
    guard let truth = value.bool else {
      throw Rejection("invalid-field", "\(name) must be true or false.")
    }
    return truth
  }

  private func number(_ name: String, _ json: JSONValue) throws(Rejection) -> Int {
    guard let value = json[name] else {
      throw Rejection("missing-field", "The message needs the field \(name).")
    }
    guard let number = value.integer else {
      throw Rejection("invalid-count", "\(name) must be a whole number.")
    }
    guard number >= 0 else {
      throw Rejection("negative-count", "\(name) is \(number); nobody has fewer than no observers.")
    }
    guard number <= Self.countLimit else {
      throw Rejection("invalid-count", "\(name) is \(number), more than \(Self.countLimit).")
    }
    return number
  }

  private func choice<Choice: RawRepresentable & CaseIterable>(
    _ name: String, _ json: JSONValue, _: Choice.Type
  ) throws(Rejection) -> Choice? where Choice.RawValue == String {
    guard let written = try text(name, json) else { return nil }
    guard let choice = Choice(rawValue: written) else {
      let all = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw Rejection(
        "invalid-field", "\(name) is \"\(Self.shown(written))\"; it must be one of \(all).")
    }
    return choice
  }

  private func election(_ json: JSONValue, isRequired: Bool) throws(Rejection) -> String? {
    guard let key = try text("election", json) else {
      guard isRequired else { return nil }
      throw Rejection("missing-field", "The message needs the field election.")
    }
    guard ElectionKey(key) != nil else {
      throw Rejection(
        "invalid-election",
        "election is \"\(Self.shown(key))\"; it must be like kz-2021-parliamentary, with one of the"
          + " kinds \(ElectionKind.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    return key
  }

  /// A publisher's words inside a sentence of ours: short, and nothing that moves a cursor.
  private static func shown(_ text: String) -> String {
    var safe = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(60) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: safe.append("\u{FFFD}")
      default: safe.append(scalar == "\"" ? "\u{FFFD}" : scalar)
      }
    }
    return String(safe) + (text.unicodeScalars.count > 60 ? "…" : "")
  }

  /// Offset of the first byte that is no part of a UTF-8 sequence.
  private static func firstFault(_ bytes: [UInt8]) -> Int {
    var decoder = UTF8()
    var source = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.decode(&source) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .emptyInput, .error: return offset
      }
    }
  }
}
