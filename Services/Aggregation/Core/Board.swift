private import Dispatch
package import JSON
package import Kafka
package import Observability
private import Records
private import Synchronization

/// What stands now, for every election: read from `observers.counts` and `observers.findings`, so
/// that each instance can answer for all of them, whoever owns their partitions.
///
/// `@unchecked`: the consumer is used on one queue alone, and what is read lies behind a lock.
package final class Board: @unchecked Sendable {
  /// One count as published.
  package struct Count: Sendable {
    package let election: String
    package let audience: String
    package let type: String
    package let id: String?
    package let name: String
    package let declared: Int?
    package let registered: Int
    /// The record as it stands.
    package let json: [UInt8]
    /// The whole record, parsed.
    package let record: JSONValue
    fileprivate let partition: Int
    fileprivate var offset: Int
  }

  /// One finding as published.
  package struct Finding: Sendable {
    package let election: String
    package let severity: String
    package let sentence: String
    package let isClosed: Bool
    package let since: String
    package let key: String
    package let json: [UInt8]
  }

  private struct State {
    var counts: [String: [String: Count]] = [:]
    var findings: [String: [String: Finding]] = [:]
    var isCaughtUp = false
    /// The cluster that it was read from.
    var log: String?

    /// Positions mean nothing in a new log: whatever it holds is newer.
    mutating func begin(_ log: String) {
      guard self.log != log else { return }
      self.log = log
      counts = counts.mapValues {
        $0.mapValues { count in
          var count = count
          count.offset = -1
          return count
        }
      }
    }
  }

  private let configuration: ClientConfiguration
  private let logger: Logger
  private let queue = DispatchQueue(label: "board")
  private let state = Mutex(State())
  private let isStopping = Atomic(false)
  private let stopSignal = DispatchSemaphore(value: 0)

  /// Begins to read; what was published before is there when `isCaughtUp`.
  package init(_ configuration: ClientConfiguration, logger: Logger) {
    self.configuration = configuration
    self.logger = logger
    queue.async { [self] in
      while !isStopping.load(ordering: .acquiring) {
        do {
          try read()
        } catch {
          logger.debug("Reading counts starts over", ["error": .string("\(error)")])
          _ = stopSignal.wait(timeout: .now() + .seconds(1))
        }
      }
    }
  }

  /// Whether everything that was published when reading began has been read.
  package var isCaughtUp: Bool { state.withLock { $0.isCaughtUp } }

  /// Ends reading; returns when it has.
  package func stop() {
    isStopping.store(true, ordering: .releasing)
    stopSignal.signal()
    queue.sync {}
  }

  /// The elections that anything is known of, sorted.
  package func elections() -> [String] { state.withLock { $0.counts.keys.sorted() } }

  /// Totals first, then organizations and countries, the largest first; `nil` for an election that
  /// nothing is known of.
  package func counts(of election: String) -> [Count]? {
    state.withLock { $0.counts[election].map { Array($0.values) } }?.sorted(by: Self.isBefore)
  }

  /// Conflicts first; closed ones last.
  package func findings(of election: String) -> [Finding] {
    let findings = state.withLock { Array(($0.findings[election] ?? [:]).values) }
    func rank(_ finding: Finding) -> (Int, Int, String) {
      (
        finding.isClosed ? 1 : 0, ["conflict": 0, "gap": 1][finding.severity] ?? 2, finding.key
      )
    }
    return findings.sorted { rank($0) < rank($1) }
  }

  private static func isBefore(_ left: Count, _ right: Count) -> Bool {
    func rank(_ count: Count) -> (String, Int, Int, String, String) {
      let types = SubjectType.allCases.map(\.rawValue)
      let group: [String: Int] = [
        "organization_number": types.firstIndex(of: "organization") ?? 0,
        "country_number": types.firstIndex(of: "organization") ?? 0,
      ]
      return (
        count.audience == "international" ? "" : count.audience,
        (group[count.type].map { $0 * 2 - 1 }) ?? (types.firstIndex(of: count.type) ?? 99) * 2,
        -(count.declared ?? count.registered), count.name, count.id ?? ""
      )
    }
    return rank(left) < rank(right)
  }

  // MARK: On the queue

  private func read() throws {
    let consumer = try Consumer(
      configuration, group: "scrutineer-board", logger: logger)
    defer { consumer.close() }
    var starts: [TopicPartition: Int] = [:]
    var ends: [TopicPartition: Int] = [:]
    for topic in [Topic.counts, .findings] {
      guard let count = try consumer.partitions(of: topic.rawValue, timeout: .seconds(5)), count > 0
      else {
        throw KafkaError(
          operation: "read \(topic.rawValue)", sentence: "the topic does not exist yet",
          disposition: .retry)
      }
      for partition in 0..<count {
        let place = TopicPartition(topic.rawValue, partition)
        let log = try consumer.watermarks(place, timeout: .seconds(5))
        starts[place] = log.lowerBound
        if !log.isEmpty { ends[place] = log.upperBound }
      }
    }
    if let log = consumer.clusterID(timeout: .seconds(5)) { state.withLock { $0.begin(log) } }
    try consumer.assign(starts)
    let json = JSONReader()
    while !isStopping.load(ordering: .acquiring) {
      let batch = try consumer.poll(limit: 2000, bytes: 4 << 20, timeout: .milliseconds(100))
      for record in batch.records {
        if let end = ends[record.topicPartition], record.offset + 1 >= end {
          ends[record.topicPartition] = nil
        }
        guard let key = batch.key(record), let value = batch.value(record),
          let document = try? json.read(Array(value))
        else { continue }
        let name = String(decoding: key, as: UTF8.self)
        if record.topicPartition.topic == Topic.counts.rawValue {
          take(count: document, name, Array(value))
        } else {
          take(finding: document, name, Array(value))
        }
      }
      // A compacted log may end in a gap, so that its last offset never comes.
      if batch.isEmpty { ends = ends.filter { (consumer.position($0.key) ?? 0) < $0.value } }
      if ends.isEmpty { state.withLock { $0.isCaughtUp = true } }
    }
  }

  private func take(count json: JSONValue, _ key: String, _ bytes: [UInt8]) {
    guard let election = json["election"]?.string, let audience = json["audience"]?.string,
      let type = json["subject"]?["type"]?.string,
      let partition = json["position"]?["partition"]?.integer,
      let offset = json["position"]?["offset"]?.integer
    else { return }
    let count = Count(
      election: election, audience: audience, type: type, id: json["subject"]?["id"]?.string,
      name: json["subject"]?["name"]?.string ?? "", declared: json["declared"]?.integer,
      registered: json["registered"]?.integer ?? 0, json: bytes, record: json,
      partition: partition, offset: offset)
    state.withLock { state in
      // The newest position wins, whichever was written last.
      if let known = state.counts[election]?[key], known.partition == partition,
        known.offset > offset
      {
        return
      }
      state.counts[election, default: [:]][key] = count
    }
  }

  private func take(finding json: JSONValue, _ key: String, _ bytes: [UInt8]) {
    guard let election = json["election"]?.string, let severity = json["severity"]?.string else {
      return
    }
    let finding = Finding(
      election: election, severity: severity, sentence: json["sentence"]?.string ?? "",
      isClosed: json["closed"]?.string != nil, since: json["since"]?.string ?? "", key: key,
      json: bytes)
    state.withLock { $0.findings[election, default: [:]][key] = finding }
  }
}
