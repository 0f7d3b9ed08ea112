import CLICore
import EnrichmentCore
import Foundation
import HTTP
import Kafka
import Observability
import Processes
import Records
import Synchronization

/// Sends the made-up stream to `observers.raw` at a rate, on a thread of its own, and tells the
/// oracle of each message.
final class Publisher: Sendable {
  private struct State {
    var oracle = Oracle()
    var stream: MessageStream
    var places: SplitMix64
    var failure: String?
  }

  private let cluster: ClientConfiguration
  private let partitions: Int
  private let rate: Int
  private let state: Mutex<State>
  private let isSending = Atomic(false)
  private let working = Atomic(0)

  init(_ cluster: ClientConfiguration, partitions: Int, rate: Int, seed: UInt64) {
    self.cluster = cluster
    self.partitions = partitions
    self.rate = rate
    state = Mutex(
      State(stream: MessageStream(seed: seed), places: SplitMix64(seed: seed &+ 1)))
  }

  /// What must come of all that was sent.
  func oracle() -> Oracle { state.withLock { $0.oracle } }

  func start() {
    isSending.store(true, ordering: .releasing)
    for work in [send, decide] {
      working.add(1, ordering: .acquiringAndReleasing)
      Thread.detachNewThread { [self] in
        do {
          try work()
        } catch {
          state.withLock { $0.failure = "\(error)" }
        }
        working.subtract(1, ordering: .acquiringAndReleasing)
      }
    }
  }

  /// Ends sending; returns when the broker has everything.
  func finish() throws {
    isSending.store(false, ordering: .releasing)
    try eventually("all messages are with the broker", within: .seconds(180)) {
      working.load(ordering: .acquiring) == 0
    }
    if let failure = state.withLock({ $0.failure }) { throw HarnessError(failure) }
  }

  /// Publishes that many messages as fast as the broker takes them, whether or not anybody reads
  /// them; returns when it has them all.
  func publish(_ count: Int) throws {
    let producer = try Producer(cluster, logger: .silent)
    for _ in 0..<count { try producer.produce(nextRecord(), tag: 1) }
    while try !producer.isDone(tag: 1) { producer.serve(timeout: .milliseconds(50)) }
  }

  /// The next message of the stream, of which the oracle now knows.
  private func nextRecord() -> OutgoingRecord {
    state.withLock { state in
      let bytes = state.stream.next()
      let partition = state.places.below(partitions)
      state.oracle.sent(bytes, partition: partition)
      return OutgoingRecord(
        topic: Topic.raw.rawValue, partition: partition, key: nil, value: bytes)
    }
  }

  private func send() throws {
    var producer = try Producer(cluster, logger: .silent)
    let gate = ReaderGate(
      cluster, group: Group.ingestion.rawValue, topic: Topic.raw.rawValue, logger: .silent)
    /// What the broker has not acknowledged yet, by tag.
    var open: [(tag: Int, records: [OutgoingRecord])] = []
    var tag = 0
    var next = ContinuousClock.now
    func sendSome() throws {
      if isSending.load(ordering: .acquiring) {
        tag += 1
        open.append((tag, []))
        for _ in 0..<max(1, rate / 50) {
          let record = nextRecord()
          open[open.count - 1].records.append(record)
          try gate.admit(bytes: (record.value?.count ?? 0) + 300, records: 1)
          try producer.produce(record, tag: tag)
        }
      }
      producer.serve()
      while let first = open.first, try producer.isDone(tag: first.tag) { open.removeFirst() }
    }
    while isSending.load(ordering: .acquiring) || !open.isEmpty {
      do {
        try sendSome()
      } catch let error as KafkaError where error.disposition == .retry {
        // An idempotent producer that has lost its place in a partition cannot go on (librdkafka's
        // INTRODUCTION.md, "Idempotent Producer"): a new one sends what nobody knows to be there.
        producer = try Producer(cluster, logger: .silent)
        let again = open.flatMap(\.records).filter { record in
          state.withLock { $0.oracle.maySendAgain(record.value ?? []) }
        }
        tag += 1
        open = [(tag, again)]
        for record in again { try producer.produce(record, tag: tag) }
      }
      next += .milliseconds(20)
      if next > .now {
        Thread.sleep(forTimeInterval: (next - .now) / .seconds(1))
      } else {
        next = .now
      }
    }
  }

  /// Decides now and then whose an unknown name is, decides otherwise, and takes decisions back.
  private func decide() throws {
    let writer = try AliasWriter(cluster, logger: .silent)
    while isSending.load(ordering: .acquiring) {
      let (name, id) = state.withLock { state -> (String, String?) in
        let name = MessageStream.circle(state.places.below(MessageStream.circles))
        return (
          name, [nil, "osce-pa", "sco", "cis-ipa", "european-parliament"][state.places.below(5)]
        )
      }
      while try !isDecided(name, id, writer) {}
      state.withLock { $0.oracle.decided(name, id) }
      usleep(300_000)
    }
  }

  /// `false` when the broker is away, so that the same is to be decided once more.
  private func isDecided(_ name: String, _ id: String?, _ writer: AliasWriter) throws -> Bool {
    let outcome = Result { () throws in
      if let id {
        _ = try writer.decide(name, id, now: .now)
      } else {
        try writer.withdraw(name, now: .now)
      }
    }
    if case .failure(let error as AliasProblem) = outcome, error.reason == .unavailable {
      return false
    }
    try outcome.get()
    return true
  }

  /// Sends a few messages over HTTP, each until it is accepted: an answer that a kill cut off may
  /// stand for a message that was taken, so it is sent again.
  func post(_ count: Int, to instances: [Instance]) throws {
    for _ in 0..<count {
      let bytes = state.withLock { $0.stream.next() }
      var accepted = false
      try eventually("ingestion accepts a message", within: .seconds(120)) {
        for instance in instances {
          let answer = try? HTTPClient(timeout: .seconds(5)).post(
            "http://127.0.0.1:\(instance.port)/v1/messages",
            contentType: "application/x-www-form-urlencoded", body: bytes)
          guard let answer else { continue }
          if answer.status == 202 { accepted = true }
          // Malformed ones are refused at the door and never reach the topic.
          if answer.status == 202 || answer.status == 400 { return true }
        }
        usleep(50_000)
        return false
      }
      if accepted { state.withLock { $0.oracle.sent(bytes, partition: nil) } }
    }
  }
}
