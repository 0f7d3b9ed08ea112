private import Dispatch
package import Kafka
package import Observability
package import Records
private import Synchronization

/// Reads topics whole, outside of any consumer group, and goes on as they grow: how a service tells
/// what all instances have published.
///
/// `@unchecked`: the consumer is used on one queue alone, and what is told lies behind a lock.
package final class TopicFollower: @unchecked Sendable {
  private struct State {
    var isCaughtUp = false
    var problem: String?
  }

  private let configuration: ClientConfiguration
  private let topics: [Topic]
  private let limit: Int?
  private let logger: Logger
  private let take: @Sendable (_ batch: RecordBatch, _ log: String) -> Void
  private let queue = DispatchQueue(label: "topic-follower")
  private let state = Mutex(State())
  private let isStopping = Atomic(false)
  private let stopSignal = DispatchSemaphore(value: 0)

  /// Begins to read.
  ///
  /// - Parameters:
  ///   - limit: begins so many records before each partition's end; `nil` begins at its beginning.
  ///   - take: gets the records in the order of each partition, on the follower's queue, with the
  ///     cluster's id. After an error it gets them from the beginning once more.
  package init(
    _ configuration: ClientConfiguration, topics: [Topic], limit: Int? = nil, logger: Logger,
    take: @escaping @Sendable (_ batch: RecordBatch, _ log: String) -> Void
  ) {
    self.configuration = configuration
    self.topics = topics
    self.limit = limit
    self.logger = logger
    self.take = take
    queue.async { [self] in
      while !isStopping.load(ordering: .acquiring) {
        do {
          try read()
        } catch {
          logger.debug("Reading topics starts over", ["error": .string("\(error)")])
          state.withLock { $0.problem = "\(error)" }
          _ = stopSignal.wait(timeout: .now() + .seconds(1))
        }
      }
    }
  }

  /// Whether everything that was published when reading began has been read.
  package var isCaughtUp: Bool { state.withLock { $0.isCaughtUp } }

  /// Why it is not being read just now; `nil` while it is.
  package var problem: String? { state.withLock { $0.problem } }

  /// Ends reading; returns when it has.
  package func stop() {
    isStopping.store(true, ordering: .releasing)
    stopSignal.signal()
    queue.sync {}
  }

  private func read() throws {
    let consumer = try Consumer(configuration, group: "scrutineer-follower", logger: logger)
    defer { consumer.close() }
    var starts: [TopicPartition: Int] = [:]
    var ends: [TopicPartition: Int] = [:]
    for topic in topics {
      guard let count = try consumer.partitions(of: topic.rawValue, timeout: .seconds(5)), count > 0
      else {
        throw KafkaError(
          operation: "read \(topic.rawValue)", sentence: "the topic does not exist yet",
          disposition: .retry)
      }
      for partition in (0..<count).map({ TopicPartition(topic.rawValue, $0) }) {
        let held = try consumer.watermarks(partition, timeout: .seconds(5))
        starts[partition] = max(held.lowerBound, held.upperBound - (limit ?? held.upperBound))
        if !held.isEmpty { ends[partition] = held.upperBound }
      }
    }
    guard let log = consumer.clusterID(timeout: .seconds(5)) else {
      throw KafkaError(
        operation: "read topics", sentence: "no broker tells its cluster", disposition: .retry)
    }
    try consumer.assign(starts)
    while !isStopping.load(ordering: .acquiring) {
      let batch = try consumer.poll(limit: 2000, bytes: 4 << 20, timeout: .milliseconds(100))
      if !batch.isEmpty { take(batch, log) }
      ends = ends.filter { (consumer.reached($0.key) ?? 0) < $0.value }
      state.withLock { state in
        state.problem = nil
        if ends.isEmpty { state.isCaughtUp = true }
      }
    }
  }
}
