private import Foundation
package import Kafka
private import Processes
private import Synchronization
package import Testing

/// An Apache Kafka of one node for a whole test run, started at its first use and gone with the test
/// process.
///
/// `SCRUTINEER_TEST_KAFKA` names a script that knows `start DIR --port N`, which prints the address,
/// and `destroy DIR`.
package final class RealKafka: Sendable {
  package static let isNamed = script != nil
  package static let whenNamed: Comment =
    "Skipped because SCRUTINEER_TEST_KAFKA is not set: it names the script that starts Apache Kafka"

  private static let script = ProcessInfo.processInfo.environment["SCRUTINEER_TEST_KAFKA"]
  private static let started = Result { try RealKafka() }

  /// The one of this process; starting it takes about four seconds.
  package static func shared() throws -> RealKafka { try started.get() }

  package let bootstrap: String
  private let script: String
  private let folder: String
  /// Held open: the keeper destroys the broker when this end closes, however the process ended.
  private let lifeline: Pipe

  package var configuration: ClientConfiguration { ClientConfiguration(bootstrap: bootstrap) }

  private init() throws {
    guard let script = Self.script else {
      throw NeverHappened(description: "\(Self.whenNamed)")
    }
    self.script = script
    folder = NSTemporaryDirectory() + "scrutineer-kafka-\(UUID().uuidString)"
    let port = 21_092 + Int(ProcessInfo.processInfo.processIdentifier) % 800 * 10
    let keeper = Process()
    keeper.executableURL = URL(fileURLWithPath: "/bin/sh")
    keeper.arguments = [
      "-c", #"trap "" INT TERM HUP; read -r line; exec "$0" destroy "$1""#, script, folder,
    ]
    lifeline = Pipe()
    // No other child may hold it open, the broker least of all.
    _ = fcntl(lifeline.fileHandleForWriting.fileDescriptor, F_SETFD, FD_CLOEXEC)
    keeper.standardInput = lifeline
    keeper.standardOutput = FileHandle.nullDevice
    try keeper.run()
    bootstrap = try Self.run(
      script, ["start", folder, "--port", String(port), "--partitions", "1"]
    ).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// What a command of the script prints.
  package func run(_ command: String, _ arguments: String...) throws -> String {
    try Self.run(script, [command, folder] + arguments)
  }

  private static func run(_ script: String, _ arguments: [String]) throws -> String {
    let result = try runProgram(
      script, arguments, environment: ProcessInfo.processInfo.environment)
    guard result.status == 0 else {
      throw NeverHappened(description: "\(script) \(arguments): \(result.errors)")
    }
    return result.output
  }
}
