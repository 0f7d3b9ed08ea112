import AggregationCore
import EnrichmentCore
import Glibc
import Hosting
import IngestionCore
import Runtime
import SQLite

/// One of the files that services keep in a data directory.
struct StateKind: Sendable {
  let name: String
  let migrations: [String]
  /// The file whose lock its service holds while it runs.
  let lock: String

  private init(_ service: ServiceDescription) {
    name = service.file
    migrations = service.migrations
    lock = service.file
  }

  private init(_ name: String, _ migrations: [String], lock: String) {
    self.name = name
    self.migrations = migrations
    self.lock = lock
  }

  static let ingestion = StateKind(IngestionService.description)
  static let spool = StateKind(
    SpoolFile.name, SpoolFile.migrations, lock: IngestionService.description.file)
  static let enrichment = StateKind(EnrichmentService.description)
  static let aggregation = StateKind(AggregationService.description)
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
  /// - Throws: `StateFault`; `SQLiteError` when it cannot be read at all.
  func check(_ path: String, _ depth: Database.Check, shown: String? = nil) throws -> Int {
    let shown = TextTable.safe(shown ?? path)
    do {
      let database = try Database(path: path, readOnly: true)
      let problems = try database.problems(depth)
      guard problems.isEmpty else {
        throw StateFault(kind: .damaged, path: shown, detail: problems.joined(separator: "; "))
      }
      let version = try database.version()
      guard version <= migrations.count else {
        throw StateFault(
          kind: .newer, path: shown,
          detail: "schema version \(version), this program's is \(migrations.count)")
      }
      guard try database.isMade(by: migrations) else {
        throw StateFault(kind: .foreign, path: shown, detail: "its tables are not those of \(name)")
      }
      return version
    } catch let error as SQLiteError where error.isCorruption {
      throw StateFault(kind: .damaged, path: shown, detail: error.message)
    }
  }

  /// Copies the file as it stands at one moment, also while its service writes.
  ///
  /// - Throws: `StateFault` when it is too damaged to be read; else `SQLiteError`.
  func copy(_ path: String, to target: String) throws {
    do {
      let source = try Database(path: path, readOnly: true)
      try source.copy(to: target)
    } catch let error as SQLiteError where error.isCorruption {
      throw StateFault(kind: .damaged, path: TextTable.safe(path), detail: error.message)
    }
  }
}

/// Why a state file cannot be used as it is.
struct StateFault: Error, ExitCoded, CustomStringConvertible {
  enum Kind: Sendable {
    case damaged
    /// Of a newer program.
    case newer
    /// A sound database of something else.
    case foreign
  }

  let kind: Kind
  /// Safe for a terminal.
  let path: String
  let detail: String
  var exitCode: Int32 { ExitCode.dataError }

  /// What is wrong, without a full stop.
  var problem: String {
    switch kind {
    case .damaged: "damaged: \(detail)"
    case .newer: "of a newer program: \(detail)"
    case .foreign: "another database: \(detail)"
    }
  }

  /// What a person can do about a file in a data directory.
  var remedy: String {
    switch kind {
    case .damaged:
      "Start its service: it moves the file aside and rebuilds it, and of spool.sqlite it keeps all "
        + "that can be read."
    case .newer: "Use the newer program."
    case .foreign: "Move the file away, and start its service: it makes its own."
    }
  }

  var description: String { "\(path) is \(problem)." }
}
