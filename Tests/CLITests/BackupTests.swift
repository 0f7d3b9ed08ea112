import AggregationCore
import Foundation
import IngestionCore
import JSON
import Runtime
import SQLite
import Testing

@testable import CLICore

@Suite("Backup and restore", .timeLimit(.minutes(5)))
final class BackupTests {
  private let folder: String
  private var data: String { folder + "/data" }
  private var backup: String { folder + "/backup" }

  init() throws {
    folder = NSTemporaryDirectory() + "scrutineer-backup-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: folder + "/data", withIntermediateDirectories: true)
    for kind in StateKind.all {
      let database = try Database(path: "\(folder)/data/\(kind.name)")
      try database.migrate(kind.migrations)
    }
    try set(position: 1)
    try wait("first")
  }

  deinit { _ = try? FileManager.default.removeItem(atPath: folder) }

  private func path(_ kind: StateKind) -> String { "\(data)/\(kind.name)" }

  private func set(position: Int) throws {
    try Database(path: path(.aggregation)).write { transaction in
      try transaction.run(
        "INSERT OR REPLACE INTO positions VALUES ('observers.enriched', 0, ?, 0)",
        [.integer(position)])
    }
  }

  private func position() throws -> Int {
    var position = -1
    try Database(path: path(.aggregation)).query("SELECT next FROM positions") {
      position = $0.integer(0)
    }
    return position
  }

  /// Adds a message to the spool, as accepted.
  private func wait(_ id: String) throws {
    try Database(path: path(.spool)).write { transaction in
      try transaction.run(
        "INSERT INTO spool VALUES (NULL, ?1, ?1, '/scrutineer/http', 't', 'text/plain', ?2, ?3)",
        [.text(id), .blob(Array(id.utf8)), "2024-01-01 00:00:00"])
    }
  }

  private func waiting() throws -> [String] {
    var ids: [String] = []
    try Database(path: path(.spool)).query("SELECT id FROM spool ORDER BY place") {
      ids.append($0.text(0))
    }
    return ids
  }

  private func damage(_ path: String) throws {
    let file = try FileHandle(forUpdating: URL(filePath: path))
    try file.write(contentsOf: Data(repeating: 0xFF, count: 4096))
    try file.close()
  }

