import Foundation
import JSON
import Kafka
import Observability
import Records
import Synchronization

/// Reads what the services publish, all the time, on a thread of its own.
final class Follower: Sendable {
  /// One count as its record tells it.
  struct Count {
    let partition: Int
    let offset: Int
    let numbers: String
  }

  struct State {
    /// The cause of each output seen in `observers.enriched`, as a hash.
    var enriched: [Oracle.Road: Int] = [:]
    var identities: Set<String> = []
    /// Outputs that have come with two different causes.
    var doubled: Set<Oracle.Road> = []
    /// By raw bytes the places they were rejected at, and the code.
    var rejected: [[UInt8]: (code: String, places: Set<String>)] = [:]
    /// By key the record with the highest position, and the one written last.
    var counts: [String: (newest: Count, last: Count)] = [:]
    var findings: [String: String] = [:]
    var waiting = WaitingNames()
    var positions: [TopicPartition: Int] = [:]
    /// The longest time without a record, by partition, since the last `restart`.
    var silence: [TopicPartition: Duration] = [:]
    var lastRecord: [TopicPartition: (at: ContinuousClock.Instant, records: Int)] = [:]
    var failure: String?
  }

  /// In place of a cause.
  private static let decided = 0

  static let topics: [Topic] = [.enriched, .counts, .findings, .rejected, .unresolved]

  private let configuration: ClientConfiguration
  private let state = Mutex(State())
  private let isStopping = Atomic(false)

  init(_ configuration: ClientConfiguration) {
    self.configuration = configuration
    Thread.detachNewThread { [self] in
      while !isStopping.load(ordering: .relaxed) {
        do {
          try follow()
        } catch {
          state.withLock { $0.failure = "\(error)" }
          usleep(200_000)
        }
      }
    }
  }

  func stop() { isStopping.store(true, ordering: .relaxed) }

  func read<Result>(_ body: (borrowing State) -> sending Result) -> sending Result {
    state.withLock { body($0) }
  }

  /// A place short of these ends, with what has been read of it; `nil` when all is read.
  func behind(_ ends: [TopicPartition: Int]) -> String? {
    state.withLock { state in
      let place = ends.first { state.positions[$0.key] ?? 0 < $0.value }
      return place.map {
        "\($0.key.topic)/\($0.key.partition) up to \(state.positions[$0.key] ?? 0), "
          + "\($0.value - (state.positions[$0.key] ?? 0)) records short"
          + (state.failure.map { " (\($0))" } ?? "")
      }
    }
  }

  /// Begins to measure silence anew.
  func restartSilence() {
    state.withLock { state in
      state.silence = [:]
      state.lastRecord = [:]
    }
  }

  /// The longest silence of a partition that was busy, in seconds.
  var longestSilence: Double {
    state.withLock { state in
      state.silence.filter { state.lastRecord[$0.key]?.records ?? 0 > 20 }.values.max() ?? .zero
    } / .seconds(1)
  }

  private func follow() throws {
    let consumer = try Consumer(configuration, group: "fault-harness", logger: .silent)
    defer { consumer.close() }
    var starts: [TopicPartition: Int] = [:]
    for topic in Self.topics {
      for number in 0..<(try consumer.partitions(of: topic.rawValue, timeout: .seconds(10)) ?? 0) {
        let partition = TopicPartition(topic.rawValue, number)
        starts[partition] = state.withLock { $0.positions[partition] } ?? 0
      }
    }
    try consumer.assign(starts)
    let json = JSONReader()
    while !isStopping.load(ordering: .relaxed) {
      let batch = try consumer.poll(limit: 5000, bytes: 8 << 20, timeout: .milliseconds(100))
      guard !batch.isEmpty else { continue }
      let now = ContinuousClock.now
      try state.withLock { state in
        for record in batch.records {
          try Self.take(record, of: batch, json, into: &state)
          let partition = record.topicPartition
          state.positions[partition] = record.offset + 1
          let last = state.lastRecord[partition] ?? (now, 0)
          state.silence[partition] = max(state.silence[partition] ?? .zero, now - last.at)
          state.lastRecord[partition] = (now, last.records + 1)
        }
      }
    }
  }

  private static func take(
    _ record: RecordBatch.Record, of batch: RecordBatch, _ json: JSONReader, into state: inout State
  ) throws {
    func header(_ name: StaticString) -> String {
      batch.header(name, record).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
    let key = batch.key(record).map { String(decoding: $0, as: UTF8.self) } ?? ""
    switch Topic(rawValue: record.topicPartition.topic) {
    case .enriched:
      let identity = header("ce_id")
      state.identities.insert(identity)
      let place = header("ce_origin").split(separator: "/")
      let road = Oracle.Road(
        identity: identity, partition: place.count > 2 ? Int(place[2]) ?? -1 : -1)
      // One that a decision is behind is told apart by that, and comes once for each decision.
      guard header("ce_decision").isEmpty else {
        if state.enriched[road] == nil { state.enriched[road] = Self.decided }
        break
      }
      let cause = header("ce_cause").hashValue
      if let known = state.enriched.updateValue(cause, forKey: road), known != cause,
        known != Self.decided
      {
        state.doubled.insert(road)
      }
    case .rejected:
      let bytes = Array(batch.value(record) ?? [])
      var known = state.rejected[bytes] ?? (header("rejected-code"), [])
      known.places.insert(header("rejected-address"))
      state.rejected[bytes] = known
    case .counts:
      let document = try json.read(Array(batch.value(record) ?? []))
      let count = Count(
        partition: document["position"]?["partition"]?.integer ?? -1,
        offset: document["position"]?["offset"]?.integer ?? -1, numbers: numbers(of: document))
      let newest = state.counts[key]?.newest
      state.counts[key] = (newest.map { $0.offset > count.offset ? $0 : count } ?? count, count)
    case .findings:
      let document = try json.read(Array(batch.value(record) ?? []))
      state.findings[key] =
        document["closed"]?.string == nil
        ? ["stated", "itemised", "difference"].map { document[$0]?.integer.map(String.init) ?? "-" }
          .joined(separator: " ") : nil
    case .unresolved:
      state.waiting.take(
        key: key, try batch.value(record).map { try json.read(Array($0)) })
    default: break
    }
  }

  private static func numbers(of document: JSONValue) -> String {
    let numbers = ["declared", "registered", "proposed", "expected", "deployed"].map {
      document[$0]?.integer.map(String.init) ?? "-"
    }
    let flags = ["inferred", "approximate"].map { String(document[$0]?.bool ?? false) }
    return
      (numbers + flags + [
        document["as_of"]?.string ?? "-", String(document["statements"]?.array?.count ?? 0),
      ]).joined(separator: " ")
  }
}
