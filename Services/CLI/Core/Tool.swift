private import Foundation
import Runtime

/// `scrutineer`: chooses the command and runs it.
package enum Tool {
  static let commands: [Command] = [
    .up, .publish, .counts, .findings, .extract, .resolve, .unresolved, .alias, .rejectedList,
    .rejectedShow, .rejectedReplay, .generate, .topics, .lag, .backup, .restore, .doctor,
  ]

  /// Runs the command that `arguments` name, which come without the program's name. Whatever goes
  /// wrong ends in one line on standard error.
  ///
  /// - Returns: the exit code of the process.
  package static func run(
    arguments: [String], environment: [String: String], console: Console
  ) -> Int32 {
    defer { console.flush() }
    do {
      return try start(arguments, environment, console)
    } catch {
      console.note("scrutineer: \(error)")
      return exitCode(of: error)
    }
  }

  private static func start(
    _ arguments: [String], _ environment: [String: String], _ console: Console
  ) throws -> Int32 {
    guard let first = arguments.first else {
      console.note(overview)
      return ExitCode.usage
    }
    if ["--help", "-h", "help"].contains(first) {
      guard first == "help", arguments.count > 1 else {
        console.line(overview)
        return ExitCode.success
      }
      let (command, _) = try find(arguments.dropFirst())
      console.line(help(command))
      return ExitCode.success
    }
    let (command, rest) = try find(arguments[...])
    let settings = try Settings(
      command.table, arguments: Array(rest), environment: relevant(environment, to: command),
      takesArguments: true)
    guard !settings.wantsHelp else {
      console.line(help(command))
      return ExitCode.success
    }
    if !command.takesKafkaProperties, !settings.kafkaProperties.isEmpty,
      rest.contains(where: { $0.hasPrefix("--kafka-property") })
    {
      throw CommandError.usage("\(command.name) takes no --kafka-property.")
    }
    return try command.run(
      Invocation(settings: settings, console: console, environment: environment))
  }

  /// The command, and the arguments after its name.
  private static func find(
    _ arguments: ArraySlice<String>
  ) throws(CommandError) -> (Command, ArraySlice<String>) {
    for length in [2, 1] where arguments.count >= length {
      let name = arguments.prefix(length).joined(separator: " ")
      if let command = commands.first(where: { $0.name == name }) {
        return (command, arguments.dropFirst(length))
      }
    }
    let wanted = arguments.first ?? ""
    let inner = commands.filter { $0.name.hasPrefix(wanted + " ") }.map(\.name)
    guard inner.isEmpty else {
      throw .usage("\(wanted) needs another word: \(inner.joined(separator: ", ")).")
    }
    let nearest = commands.map { (name: $0.name, distance: distance($0.name, wanted)) }
      .min { ($0.distance, $0.name) < ($1.distance, $1.name) }
    let shown = TextTable.safe(wanted)
    guard let nearest, nearest.distance <= max(2, wanted.count / 3) else {
      throw .usage("There is no command \(shown). scrutineer --help lists all.")
    }
    throw .usage("There is no command \(shown). Did you mean \(nearest.name)?")
  }

  /// The environment without variables that are named like a flag of another command, or like one of
  /// this command that is for the command line alone.
  private static func relevant(
    _ environment: [String: String], to command: Command
  ) -> [String: String] {
    let wanted = Set(command.environment.map(\.variable))
    let others = Set(commands.flatMap(\.table).map(\.variable)).subtracting(wanted)
    return environment.filter { !others.contains($0.key) }
  }

  // MARK: Help

  static var overview: String {
    let width = commands.map(\.name.count).max() ?? 0
    let rows = commands.map { command in
      "  \(command.name)\(String(repeating: " ", count: width - command.name.count))  "
        + command.summary
    }
    return """
      Keeps a reconciled count of election observers out of what is published about them.

      Usage: scrutineer COMMAND [--FLAG VALUE]… [ARGUMENT]…

      \(rows.joined(separator: "\n"))

      scrutineer COMMAND --help tells more about one of them. Exit codes: 0 done, 64 called wrongly,
      65 bad input, 69 something needed is not there, 70 a fault of this program.
      """
  }

  static func help(_ command: Command) -> String {
    var text = "\(command.summary).\n\nUsage: scrutineer \(command.name) [--FLAG VALUE]…"
    if !command.arguments.isEmpty { text += " \(command.arguments)" }
    if !command.details.isEmpty { text += "\n\n\(command.details)" }
    text += "\n"
    for setting in command.table {
      let name = "--\(setting.name) \(setting.valueName)".trimmingCharacters(in: .whitespaces)
      var value = ""
      if let told = setting.defaultValue, setting.kind != .bool { value = " (default \(told))" }
      text += "\n  \(name)\n      \(setting.help)\(value)."
      if command.environment.contains(setting) { text += " Also: \(setting.variable)." }
    }
    return text + "\n  --help\n      Show this text."
  }

  /// How many letters must be put in, left out or changed (Levenshtein).
  private static func distance(_ left: String, _ right: String) -> Int {
    let right = Array(right)
    var row = Array(0...right.count)
    for (index, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in right.indices {
        let change = diagonal + (letter == right[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(change, row[column] + 1, diagonal + 1)
      }
    }
    return row[right.count]
  }
}
