import Foundation
import Kafka
import Observability
import Processes
import TestSupport
import Testing

@Suite("Clients of the embedded broker", .ownThread, .timeLimit(.minutes(5)))
struct EmbeddedBrokerTests {
  let site: Embedded
  var checks: Checks { Checks(site: site) }

  init() throws { site = try Embedded() }

  @Test("Keys, values, headers and tombstones come back byte by byte")
  func bytes() throws { try checks.bytesComeBack() }

  @Test("A tag is done when the broker has acknowledged all of its records")
  func delivery() throws { try checks.deliveryByTag() }

  @Test("A record that is too large is refused, and the next one is taken")
  func tooLarge() throws { try checks.tooLarge() }

  @Test("A group shares partitions and hands them over with a last commit")
  func group() throws { try checks.groupSharesAndHandsOver(keepsLastCommit: false) }

  @Test("Ends of the log, positions and committed offsets are told for each partition")
  func places() throws { try checks.placesInTheLog() }

  @Test("A reader that waits at the ends of its logs is left waiting")
  func ends() throws { try checks.endsStandWell() }

  @Test("A consumer that never got a partition closes, and more than once")
  func closing() throws { try checks.closesWithoutAssignment() }

  @Test("All clients see the same cluster, known as an embedded one")
  func clusterID() throws {
    let ids = try checks.clusterIDs()
    #expect(ids.count == 1)
    let id = try #require(ids.first ?? nil)
    #expect(MockCluster.isEmbedded(clusterID: id))
  }

  @Test("Reading from an offset that the log does not hold is told as a fault")
  func outOfRange() throws {
    let topic = try site.topic(partitions: 1)
    try site.write(["a"], to: topic)
    let consumer = try site.consumer()
    try consumer.assign([TopicPartition(topic, 0): 1000])
    let error = #expect(throws: KafkaError.self) {
      try eventually("the fault is told") {
        _ = try consumer.poll(limit: 1, bytes: 1, timeout: .milliseconds(100))
        return false
      }
    }
    #expect(error?.isOutOfRange == true && error?.disposition == .stop)
  }

  @Test("What a rebalance throws comes out of the poll it happened in")
  func rebalanceFault() throws {
    struct Refused: Error {}
    let topic = try site.topic(partitions: 1)
    let consumer = try site.consumer()
    try consumer.subscribe(
      [topic], Consumer.Rebalance(assigned: { _ in throw Refused() }, revoked: { _, _ in }))
    #expect(throws: Refused.self) {
      try eventually("the group lets us in") {
        _ = try consumer.poll(limit: 1, bytes: 1, timeout: .milliseconds(100))
        return false
      }
    }
  }

  @Test("A writer to a bounded log waits for its readers' commits")
  func gate() throws {
    let topic = try site.topic(partitions: 1)
    let partition = TopicPartition(topic, 0)
    let text = String(repeating: "x", count: 1 << 14)
    try site.write(Array(repeating: text, count: 100), to: topic)
    let reader = try site.consumer("gated")
    let gate = ReaderGate(site.configuration, group: "gated", topic: topic, logger: .silent)
    var looks = 0
    var failure: (any Error)?
    try gate.admit(bytes: 100 << 14, records: 100) {
      looks += 1
      if looks == 4 { do { try reader.commit([partition: 90]) } catch { failure = error } }
      return false
    }
    #expect(failure == nil)
    #expect(looks >= 4, "it goes on after the commit, not before")
    looks = 0
    try gate.admit(bytes: 10, records: 1) {
      looks += 1
      return false
    }
    #expect(looks == 0, "a little more needs no look")
  }

  @Test("A partition that gives nothing though its log goes on is told, and a new reader reads it")
  func standstill() throws {
    let topic = try site.topic(partitions: 2)
    try site.write(["a", "b"], to: topic)
    func reader() throws -> Consumer {
      let consumer = try Consumer(
        site.configuration, group: "stuck", patience: .milliseconds(600), logger: .silent)
      try consumer.assign([TopicPartition(topic, 0): 0, TopicPartition(topic, 1): 0])
      return consumer
    }
    site.cluster.refuse(.fetch, 1000)
    let first = try reader()
    let error = #expect(throws: KafkaError.self) {
      try eventually("the standstill is told") {
        _ = try first.poll(limit: 10, bytes: 1 << 20, timeout: .milliseconds(50))
        return false
      }
    }
    #expect(error?.disposition == .retry)
    #expect(error?.description.contains("\(topic)[0]") == true)
    #expect(error?.description.contains("2 offsets") == true)
    first.close()
    site.cluster.refuse(.fetch, 0)
    #expect(try reader().read(2).flatMap(\.texts) == ["a", "b"])
  }

  @Test("A gate lets go when its writer is to stop")
  func gateStops() throws {
    let topic = try site.topic(partitions: 1)
    try site.write(Array(repeating: "x", count: 100), to: topic)
    let gate = ReaderGate(site.configuration, group: "nobody", topic: topic, logger: .silent)
    var looks = 0
    try gate.admit(bytes: 10 << 20, records: 100) {
      looks += 1
      return looks > 3
    }
    #expect(looks == 4)
  }

  @Test("A commit with the broker away ends in time, to be tried again")
  func commitInTime() throws {
    let topic = try site.topic(partitions: 1)
    let consumer = try site.consumer()
    try consumer.commit([TopicPartition(topic, 0): 1])
    site.cluster.setReachable(false)
    let began = ContinuousClock.now
    let error = #expect(throws: KafkaError.self) {
      try consumer.commit([TopicPartition(topic, 0): 2], timeout: .milliseconds(500))
    }
    #expect(error?.disposition == .retry)
    #expect(ContinuousClock.now - began < .seconds(5))
  }

  @Test("What is written while the broker is away arrives once it is back")
  func brokerReturns() throws {
    let topic = try site.topic(partitions: 1)
    try site.write(["a"], to: topic)
    let producer = try site.producer()
    site.cluster.setReachable(false)
    try producer.produce(
      OutgoingRecord(topic: topic, partition: 0, key: nil, value: Array("b".utf8)), tag: 1)
    #expect(!producer.flush(timeout: .milliseconds(300)))
    #expect(try !producer.isDone(tag: 1))
    site.cluster.setReachable(true)
    try producer.await(1)
    let consumer = try site.consumer()
    try consumer.assign([TopicPartition(topic, 0): 0])
    #expect(try consumer.read(2).flatMap(\.texts) == ["a", "b"])
  }

  @Test("A full queue is left when the writer is to stop")
  func fullQueue() throws {
    let topic = try site.topic(partitions: 1)
    var configuration = site.configuration
    configuration.properties["queue.buffering.max.messages"] = "10"
    let producer = try Producer(configuration, logger: .silent)
    site.cluster.setReachable(false)
    var asked = 0
    let error = #expect(throws: KafkaError.self) {
      for _ in 0..<20 {
        try producer.produce(OutgoingRecord(topic: topic, key: nil, value: [1]), tag: 1) {
          asked += 1
          return asked > 2
        }
      }
    }
    #expect(error?.disposition == .retry)
    #expect(producer.outstanding == 10)
  }
}