  /// Every file of the data directory with its bytes.
  private func contents() throws -> [String: Data] {
    var contents: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: data) {
      // Locks are taken, and SQLite may make its companions anew while it only reads.
      guard !["lock", "-wal", "-shm"].contains(where: name.hasSuffix) else { continue }
      contents[name] = try Data(contentsOf: URL(filePath: "\(data)/\(name)"))
    }
    return contents
  }

  @Test("Every state file is copied beside a writer that has not committed")
  func copies() throws {
    let writer = try Database(path: path(.aggregation))
    let call = try writer.write { transaction in
      try transaction.run("UPDATE positions SET next = 99")
      return Call("backup", backup, "--data", data)
    }
    #expect(call.code == 0, "\(call.errors)")
    #expect(
      call.output.split(separator: "\n").map { $0.prefix { $0 != ":" } }
        == ["ingestion.sqlite", "spool.sqlite", "enrichment.sqlite", "aggregation.sqlite"])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: backup).sorted()
        == StateKind.all.map(\.name).sorted())
    var found = 0
    try Database(path: backup + "/aggregation.sqlite", readOnly: true).query(
      "SELECT next FROM positions"
    ) { found = $0.integer(0) }
    #expect(found == 1)
  }

  @Test("With --json each file is one object a line")
  func json() throws {
    let call = Call("backup", backup, "--data", data, "--json")
    let lines = try call.output.split(separator: "\n").map { try JSONReader().read(String($0)) }
    #expect(lines.map { $0["file"]?.string } == StateKind.all.map(\.name))
    #expect(lines.map { $0["schema"]?.integer } == StateKind.all.map(\.migrations.count))
    #expect(lines.allSatisfy { ($0["bytes"]?.integer ?? 0) > 0 })
  }

  @Test("A folder with anything in it is not written to")
  func notEmpty() throws {
    try FileManager.default.createDirectory(atPath: backup, withIntermediateDirectories: true)
    #expect(Call("backup", backup, "--data", data).code == 0)
    let before = try FileManager.default.contentsOfDirectory(atPath: backup)
    let call = Call("backup", backup, "--data", data)
    #expect(call.code == 64)
    #expect(call.errors.contains("is not an empty folder"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: backup) == before)
  }

  @Test("A file in the folder's place, or above it, is told with its path")
  func noFolder() throws {
    try Data().write(to: URL(filePath: backup))
    #expect(Call("backup", backup, "--data", data).code == 64)
    let below = Call("backup", backup + "/below", "--data", data)
    #expect(below.code == 69)
    #expect(below.errors.contains(backup + "/below"))
  }

  @Test("Where there is no state nothing is made")
  func noState() {
    let call = Call("backup", backup, "--data", folder + "/nothing")
    #expect(call.code == 69)
    #expect(call.errors.contains("--data"))
    #expect(!FileManager.default.fileExists(atPath: backup))
  }

  @Test("A damaged or foreign file ends a backup with 65 and its name, and leaves nothing behind")
  func damagedSource() throws {
    try damage(path(.aggregation))
    let damaged = Call("backup", backup, "--data", data)
    #expect(damaged.code == 65)
    #expect(damaged.errors.contains("\(path(.aggregation)) is damaged"))
    #expect(!FileManager.default.fileExists(atPath: backup))

    try FileManager.default.removeItem(atPath: path(.aggregation))
    try FileManager.default.copyItem(atPath: path(.enrichment), toPath: path(.aggregation))
    let foreign = Call("backup", backup, "--data", data)
    #expect(foreign.code == 65)
    #expect(foreign.errors.contains("its tables are not those of aggregation.sqlite"))
    #expect(!FileManager.default.fileExists(atPath: backup))
  }

  @Test("A backup put back is what stood then; what stood since is kept beside")
  func restores() throws {
    #expect(Call("backup", backup, "--data", data).code == 0)
    try set(position: 7)
    let call = Call("restore", backup, "--data", data)
    #expect(call.code == 0, "\(call.errors)")
    #expect(try position() == 1)
    let replaced = try FileManager.default.contentsOfDirectory(atPath: data)
      .filter { $0.contains(".replaced-") && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }
    #expect(replaced.count == 4)
    #expect(try contents().keys.allSatisfy { !$0.contains("incoming") })
    let old = try #require(replaced.first { $0.hasPrefix("aggregation") })
    var found = 0
    try Database(path: "\(data)/\(old)").query("SELECT next FROM positions") {
      found = $0.integer(0)
    }
    #expect(found == 7)
  }

  @Test("Messages accepted since the backup still wait after it is put back, each once")
  func takesOverSpool() throws {
    #expect(Call("backup", backup, "--data", data).code == 0)
    try wait("second")
    let call = Call("restore", backup, "--data", data, "--json")
    #expect(call.code == 0, "\(call.errors)")
    #expect(try waiting() == ["first", "second"])
    let lines = try call.output.split(separator: "\n").map { try JSONReader().read(String($0)) }
    let spool = try #require(lines.first { $0["file"]?.string == "spool.sqlite" })
    #expect(spool["messages_taken_over"]?.integer == 2)
  }

  @Test("Into a new data directory, with a log there that belongs to no file")
  func newDirectory() throws {
    #expect(Call("backup", backup, "--data", data).code == 0)
    let other = folder + "/other"
    try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
    try Data("stale".utf8).write(to: URL(filePath: other + "/aggregation.sqlite-wal"))
    #expect(Call("restore", backup, "--data", other).code == 0)
    let database = try Database(path: other + "/aggregation.sqlite")
    #expect(try database.problems(.full) == [])
    #expect(try database.isMade(by: Ledger.migrations))
  }

  @Test("While a service runs nothing is put back")
  func inUse() throws {
    #expect(Call("backup", backup, "--data", data).code == 0)
    try set(position: 7)
    let before = try contents()
    // The spool has no lock of its own: ingestion's covers it.
    for name in ["ingestion.sqlite", "aggregation.sqlite"] {
      let lock = try DataDirectory(data).lock(name)
      let call = Call("restore", backup, "--data", data)
      #expect(call.code == 69)
      #expect(call.errors.contains("is in use by process \(getpid())"))
      #expect(try contents() == before)
      withExtendedLifetime(lock) {}
    }
    try FileManager.default.removeItem(atPath: backup + "/ingestion.sqlite")
    let lock = try DataDirectory(data).lock("ingestion.sqlite")
    #expect(Call("restore", backup, "--data", data).code == 69)
    withExtendedLifetime(lock) {}
  }

  enum Fault: String, CaseIterable { case damaged, foreign, newer, noDatabase }

  @Test("One bad file in a backup, and nothing is changed", arguments: Fault.allCases)
  func badBackup(_ fault: Fault) throws {
    #expect(Call("backup", backup, "--data", data).code == 0)
    try set(position: 7)
    let bad = backup + "/aggregation.sqlite"
    switch fault {
    case .damaged: try damage(bad)
    case .foreign:
      try FileManager.default.removeItem(atPath: bad)
      try FileManager.default.copyItem(atPath: backup + "/enrichment.sqlite", toPath: bad)
    case .newer: try Database(path: bad).execute("PRAGMA user_version=9")
    case .noDatabase: try Data("text".utf8).write(to: URL(filePath: bad))
    }
    let before = try contents()
    let call = Call("restore", backup, "--data", data)
    #expect(call.code == 65)
    #expect(call.errors.contains(bad))
    #expect(try contents() == before)
    #expect(try position() == 7)
  }

  @Test("A folder without a backup is told as such")
  func noBackup() {
    let call = Call("restore", folder + "/nothing", "--data", data)
    #expect(call.code == 65)
    #expect(call.errors.contains("holds no backup"))
  }

  @Test("Without a folder both commands say what they need", arguments: ["backup", "restore"])
  func noArgument(name: String) {
    let call = Call(name, "--data", "/nowhere")
    #expect(call.code == 64)
    #expect(call.errors.contains("needs the folder"))
  }
}
