private import CSQLite

/// A value to bind or one read back.
package enum SQLiteValue: Sendable, Equatable, ExpressibleByIntegerLiteral,
  ExpressibleByStringLiteral, ExpressibleByNilLiteral
{
  case null
  case integer(Int)
  case text(String)
  case blob([UInt8])

  package init(nilLiteral: ()) { self = .null }
  package init(integerLiteral value: Int) { self = .integer(value) }
  package init(stringLiteral value: String) { self = .text(value) }
  /// `nil` becomes `NULL`.
  package init(_ value: Int?) { self = value.map(SQLiteValue.integer) ?? .null }
  /// `nil` becomes `NULL`.
  package init(_ value: String?) { self = value.map(SQLiteValue.text) ?? .null }
  package init(_ value: Bool) { self = .integer(value ? 1 : 0) }
}

/// Owns one `sqlite3_stmt`. Belongs to its connection's cache and never leaves its thread.
final class PreparedStatement {
  fileprivate let pointer: OpaquePointer
  private let connection: OpaquePointer

  init(_ connection: OpaquePointer, _ sql: String) throws(SQLiteError) {
    var pointer: OpaquePointer?
    // PERSISTENT: it is kept for many uses (https://sqlite.org/c3ref/c_prepare_persistent.html).
    let code = unsafe sqlite3_prepare_v3(
      connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &pointer, nil)
    guard code == SQLITE_OK, let pointer else { throw SQLiteError(connection, "prepare \(sql)") }
    self.pointer = pointer
    self.connection = connection
  }

  deinit { sqlite3_finalize(pointer) }

  /// Binds the values in order and calls `row` for each row of the result.
  func run(_ values: [SQLiteValue], _ row: (borrowing Row) throws -> Void) throws {
    defer {
      sqlite3_reset(pointer)
      sqlite3_clear_bindings(pointer)
    }
    for (place, value) in values.enumerated() { try bind(value, at: Int32(place + 1)) }
    while true {
      switch sqlite3_step(pointer) {
      case SQLITE_ROW: try row(Row(statement: self))
      case SQLITE_DONE: return
      default: throw SQLiteError(connection, unsafe String(cString: sqlite3_sql(pointer)))
      }
    }
  }

  private func bind(_ value: SQLiteValue, at place: Int32) throws(SQLiteError) {
    // The values outlive the run, but a Swift string's buffer outlives only the call: SQLite copies.
    let copied = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    let code =
      switch value {
      case .null: sqlite3_bind_null(pointer, place)
      case .integer(let number): sqlite3_bind_int64(pointer, place, Int64(number))
      case .text(let text):
        unsafe sqlite3_bind_text(pointer, place, text, Int32(text.utf8.count), copied)
      case .blob(let bytes):
        unsafe sqlite3_bind_blob64(pointer, place, bytes, UInt64(bytes.count), copied)
      }
    guard code == SQLITE_OK else { throw SQLiteError(connection, "bind value \(place)") }
  }
}

/// The row that a query stands on; valid only inside the closure that it is lent to.
package struct Row: ~Copyable {
  fileprivate let statement: PreparedStatement

  /// `NULL` reads as 0.
  package func integer(_ column: Int32) -> Int {
    Int(sqlite3_column_int64(statement.pointer, column))
  }

  /// `nil` for `NULL`.
  package func optionalInteger(_ column: Int32) -> Int? { isNull(column) ? nil : integer(column) }

  /// `NULL` reads as empty.
  package func text(_ column: Int32) -> String {
    String(decoding: blob(column), as: UTF8.self)
  }

  /// `nil` for `NULL`.
  package func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

  /// `NULL` reads as empty.
  package func blob(_ column: Int32) -> [UInt8] {
    guard let start = unsafe sqlite3_column_blob(statement.pointer, column) else { return [] }
    let length = Int(sqlite3_column_bytes(statement.pointer, column))
    return unsafe Array(UnsafeRawBufferPointer(start: start, count: length))
  }

  package func isNull(_ column: Int32) -> Bool {
    sqlite3_column_type(statement.pointer, column) == SQLITE_NULL
  }
}

extension SQLiteError {
  /// The last error of a connection.
  init(_ connection: OpaquePointer?, _ operation: String) {
    self.init(
      operation: operation, code: sqlite3_extended_errcode(connection),
      message: unsafe String(cString: sqlite3_errmsg(connection)))
  }
}
