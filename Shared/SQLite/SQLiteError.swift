private import CSQLite
package import Observability

/// A call of SQLite's that failed.
package struct SQLiteError: Error, CustomStringConvertible {
  /// What was tried.
  package let operation: String
  /// SQLite's extended result code (https://sqlite.org/rescode.html).
  package let code: Int32
  package let message: String

  package init(operation: String, code: Int32, message: String) {
    self.operation = operation
    self.code = code
    self.message = message
  }

  /// A file in which a check has found something.
  package static func damaged(_ path: String, _ problems: [String]) -> SQLiteError {
    SQLiteError(
      operation: "check \(path)", code: SQLITE_CORRUPT, message: problems.joined(separator: "; "))
  }

  package var disposition: Disposition {
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED: .retry
    case SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG: .reject
    default: .stop
    }
  }

  /// Whether the file's content is damaged or no database at all.
  package var isCorruption: Bool { [SQLITE_CORRUPT, SQLITE_NOTADB].contains(code & 0xFF) }

  private static let makeRoom = "Free some space on the disk, then start again: nothing is lost."
  /// `SQLITE_IOERR_SHMSIZE`, a macro that Swift does not import.
  private static let noRoomForIndex = SQLITE_IOERR | 19 << 8

  /// Whether the disk, the file or its rights are to blame and not this program.
  package var isOutside: Bool {
    switch code & 0xFF {
    case SQLITE_FULL, SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_BUSY, SQLITE_LOCKED,
      SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_READONLY:
      true
    default: false
    }
  }

  /// What may help, as a sentence; empty when nothing is known to.
  package var advice: String {
    // A full disk shows so first where SQLite makes the index of its write-ahead log.
    if code == Self.noRoomForIndex { return Self.makeRoom }
    return switch code & 0xFF {
    case SQLITE_FULL: Self.makeRoom
    case SQLITE_IOERR: "Look at the disk and at the system's log, then start again."
    case SQLITE_CORRUPT, SQLITE_NOTADB:
      "Start the service again: it moves a damaged file aside and begins a new one."
    case SQLITE_BUSY, SQLITE_LOCKED: "Another process holds the file."
    case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_READONLY:
      "Look at the folder's owner and permissions."
    default: ""
    }
  }

  package var description: String {
    "\(operation): \(message) (SQLite \(code)). \(advice)".trimmingSuffix()
  }
}

extension String {
  fileprivate func trimmingSuffix() -> String { hasSuffix(" ") ? String(dropLast()) : self }
}