@Suite(
  "Clients of Apache Kafka", .ownThread, .timeLimit(.minutes(5)),
  .enabled(if: RealKafka.isNamed, RealKafka.whenNamed))
struct ApacheKafkaTests {
  let site: Apache
  var checks: Checks { Checks(site: site) }

  init() throws { site = try Apache() }

  @Test("Keys, values, headers and tombstones come back byte by byte")
  func bytes() throws { try checks.bytesComeBack() }

  @Test("A tag is done when the broker has acknowledged all of its records")
  func delivery() throws { try checks.deliveryByTag() }

  @Test("A record that is too large is refused, and the next one is taken")
  func tooLarge() throws { try checks.tooLarge() }

  @Test("A group shares partitions and hands them over with a last commit")
  func group() throws { try checks.groupSharesAndHandsOver(keepsLastCommit: true) }

  @Test("Ends of the log, positions and committed offsets are told for each partition")
  func places() throws { try checks.placesInTheLog() }

  @Test("A reader that waits at the ends of its logs is left waiting")
  func ends() throws { try checks.endsStandWell() }

  @Test("A consumer that never got a partition closes, and more than once")
  func closing() throws { try checks.closesWithoutAssignment() }

  @Test("All clients see the same cluster, which is not an embedded one")
  func clusterID() throws {
    let ids = try checks.clusterIDs()
    #expect(ids.count == 1)
    let id = try #require(ids.first ?? nil)
    #expect(!MockCluster.isEmbedded(clusterID: id))
  }

