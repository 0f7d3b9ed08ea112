import Foundation
import Glibc
import JSON
import Runtime
import SQLite

extension Command {
  static let backup = Command(
    name: "backup", summary: "Copy the services' state while they run", arguments: "DEST",
    details:
      "DEST is a folder that is new or empty. Each file there is the state of one moment, checked\n"
      + "and on disk when its line is printed; if one fails, none is left. Everything but spool.sqlite\n"
      + "can be rebuilt from the topics as well; a backup saves the time for that. Put it back with:\n"
      + "scrutineer restore",
    settings: [.json, .data], environment: [.data]
  ) { invocation in
    guard let target = invocation.arguments.first else {
      throw CommandError.usage("backup needs the folder that the copies go to.")
    }
    try invocation.allowArguments(1)
    let isJSON = invocation.settings.bool(.json)
    try Backup(of: invocation.settings[.data], to: target).run { copy in
      if isJSON {
        invocation.console.line(copy.json)
      } else {
        invocation.console.line(
          "\(copy.name): \(copy.bytes) bytes, schema version \(copy.version)")
      }
    }
    return ExitCode.success
  }
}

/// Copies of all state files of a data directory.
struct Backup {
  /// A file that is in the backup.
  struct Copy {
    let name: String
    let bytes: Int
    let version: Int

    /// One object.
    var json: [UInt8] {
      var writer = JSONWriter()
      writer.object { writer in
        writer.member("file", name)
        writer.member("bytes", bytes)
        writer.member("schema", version)
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

  /// Makes them all, or none: what a failure leaves half done is removed.
  ///
  /// - Parameter done: called for each file once it is whole, checked and on disk.
  /// - Throws: `CommandError`, 64 when the target is not empty and 69 when there is no state;
  ///   `StateFault`, 65, when a file is damaged or of another kind.
  func run(_ done: (Copy) -> Void) throws {
    let kinds = StateKind.present(in: source)
    guard !kinds.isEmpty else {
      throw CommandError.unavailable(
        "\(TextTable.safe(source)) holds no state: none of \(StateKind.names). "
          + "Name the data directory with --data.")
    }
    let manager = FileManager.default
    let isNew = !manager.fileExists(atPath: target)
    if isNew {
      do {
        try manager.createDirectory(
          atPath: target, withIntermediateDirectories: true,
          attributes: [.posixPermissions: 0o700])
      } catch {
        throw CommandError.unavailable(
          "Cannot make the folder \(TextTable.safe(target)): \(error.localizedDescription)")
      }
    } else {
      guard (try? manager.contentsOfDirectory(atPath: target))?.isEmpty == true else {
        throw CommandError.usage(
          "\(TextTable.safe(target)) is not an empty folder. A backup overwrites nothing: name a new "
            + "one.")
      }
    }
    do {
      for kind in kinds { done(try copy(kind)) }
      try DataDirectory.sync(folderOf: target)
    } catch {
      for kind in StateKind.all {
        for end in ["", Self.unfinished] { unlink("\(target)/\(kind.name)\(end)") }
      }
      if isNew { rmdir(target) }
      throw error
    }
  }

  private static let unfinished = ".unfinished"

  private func copy(_ kind: StateKind) throws -> Copy {
    let path = "\(target)/\(kind.name)"
    let unfinished = path + Self.unfinished
    let original = "\(source)/\(kind.name)"
    try kind.copy(original, to: unfinished)
    // The copy is as good as what it was made of.
    let version = try kind.check(unfinished, .full, shown: original)
    guard rename(unfinished, path) == 0 else {
      throw CommandError.unavailable(
        "Cannot rename \(unfinished): \(String(cString: strerror(errno))).")
    }
    try DataDirectory.sync(folderOf: path)
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber
    return Copy(name: kind.name, bytes: size?.intValue ?? 0, version: version)
  }
}
