import Glibc
import IngestionCore
import JSON
import Runtime
import SQLite

extension Command {
  static let restore = Command(
    name: "restore", summary: "Put a backup in the place of the services' state",
    arguments: "SRC",
    details:
      "SRC is a folder that \"scrutineer backup\" made. The services must be stopped. Every file is\n"
      + "checked before anything is changed; what is in the data directory now is kept beside under\n"
      + "another name. Messages that wait in the present spool.sqlite go on waiting in the restored\n"
      + "one. Started again, the services go on from the older positions by themselves, and count\n"
      + "nothing twice.",
    settings: [.json, .data], environment: [.data]
  ) { invocation in
    guard let source = invocation.arguments.first else {
      throw CommandError.usage("restore needs the folder that the backup is in.")
    }
    try invocation.allowArguments(1)
    let isJSON = invocation.settings.bool(.json)
    try Restore(of: source, to: invocation.settings[.data]).run { file in
      if isJSON {
        invocation.console.line(file.json)
      } else {
        invocation.console.line(file.sentence)
      }
    }
    if !isJSON {
      invocation.console.line(
        "Start the services: they go on from these positions by themselves.")
    }
    return ExitCode.success
  }
}

/// A backup on its way into a data directory.
struct Restore {
  /// A file that was put in place.
  struct File {
    let name: String
    let version: Int
    /// Where the file is that was there before; `nil` when there was none.
    let movedTo: String?
    /// Messages taken over from the spool that was there; `nil` for the other files.
    var waiting: SpoolFile.Copied?

    var sentence: String {
      var text = "\(name): restored, schema version \(version)"
      if let movedTo { text += "; what was there is now \(TextTable.safe(movedTo))" }
      if let waiting, waiting.messages + waiting.unreadable > 0 {
        text += "; of the messages that waited there \(waiting.messages) are taken over"
        if waiting.unreadable > 0 { text += " and \(waiting.unreadable) cannot be read" }
      }
      return text
    }

    /// One object.
    var json: [UInt8] {
      var writer = JSONWriter()
      writer.object { writer in
        writer.member("file", name)
        writer.member("schema", version)
        writer.member("moved_to", movedTo)
        writer.member("messages_taken_over", waiting?.messages)
        writer.member("messages_unreadable", waiting?.unreadable)
      }
      return writer.bytes
    }
  }

  private let source: String
  private let target: String

  init(of source: String, to target: String) {
    self.source = source
    self.target = target
  }

  /// Checks everything, then puts one file after the other in place. Files are independent of each
  /// other: each has its own positions, so that an end in between does no harm.
  ///
  /// - Parameter done: called for each file once it is in place.
  /// - Throws: `CommandError`, 65, for a folder without a backup; `StateFault`, 65, when a file is
  ///   damaged or of another kind; `DataDirectoryError`, 69, when a service runs. Nothing has been
  ///   changed then.
  func run(_ done: (File) -> Void) throws {
    let kinds = StateKind.present(in: source)
    guard !kinds.isEmpty else {
      throw CommandError.data(
        "\(TextTable.safe(source)) holds no backup: none of \(StateKind.names).")
    }
    let directory = try DataDirectory(target)
    let locks = try Set(kinds.map(\.lock)).sorted().map { try directory.lock($0) }
    defer { withExtendedLifetime(locks) {} }
    defer { for kind in kinds { remove(incoming(kind)) } }
    let versions = try kinds.map { kind in
      remove(incoming(kind))
      let version = try kind.check("\(source)/\(kind.name)", .full)
      try kind.copy("\(source)/\(kind.name)", to: incoming(kind))
      return version
    }
    for (kind, version) in zip(kinds, versions) {
      let waiting = try kind.name == SpoolFile.name ? takeOverSpool() : nil
      done(
        File(name: kind.name, version: version, movedTo: try install(kind), waiting: waiting))
    }
  }

  /// Messages were accepted since the backup, and exist in the present spool alone.
  private func takeOverSpool() throws -> SpoolFile.Copied {
    let restored = try Database(path: incoming(.spool), synchronous: .full)
    try restored.migrate(SpoolFile.migrations)
    let copied = try SpoolFile.copyMessages(
      from: "\(target)/\(SpoolFile.name)", into: restored)
    try restored.execute("PRAGMA journal_mode=DELETE")
    return copied
  }

  /// - Returns: where the file is that was there before.
  private func install(_ kind: StateKind) throws -> String? {
    let path = "\(target)/\(kind.name)"
    let isThere = access(path, F_OK) == 0
    let moved = isThere ? try SetAside.move(path, because: "replaced") : nil
    // A log without its file would be read into the new one.
    for end in SetAside.companions { unlink(path + end) }
    guard rename(incoming(kind), path) == 0 else {
      throw CommandError.unavailable(
        "Cannot rename \(incoming(kind)) to \(path): \(String(cString: strerror(errno))).")
    }
    try DataDirectory.sync(folderOf: path)
    return moved
  }

  private func incoming(_ kind: StateKind) -> String { "\(target)/\(kind.name).incoming" }

  private func remove(_ path: String) {
    for end in ["", "-journal"] + SetAside.companions { unlink(path + end) }
  }
}
