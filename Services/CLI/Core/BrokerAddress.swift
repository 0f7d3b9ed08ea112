import Foundation
import Kafka
import Observability
import Runtime

/// Where a command finds the broker.
enum BrokerAddress {
  /// Holds the address of a running `scrutineer up`, in its data directory.
  static let file = "broker.address"
  static let fallback = "127.0.0.1:9092"

  /// What was set, else what a running `scrutineer up` left in its data directory, else Kafka's usual
  /// address on this machine.
  static func choose(_ settings: Settings) -> String {
    if let told = settings.text(.someBroker) { return told }
    let path = settings[.data] + "/" + file
    let left = try? String(contentsOfFile: path, encoding: .utf8)
    let address = left?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    return address.isEmpty ? fallback : address
  }

  /// How to reach it, with Kafka's properties as they were set.
  static func configuration(_ settings: Settings) -> ClientConfiguration {
    ClientConfiguration(bootstrap: choose(settings), properties: settings.kafkaProperties)
  }

  /// The id of the cluster there.
  ///
  /// - Throws: `CommandError`, 69, when nobody answers within five seconds.
  static func cluster(_ configuration: ClientConfiguration) throws -> String {
    let admin = try Admin(configuration, logger: .silent)
    guard let id = admin.clusterID(timeout: .seconds(5)) else {
      throw CommandError.unavailable(
        "No broker answers at \(TextTable.safe(configuration.bootstrap)). Is \"scrutineer up\" or "
          + "Kafka running? Another address is set with --broker or SCRUTINEER_BROKER.")
    }
    return id
  }
}
