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

  package var disposition: Disposition {
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED: .retry
    case SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG: .reject
    default: .stop
    }
  }

  /// Whether the file's content is damaged or no database at all.
  package var isCorruption: Bool { [SQLITE_CORRUPT, SQLITE_NOTADB].contains(code & 0xFF) }

  /// What may help, as a sentence; empty when nothing is known to.
  package var advice: String {
    switch code & 0xFF {
    case SQLITE_FULL: "Free some space on the disk, then start again: nothing is lost."
    case SQLITE_IOERR: "Look at the disk and at the system's log, then start again."
    case SQLITE_CORRUPT, SQLITE_NOTADB:
      "Move the file away and start again: it is rebuilt from the topics."
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
