package import JSON
package import Kafka
package import Observability
private import Pipeline
package import Records
private import Synchronization

/// What stands now, for every election: read from `observers.counts` and `observers.findings`, so
/// that each instance can answer for all of them, whoever owns their partitions.
package final class Board: Sendable {
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
    fileprivate var position: Position
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
    fileprivate var position: Position
  }

  /// The input that a record reflects.
  fileprivate struct Position {
    let partition: Int
    var offset: Int

    init?(_ json: JSONValue) {
      guard let partition = json["position"]?["partition"]?.integer,
        let offset = json["position"]?["offset"]?.integer
      else { return nil }
      self.partition = partition
      self.offset = offset
    }

    func isAfter(_ other: Position) -> Bool {
      partition == other.partition && offset > other.offset
    }
  }

  /// A count or a finding by its key.
  package struct Place: Sendable, Hashable {
    package let topic: Topic
    package let key: String
  }

  /// The newest record of a place.
  package struct Told: Sendable {
    package let partition: Int
    package let offset: Int
    package let record: JSONValue
    /// Whether an older record was written after it, as a process does that was paused.
    package let isOvertaken: Bool
  }

  private struct State {
    var counts: [String: [String: Count]] = [:]
    var findings: [String: [String: Finding]] = [:]
    /// The cluster that it was read from.
    var log: String?
    /// The next offset of each partition.
    var read: [TopicPartition: Int] = [:]
    var overtaken: Set<Place> = []
    /// Read since they were last asked for.
    var news: Set<Place> = []

    /// Notes that a record has been read; `false` when it was before.
    mutating func isNew(_ record: RecordBatch.Record) -> Bool {
      guard record.offset >= read[record.topicPartition] ?? 0 else { return false }
      read[record.topicPartition] = record.offset + 1
      return true
    }

    /// Keeps a count unless a newer one is known; `false` then.
    mutating func take(count json: JSONValue, _ key: String, _ bytes: [UInt8]) -> Bool {
      guard let election = json["election"]?.string, let audience = json["audience"]?.string,
        let type = json["subject"]?["type"]?.string, let position = Position(json)
      else { return true }
      let count = Count(
        election: election, audience: audience, type: type, id: json["subject"]?["id"]?.string,
        name: json["subject"]?["name"]?.string ?? "", declared: json["declared"]?.integer,
        registered: json["registered"]?.integer ?? 0, json: bytes, record: json,
        position: position)
      if let known = counts[election]?[key], known.position.isAfter(position) { return false }
      counts[election, default: [:]][key] = count
      return true
    }

    /// Keeps a finding unless a newer standing of it is known; `false` then.
    mutating func take(finding json: JSONValue, _ key: String, _ bytes: [UInt8]) -> Bool {
      guard let election = json["election"]?.string, let severity = json["severity"]?.string,
        let position = Position(json)
      else { return true }
      if let known = findings[election]?[key], known.position.isAfter(position) { return false }
      findings[election, default: [:]][key] = Finding(
        election: election, severity: severity, sentence: json["sentence"]?.string ?? "",
        isClosed: json["closed"]?.string != nil, since: json["since"]?.string ?? "", key: key,
        json: bytes, position: position)
      return true
    }

    /// Positions mean nothing in a new log: whatever it holds is newer.
    mutating func begin(_ log: String) {
      guard self.log != log else { return }
      self.log = log
      read = [:]
      overtaken = []
      counts = counts.mapValues {
        $0.mapValues { count in
          var count = count
          count.position.offset = -1
          return count
        }
      }
      findings = findings.mapValues {
        $0.mapValues { finding in
          var finding = finding
          finding.position.offset = -1
          return finding
        }
      }
    }
  }

  private let state: SharedState
  private let follower: TopicFollower

  private final class SharedState: Sendable { let lock = Mutex(State()) }

  /// Begins to read; what was published before is there when `isCaughtUp`.
  package init(_ configuration: ClientConfiguration, logger: Logger) {
    let state = SharedState()
    self.state = state
    follower = TopicFollower(configuration, topics: [.counts, .findings], logger: logger) {
      batch, log in
      let json = JSONReader()
      state.lock.withLock { state in
        state.begin(log)
        for record in batch.records where state.isNew(record) {
          guard let key = batch.key(record), let value = batch.value(record),
            let topic = Topic(rawValue: record.topicPartition.topic),
            let document = try? json.read(Array(value))
          else { continue }
          let name = String(decoding: key, as: UTF8.self)
          let isNewest =
            topic == .counts
            ? state.take(count: document, name, Array(value))
            : state.take(finding: document, name, Array(value))
          let place = Place(topic: topic, key: name)
          state.news.insert(place)
          if isNewest { state.overtaken.remove(place) } else { state.overtaken.insert(place) }
        }
      }
    }
  }

  /// Whether everything that was published when reading began has been read.
  package var isCaughtUp: Bool { follower.isCaughtUp }

  /// The places that something was read of since the last call; none before all is read that was
  /// there at first.
  package func takeNews() -> Set<Place> {
    guard isCaughtUp else { return [] }
    return state.lock.withLock { state in
      defer { state.news = [] }
      return state.news
    }
  }

  /// All places that reflect one partition of the input.
  package func places(of partition: Int) -> [Place] {
    state.lock.withLock { state in
      let counts = state.counts.values.flatMap { $0 }.filter {
        $0.value.position.partition == partition
      }
      let findings = state.findings.values.flatMap { $0 }
        .filter { $0.value.position.partition == partition }
      return counts.map { Place(topic: .counts, key: $0.key) }
        + findings.map { Place(topic: .findings, key: $0.key) }
    }
  }

  /// What the topics tell of a place; `nil` when they tell nothing.
  package func told(_ place: Place) -> Told? {
    let election = String(place.key.prefix { $0 != "/" })
    return state.lock.withLock { state in
      let isOvertaken = state.overtaken.contains(place)
      if place.topic == .counts, let count = state.counts[election]?[place.key] {
        return Told(
          partition: count.position.partition, offset: count.position.offset, record: count.record,
          isOvertaken: isOvertaken)
      }
      if place.topic == .findings, let finding = state.findings[election]?[place.key] {
        return Told(
          partition: finding.position.partition, offset: finding.position.offset,
          record: (try? JSONReader().read(finding.json)) ?? .null, isOvertaken: isOvertaken)
      }
      return nil
    }
  }

  /// Ends reading; returns when it has.
  package func stop() { follower.stop() }

  /// The elections that anything is known of, sorted.
  package func elections() -> [String] { state.lock.withLock { $0.counts.keys.sorted() } }

  /// Totals first, then organizations and countries, the largest first; `nil` for an election that
  /// nothing is known of.
  package func counts(of election: String) -> [Count]? {
    state.lock.withLock { $0.counts[election].map { Array($0.values) } }?.sorted(by: Self.isBefore)
  }

  /// Conflicts first; closed ones last.
  package func findings(of election: String) -> [Finding] {
    let findings = state.lock.withLock { Array(($0.findings[election] ?? [:]).values) }
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
}
