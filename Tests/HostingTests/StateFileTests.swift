import Foundation
import Hosting
import Runtime
import SQLite
import Testing

@Suite("State files at the start", .timeLimit(.minutes(5)))
final class StateFileTests {
  private let folder: String
  private let path: String
  private let migrations = ["CREATE TABLE t (a TEXT NOT NULL); CREATE INDEX i ON t (a)"]

  init() throws {
    folder = NSTemporaryDirectory() + "scrutineer-state-\(UUID().uuidString)"
    path = folder + "/s.sqlite"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { _ = try? FileManager.default.removeItem(atPath: folder) }

  /// Makes the file with rows in it, closed in order.
  private func fill(_ rows: Int = 2000) throws {
    let (database, _) = try StateFile.open(path, migrations: migrations)
    try database.write { transaction in
      for number in 0..<rows {
        try transaction.run("INSERT INTO t VALUES (?)", [.text("row number \(number)")])
      }
    }
  }

  private func rows(_ database: Database) throws -> Int {
    var rows = 0
    try database.query("SELECT count(*) FROM t") { rows = $0.integer(0) }
    return rows
  }

  private func overwrite(at offset: Int, count: Int, with byte: UInt8 = 0xFF) throws {
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try file.seek(toOffset: UInt64(offset))
    try file.write(contentsOf: Data(repeating: byte, count: count))
    try file.close()
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  @Test("A sound file is opened as it is, and nothing is moved")
  func sound() throws {
    try fill()
    let (database, damaged) = try StateFile.open(path, migrations: migrations)
    #expect(try rows(database) == 2000)
    #expect(damaged == nil)
    #expect(try !names().contains { $0.contains("damaged") })
  }

  enum Damage: String, CaseIterable { case header, page, cutShort, noDatabase }

  @Test("A damaged file is moved aside and a new one begins", arguments: Damage.allCases)
  func damaged(_ damage: Damage) throws {
    try fill()
    switch damage {
    case .header: try overwrite(at: 0, count: 100)
    case .page: try overwrite(at: 4096 * 5, count: 4096)
    case .cutShort: try #require(truncate(path, 4096 * 3) == 0)
    case .noDatabase: try Data("not a database at all\n".utf8).write(to: URL(filePath: path))
    }
    let before = try Data(contentsOf: URL(filePath: path))
    let (database, found) = try StateFile.open(path, migrations: migrations)
    let moved = try #require(found?.movedTo)
    #expect(moved.hasPrefix(path + ".damaged-2"))
    #expect(found?.problem.isEmpty == false)
    #expect(try Data(contentsOf: URL(filePath: moved)) == before)
    #expect(try rows(database) == 0)
    #expect(try database.version() == 1)
  }

  @Test("Two files damaged in one second are both kept")
  func twice() throws {
    var moved: Set<String> = []
    for _ in 0..<3 {
      try Data("no database".utf8).write(to: URL(filePath: path))
      let found = try StateFile.open(path, migrations: migrations).damaged
      moved.insert(try #require(found?.movedTo))
      for end in [""] + SetAside.companions {
        _ = try? FileManager.default.removeItem(atPath: path + end)
      }
    }
    #expect(moved.count == 3)
    #expect(moved.allSatisfy { FileManager.default.fileExists(atPath: $0) })
  }

  @Test("A file without bytes is a new one; with a log beside it, it is a damaged one")
  func empty() throws {
    try Data().write(to: URL(filePath: path))
    #expect(try StateFile.open(path, migrations: migrations).damaged == nil)
    try #require(truncate(path, 0) == 0)
    try Data("left behind".utf8).write(to: URL(filePath: path + "-wal"))
    let found = try StateFile.open(path, migrations: migrations).damaged
    #expect(found?.problem.contains("write-ahead log") == true)
  }

  @Test("A directory in the file's place stops the start with a sentence")
  func directory() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let error = #expect(throws: StateFileError.self) {
      _ = try StateFile.open(path, migrations: migrations)
    }
    #expect(error?.description.contains("is a directory") == true)
    #expect(error?.exitCode == ExitCode.unavailable)
  }

  @Test("A newer program's file is left alone, and the start ends with 69")
  func newer() throws {
    try fill(1)
    try Database(path: path).execute("PRAGMA user_version=7")
    let error = #expect(throws: StateFileError.self) {
      _ = try StateFile.open(path, migrations: migrations)
    }
    #expect(error?.description.contains("version 7") == true)
    #expect(error?.exitCode == ExitCode.unavailable)
    #expect(try !names().contains { $0.contains("damaged") })
  }

