import Foundation
import SQLite
import Testing

@testable import CLICore

@Suite("The doctor on state files", .timeLimit(.minutes(5)))
final class DoctorTests {
  private let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "scrutineer-doctor-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for kind in StateKind.all {
      try Database(path: "\(folder)/\(kind.name)").migrate(kind.migrations)
    }
  }

  deinit { _ = try? FileManager.default.removeItem(atPath: folder) }

  private func path(_ kind: StateKind) -> String { "\(folder)/\(kind.name)" }

  private func check(_ kind: StateKind) throws -> Check {
    try #require(Check.stateFiles(folder).first { $0.name == kind.name })
  }

  @Test("Sound files are fine, each with its version, also while they are written")
  func sound() throws {
    let writer = try Database(path: path(.aggregation))
    try writer.write { _ in
      let checks = Check.stateFiles(folder)
      #expect(checks.map(\.name) == StateKind.all.map(\.name))
      #expect(checks.filter { !$0.isFine }.map(\.name) == [])
      let spool = try check(.spool)
      #expect(spool.detail.contains("version \(StateKind.spool.migrations.count)"))
    }
  }

  @Test("A directory without state has no fault")
  func none() {
    #expect(Check.stateFiles(folder + "/nothing").isEmpty)
  }

  @Test("A damaged file is told, and what its service will do")
  func damaged() throws {
    try Data(repeating: 0xFF, count: 8192).write(to: URL(filePath: path(.ingestion)))
    let check = try check(.ingestion)
    #expect(!check.isFine)
    #expect(check.detail.hasPrefix("damaged"))
    #expect(check.remedy?.contains("rebuilds") == true)
  }

  @Test("A file of a newer program is no damaged one")
  func newer() throws {
    try Database(path: path(.ingestion)).execute("PRAGMA user_version=12")
    let check = try check(.ingestion)
    #expect(!check.isFine)
    #expect(check.detail.contains("version 12"))
    #expect(check.remedy == "Use the newer program.")
  }

  @Test("A file of another service is told apart")
  func foreign() throws {
    try Database(path: path(.ingestion)).copy(to: folder + "/copy")
    try FileManager.default.removeItem(atPath: path(.enrichment))
    try FileManager.default.moveItem(atPath: folder + "/copy", toPath: path(.enrichment))
    #expect(try check(.enrichment).detail.contains("not those of enrichment.sqlite"))
  }

  @Test("Files that were moved aside are named and are no fault")
  func aside() throws {
    let name = "spool.sqlite.damaged-20260101T000000Z"
    for end in ["", "-wal"] {
      try Data().write(to: URL(filePath: "\(folder)/\(name)\(end)"))
    }
    let check = try #require(Check.stateFiles(folder).last)
    #expect(check.isFine)
    #expect(check.detail.hasPrefix(name + ":"))
  }

  @Test("The whole command names each file, and asks SCRAM for a newer librdkafka")
  func command() async throws {
    let call = await Call.blocking(
      "doctor", "--data", folder, "--broker", "127.0.0.1:9", "--kafka-property",
      "sasl.mechanism=SCRAM-SHA-512", "--kafka-property", "security.protocol=sasl_plaintext",
      "--kafka-property", "sasl.username=u", "--kafka-property", "sasl.password=p")
    #expect(call.code == 69)
    for kind in StateKind.all { #expect(call.output.contains("ok       \(kind.name): sound")) }
    let isOld = KafkaLibrary.version.split(separator: ".").compactMap { Int($0) }
      .lexicographicallyPrecedes([2, 6, 1])
    #expect(call.output.contains("cannot log in by SCRAM-SHA-512") == isOld)
  }
}
