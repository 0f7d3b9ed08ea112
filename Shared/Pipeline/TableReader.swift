import Kafka
import Observability
import Records

/// Reads one topic whole, all its partitions, from where state stands.
final class TableReader {
  /// The next offset to read of each partition.
  private(set) var next: [TopicPartition: Int] = [:]
  private let consumer: Consumer
  private var ends: [TopicPartition: Int] = [:]

  /// - Parameter known: how far state has read each partition.
  /// - Throws: `LogFault` when the log ends before that.
  init(
    _ topic: Topic, _ configuration: ClientConfiguration,
    known: [TopicPartition: Positions.Position], mayCarryOn: Bool, logger: Logger
  ) throws {
    consumer = try Consumer(configuration, group: "scrutineer-table", logger: logger)
    guard let count = try consumer.partitions(of: topic.rawValue, timeout: .seconds(10)), count > 0
    else {
      throw KafkaError(
        operation: "read \(topic.rawValue)",
        sentence: "the topic does not exist yet; make it with: scrutineer topics",
        disposition: .retry)
    }
    for partition in (0..<count).map({ TopicPartition(topic.rawValue, $0) }) {
      let held = try consumer.watermarks(partition, timeout: .seconds(10))
      var position = known[partition]?.next ?? 0
      if position > held.upperBound {
        guard mayCarryOn else {
          throw LogFault.cutShort(partition, position: position, end: held.upperBound)
        }
        position = 0
      }
      // What compaction has removed was replaced by something newer that is still there.
      next[partition] = max(position, held.lowerBound)
      if next[partition] ?? 0 < held.upperBound { ends[partition] = held.upperBound }
    }
    try consumer.assign(next)
  }

  deinit { consumer.close() }

  /// Whether everything that was there at the start has been read.
  var isCaughtUp: Bool { ends.isEmpty }

  func poll(timeout: Duration) throws -> RecordBatch {
    let batch = try consumer.poll(limit: 1000, bytes: 1 << 20, timeout: timeout)
    for partition in next.keys { next[partition] = consumer.reached(partition) }
    ends = ends.filter { next[$0.key] ?? 0 < $0.value }
    return batch
  }
}
