private import Foundation
import JSON
import Records
import Registry
import Runtime

extension Command {
  static let resolve = Command(
    name: "resolve", summary: "Tell whose names these are, offline", arguments: "NAME…|-",
    details:
      "With - the names are read from standard input, one a line; --json answers each with one\n"
      + "JSON object in a line, in the same order.",
    settings: [.json]
  ) { invocation in
    let console = invocation.console
    guard !invocation.arguments.isEmpty else {
      throw CommandError.usage(
        "resolve needs at least one name, or - to read them from standard input.")
    }
    var names = invocation.arguments
    if names == [Input.standardInput] {
      let text = try Input.text(Input.read(Input.standardInput), from: Input.standardInput)
      names = NameLines.split(text)
    }
    if invocation.settings.bool(.json) {
      for name in names { console.line(NameLines.json(name)) }
      return ExitCode.success
    }
    var table = TextTable([
      ("NAME", .left), ("STATUS", .left), ("KIND", .left), ("ID", .left), ("FOUND BY", .left),
    ])
    for name in names {
      let answer = Registry.standard.resolve(name)
      let ids = answer.candidates.map(\.id).joined(separator: ", ")
      table.add([
        name, answer.status.rawValue, answer.type?.rawValue ?? "", ids,
        [answer.method, answer.via.map { "(\($0))" }].compactMap(\.self).joined(separator: " "),
      ])
    }
    for line in table.lines { console.line(line) }
    return ExitCode.success
  }
}

/// Names as lines in, answers as lines out.
enum NameLines {
  /// One name a line, also the empty ones, so that answers stay beside their questions.
  static func split(_ text: String) -> [String] {
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { line in
      String(Substring(line.last == UInt8(ascii: "\r") ? line.dropLast() : line))
    }
  }

  /// The answer for one name (DESIGN.md, section 7).
  static func json(_ name: String) -> [UInt8] {
    let answer = Registry.standard.resolve(name)
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("name", name)
      writer.member("status", answer.status.rawValue)
      writer.member("kind", answer.type?.rawValue)
      writer.member("id", answer.id)
      writer.member("candidates", answer.candidates.map(\.id))
      writer.member("method", answer.method)
      writer.member("via", answer.via)
    }
    return writer.bytes
  }
}
