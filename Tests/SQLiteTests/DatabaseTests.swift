import Foundation
import Observability
import SQLite
import Testing

@Suite("Database", .timeLimit(.minutes(5)))
struct DatabaseTests {
  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "scrutineer-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  @Test("Every kind of value comes back as it went in")
  func values() throws {
    let database = try Database(path: ":memory:")
    try database.execute("CREATE TABLE t (a, b, c, d)")
    let text = "Қазақстан \u{0}\u{1F600}"
    try database.write { transaction in
      try transaction.run(
        "INSERT INTO t VALUES (?, ?, ?, ?)",
        [.integer(.max), .text(text), .blob([0, 255, 7]), .null])
    }
    var rows = 0
    try database.query("SELECT a, b, c, d FROM t") { row in
      rows += 1
      #expect(row.integer(0) == .max)
      #expect(row.text(1) == text)
      #expect(row.blob(2) == [0, 255, 7])
      #expect(row.isNull(3) && row.optionalInteger(3) == nil && row.optionalText(3) == nil)
    }
    #expect(rows == 1)
  }

  @Test("A transaction that throws leaves nothing behind, and the next one works")
  func rollback() throws {
    struct Refused: Error {}
    let database = try Database(path: ":memory:")
    try database.execute("CREATE TABLE t (a)")
    #expect(throws: Refused.self) {
      try database.write { transaction in
        try transaction.run("INSERT INTO t VALUES (1)")
        throw Refused()
      }
    }
    try database.write { try $0.run("INSERT INTO t VALUES (2)") }
    var found: [Int] = []
    try database.query("SELECT a FROM t") { found.append($0.integer(0)) }
    #expect(found == [2])
  }

  @Test("A query inside a row of the same query has a cursor of its own")
  func nested() throws {
    let database = try Database(path: ":memory:")
    try database.execute("CREATE TABLE t (a); INSERT INTO t VALUES (1), (2), (3)")
    var pairs = 0
    try database.query("SELECT a FROM t") { _ in
      try database.query("SELECT a FROM t") { _ in pairs += 1 }
    }
    #expect(pairs == 9)
  }

  @Test("Migrations run once each, in order, from any earlier version", arguments: [0, 1, 2])
  func migrations(from version: Int) throws {
    let steps = [
      "CREATE TABLE a (x)", "ALTER TABLE a ADD COLUMN y", "CREATE TABLE b AS SELECT x, y FROM a",
    ]
    let path = folder + "/m.sqlite"
    do {
      let old = try Database(path: path)
      try old.migrate(Array(steps.prefix(version)))
      #expect(try old.version() == version)
    }
    let database = try Database(path: path)
    try database.migrate(steps)
    try database.migrate(steps)
    #expect(try database.version() == 3)
    try database.execute("SELECT x, y FROM b")
  }

  @Test("A file of a newer program is refused with a sentence")
  func newer() throws {
    let database = try Database(path: folder + "/n.sqlite")
    try database.execute("PRAGMA user_version=9")
    let error = #expect(throws: SQLiteError.self) { try database.migrate([]) }
    #expect(error?.description.contains("version 9") == true)
    #expect(error?.disposition == .stop)
  }

  @Test("A file that is no database says so and what to do")
  func noDatabase() throws {
    let path = folder + "/x.sqlite"
    try Data(repeating: 0x41, count: 8192).write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: SQLiteError.self) { _ = try Database(path: path) }
    #expect(error?.isCorruption == true)
    #expect(error?.description.contains("moves a damaged file aside") == true)
  }

  @Test("A damaged page is found by the check")
  func damagedPage() throws {
    let path = folder + "/d.sqlite"
    do {
      let database = try Database(path: path)
      try database.execute("CREATE TABLE t (a TEXT); CREATE INDEX i ON t (a)")
      try database.write { transaction in
        for number in 0..<2000 {
          try transaction.run("INSERT INTO t VALUES (?)", [.text("row number \(number)")])
        }
      }
      #expect(try database.problems() == [])
    }
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try file.seek(toOffset: 4096 * 5)
    try file.write(contentsOf: Data(repeating: 0xFF, count: 4096))
    try file.close()
    let problems = Result { try Database(path: path).problems() }
    switch problems {
    case .success(let found): #expect(!found.isEmpty)
    case .failure(let error): #expect((error as? SQLiteError)?.isCorruption == true)
    }
  }

  @Test("A reader sees the last commit while a writer is inside a transaction")
  func readerBesideWriter() throws {
    let path = folder + "/r.sqlite"
    let writer = try Database(path: path)
    try writer.execute("CREATE TABLE t (a); INSERT INTO t VALUES (1)")
    let reader = try Database(path: path, readOnly: true)
    func rows() throws -> Int {
      var count = 0
      try reader.query("SELECT count(*) FROM t") { count = $0.integer(0) }
      return count
    }
    try writer.write { transaction in
      try transaction.run("INSERT INTO t VALUES (2)")
      #expect(try rows() == 1)
    }
    #expect(try rows() == 2)
    #expect(throws: SQLiteError.self) { try reader.execute("INSERT INTO t VALUES (3)") }
  }

  @Test("A second writer is told that the file is busy, and may try again")
  func busy() throws {
    let path = folder + "/b.sqlite"
    let first = try Database(path: path)
    try first.execute("CREATE TABLE t (a)")
    let second = try Database(path: path, busy: 1)
    try first.write { transaction in
      try transaction.run("INSERT INTO t VALUES (1)")
      let error = #expect(throws: SQLiteError.self) { try second.write { _ in } }
      #expect(error?.disposition == .retry)
    }
  }

  @Test("A full check finds an index that does not fit its table")
  func foreignIndex() throws {
    let path = folder + "/i.sqlite"
    let database = try Database(path: path)
    try database.execute("CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('x'), ('y')")
    // An index over another table's page: each page is sound by itself.
    try database.execute(
      """
      CREATE INDEX i ON t (a); CREATE TABLE u (a TEXT); CREATE INDEX j ON u (a);
      PRAGMA writable_schema=ON;
      UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'j')
        WHERE name = 'i';
      DELETE FROM sqlite_schema WHERE name = 'j';
      """)
    let again = try Database(path: path)
    #expect(try !again.problems(.full).isEmpty)
  }

  @Test("A file is told from others by its tables, at each of its versions")
  func tables() throws {
    let ours = ["CREATE TABLE a (x)", "ALTER TABLE a ADD COLUMN y", "CREATE INDEX i ON a (y)"]
    for version in 1...3 {
      let database = try Database(path: ":memory:")
      try database.migrate(Array(ours.prefix(version)))
      #expect(try database.isMade(by: ours))
      #expect(try !database.isMade(by: ["CREATE TABLE b (x)", "SELECT 1", "SELECT 1"]))
      #expect(try database.isMade(by: Array(ours.prefix(2))) == (version < 3))
    }
    let new = try Database(path: ":memory:")
    #expect(try new.isMade(by: ours))
    try new.execute("CREATE TABLE a (x)")
    #expect(try !new.isMade(by: ours))
  }

  @Test("A copy is one state of a database that is being written, in one file")
  func copyBesideWriter() throws {
    let path = folder + "/w.sqlite"
    let writer = try Database(path: path)
    try writer.execute("CREATE TABLE t (a); INSERT INTO t VALUES (1)")
    let source = try Database(path: path, readOnly: true)
    let target = folder + "/copy.sqlite"
    try writer.write { transaction in
      try transaction.run("INSERT INTO t VALUES (2)")
      try source.copy(to: target)
    }
    for ending in ["-wal", "-shm", "-journal"] {
      #expect(!FileManager.default.fileExists(atPath: target + ending))
    }
    let copy = try Database(path: target, readOnly: true)
    var values: [Int] = []
    try copy.query("SELECT a FROM t") { values.append($0.integer(0)) }
    #expect(values == [1])
    #expect(try copy.problems(.full) == [])
    // Opened as a service does, it is like any other file.
    try Database(path: target).execute("INSERT INTO t VALUES (3)")
  }

  @Test("A copy made beside a thousand commits holds the first of them, up to some commit")
  func copyUnderLoad() async throws {
    let path = folder + "/l.sqlite"
    try Database(path: path).execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)")
    let writing = Task.detached {
      let writer = try Database(path: path)
      for number in 1...1000 {
        try writer.write { transaction in
          try transaction.run(
            "INSERT INTO t VALUES (?, ?)", [.integer(number), .text("row \(number)")])
        }
      }
    }
    for turn in 0..<5 {
      let target = folder + "/l\(turn).sqlite"
      try Database(path: path, readOnly: true).copy(to: target)
      let copy = try Database(path: target, readOnly: true)
      #expect(try copy.problems(.full) == [])
      try copy.query("SELECT count(*), coalesce(max(a), 0) FROM t") { row in
        #expect(row.integer(0) == row.integer(1))
      }
    }
    try await writing.value
  }

  @Test("A full disk is told as such, and what to do")
  func full() throws {
    let database = try Database(path: folder + "/f.sqlite")
    try database.execute("CREATE TABLE t (a); PRAGMA max_page_count=3")
    let error = #expect(throws: SQLiteError.self) {
      try database.write { transaction in
        try transaction.run("INSERT INTO t VALUES (?)", [.blob(.init(repeating: 0, count: 40_000))])
      }
    }
    #expect(error?.isOutside == true)
    #expect(error?.description.contains("Free some space") == true)
    // The same when there is no room for the index of the write-ahead log.
    let index = SQLiteError(operation: "open", code: 4874, message: "disk I/O error")
    #expect(index.advice == error?.advice)
  }
}
