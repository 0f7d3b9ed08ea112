import Extraction
import IngestionCore
import Pipeline
import Records
import Testing

@Suite("Reading messages", .timeLimit(.minutes(5)))
struct MessageReaderTests {
  let reader = MessageReader()

  /// The rejection of some bytes; `nil` when they are accepted.
  func rejection(_ text: String, contentType: String? = "application/json") -> Rejection? {
    rejection(RawMessage(contentType: contentType, bytes: Array(text.utf8)))
  }

  func rejection(_ raw: RawMessage) -> Rejection? {
    do throws(Rejection) {
      _ = try reader.read(raw)
      return nil
    } catch {
      return error
    }
  }

  static let wantedSubject =
    #"subject must be one of {"organization": name}, {"country": name}, {"total": "all","#
    + #" "organizations" or "countries"}, {"number_of": "organizations" or "countries"}."#

  static func statement(_ fields: String) -> String {
    #"{"type":"statement","election":"ge-2024-parliamentary","subject":{"total":"all"},\#(fields)}"#
  }

  static func accreditation(_ fields: String) -> String {
    #"{"type":"accreditation","election":"ge-2024-parliamentary",\#(fields)}"#
  }

  static let faultyMessages: [(text: String, code: String, sentence: String)] = [
    ("", "empty", "The message has no content."),
    ("[1]", "not-an-object", "A JSON message must be an object with a type."),
    ("\"bulletin\"", "not-an-object", "A JSON message must be an object with a type."),
    (
      "{}", "unknown-type",
      "The message has no type; it must be bulletin, statement or accreditation."
    ),
    (
      #"{"type":7}"#, "unknown-type",
      "The message has no type; it must be bulletin, statement or accreditation."
    ),
    (
      #"{"type":"Statement"}"#, "unknown-type",
      "The type \"Statement\" is none of bulletin, statement and accreditation."
    ),
    (#"{"type":"bulletin"}"#, "missing-field", "The message needs the field text."),
    (#"{"type":"bulletin","text":""}"#, "missing-field", "The message needs the field text."),
    (#"{"type":"bulletin","text":5}"#, "invalid-field", "text must be a text."),
    (
      #"{"type":"bulletin","text":"x","published":"5 January"}"#, "invalid-field",
      "published must be an ISO 8601 date or time."
    ),
    (statement(#""scope":"cumulative""#), "missing-field", "The message needs the field count."),
    (statement(#""count":null"#), "invalid-count", "count must be a whole number."),
    (statement(#""count":2.5"#), "invalid-count", "count must be a whole number."),
    (statement(#""count":"12""#), "invalid-count", "count must be a whole number."),
    (
      statement(#""count":18446744073709551615"#), "invalid-count", "count must be a whole number."
    ),
    (
      statement(#""count":100000001"#), "invalid-count", "count is 100000001, more than 100000000."
    ),
    (
      statement(#""count":-1"#), "negative-count",
      "count is -1; nobody has fewer than no observers."
    ),
    (
      statement(#""count":1,"scope":"total""#), "invalid-field",
      "scope is \"total\"; it must be one of cumulative, increment, withdrawn, refused, cancelled,"
        + " proposed, expected, deployed, previous."
    ),
    (
      statement(#""count":1,"audience":"foreign""#), "invalid-field",
      "audience is \"foreign\"; it must be one of international, domestic, mixed."
    ),
    (
      statement(#""count":1,"as_of":"2021-02-30""#), "invalid-field",
      "as_of must be a date as in 2021-01-04."
    ),
    (
      statement(#""count":1,"published":"soon""#), "invalid-field",
      "published must be an ISO 8601 date or time."
    ),
    (
      statement(#""count":1,"approximate":"yes""#), "invalid-field",
      "approximate must be true or false."
    ),
    (
      #"{"type":"statement","subject":{"total":"all"},"count":1}"#, "missing-field",
      "The message needs the field election."
    ),
    (
      #"{"type":"statement","election":"GE-2024","subject":{"total":"all"},"count":1}"#,
      "invalid-election",
      "election is \"GE-2024\"; it must be like kz-2021-parliamentary, with one of the kinds"
        + " presidential, parliamentary, local, referendum, mixed, by-election."
    ),
    (
      #"{"type":"statement","election":"ge-2024-local","count":1}"#, "invalid-subject",
      wantedSubject
    ),
    (
      #"{"type":"statement","election":"ge-2024-local","count":1,"subject":{"total":"some"}}"#,
      "invalid-subject", wantedSubject
    ),
    (
      #"{"type":"statement","election":"ge-2024-local","count":1,"#
        + #""subject":{"country":"Japan","organization":"OSCE"}}"#, "invalid-subject", wantedSubject
    ),
    (
      accreditation(#""id":"1","country":"Japan","status":"accredited""#), "missing-field",
      "The message needs the field at."
    ),
    (
      accreditation(#""id":"1","country":"Japan","status":"accredited","at":"noon""#),
      "invalid-field", "at must be an RFC 3339 time as in 2021-01-04T18:00:00+06:00."
    ),
    (
      accreditation(#""id":"1","country":"Japan","at":"2024-10-01T00:00:00Z""#), "missing-field",
      "An accreditation needs a status."
    ),
    (
      accreditation(#""country":"Japan","status":"accredited","at":"2024-10-01T00:00:00Z""#),
      "missing-field", "The message needs the field id."
    ),
    (
      accreditation(#""id":"1","status":"accredited","at":"2024-10-01T00:00:00Z""#),
      "invalid-subject", "An accreditation is of one organization or of one country."
    ),
    (
      accreditation(
        #""id":"1","country":"Japan","organization":"OSCE","status":"accredited","#
          + #""at":"2024-10-01T00:00:00Z""#),
      "invalid-subject", "An accreditation is of one organization or of one country."
    ),
  ]

  @Test("What is wrong has a stable code and a sentence that says where", arguments: faultyMessages)
  func faults(text: String, code: String, sentence: String) {
    #expect(rejection(text) == Rejection(code, sentence))
    // The same bytes, the same answer.
    #expect(rejection(text) == Rejection(code, sentence))
  }

  @Test("Broken JSON says what the parser found")
  func brokenJSON() throws {
    let found = try #require(rejection(#"{"type": "statement","#))
    #expect(found.code == "invalid-json")
    #expect(found.sentence.hasPrefix("The message is no valid JSON: "))
    #expect(found.sentence.count > 40)
  }

  @Test("Two megabytes are too large, and the limit itself is not")
  func size() throws {
    let large = RawMessage(
      contentType: "text/plain", bytes: Array(repeating: UInt8(ascii: "a"), count: 2 << 20))
    #expect(
      rejection(large)
        == Rejection("too-large", "The message has 2097152 bytes; at most 1048576 are read."))
    let limit = RawMessage(
      contentType: "text/plain",
      bytes: Array(repeating: UInt8(ascii: "a"), count: MessageReader.documentLimit))
    #expect(rejection(limit) == nil)
  }

  @Test(
    "Bytes that are no UTF-8 are told by their offset",
    arguments: [
      ([0xFF], 0), (Array("398 observers".utf8) + [0xFF, 0xFE], 13),
      (Array("наблюдатели".utf8) + [0xD0], 22), (Array("a€".utf8) + [0xE2, 0x82], 4),
      (Array("a".utf8) + [0xED, 0xA0, 0x80], 1), (Array("ab".utf8) + [0xC0, 0xAF], 2),
    ] as [([UInt8], Int)])
  func invalidUTF8(bytes: [UInt8], offset: Int) {
    #expect(
      rejection(RawMessage(contentType: "text/plain", bytes: bytes))
        == Rejection(
          "invalid-utf8",
          "The message is not UTF-8: the byte at offset \(offset) fits nowhere."))
  }

  @Test("A content type nobody reads is refused, known ones are taken in any spelling")
  func contentTypes() {
    #expect(
      rejection("x", contentType: "application/pdf")
        == Rejection(
          "unknown-content-type",
          "The content type \"application/pdf\" is none of text/plain, text/html and"
            + " application/json."))
    for taken in ["Text/Plain; charset=utf-8", "text/html", "text/markdown", nil] {
      #expect(rejection("x", contentType: taken) == nil, "\(taken ?? "none")")
    }
  }

  @Test("A publisher's words come back short, and can move no cursor")
  func hostileWords() throws {
    let long = try #require(
      rejection(#"{"type":"\#(String(repeating: "w", count: 300))"}"#))
    #expect(
      long.sentence
        == "The type \"\(String(repeating: "w", count: 60))…\" is none of bulletin, statement and"
        + " accreditation.")
    let hostile = try #require(
      rejection(#"{"type":"a\u001b[2Jb\rc\"d\u202ee\u2028f\u0085g"}"#))
    #expect(
      hostile.sentence
        == "The type \"a\u{FFFD}[2Jb\u{FFFD}c\u{FFFD}d\u{FFFD}e\u{FFFD}f\u{FFFD}g\" is none of"
        + " bulletin, statement and accreditation.")
  }

  @Test("Bytes without an id are known by their SHA-256")
  func identityOfBytes() throws {
    // FIPS 180-2, appendix B.1.
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(try reader.read(RawMessage(bytes: Array("abc".utf8))).id == abc)
    #expect(try reader.read(RawMessage(id: "", bytes: Array("abc".utf8))).id == abc)
  }

  @Test("An id is kept, and told apart by a source that is not ours")
  func identityGiven() throws {
    func id(_ id: String, _ source: String?) throws -> String {
      try reader.read(RawMessage(id: id, source: source, bytes: Array("abc".utf8))).id
    }
    #expect(try id("7", nil) == "7")
    #expect(try id("7", "/scrutineer/http") == "7")
    let one = try id("7", "https://one.example")
    let two = try id("7", "https://two.example")
    #expect(one != two)
    #expect(Set([one, two]).isDisjoint(with: ["7"]))
    #expect(try id("7", "https://one.example") == one)
  }

  @Test("A structured CloudEvent is the same message as one in binary mode")
  func structured() throws {
    let data = Self.statement(#""count":12,"scope":"increment","as_of":"2024-10-20""#)
    let binary = try reader.read(
      RawMessage(
        id: "77", source: "https://cec.example", contentType: "application/json",
        bytes: Array(data.utf8)))
    let envelope =
      #"{"specversion":"1.0","id":"77","source":"https://cec.example","type":"any","data":\#(data)}"#
    let structured = try reader.read(
      RawMessage(
        contentType: "application/cloudevents+json; charset=utf-8", bytes: Array(envelope.utf8)))
    #expect(structured.id == binary.id)
    guard case .statement(let one) = binary.message, case .statement(let two) = structured.message
    else {
      Issue.record("both are statements")
      return
    }
    #expect(one == two)

    let text =
      #"{"specversion":"1.0","id":"78","source":"s","datacontenttype":"text/plain","data":"12 came"}"#
    let bulletin = try reader.read(
      RawMessage(contentType: "application/cloudevents+json", bytes: Array(text.utf8)))
    guard case .bulletin(let read) = bulletin.message else {
      Issue.record("a bulletin")
      return
    }
    #expect(read.text == "12 came")
  }

  @Test(
    "An envelope that is no CloudEvent is refused",
    arguments: [
      (#"{"id":"1","data":{}}"#, "A structured CloudEvent needs specversion \"1.0\" and an id."),
      (
        #"{"specversion":"1.0","data":{}}"#,
        "A structured CloudEvent needs specversion \"1.0\" and an id."
      ),
      (
        #"{"specversion":"1.0","id":"1","data_base64":"YQ=="}"#,
        "A structured CloudEvent needs data; data_base64 is not read."
      ),
      ("[]", "A structured CloudEvent needs specversion \"1.0\" and an id."),
    ])
  func brokenEnvelope(text: String, sentence: String) {
    #expect(
      rejection(text, contentType: "application/cloudevents+json")
        == Rejection("invalid-cloudevent", sentence))
  }

  @Test("A statement keeps every field, and has the usual scope and audience without any")
  func statements() throws {
    let full = #"""
      {"type":"statement","election":"ge-2024-parliamentary","subject":{"organization":"OSCE PA"},
       "count":43,"scope":"deployed","audience":"mixed","approximate":true,"via":"parliament",
       "as_of":"2024-10-26","published":"2024-10-27T09:00:00+04:00","source":"The desk","extra":1}
      """#
    guard
      case .statement(let read) = try reader.read(
        RawMessage(id: "s1", contentType: "application/json", bytes: Array(full.utf8))
      ).message
    else {
      Issue.record("a statement")
      return
    }
    #expect(
      read
        == Statement(
          message: "s1", index: 0, siblings: 1, election: "ge-2024-parliamentary",
          subject: Subject(.organization, name: "OSCE PA"), count: 43, scope: .deployed,
          audience: .mixed, approximate: true, via: "parliament", asOf: Day("2024-10-26"),
          published: "2024-10-27T09:00:00+04:00", source: "The desk"))

    let short = Self.statement(#""count":0"#)
    guard
      case .statement(let bare) = try reader.read(
        RawMessage(id: "s2", contentType: "application/json", bytes: Array(short.utf8))
      ).message
    else {
      Issue.record("a statement")
      return
    }
    #expect(
      bare
        == Statement(
          message: "s2", election: "ge-2024-parliamentary", subject: Subject(.total), count: 0,
          scope: .cumulative, audience: .international))
  }

  @Test(
    "Each way to say what is counted is understood",
    arguments: [
      (#"{"organization":"OSCE"}"#, Subject(.organization, name: "OSCE")),
      (#"{"country":"Japan"}"#, Subject(.country, name: "Japan")),
      (#"{"total":"all"}"#, Subject(.total)),
      (#"{"total":"organizations"}"#, Subject(.organizationsTotal)),
      (#"{"total":"countries"}"#, Subject(.countriesTotal)),
      (#"{"number_of":"organizations"}"#, Subject(.organizationNumber)),
      (#"{"number_of":"countries"}"#, Subject(.countryNumber)),
    ])
  func subjects(json: String, subject: Subject) throws {
    let text = #"{"type":"statement","election":"ge-2024-local","subject":\#(json),"count":1}"#
    guard
      case .statement(let read) = try reader.read(
        RawMessage(contentType: "application/json", bytes: Array(text.utf8))
      ).message
    else {
      Issue.record("a statement")
      return
    }
    #expect(read.subject == subject)
  }

  @Test("Nothing about a person survives from an accreditation")
  func person() throws {
    let text = Self.accreditation(
      #""id":"GE-1","organization":"OSCE PA","status":"withdrawn","at":"2024-10-01T10:00:00+04:00","#
        + #""source":"CEC","name":"Nobody Special","passport":"X123","photo":"aGk=","#
        + #""contact":{"mail":"n@example.org"}"#)
    guard
      case .accreditation(let read) = try reader.read(
        RawMessage(id: "a1", contentType: "application/json", bytes: Array(text.utf8))
      ).message
    else {
      Issue.record("an accreditation")
      return
    }
    #expect(
      read
        == Accreditation(
          message: "a1", id: "GE-1", election: "ge-2024-parliamentary",
          subject: Subject(.organization, name: "OSCE PA"), status: .withdrawn,
          at: try #require(Timestamp("2024-10-01T06:00:00Z")), source: "CEC"))
  }

  @Test("A JSON bulletin hands over what its publisher said about it")
  func bulletin() throws {
    let text = #"""
      {"type":"bulletin","text":"T","title":"A","publisher":"B","published":"2024-10-01",
       "language":"ka","url":"https://example.org/1","election":"ge-2024-parliamentary"}
      """#
    // As kcat sends it: nothing said about the bytes.
    guard case .bulletin(let read) = try reader.read(RawMessage(bytes: Array(text.utf8))).message
    else {
      Issue.record("a bulletin")
      return
    }
    #expect(read.text == "T" && read.title == "A" && read.publisher == "B" && !read.isHTML)
    #expect(read.published == "2024-10-01" && read.language == "ka")
    #expect(read.url == "https://example.org/1" && read.election == "ge-2024-parliamentary")
  }

  @Test(
    "Bare bytes are told apart by how they begin",
    arguments: [
      ("Fifty observers came.", false), ("  <!DOCTYPE HTML><p>x", true),
      ("\u{FEFF}<html lang=\"en\">", true), ("<p>Fifty", false), ("50 { observers }", false),
    ])
  func bare(text: String, isHTML: Bool) throws {
    guard case .bulletin(let read) = try reader.read(RawMessage(bytes: Array(text.utf8))).message
    else {
      Issue.record("a bulletin")
      return
    }
    #expect(read.isHTML == isHTML)
    #expect(read.text == text)
  }

  @Test("Bare bytes that begin like JSON must be JSON", arguments: ["{ no", " \n[ no"])
  func bareJSON(text: String) {
    #expect(rejection(text, contentType: nil)?.code == "invalid-json")
  }
}
