import AggregationCore
import EnrichmentCore
import Glibc
import IngestionCore
import Runtime
import SQLite

/// One of the files that services keep in a data directory.
struct StateKind: Sendable {
  let name: String
  let migrations: [String]
  /// The file whose lock its service holds while it runs.
  let lock: String

  private init(_ name: String, _ migrations: [String], lock: String? = nil) {
    self.name = name
    self.migrations = migrations
    self.lock = lock ?? name
  }

  static let ingestion = StateKind("ingestion.sqlite", Archive.migrations)
  static let spool = StateKind(SpoolFile.name, SpoolFile.migrations, lock: "ingestion.sqlite")
  static let enrichment = StateKind("enrichment.sqlite", ReviewQueue.migrations)
  static let aggregation = StateKind("aggregation.sqlite", Ledger.migrations)
  static let all = [ingestion, spool, enrichment, aggregation]

  /// Those whose file is in the directory.
  static func present(in directory: String) -> [StateKind] {
    all.filter { access("\(directory)/\($0.name)", F_OK) == 0 }
  }

  /// The names of all files, for a sentence.
  static var names: String { all.map(\.name).joined(separator: ", ") }

  /// Looks the whole file over: whether it is sound, this service's, and not of a newer program.
  ///
  /// - Parameter shown: what to call it in a sentence; the path itself when it is not given.
  /// - Returns: the version of its schema.
  /// - Throws: `CommandError`, 65, with a sentence; `SQLiteError` when it cannot be read at all.
  func check(_ path: String, _ depth: Database.Check, shown: String? = nil) throws -> Int {
    let shown = TextTable.safe(shown ?? path)
    do {
      let database = try Database(path: path, readOnly: true)
      let problems = try database.problems(depth)
      guard problems.isEmpty else {
        throw SQLiteError.damaged(path, problems)
      }
      let version = try database.version()
      guard version <= migrations.count else {
        throw CommandError.data(
          "\(shown) has schema version \(version), newer than this program's \(migrations.count). "
            + "Use the newer program.")
      }
      guard try database.isMade(by: migrations) else {
        throw CommandError.data("\(shown) is a database, but not one with the tables of \(name).")
      }
      return version
    } catch let error as SQLiteError where error.isCorruption {
      throw CommandError.data("\(shown) is damaged: \(error.message).")
    }
  }

  /// Copies the file as it stands at one moment, also while its service writes.
  ///
  /// - Throws: `CommandError`, 65, when it is too damaged to be read; else `SQLiteError`.
  func copy(_ path: String, to target: String) throws {
    do {
      let source = try Database(path: path, readOnly: true)
      try source.copy(to: target)
    } catch let error as SQLiteError where error.isCorruption {
      throw CommandError.data("\(TextTable.safe(path)) is damaged: \(error.message).")
    }
  }
}
