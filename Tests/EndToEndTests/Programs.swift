import Foundation
import Processes
import Testing

/// Our executables, which the build puts beside the tests.
enum Programs {
  static let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().path

  /// The script that runs Apache Kafka; `nil` where there is none.
  static let kafka = ProcessInfo.processInfo.environment["SCRUTINEER_TEST_KAFKA"].flatMap {
    FileManager.default.isExecutableFile(atPath: $0) ? $0 : nil
  }

  /// Runs one of our executables, or the program at a path, to its end.
  static func run(_ program: String, _ arguments: [String]) throws -> ProgramResult {
    try runProgram(
      program.contains("/") ? program : "\(folder)/\(program)", arguments, environment: clean)
  }

  /// The environment without settings of ours.
  static var clean: [String: String] {
    ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("SCRUTINEER_") }
  }
}

/// A folder that goes with the object.
final class Scratch: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "scrutineer-test-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { _ = try? FileManager.default.removeItem(atPath: path) }
}
