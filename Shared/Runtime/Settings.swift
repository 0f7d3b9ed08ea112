private import Foundation
package import Observability

/// A setting that cannot be taken as it stands.
package struct SettingsError: Error, ExitCoded, CustomStringConvertible {
  /// A sentence that names the setting and where it was given.
  package let description: String
  package var exitCode: Int32 { ExitCode.usage }
}

/// What was set: by flags, else by the environment, else in the file, else by default.
package struct Settings: Sendable {
  package static let variablePrefix = "SCRUTINEER_"
  private static let kafkaVariablePrefix = "SCRUTINEER_KAFKA_"

  /// Properties for librdkafka, by name.
  package private(set) var kafkaProperties: [String: String] = [:]
  /// Arguments that are no flags, in order.
  package private(set) var arguments: [String] = []
  /// `--help` was given: print `Settings.help` and leave. Nothing else was read.
  package private(set) var wantsHelp = false

  private let table: [Setting]
  private var values: [String: String] = [:]

  /// Reads the settings of `table`, and the file that `config` names, which needs no entry in it.
  ///
  /// `arguments` come without the program's name. `takesArguments` lets those pass that are no flags.
  ///
  /// - Throws: `SettingsError` for anything unknown or malformed, wherever it was given.
  package init(
    _ table: [Setting], arguments: [String], environment: [String: String],
    takesArguments: Bool = false
  ) throws(SettingsError) {
    self.table = table.contains { $0.name == Setting.config.name } ? table : [.config] + table
    var properties: [String: String] = [:]
    try readFlags(arguments, takesArguments, &properties)
    if wantsHelp { return }
    try readEnvironment(environment, &properties)
    if let path = values[Setting.config.name] { try readFile(path, &properties) }
    for setting in self.table where values[setting.name] == nil {
      guard let value = setting.defaultValue else { continue }
      guard let normalized = setting.normalized(value) else {
        preconditionFailure("\(setting.name): malformed default")
      }
      values[setting.name] = normalized
    }
    kafkaProperties = try Self.withFiles(properties)
  }

  /// Reads the settings of this process. Prints the help text and ends it when that is asked for,
  /// and ends it with a sentence and code 64 when something is wrong.
  package static func orExit(program: String, about: String, _ table: [Setting]) -> Settings {
    do throws(SettingsError) {
      let settings = try Settings(
        table, arguments: Array(CommandLine.arguments.dropFirst()),
        environment: ProcessInfo.processInfo.environment)
      if settings.wantsHelp {
        print(help(program: program, about: about, table), terminator: "")
        Foundation.exit(ExitCode.success)
      }
      return settings
    } catch {
      exit(error, program: program)
    }
  }

  // MARK: What is set

  /// The value of any declared setting, as text; `nil` when it has none.
  package func text(_ setting: Setting) -> String? {
    precondition(table.contains { $0.name == setting.name }, "\(setting.name) is not declared")
    return values[setting.name]
  }

  /// The value of a setting that has a default.
  package subscript(setting: Setting) -> String {
    guard let value = text(setting) else { preconditionFailure("\(setting.name): no default") }
    return value
  }

  /// The number of a setting of kind `integer` or `bytes` that has a default.
  package func integer(_ setting: Setting) -> Int {
    guard let number = Int(self[setting]) else { preconditionFailure("\(setting.name): no number") }
    return number
  }

  /// Whether a setting of kind `bool` is on.
  package func bool(_ setting: Setting) -> Bool { text(setting) == "true" }

  /// The first line of the file that the setting names; `nil` when it names none.
  ///
  /// - Throws: `SettingsError` when the file cannot be read or begins with an empty line.
  package func secret(_ setting: Setting) throws(SettingsError) -> String? {
    guard let path = text(setting) else { return nil }
    return try Self.secret(path, setting.name)
  }

  /// A logger as `log-level` and `log-format` have it.
  package func logger(service: String) -> Logger {
    Logger(
      service: service, level: Logger.Level(rawValue: self[.logLevel]) ?? .info,
      format: Logger.Format(rawValue: self[.logFormat]) ?? .automatic)
  }

  /// All values for the log of a start; of secrets and Kafka properties the names alone.
  package var logFields: LogFields {
    var fields: LogFields = [:]
    for setting in table {
      guard let value = values[setting.name] else { continue }
      fields[setting.name] = .string(setting.isSecret ? "(hidden)" : value)
    }
    if !kafkaProperties.isEmpty {
      fields["kafka-properties"] = .string(kafkaProperties.keys.sorted().joined(separator: ","))
    }
    return fields
  }

  // MARK: Reading

  private mutating func readFlags(
    _ arguments: [String], _ takesArguments: Bool, _ properties: inout [String: String]
  ) throws(SettingsError) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--help" || argument == "-h" {
        wantsHelp = true
        return
      }
      if argument == "--", takesArguments {
        self.arguments += rest
        return
      }
      guard argument.hasPrefix("-"), argument != "-" else {
        guard takesArguments else {
          throw SettingsError(description: "\"\(argument)\" is no flag; settings begin with --.")
        }
        self.arguments.append(argument)
        continue
      }
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let flag = String(parts[0])
      guard flag.hasPrefix("--"), let setting = table.first(where: { "--\($0.name)" == flag })
      else {
        throw Self.unknown(flag, among: table.map { "--\($0.name)" } + ["--help"], kind: "flag")
      }
      let value: String
      if parts.count > 1 {
        value = String(parts[1])
      } else if setting.kind == .bool {
        value = "true"
      } else if let next = rest.popFirst() {
        value = next
      } else {
        throw SettingsError(description: "\(flag) needs a value: \(flag) \(setting.placeholder).")
      }
      if setting.kind == .kafkaProperties {
        let pair = value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard pair.count == 2, !pair[0].isEmpty else { throw Self.malformed(flag, value, setting) }
        properties[String(pair[0])] = String(pair[1])
      } else {
        guard let value = setting.normalized(value) else {
          throw Self.malformed(flag, value, setting)
        }
        values[setting.name] = value
      }
    }
  }

  private mutating func readEnvironment(
    _ environment: [String: String], _ properties: inout [String: String]
  ) throws(SettingsError) {
    // In the order of their names, so that the same faults give the same sentence.
    for (variable, value) in environment.sorted(by: { $0.key < $1.key })
    where variable.hasPrefix(Self.variablePrefix) {
      if variable.hasPrefix(Self.kafkaVariablePrefix) {
        let name = variable.dropFirst(Self.kafkaVariablePrefix.count).lowercased()
          .split(separator: "_", omittingEmptySubsequences: false)
        guard name.allSatisfy({ !$0.isEmpty }) else {
          throw SettingsError(
            description: "\(variable) names no librdkafka property: write its dots as single _.")
        }
        Self.keepFirst(&properties, name.joined(separator: "."), value)
        continue
      }
      guard let setting = find({ $0.variable == variable }) else {
        throw Self.unknown(
          variable, among: everything.filter { $0.kind != .kafkaProperties }.map(\.variable),
          kind: "setting")
      }
      try keep(setting, value, as: variable)
    }
  }

  private mutating func readFile(
    _ path: String, _ properties: inout [String: String]
  ) throws(SettingsError) {
    let text: String
    do { text = try String(contentsOfFile: path, encoding: .utf8) } catch {
      throw SettingsError(
        description: "Cannot read the settings file \(path): \(error.localizedDescription)")
    }
    var seen: Set<String> = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let line = line.trimmingCharacters(in: .whitespaces)
      if line.isEmpty || line.hasPrefix("#") { continue }
      let place = "\(path), line \(index + 1)"
      let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
      guard parts.count == 2, !parts[0].isEmpty else {
        throw SettingsError(description: "\(place): \"\(line)\" is not of the form name = value.")
      }
      guard seen.insert(parts[0]).inserted else {
        throw SettingsError(description: "\(place): \(parts[0]) is set a second time.")
      }
      if parts[0].hasPrefix("kafka."), parts[0] != "kafka." {
        Self.keepFirst(&properties, String(parts[0].dropFirst("kafka.".count)), parts[1])
        continue
      }
      guard
        let setting = find({ $0.name == parts[0] && $0.name != Setting.config.name })
      else {
        let names = everything.map(\.name)
          .filter { $0 != Setting.config.name && $0 != Setting.kafkaProperty.name }
        throw Self.unknown(parts[0], among: names, kind: "setting", place: place)
      }
      try keep(setting, parts[1], as: "\(place): \(setting.name)")
    }
  }

  /// The settings of this table and those that other services know.
  private var everything: [Setting] {
    table + Setting.known.filter { known in !table.contains { $0.name == known.name } }
  }

  private func find(_ fits: (Setting) -> Bool) -> Setting? {
    everything.first { $0.kind != .kafkaProperties && fits($0) }
  }

  /// Checks the value, and keeps it unless a stronger source has set it or nobody here asks for it.
  private mutating func keep(
    _ setting: Setting, _ value: String, as name: String
  ) throws(SettingsError) {
    guard let normalized = setting.normalized(value) else {
      throw Self.malformed(name, value, setting)
    }
    guard table.contains(where: { $0.name == setting.name }) else { return }
    if values[setting.name] == nil { values[setting.name] = normalized }
  }

  /// A property and the file that holds it are one thing: whichever a stronger source gave stays.
  private static func keepFirst(
    _ properties: inout [String: String], _ name: String, _ value: String
  ) {
    let base = name.hasSuffix(".file") ? String(name.dropLast(".file".count)) : name
    if properties[base] == nil, properties[base + ".file"] == nil { properties[name] = value }
  }

  private static func withFiles(
    _ properties: [String: String]
  ) throws(SettingsError) -> [String: String] {
    var result: [String: String] = [:]
    for (name, value) in properties.sorted(by: { $0.key < $1.key }) {
      if name.hasSuffix(".file") {
        result[String(name.dropLast(".file".count))] = try secret(value, "kafka.\(name)")
      } else {
        result[name] = value
      }
    }
    return result
  }

  private static func secret(_ path: String, _ name: String) throws(SettingsError) -> String {
    let text: String
    do { text = try String(contentsOfFile: path, encoding: .utf8) } catch {
      throw SettingsError(
        description: "Cannot read \(path), which \(name) names: \(error.localizedDescription)")
    }
    let line = text.prefix { !$0.isNewline }.trimmingCharacters(in: .whitespaces)
    guard !line.isEmpty else {
      throw SettingsError(description: "The first line of \(path), which \(name) names, is empty.")
    }
    return line
  }

  private static func malformed(
    _ name: String, _ value: String, _ setting: Setting
  ) -> SettingsError {
    let shown = setting.isSecret ? "malformed" : "\"\(value)\""
    return SettingsError(description: "\(name) is \(shown) but must be \(setting.demand).")
  }

  private static func unknown(
    _ name: String, among known: [String], kind: String, place: String? = nil
  ) -> SettingsError {
    let nearest = known.map { (name: $0, distance: distance($0, name)) }
      .min { ($0.distance, $0.name) < ($1.distance, $1.name) }
    var sentence = (place.map { "\($0): there" } ?? "There") + " is no \(kind) \(name)."
    if let nearest, nearest.distance <= max(2, name.count / 3) {
      sentence += " Did you mean \(nearest.name)?"
    } else {
      sentence += " --help lists all."
    }
    return SettingsError(description: sentence)
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

// MARK: - What the table says

extension Settings {
  /// The help text of a program with these settings; `about` says in a line what it does.
  package static func help(program: String, about: String, _ table: [Setting]) -> String {
    var text = "\(about)\n\nUsage: \(program) [--SETTING VALUE]…\n\n"
    for setting in ([.config] + table) {
      let name = "--\(setting.name) \(setting.placeholder)".trimmingCharacters(in: .whitespaces)
      let value = setting.defaultValue.map { " (default \($0))" } ?? ""
      text += "  \(name)\n      \(setting.help)\(value).\n"
    }
    return text
      + """
      \n  --help
            Show this text.

      Each setting is also read from the environment (\(Setting.logLevel.variable) for \
      --\(Setting.logLevel.name)) and from the file that --config names. Flags come first, then \
      the environment, then the file.

      """
  }

  /// All settings as a Markdown table: one row per name, with the services that take it and, where
  /// they differ, the default of each.
  package static func markdown(_ services: [(name: String, table: [Setting])]) -> String {
    var names: [String] = []
    for setting in services.flatMap({ [.config] + $0.table }) where !names.contains(setting.name) {
      names.append(setting.name)
    }
    var text = "| flag | environment | default | services | meaning |\n|---|---|---|---|---|\n"
    for name in names {
      let uses: [(service: String, setting: Setting)] = services.compactMap { service in
        ([.config] + service.table).first { $0.name == name }.map { (service.name, $0) }
      }
      guard let first = uses.first?.setting else { continue }
      let defaults = Set(uses.map(\.setting.defaultValue))
      let shown =
        defaults.count == 1
        ? first.defaultValue.map { "`\($0)`" } ?? ""
        : uses.map { "\($0.service) `\($0.setting.defaultValue ?? "")`" }.joined(separator: ", ")
      let flag = "--\(name) \(first.placeholder)".trimmingCharacters(in: .whitespaces)
      let variable =
        first.kind == .kafkaProperties ? "\(kafkaVariablePrefix)<PROPERTY>" : first.variable
      let who =
        uses.count == services.count ? "all" : uses.map(\.service).joined(separator: ", ")
      text +=
        "| `\(flag.replacing("|", with: "\\|"))` | `\(variable)` | \(shown) | \(who) | \(first.help) |\n"
    }
    return text
  }
}
