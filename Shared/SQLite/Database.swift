private import CSQLite

/// One connection to one file, in WAL mode. Used by one thread at a time.
///
/// Prepared statements are kept by their SQL, so SQL must not hold values.
package final class Database {
  /// How a commit reaches the disk (https://sqlite.org/pragma.html#pragma_synchronous).
  package enum Synchronous: String, Sendable {
    /// A power cut may roll the last transactions back, never damage the file.
    case normal = "NORMAL"
    /// A commit is on disk when it returns.
    case full = "FULL"
  }

  package let path: String
  let pointer: OpaquePointer
  private var statements: [String: PreparedStatement] = [:]

  /// Opens the file, and makes it when it is not there.
  ///
  /// - Parameters:
  ///   - path: `:memory:` for a database of this connection alone.
  ///   - readOnly: for readers beside the writer; the file must be there.
  ///   - busy: milliseconds to wait for another connection's lock.
  /// - Throws: `SQLiteError`; `isCorruption` when the file is no database.
  package init(
    path: String, synchronous: Synchronous = .normal, readOnly: Bool = false, busy: Int32 = 10_000
  ) throws(SQLiteError) {
    var pointer: OpaquePointer?
    let flags =
      (readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
      | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    let code = unsafe sqlite3_open_v2(path, &pointer, flags, nil)
    guard code == SQLITE_OK, let pointer else {
      let error = SQLiteError(pointer, "open \(path)")
      sqlite3_close_v2(pointer)
      throw error
    }
    self.path = path
    self.pointer = pointer
    sqlite3_busy_timeout(pointer, busy)
    // Where writing is not allowed SQLite opens for reading, and says so at the first change only.
    let isProtected = unsafe sqlite3_db_readonly(pointer, "main") == 1
    guard readOnly || !isProtected else {
      throw SQLiteError(
        operation: "open \(path)", code: SQLITE_READONLY,
        message: "this user may read the file and not write to it")
    }
    if !readOnly {
      try execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=\(synchronous.rawValue)")
    }
    try execute("PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16384")
  }

  deinit {
    statements.removeAll()  // Before the connection, as SQLite asks.
    sqlite3_close_v2(pointer)
  }

  /// Runs SQL without values, several statements if need be; results are dropped.
  package func execute(_ script: String) throws(SQLiteError) {
    guard unsafe sqlite3_exec(pointer, script, nil, nil, nil) == SQLITE_OK else {
      throw SQLiteError(pointer, script)
    }
  }

  /// Calls `row` for each row of the result, in its order.
  package func query(
    _ sql: String, _ values: [SQLiteValue] = [], _ row: (borrowing Row) throws -> Void
  ) throws {
    let statement: PreparedStatement
    if let kept = statements[sql] {
      statement = kept
    } else {
      statement = try PreparedStatement(pointer, sql)
    }
    // Taken out while it runs: a query inside `row` with the same SQL gets one of its own, and a
    // failed statement is not kept.
    statements[sql] = nil
    try statement.run(values, row)
    statements[sql] = statement
  }

  /// Runs `body` between `BEGIN IMMEDIATE` and `COMMIT`; rolls back when it throws.
  package func write<Result>(_ body: (borrowing Transaction) throws -> Result) throws -> Result {
    try execute("BEGIN IMMEDIATE")
    do {
      let result = try body(Transaction(database: self))
      try execute("COMMIT")
      return result
    } catch {
      // SQLite rolls back by itself on some errors (disk full); a second rollback is refused then.
      _ = try? execute("ROLLBACK")
      throw error
    }
  }

  /// Brings the schema to the newest version: `migrations[n]` leads from `user_version` n to n + 1.
  ///
  /// - Throws: `SQLiteError`, code `SQLITE_ERROR`, when a newer program has written the file.
  package func migrate(_ migrations: [String]) throws {
    let version = try self.version()
    guard version <= migrations.count else {
      throw SQLiteError(
        operation: "open \(path)", code: SQLITE_ERROR,
        message: "its schema is version \(version), newer than this program's \(migrations.count); "
          + "use the newer program, or move the file away and let it be rebuilt")
    }
    for (number, migration) in migrations.enumerated().dropFirst(version) {
      try write { transaction in
        try transaction.execute(migration)
        try transaction.execute("PRAGMA user_version=\(number + 1)")
      }
    }
  }

  /// The schema's version, 0 in a new file.
  package func version() throws -> Int {
    var version = 0
    try query("PRAGMA user_version") { row in version = row.integer(0) }
    return version
  }

  /// How closely a file is looked at; each reads all of it.
  package enum Check: String, Sendable {
    case quick = "quick_check"
    /// Also holds every index against its table, which takes several times as long.
    case full = "integrity_check"
  }

  /// What SQLite finds wrong with the file, at most ten things; empty when it is sound.
  ///
  /// - Throws: `SQLiteError`, `isCorruption`, where the damage ends the check itself.
  package func problems(_ check: Check = .quick) throws -> [String] {
    var found: [String] = []
    try query("PRAGMA \(check.rawValue)(10)") { row in found.append(row.text(0)) }
    return found == ["ok"] ? [] : found
  }

  /// Whether tables and indexes are those that the migrations make up to the file's version; none in
  /// a new file. Four kinds of file have a version 1, so the number alone does not tell whose one is.
  package func isMade(by migrations: [String]) throws -> Bool {
    let version = try self.version()
    guard version <= migrations.count else { return false }
    let model = try Database(path: ":memory:")
    try model.migrate(Array(migrations.prefix(version)))
    return try schema() == model.schema()
  }

  /// The statements that made tables and indexes, by name.
  private func schema() throws -> [String] {
    var statements: [String] = []
    try query("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name") {
      statements.append($0.text(0))
    }
    return statements
  }

  /// How many rows the last statement changed.
  package var changes: Int { Int(sqlite3_changes64(pointer)) }
}

/// Proof of an open write transaction: lent to one closure, never copied or kept.
package struct Transaction: ~Copyable {
  // Unmanaged: with a strong reference in a noncopyable struct Swift 6.3.1 crashes when it optimizes
  // ("Cannot initialize a nonCopyable type with a guaranteed value"). `Database.write` holds it.
  private let lender: Unmanaged<Database>
  private var database: Database { lender.takeUnretainedValue() }

  fileprivate init(database: Database) { lender = .passUnretained(database) }

  /// Runs one statement and drops its result.
  package func run(_ sql: String, _ values: [SQLiteValue] = []) throws {
    try database.query(sql, values) { _ in }
  }

  /// Calls `row` for each row of the result, in its order.
  package func query(
    _ sql: String, _ values: [SQLiteValue] = [], _ row: (borrowing Row) throws -> Void
  ) throws {
    try database.query(sql, values, row)
  }

  /// Runs SQL without values.
  package func execute(_ script: String) throws { try database.execute(script) }

  /// How many rows the last statement changed.
  package var changes: Int { database.changes }
}
