import Foundation
import Processes
import Testing

/// The harness itself, briefly; it runs longer by hand and in CI.
@Suite("The fault harness", .serialized, .timeLimit(.minutes(30)))
struct FaultHarnessTests {
  /// Where the programs are: beside the tests, unless told otherwise.
  static let folder =
    ProcessInfo.processInfo.environment["SCRUTINEER_TEST_PROGRAMS"]
    ?? URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().path
  static let kafka = ProcessInfo.processInfo.environment["SCRUTINEER_TEST_KAFKA"]

  private func run(_ arguments: [String]) throws -> ProgramResult {
    try runProgram(
      Self.folder + "/fault-harness",
      arguments + (Self.kafka.map { ["--kafka", $0] } ?? []) + ["--rate", "1000", "--calm", "2"],
      environment: ProcessInfo.processInfo.environment)
  }

  @Test("Services that are killed lose nothing, double nothing and count nothing wrong")
  func kills() throws {
    let result = try run(["--rounds", "1", "--kills", "3", "--seed", "31"])
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    #expect(result.output.contains("lost 0, doubled 0, wrong 0"))
  }

  /// Minutes long, since a kill has to fall into a moment that only the safeguard covers: in CI.
  @Test(
    "It notices when a safeguard is missing",
    .enabled(
      if: ProcessInfo.processInfo.environment["SCRUTINEER_TEST_WEAKENED"] != nil,
      "skipped: SCRUTINEER_TEST_WEAKENED is not set"),
    arguments: ["lineage", "positions-with-state", "commit-after-acknowledgement"])
  func notices(without safeguard: String) throws {
    let result = try run([
      "--without", safeguard, "--rounds", "40", "--kills", "12", "--seed", "32",
    ])
    #expect(result.status == 1, "\(result.output)\(result.errors)")
    #expect(result.output.contains("the promise does not hold"))
  }
}
