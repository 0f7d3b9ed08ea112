import DeadLetters
import Foundation
import JSON
import Records
import Runtime

extension Command {
  private static let raw = Setting(
    "raw", .bool, default: "false", help: "Write the bytes alone, just as they came")

  static let rejectedShow = Command(
    name: "rejected show", summary: "Show a message that was not accepted", arguments: "ADDRESS",
    details:
      "ADDRESS is as \"scrutineer rejected list\" prints it. What could move a terminal's cursor is\n"
      + "escaped, and bytes that are no UTF-8 are shown as numbers; --raw writes them unchanged.",
    settings: [.json, raw, .someBroker, .data], environment: [.someBroker, .data],
    takesKafkaProperties: true
  ) { invocation in
    guard let address = invocation.arguments.first else {
      throw CommandError.usage("rejected show needs an address.")
    }
    try invocation.allowArguments(1)
    let settings = invocation.settings
    guard !(settings.bool(raw) && settings.bool(.json)) else {
      throw CommandError.usage("--raw and --json exclude each other.")
    }
    for letter in try RejectedRecords(settings).find([address]) {
      if settings.bool(raw) {
        invocation.console.write(letter.value)
      } else if settings.bool(.json) {
        invocation.console.line(RejectedText.json(letter))
      } else {
        for line in RejectedText.lines(letter) { invocation.console.line(line) }
      }
    }
    return ExitCode.success
  }
}

/// A rejected record for a person and for a program.
enum RejectedText {
  /// What is known of it, its headers, and its content; safe for a terminal.
  static func lines(_ letter: DeadLetter) -> [String] {
    let summary = letter.summary
    var table: [(String, String)] = [
      ("address", summary.address), ("by", summary.by),
      ("at", summary.at?.description ?? "unknown"),
    ]
    if let key = letter.key { table.append(("key", String(decoding: key, as: UTF8.self))) }
    for header in letter.headers {
      table.append(("header", "\(header.name): \(String(decoding: header.value, as: UTF8.self))"))
    }
    return ["\(TextTable.safe(summary.code)): \(TextTable.safe(summary.sentence))", ""]
      + table.map { name, value in
        name.padding(toLength: 9, withPad: " ", startingAt: 0) + TextTable.safe(value)
      }
      + ["", length(summary) + ":", ""]
      + content(letter.value)
  }

  /// One object: the summary's members, `key`, `headers` and `content`, each text or else base64.
  static func json(_ letter: DeadLetter) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      letter.summary.writeMembers(to: &writer)
      writer.name("key")
      if let key = letter.key { write(key, to: &writer) } else { writer.null() }
      writer.name("headers")
      writer.array { writer in
        for header in letter.headers {
          writer.object { writer in
            writer.member("name", header.name)
            writer.name("value")
            write(header.value, to: &writer)
          }
        }
      }
      writer.name("content")
      write(letter.value, to: &writer)
    }
    return writer.bytes
  }

  /// `{"text": …}` for UTF-8, else `{"base64": …}`.
  private static func write(_ bytes: [UInt8], to writer: inout JSONWriter) {
    writer.object { writer in
      if let text = String(validating: bytes, as: UTF8.self) {
        writer.member("text", text)
      } else {
        writer.member("base64", Data(bytes).base64EncodedString())
      }
    }
  }

  private static func length(_ summary: DeadLetter.Summary) -> String {
    let all = summary.bytes == 1 ? "1 byte" : "\(summary.bytes) bytes"
    return summary.isCut ? "\(all), of which the first are kept here" : all
  }

  /// The text line by line, or sixteen bytes a line.
  static func content(_ bytes: [UInt8]) -> [String] {
    if let text = String(validating: bytes, as: UTF8.self) {
      // By scalars: as characters, a line feed after a carriage return would be none of its own.
      return text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        .map { TextTable.safe(String($0)) }
    }
    return stride(from: 0, to: bytes.count, by: 16).map { start in
      let row = bytes[start..<min(start + 16, bytes.count)]
      let numbers = row.map { hex(Int($0), digits: 2) }.joined(separator: " ")
      let letters = row.map { (0x20..<0x7F).contains($0) ? Character(Unicode.Scalar($0)) : "." }
      return hex(start, digits: 8) + "  "
        + numbers.padding(toLength: 47, withPad: " ", startingAt: 0) + "  " + String(letters)
    }
  }

  private static func hex(_ number: Int, digits: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
