package import DeadLetters
private import Dispatch
package import HTTP
private import JSON
package import Kafka
package import Observability
private import Records
private import Synchronization

/// The newest of what no service accepted, read from `observers.rejected`, and `GET /v1/rejected`.
///
/// `@unchecked`: the consumer is used on one queue alone, and what is read lies behind a lock.
package final class RejectedBoard: @unchecked Sendable {
  /// Most that are kept.
  package static let limit = 1000

  private struct State {
    /// At most twice the limit, in the order of reading.
    var letters: [DeadLetter.Summary] = []
    /// Of those above: a rejection may be written twice.
    var addresses: Set<String> = []
    var isCaughtUp = false
    /// Why it is not being read just now; `nil` while it is.
    var problem: String?

    mutating func add(_ letter: DeadLetter.Summary) {
      guard addresses.insert(letter.address).inserted else { return }
      letters.append(letter)
      guard letters.count > 2 * limit else { return }
      letters = newest(limit).reversed()
      addresses = Set(letters.map(\.address))
    }

    /// The newest first.
    func newest(_ count: Int) -> [DeadLetter.Summary] {
      let ordered = letters.enumerated().sorted {
        ($0.element.at?.milliseconds ?? 0, $0.offset) > (
          $1.element.at?.milliseconds ?? 0, $1.offset
        )
      }
      return ordered.prefix(count).map(\.element)
    }
  }

  private let configuration: ClientConfiguration
  private let logger: Logger
  private let queue = DispatchQueue(label: "rejected")
  private let state = Mutex(State())
  private let isStopping = Atomic(false)
  private let stopSignal = DispatchSemaphore(value: 0)

  /// Begins to read.
  package init(_ configuration: ClientConfiguration, logger: Logger) {
    self.configuration = configuration
    self.logger = logger
    queue.async { [self] in
      while !isStopping.load(ordering: .acquiring) {
        do {
          try read()
        } catch {
          logger.debug("Reading what was rejected starts over", ["error": .string("\(error)")])
          state.withLock { $0.problem = "\(error)" }
          _ = stopSignal.wait(timeout: .now() + .seconds(1))
        }
      }
    }
  }

  /// Whether what was rejected before reading began has been read.
  package var isCaughtUp: Bool { state.withLock { $0.isCaughtUp } }

  /// Why it is not being read just now; `nil` while it is.
  package var problem: String? { state.withLock { $0.problem } }

  /// The newest first, at most `count`.
  package func newest(_ count: Int = limit) -> [DeadLetter.Summary] {
    state.withLock { $0.newest(count) }
  }

  /// Ends reading; returns when it has.
  package func stop() {
    isStopping.store(true, ordering: .releasing)
    stopSignal.signal()
    queue.sync {}
  }

  package func addRoutes(to router: inout Router) {
    router.get("/v1/rejected") { [self] request in
      guard let count = Int(request.query("limit") ?? "100"), (1...Self.limit).contains(count)
      else {
        throw HTTPProblem(
          400, "invalid-limit", "limit must be a whole number from 1 to \(Self.limit).")
      }
      let (letters, isCaughtUp, problem) = state.withLock {
        ($0.newest(count), $0.isCaughtUp, $0.problem)
      }
      var writer = JSONWriter()
      writer.object { writer in
        writer.name("rejected")
        writer.array { writer in for letter in letters { letter.write(to: &writer) } }
        writer.member("caught_up", isCaughtUp)
        writer.member("problem", problem)
      }
      return .json(writer.bytes)
    }
  }

  // MARK: On the queue

  private func read() throws {
    let consumer = try Consumer(configuration, group: "scrutineer-rejected", logger: logger)
    defer { consumer.close() }
    let topic = Topic.rejected.rawValue
    guard let count = try consumer.partitions(of: topic, timeout: .seconds(5)), count > 0,
      let log = consumer.clusterID(timeout: .seconds(5))
    else {
      throw KafkaError(
        operation: "read \(topic)", sentence: "the topic does not exist yet", disposition: .retry)
    }
    var starts: [TopicPartition: Int] = [:]
    var ends: [TopicPartition: Int] = [:]
    for partition in (0..<count).map({ TopicPartition(topic, $0) }) {
      let held = try consumer.watermarks(partition, timeout: .seconds(5))
      starts[partition] = max(held.lowerBound, held.upperBound - Self.limit)
      if !held.isEmpty { ends[partition] = held.upperBound }
    }
    try consumer.assign(starts)
    while !isStopping.load(ordering: .acquiring) {
      let batch = try consumer.poll(limit: 1000, bytes: 4 << 20, timeout: .milliseconds(100))
      state.withLock { state in
        for record in batch.records {
          if let end = ends[record.topicPartition], record.offset + 1 >= end {
            ends[record.topicPartition] = nil
          }
          state.add(DeadLetter(record, of: batch, log: log).summary)
        }
        if ends.isEmpty { state.isCaughtUp = true }
        state.problem = nil
      }
    }
  }
}
