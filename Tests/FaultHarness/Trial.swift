import Foundation
import Kafka
import Observability
import Processes
import Records

/// Seconds for a person.
func told(seconds: Double) -> String { String(format: "%.1f s", seconds) }

/// The system under a stream of messages, round by round.
struct Trial {
  /// What one round gave.
  struct Round {
    let faults: String
    let records: Int
    let verdict: Verdict
    /// Seconds from the last message to the last output.
    let catchUp: Double
    /// Seconds until a killed service was back at work; of other faults, in which a busy partition
    /// gave nothing. The longest.
    var silence = 0.0

    var line: String {
      "\(records) records, lost \(verdict.lost), doubled \(verdict.doubled), "
        + "wrong \(verdict.wrong), silence \(told(seconds: silence)), "
        + "caught up in \(told(seconds: catchUp)): " + faults
    }
  }

  let cluster: Cluster
  let fleet: Fleet
  let publisher: Publisher
  let follower: Follower
  var saboteur: Saboteur
  /// Seconds of publishing around a fault.
  let calm: Double

  /// Publishes, does all of `faults` meanwhile, waits for the end of it and judges.
  mutating func round(_ faults: [Fault]) throws -> Round {
    follower.restartSilence()
    publisher.start()
    Thread.sleep(forTimeInterval: calm)
    try publisher.post(5, to: fleet.instances.filter { $0.part == .ingestion })
    var told: [String] = []
    var absence = 0.0
    for fault in faults {
      told.append(try saboteur.inject(fault))
      absence = max(absence, saboteur.absences.max() ?? 0)
    }
    try fleet.revive()
    Thread.sleep(forTimeInterval: calm)
    let silence = follower.longestSilence
    try publisher.finish()
    try publisher.post(5, to: fleet.instances.filter { $0.part == .ingestion })
    var round = try judge(told)
    round.silence = absence > 0 ? absence : max(silence, follower.longestSilence)
    return round
  }

  /// Waits for the end of what was sent, and holds it against what must be there.
  func judge(_ faults: [String]) throws -> Round {
    let began = ContinuousClock.now
    try awaitEnd()
    let oracle = publisher.oracle()
    var verdict = Verdict(oracle, follower)
    let caughtUp = (ContinuousClock.now - began) / .seconds(1)
    // What a paused process wrote late is put right by the one that has the partition.
    let deadline = ContinuousClock.now + .seconds(15)
    while !verdict.isClean, ContinuousClock.now < deadline {
      usleep(500_000)
      verdict = Verdict(oracle, follower)
    }
    return Round(
      faults: faults.joined(separator: ", "), records: oracle.records, verdict: verdict,
      catchUp: caughtUp)
  }

  /// Waits until every group has read and published everything, and the follower has read that.
  private func awaitEnd() throws {
    var missing = "nothing is known"
    do {
      try eventually("all services have caught up", within: .seconds(600)) {
        usleep(200_000)
        try fleet.revive()
        return try isAtEnd(&missing)
      }
    } catch let error as NeverHappened {
      throw HarnessError("\(error.description): \(missing)")
    }
  }

  /// - Parameter missing: is told what has not come, for a person.
  private func isAtEnd(_ missing: inout String) throws -> Bool {
    do {
      let admin = try Admin(cluster.configuration, logger: .silent)
      for part in Part.allCases {
        let rows = try part.progress(admin)
        if let row = rows.first(where: { $0.committed ?? 0 < $0.log.upperBound }) {
          missing =
            "\(part.rawValue) has committed \(row.committed ?? 0) of \(row.log.upperBound) in "
            + "partition \(row.partition)"
          return false
        }
      }
      var ends: [TopicPartition: Int] = [:]
      for topic in Follower.topics {
        let rows = try admin.progress(
          group: "fault-harness", topic: topic.rawValue, timeout: .seconds(5))
        for row in rows { ends[TopicPartition(topic.rawValue, row.partition)] = row.log.upperBound }
      }
      guard let place = follower.behind(ends) else { return true }
      missing = "the harness has read \(place) of its end"
      return false
    } catch {
      missing = "\(error)"
      return false
    }
  }
}

extension Verdict {
  init(_ oracle: Oracle, _ follower: Follower) {
    self = follower.read { Verdict(oracle, $0) }
  }
}
