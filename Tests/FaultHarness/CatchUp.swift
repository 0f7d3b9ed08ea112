import Foundation
import Kafka
import Observability
import Processes
import Records

/// How fast each service works off a long backlog: first of records that nobody has read, which it
/// publishes; then all of them once more into an empty state file, while what is published stays.
struct CatchUp {
  let cluster: Cluster
  let fleet: Fleet
  let publisher: Publisher
  /// Takes a line for the user.
  let say: (String) -> Void

  /// Publishes that many messages while no service runs, and leaves all services running, caught up.
  func run(_ messages: Int) throws {
    try fleet.scale(to: 1)
    for instance in fleet.instances { instance.stop() }
    let began = ContinuousClock.now
    try publisher.publish(messages)
    say(
      "published \(messages) messages in "
        + told(seconds: (ContinuousClock.now - began) / .seconds(1)))
    for instance in fleet.instances {
      try measure(instance, "caught up")
      instance.stop()
    }
    for instance in fleet.instances {
      for file in instance.stateFiles { _ = try? FileManager.default.removeItem(atPath: file) }
      try measure(instance, "rebuilt its state")
    }
  }

  /// From the start of the process until it has taken every record of its input and committed.
  private func measure(_ instance: Instance, _ what: String) throws {
    let began = ContinuousClock.now
    try instance.start()
    let admin = try Admin(cluster.configuration, logger: .silent)
    var records = 0
    try eventually("\(instance.name) has read everything", within: .seconds(3600)) {
      usleep(50_000)
      guard
        let rows = try? instance.part.progress(admin),
        rows.allSatisfy({ $0.committed ?? 0 >= $0.log.upperBound })
      else { return false }
      records = rows.reduce(0) { $0 + $1.log.count }
      return instance.recordsTaken >= records
    }
    let seconds = (ContinuousClock.now - began) / .seconds(1)
    say(
      "\(instance.name) \(what): \(records) records in \(told(seconds: seconds)), "
        + "\(Int(Double(records) / seconds)) records/s, "
        + "resident memory at most \(instance.largestMemory) MB")
  }
}
