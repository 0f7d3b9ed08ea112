import Foundation
import JSON
import Records
import Runtime
import Testing

@testable import CLICore

@Suite("Files of messages", .timeLimit(.minutes(5)))
struct MessageFileTests {
  private func flags(_ arguments: String...) throws -> BulletinFlags {
    try BulletinFlags(
      Settings(BulletinFlags.settings, arguments: arguments, environment: [:]))
  }

  private func messages(
    _ path: String, _ content: String, _ flags: BulletinFlags? = nil
  ) throws -> [OutgoingMessage] {
    let flags = try flags ?? self.flags()
    let file = try MessageFile(path: path, kind: nil, bytes: Array(content.utf8), flags: flags)
    var messages: [OutgoingMessage] = []
    try file.read { messages.append($0) }
    return messages
  }

  @Test("A text's id is the SHA-256 of the file as it is")
  func textIdentity() throws {
    // printf 'ten observers\n' | sha256sum
    let message = try #require(messages("note.txt", "ten observers\n").first)
    #expect(message.id == "973b4dfef359271a1bf976c3949bb2ba02ac04d74389c78747ae856255db09dc")
    #expect(message.contentType == "text/plain")
  }

  @Test("A line's id is the SHA-256 of the line without its end")
  func lineIdentity() throws {
    let alone = try #require(messages("one.json", #"{"type":"statement"}"#).first)
    let lines = try messages(
      "two.ndjson", "{\"type\":\"statement\"}\r\n\n{\"type\":\"bulletin\"}\n")
    #expect(lines.map(\.id).first == alone.id)
    #expect(lines.map(\.type) == [.statement, .bulletin])
    #expect(lines.map(\.origin) == ["two.ndjson, line 1", "two.ndjson, line 3"])
  }

  @Test("An array is several messages, an object one")
  func arrays() throws {
    #expect(try messages("a.json", #"[{"type":"statement"}, {"type":"accreditation"}]"#).count == 2)
    #expect(try messages("a.json", "{\n  \"type\": \"statement\"\n}").count == 1)
  }

  @Test(
    "The name tells what a file holds, and else its beginning",
    arguments: [
      ("a.html", "x", MessageFile.Kind.html), ("a.txt", "<html>", .text), ("-", "<html>x", .html),
      ("-", "{\"a\": 1}", .json), ("-", "{\"a\": 1}\n{\"a\": 2}\n", .ndjson), ("-", "word", .text),
    ])
  func kinds(path: String, content: String, kind: MessageFile.Kind) throws {
    let file = try MessageFile(path: path, kind: nil, bytes: Array(content.utf8), flags: flags())
    #expect(file.kind == kind)
  }

  @Test("What is no JSON is refused with its line, before anything is sent")
  func brokenLine() throws {
    #expect {
      try messages("a.ndjson", "{}\n{\n")
    } throws: {
      "\($0)".contains("a.ndjson, line 2,")
    }
  }

  @Test("A text with a publisher becomes a bulletin in JSON")
  func wrapped() throws {
    let message = try #require(
      messages("a.txt", "ten \"observers\"", flags("--publisher", "Weekly")).first)
    let json = try JSONReader().read(message.bytes)
    #expect(json["publisher"]?.string == "Weekly")
    #expect(json["text"]?.string == "ten \"observers\"")
    #expect(message.contentType == "application/json")
  }

  @Test("Only a text can be given a publisher")
  func wrapsTextsOnly() throws {
    #expect(throws: CommandError.self) { try messages("a.html", "x", flags("--publisher", "W")) }
  }
}