  @Test("A topic is made as planned once, and left as it is from then on")
  func makesTopics() throws {
    let admin = try Admin(site.configuration, logger: .silent)
    let name = "made-\(UUID().uuidString)"
    #expect(try admin.partitions(of: name, timeout: .seconds(10)) == nil)
    let plan = TopicPlan(
      name: name, partitions: 3, replication: 1,
      settings: ["cleanup.policy": "compact", "max.message.bytes": "4194304"])
    #expect(try admin.create(plan, timeout: .seconds(20)))
    try eventually("the topic is known") {
      try admin.partitions(of: name, timeout: .seconds(10)) == 3
    }
    let other = TopicPlan(name: name, partitions: 5, replication: 1, settings: [:])
    #expect(try !admin.create(other, timeout: .seconds(20)))
    #expect(try admin.partitions(of: name, timeout: .seconds(10)) == 3)
    let described = try site.kafka.run("configs", "--describe", "--topic", name)
    #expect(described.contains("cleanup.policy=compact"))
    #expect(described.contains("max.message.bytes=4194304"))
  }

  @Test("A topic that cannot be made says why")
  func refusesTopics() throws {
    let admin = try Admin(site.configuration, logger: .silent)
    let name = "refused-\(UUID().uuidString)"
    let plan = TopicPlan(
      name: name, partitions: 1, replication: 1, settings: ["cleanup.policy": "burn"])
    let error = #expect(throws: KafkaError.self) {
      _ = try admin.create(plan, timeout: .seconds(20))
    }
    #expect(error?.description.contains(name) == true)
    #expect(error?.description.contains("burn") == true)
  }

  @Test("A record that the topic's own limit forbids fails its tag for good")
  func tooLargeForTopic() throws {
    let admin = try Admin(site.configuration, logger: .silent)
    let name = "small-\(UUID().uuidString)"
    let plan = TopicPlan(
      name: name, partitions: 1, replication: 1, settings: ["max.message.bytes": "1000"])
    _ = try admin.create(plan, timeout: .seconds(20))
    var configuration = site.configuration
    configuration.properties["compression.type"] = "none"
    let producer = try Producer(configuration, logger: .silent)
    try producer.produce(
      OutgoingRecord(topic: name, key: nil, value: .init(repeating: 7, count: 5000)), tag: 1)
    let error = #expect(throws: KafkaError.self) { try producer.await(1) }
    #expect(error?.disposition == .reject)
    #expect(throws: KafkaError.self) { _ = try producer.isDone(tag: 1) }
  }

  @Test("The marks that a transaction leaves at the end of a log are passed")
  func transactions() throws {
    let topic = try site.topic(partitions: 1)
    let partition = TopicPartition(topic, 0)
    _ = try site.kafka.run(
      "perf-producer", "--topic", topic, "--num-records", "5", "--record-size", "10",
      "--throughput", "-1", "--transactional-id", topic)
    let consumer = try site.consumer()
    try consumer.assign([partition: 0])
    let last = try consumer.read(5).flatMap(\.records).last?.offset ?? 0
    let end = try consumer.watermarks(partition, timeout: .seconds(10)).upperBound
    #expect(last + 1 < end, "a mark lies behind the last record")
    try eventually("the end is reached") {
      _ = try consumer.poll(limit: 10, bytes: 1 << 20, timeout: .milliseconds(50))
      return consumer.reached(partition) == end
    }
  }

  @Test("A member whose name another has taken is told so, and may start over")
  func fenced() throws {
    let topic = try site.topic(partitions: 1)
    let group = "readers-\(UUID().uuidString)"
    func member() throws -> Member {
      let consumer = try Consumer(
        site.configuration, group: group, instance: "one", logger: .silent)
      let member = Member(consumer)
      try consumer.subscribe(
        [topic],
        Consumer.Rebalance(
          assigned: { partitions in
            member.isAssigned = true
            return Dictionary(uniqueKeysWithValues: partitions.map { ($0, 0) })
          }, revoked: { _, _ in }))
      return member
    }
    func poll(_ consumer: Consumer) throws {
      _ = try consumer.poll(limit: 10, bytes: 1 << 20, timeout: .milliseconds(100))
    }
    let first = try member()
    try eventually("the first has the partition") {
      try poll(first.consumer)
      return first.isAssigned
    }
    let second = try member()
    try eventually("the second has the partition") {
      try poll(second.consumer)
      return second.isAssigned
    }
    // Its commit is refused; whoever takes that for a rebalance must hear more at the next poll.
    _ = try? first.consumer.commit([TopicPartition(topic, 0): 0])
    let error = #expect(throws: KafkaError.self) {
      try eventually("the first is told") {
        try poll(first.consumer)
        return false
      }
    }
    #expect(error?.isFenced == true)
    #expect(error?.disposition == .retry)
    first.consumer.close()
  }

  @Test("A log that is not bounded lets a writer pass, whatever its readers do")
  func gate() throws {
    let topic = try site.topic(partitions: 1)
    let gate = ReaderGate(site.configuration, group: "nobody", topic: topic, logger: .silent)
    try site.write(Array(repeating: "x", count: 100), to: topic)
    var looks = 0
    try gate.admit(bytes: 100 << 20, records: 100) {
      looks += 1
      return false
    }
    #expect(looks == 0)
  }
}