  @Test("A sound file of something else is left alone, whatever its version", arguments: [0, 1])
  func foreign(version: Int) throws {
    let foreign = try Database(path: path)
    try foreign.execute("CREATE TABLE other (a); PRAGMA user_version=\(version)")
    let error = #expect(throws: StateFileError.self) {
      _ = try StateFile.open(path, migrations: migrations)
    }
    #expect(error?.description.contains("not those of this service") == true)
    #expect(try !names().contains { $0.contains("damaged") })
  }

  @Test("A file that cannot be written is no damaged one", .enabled(if: geteuid() != 0))
  func readOnly() throws {
    try fill(1)
    try #require(chmod(path, 0o400) == 0)
    let error = #expect(throws: StateFileError.self) {
      _ = try StateFile.open(path, migrations: migrations)
    }
    #expect(error?.description.contains("owner and permissions") == true)
    #expect(try !names().contains { $0.contains("damaged") })
  }

  @Test("What a rescue saves is in the new file, and the damaged one is kept")
  func rescue() throws {
    try fill()
    try overwrite(at: 4096 * 5, count: 4096)
    let (database, found) = try StateFile.open(path, migrations: migrations) { _, successor in
      try successor.execute("INSERT INTO t VALUES ('saved')")
    }
    #expect(try rows(database) == 1)
    #expect(try FileManager.default.fileExists(atPath: #require(found?.movedTo)))
    #expect(try !names().contains { $0.contains("rescued") })
  }

  @Test("A rescue that fails moves nothing, and the next start tries again")
  func failedRescue() throws {
    struct DiskFull: Error {}
    try fill()
    try overwrite(at: 0, count: 100)
    #expect(throws: DiskFull.self) {
      _ = try StateFile.open(path, migrations: migrations) { _, _ in throw DiskFull() }
    }
    #expect(try !names().contains { $0.contains("damaged") })
    let (database, _) = try StateFile.open(path, migrations: migrations) { _, successor in
      try successor.execute("INSERT INTO t VALUES ('saved')")
    }
    #expect(try rows(database) == 1)
  }

  @Test("A rescue that was killed before its last step is ended by the next start")
  func interruptedRescue() throws {
    try fill(3)
    try FileManager.default.moveItem(atPath: path, toPath: path + ".rescued")
    let (database, damaged) = try StateFile.open(path, migrations: migrations) { _, _ in }
    #expect(try rows(database) == 3)
    #expect(damaged == nil)
  }

  @Test("Damage that shows while a service runs is moved aside for the next start")
  func later() throws {
    try fill()
    let error = StateFile.end(of: path, after: SQLiteError.damaged(path, ["a page"]))
    #expect("\(error)".contains("Start the service again"))
    #expect(ExitCode.of(error) == ExitCode.unavailable)
    #expect(try names().count == 1 && names()[0].contains("damaged"))
  }

  @Test("A full disk ends a service with 69 and says to make room")
  func fullDisk() throws {
    let (database, _) = try StateFile.open(path, migrations: migrations)
    try database.execute("PRAGMA max_page_count=4")
    let failure = #expect(throws: SQLiteError.self) {
      try database.write { transaction in
        for _ in 0..<20 {
          try transaction.run(
            "INSERT INTO t VALUES (?)", [.text(String(repeating: "x", count: 4096))])
        }
      }
    }
    let error = StateFile.end(of: path, after: try #require(failure))
    #expect("\(error)".hasPrefix("\(path): "))
    #expect("\(error)".contains("Free some space on the disk"))
    #expect(ExitCode.of(error) == ExitCode.unavailable)
    #expect(try !names().contains { $0.contains("damaged") })
  }
}
