private import Glibc
import Runtime
package import SQLite

/// Why a service cannot use its state file.
package struct StateFileError: Error, ExitCoded, CustomStringConvertible {
  /// A sentence that names the file and what may help.
  package let description: String
  package var exitCode: Int32 { ExitCode.unavailable }
}

extension StateFileError {
  /// SQLite knows what was tried, and not always on which file.
  fileprivate init(_ path: String, _ error: SQLiteError) {
    description = error.operation.contains(path) ? "\(error)" : "\(path): \(error)"
  }
}

/// A damaged file that was found in the place of a state file.
package struct DamagedFile: Sendable, Equatable {
  /// Where it is now.
  package let movedTo: String
  /// What was found wrong with it.
  package let problem: String
}

/// Opens state files so that damage does not stop a service.
package enum StateFile {
  /// Copies what can be read of a damaged file into its successor, which is migrated already.
  package typealias Rescue = (_ damaged: String, _ successor: Database) throws -> Void

  /// The file, sound and with the newest schema. Where it is damaged it is moved aside and another
  /// one begins: empty, or with what `rescue` saves.
  ///
  /// What a killed process left in the write-ahead log SQLite moves into the file first, so that all
  /// there is goes aside with it. A file of no bytes is a new one, as SQLite leaves it between making and filling it.
  ///
  /// - Throws: `StateFileError` for whatever else is wrong, a full disk or a newer schema for
  ///   instance; what `rescue` throws, and then nothing is moved.
  package static func open(
    _ path: String, migrations: [String], synchronous: Database.Synchronous = .normal,
    check: Database.Check = .quick, rescue: Rescue? = nil
  ) throws -> (database: Database, damaged: DamagedFile?) {
    guard !isDirectory(path) else {
      throw StateFileError(
        description: "\(path) is a directory, where the service keeps a file. Move it away.")
    }
    func sound() throws -> Database {
      try Self.sound(path, migrations, synchronous, check)
    }
    do {
      // A rescue was interrupted between its last two steps.
      if rescue != nil, !exists(path), exists(successor(of: path)) { try install(path) }
      do {
        return (try sound(), nil)
      } catch let error as SQLiteError where error.isCorruption {
        if let rescue { try save(path, migrations, rescue) }
        let moved = try SetAside.move(path, because: "damaged")
        if rescue != nil { try install(path) }
        return (try sound(), DamagedFile(movedTo: moved, problem: error.message))
      }
    } catch let error as SQLiteError {
      throw StateFileError(path, error)
    }
  }

  /// What a service ends with after `error` while it ran on the file: a damaged one is moved aside
  /// for the next start, which may not find in its check what a query ran into.
  package static func end(of path: String, after error: any Error) -> any Error {
    guard let error = error as? SQLiteError, error.isOutside else { return error }
    guard error.isCorruption else { return StateFileError(path, error) }
    do {
      let moved = try SetAside.move(path, because: "damaged")
      return StateFileError(
        description: "\(path) is damaged: \(error.message). It is moved to \(moved). "
          + "Start the service again: the file is rebuilt from the topics.")
    } catch {
      return error
    }
  }

  private static func sound(
    _ path: String, _ migrations: [String], _ synchronous: Database.Synchronous,
    _ check: Database.Check
  ) throws -> Database {
    // SQLite would drop the log of a file without content, and what was committed with it.
    if size(path) == 0, let log = size(path + "-wal"), log > 0 {
      throw SQLiteError.damaged(path, ["the file is empty, its write-ahead log is not"])
    }
    let database = try Database(path: path, synchronous: synchronous)
    let problems = try database.problems(check)
    guard problems.isEmpty else { throw SQLiteError.damaged(path, problems) }
    // What a newer program made is not known here; `migrate` says so.
    let isNewer = try database.version() > migrations.count
    guard try isNewer || database.isMade(by: migrations) else {
      throw StateFileError(
        description: "\(path) is a sound database, but its tables are not those of this service. "
          + "Move it away, or set another directory with data.")
    }
    try database.migrate(migrations)
    return database
  }

  // MARK: Rescue

  /// Complete, and about to take the file's place, whenever the file itself is not there.
  private static func successor(of path: String) -> String { path + ".rescued" }

  private static func save(_ path: String, _ migrations: [String], _ rescue: Rescue) throws {
    let next = successor(of: path)
    for end in [""] + SetAside.companions { unlink(next + end) }
    let database = try Database(path: next, synchronous: .full)
    try database.migrate(migrations)
    try rescue(path, database)
    try database.execute("PRAGMA journal_mode=DELETE")
  }

  private static func install(_ path: String) throws {
    guard rename(successor(of: path), path) == 0 else {
      throw StateFileError(
        description: "Cannot rename \(successor(of: path)) to \(path): "
          + "\(String(cString: strerror(errno))).")
    }
    try DataDirectory.sync(folderOf: path)
  }

  // MARK: Looking

  private static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// In bytes; `nil` when there is no such file.
  private static func size(_ path: String) -> Int? { look(path).map { Int($0.st_size) } }

  private static func isDirectory(_ path: String) -> Bool {
    look(path).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
  }

  private static func look(_ path: String) -> stat? {
    var found = stat()
    return stat(path, &found) == 0 ? found : nil
  }
}