/// A consumer, and whether it has been given a partition.
private final class Member {
  let consumer: Consumer
  var isAssigned = false
  init(_ consumer: Consumer) { self.consumer = consumer }
}

@Suite("Clients without a broker", .ownThread, .timeLimit(.minutes(5)))
struct NoBrokerTests {
  /// Nothing listens on port 1.
  let nowhere = ClientConfiguration(bootstrap: "127.0.0.1:1")

  @Test("A broker out of reach is told in time, with advice, and may be tried again")
  func unreachable() throws {
    let began = ContinuousClock.now
    let admin = try Admin(nowhere, logger: .silent)
    let error = #expect(throws: KafkaError.self) {
      _ = try admin.brokers(timeout: .milliseconds(300))
    }
    #expect(error?.disposition == .retry)
    #expect(error?.isUnavailable == true)
    #expect(error?.description.contains("127.0.0.1:1") == true)
    #expect(error?.description.contains("Is the broker running") == true)
    #expect(admin.clusterID(timeout: .milliseconds(300)) == nil)
    let consumer = try Consumer(nowhere, group: "g", logger: .silent)
    let partition = TopicPartition("t", 0)
    #expect(throws: KafkaError.self) {
      _ = try consumer.watermarks(partition, timeout: .milliseconds(300))
    }
    #expect(throws: KafkaError.self) {
      _ = try consumer.committed([partition], timeout: .milliseconds(300))
    }
    #expect(try consumer.poll(limit: 1, bytes: 1, timeout: .milliseconds(100)).isEmpty)
    #expect(ContinuousClock.now - began < .seconds(10))
  }

  @Test("A consumer notices that no broker is left")
  func noticesAbsence() throws {
    let consumer = try Consumer(nowhere, group: "g", logger: .silent)
    try eventually("the absence is noticed") {
      _ = try consumer.poll(limit: 1, bytes: 1, timeout: .milliseconds(100))
      return consumer.isUnreachable
    }
  }

  @Test(
    "A property that librdkafka does not take stops the start and is named",
    arguments: [("no.such.property", "1"), ("fetch.wait.max.ms", "soon")])
  func wrongProperty(name: String, value: String) throws {
    let wrong = ClientConfiguration(bootstrap: "127.0.0.1:1", properties: [name: value])
    for make in [
      { _ = try Consumer(wrong, group: "g", logger: .silent) },
      { _ = try Producer(wrong, logger: .silent) }, { _ = try Admin(wrong, logger: .silent) },
    ] as [() throws -> Void] {
      let error = #expect(throws: KafkaError.self) { try make() }
      #expect(error?.disposition == .stop)
      #expect(error?.description.contains(name) == true)
    }
  }

  @Test("What an operator sets goes before our defaults")
  func operatorsProperties() throws {
    let cluster = try Embedded()
    let topic = try cluster.topic(partitions: 1)
    var configuration = cluster.configuration
    configuration.properties["message.max.bytes"] = "2000"
    let producer = try Producer(configuration, logger: .silent)
    #expect(throws: KafkaError.self) {
      try producer.produce(
        OutgoingRecord(topic: topic, key: nil, value: .init(repeating: 7, count: 3000)), tag: 1)
    }
  }

  @Test("librdkafka's lines come out of our logger")
  func logs() throws {
    let lines = Lines()
    let logger = Logger(service: "test", level: .debug, format: .json, sink: lines.sink)
    let consumer = try Consumer(nowhere, group: "g", logger: logger)
    try eventually("a line comes") {
      _ = try consumer.poll(limit: 1, bytes: 1, timeout: .milliseconds(50))
      return lines.all.contains {
        $0.contains(#""event":"librdkafka""#) && $0.contains(#""facility":"FAIL""#)
          && $0.contains("127.0.0.1:1")
      }
    }
  }
}
