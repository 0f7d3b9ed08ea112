private import CSQLite

extension Database {
  /// Copies the database as it stands at one moment into a new file, while other connections read and
  /// write (https://sqlite.org/backup.html).
  ///
  /// The copy is one file that needs no `-wal` beside it, and is on disk when this returns.
  ///
  /// - Parameter path: nothing may be there yet; what a failed copy leaves there is of no use.
  /// - Complexity: reads the whole database; the write-ahead log keeps growing meanwhile.
  package func copy(to path: String) throws {
    let copy = try Database(path: path, synchronous: .full)
    guard let backup = unsafe sqlite3_backup_init(copy.pointer, "main", pointer, "main") else {
      throw SQLiteError(copy.pointer, "copy to \(path)")
    }
    // In one step: it reads one state of the file, where between several a writer would make it
    // begin again. A writer does not wait for it.
    let code = sqlite3_backup_step(backup, -1)
    let end = sqlite3_backup_finish(backup)
    guard code == SQLITE_DONE, end == SQLITE_OK else {
      throw SQLiteError(
        operation: "copy to \(path)", code: code,
        message: unsafe String(cString: sqlite3_errstr(code)))
    }
    try copy.execute("PRAGMA journal_mode=DELETE")
  }
}
