import Foundation
import Kafka
import Observability
import Processes
import Testing

/// What must hold against any broker.
struct Checks {
  let site: any Site

  func bytesComeBack() throws {
    let topic = try site.topic(partitions: 1)
    let headers: [(name: String, value: [UInt8])] = [
      ("a", [1, 0, 255]), ("b", []), ("a", Array("last".utf8)),
    ]
    let producer = try site.producer()
    let values: [[UInt8]?] = [[0, 1, 254, 255], [], nil]
    for value in values {
      try producer.produce(
        OutgoingRecord(
          topic: topic, partition: 0, key: value == nil ? [] : [7, 0], value: value,
          headers: headers),
        tag: 1)
    }
    try producer.produce(
      OutgoingRecord(topic: topic, partition: 0, key: nil, value: [9]), tag: 1)
    try producer.await(1)

    let consumer = try site.consumer()
    try consumer.assign([TopicPartition(topic, 0): 0])
    let batches = try consumer.read(4)
    let found = batches.flatMap { batch in batch.records.map { (batch, $0) } }
    #expect(found.map { $0.0.value($0.1).map(Array.init) } == values + [[9]])
    #expect(found.map { $0.0.key($0.1).map(Array.init) } == [[7, 0], [7, 0], [], nil])
    #expect(found.map { $0.1.offset } == [0, 1, 2, 3])
    #expect(found.allSatisfy { ($0.1.timestamp ?? 0) > 1_600_000_000_000 })
    for (batch, record) in found.prefix(3) {
      #expect(batch.headers(record).map(\.name) == ["a", "b", "a"])
      #expect(batch.headers(record).map(\.value) == headers.map(\.value))
      #expect(batch.header("a", record).map(Array.init) == Array("last".utf8))
      #expect(batch.header("c", record) == nil)
    }
    #expect(found[3].0.headers(found[3].1).isEmpty)
  }

  func deliveryByTag() throws {
    let topic = try site.topic(partitions: 2)
    let producer = try site.producer()
    for tag in 1...2 {
      for number in 0..<50 {
        try producer.produce(
          OutgoingRecord(topic: topic, key: Array("\(number)".utf8), value: [1]), tag: tag)
      }
    }
    #expect(producer.outstanding == 100)
    #expect(try !producer.isDone(tag: 2))
    try producer.await(1)
    try producer.await(2)
    #expect(producer.outstanding == 0)
    #expect(try producer.isDone(tag: 3), "a tag without records has nothing to wait for")
    let consumer = try site.consumer()
    let ends = try (0..<2).map {
      try consumer.watermarks(TopicPartition(topic, $0), timeout: .seconds(10)).upperBound
    }
    #expect(ends.reduce(0, +) == 100)
    #expect(ends.allSatisfy { $0 > 0 }, "keys are spread over the partitions")
  }

  func tooLarge() throws {
    let topic = try site.topic(partitions: 1)
    let producer = try site.producer()
    let error = #expect(throws: KafkaError.self) {
      try producer.produce(
        OutgoingRecord(topic: topic, key: nil, value: .init(repeating: 7, count: 5 << 20)), tag: 1)
    }
    #expect(error?.disposition == .reject)
    #expect(error?.description.contains("max.message.bytes") == true)
    #expect(try producer.isDone(tag: 1), "what was not taken is not waited for")
    try site.write(["the next"], to: topic)
  }

  /// - Parameter keepsLastCommit: whether the broker takes commits while the group moves; the mock
  ///   cluster does not, and what was read last is read by the next owner again.
  func groupSharesAndHandsOver(keepsLastCommit: Bool) throws {
    let topic = try site.topic(partitions: 4)
    let all = (0..<4).map { TopicPartition(topic, $0) }
    for partition in 0..<4 { try site.write(["a", "b"], to: topic, partition: partition) }
    let group = "sharing-\(UUID().uuidString)"
    final class Member {
      let consumer: Consumer
      var mine: Set<TopicPartition> = []
      var texts: [TopicPartition: [String]] = [:]
      var revocations = 0
      var refusals: [any Error] = []
      init(_ consumer: Consumer) { self.consumer = consumer }
      func poll() throws {
        let batch = try consumer.poll(limit: 100, bytes: 1 << 20, timeout: .milliseconds(50))
        for (record, text) in zip(batch.records, batch.texts) {
          texts[record.topicPartition, default: []].append(text)
        }
      }
      func join(_ topic: String) throws {
        try consumer.subscribe(
          [topic],
          Consumer.Rebalance(
            assigned: { [unowned self] partitions in
              mine = Set(partitions)
              let committed = try consumer.committed(partitions, timeout: .seconds(10)).offsets
              return committed
            },
            revoked: { [unowned self] partitions, isLost in
              revocations += 1
              // The last chance: commits what was read, from inside the callback.
              let read = partitions.compactMap { partition in
                consumer.reached(partition).map { (partition, $0) }
              }
              if !isLost {
                do {
                  try consumer.commit(.init(uniqueKeysWithValues: read))
                } catch {
                  refusals.append(error)
                }
              }
              mine.subtract(partitions)
            }))
      }
    }
    let first = Member(try site.consumer(group))
    let second = Member(try site.consumer(group))
    try first.join(topic)
    try eventually("the first has read all") {
      try first.poll()
      return first.texts.values.reduce(0) { $0 + $1.count } == 8
    }
    #expect(first.mine == Set(all))

    try second.join(topic)
    try eventually("both share the partitions") {
      try first.poll()
      try second.poll()
      return first.mine.count == 2 && second.mine.count == 2
    }
    #expect(first.mine.union(second.mine) == Set(all))
    // The embedded broker may have moved the group more than once.
    let revocations = first.revocations
    #expect(keepsLastCommit ? revocations == 1 : revocations >= 1)
    for partition in 0..<4 { try site.write(["c"], to: topic, partition: partition) }
    func count(_ text: String) -> Int {
      [first, second].reduce(0) { $0 + $1.texts.values.joined().count { $0 == text } }
    }
    try eventually("what came later is read") {
      try first.poll()
      try second.poll()
      return count("c") >= 4
    }
    if keepsLastCommit {
      #expect(count("a") == 4 && count("b") == 4, "the committed part is read by nobody again")
    } else {
      #expect(count("a") >= 4 && count("b") >= 4)
    }

    first.consumer.close()
    #expect(first.mine.isEmpty && first.revocations == revocations + 1, "closing hands over")
    try eventually("the second has all") {
      try second.poll()
      return second.mine == Set(all)
    }
    second.consumer.close()
    let refusals = first.refusals + second.refusals
    #expect(refusals.allSatisfy { ($0 as? KafkaError)?.isFenced == true })
    guard keepsLastCommit else { return }
    #expect(refusals.isEmpty)
    let committed = try site.consumer(group).committed(all, timeout: .seconds(10)).offsets
    #expect(committed == Dictionary(uniqueKeysWithValues: all.map { ($0, 3) }))
  }

  func placesInTheLog() throws {
    let topic = try site.topic(partitions: 2)
    let (full, empty) = (TopicPartition(topic, 0), TopicPartition(topic, 1))
    try site.write(["a", "b", "c", "d"], to: topic)
    let group = "places-\(UUID().uuidString)"
    let consumer = try site.consumer(group)
    #expect(try consumer.committed([full, empty], timeout: .seconds(10)).offsets.isEmpty)
    #expect(try consumer.watermarks(full, timeout: .seconds(10)) == 0..<4)
    #expect(try consumer.watermarks(empty, timeout: .seconds(10)).isEmpty)
    #expect(try consumer.partitions(of: topic, timeout: .seconds(10)) == 2)

    try consumer.assign([full: 2])
    #expect(consumer.reached(full) == 2 && consumer.reached(empty) == nil)
    let batches = try consumer.read(2)
    #expect(batches.flatMap(\.texts) == ["c", "d"])
    #expect(consumer.reached(full) == 4)
    #expect(consumer.knownEnd(full) == 4)
    try consumer.commit([full: 3])
    try consumer.commit([:])
    #expect(try consumer.committed([full, empty], timeout: .seconds(10)).offsets == [full: 3])
    // A note lies beside its offset until the next commit, which has its own or none.
    let noting = try site.consumer("notes-\(UUID().uuidString)")
    try noting.commit([full: 3, empty: 0], notes: [full: "0:17,5:1"])
    let noted = try noting.committed([full, empty], timeout: .seconds(10))
    #expect(noted.offsets == [full: 3, empty: 0])
    #expect(noted.notes == [full: "0:17,5:1"])
    try noting.commit([full: 3])
    #expect(try noting.committed([full], timeout: .seconds(10)).notes.isEmpty)

    let rows = try Admin(site.configuration, logger: .silent).progress(
      group: group, topic: topic, timeout: .seconds(10))
    #expect(rows.map(\.partition) == [0, 1])
    #expect(rows.map(\.committed) == [3, nil])
    #expect(rows.map(\.log) == [0..<4, 0..<0])
  }

  func endsStandWell() throws {
    let topic = try site.topic(partitions: 2)
    let (full, empty) = (TopicPartition(topic, 0), TopicPartition(topic, 1))
    try site.write(["a"], to: topic)
    let consumer = try Consumer(
      site.configuration, group: "idle", patience: .milliseconds(600), logger: .silent)
    try consumer.assign([full: 0, empty: 0])
    let began = ContinuousClock.now
    while ContinuousClock.now - began < .seconds(2) {
      _ = try consumer.poll(limit: 10, bytes: 1 << 20, timeout: .milliseconds(50))
    }
    #expect(consumer.reached(full) == 1 && consumer.reached(empty) == 0)
  }

  func closesWithoutAssignment() throws {
    let topic = try site.topic(partitions: 1)
    let began = ContinuousClock.now
    let consumer = try site.consumer()
    var calls = 0
    try consumer.subscribe(
      [topic], Consumer.Rebalance(assigned: { _ in [:] }, revoked: { _, _ in calls += 1 }))
    _ = try consumer.poll(limit: 1, bytes: 1, timeout: .zero)
    consumer.close()
    consumer.close()
    #expect(calls == 0)
    #expect(ContinuousClock.now - began < .seconds(10))
  }

  func clusterIDs() throws -> Set<String?> {
    let admin = try Admin(site.configuration, logger: .silent)
    #expect(try admin.brokers(timeout: .seconds(10)) == 1)
    return try [
      admin.clusterID(timeout: .seconds(10)), site.producer().clusterID(timeout: .seconds(10)),
      site.consumer().clusterID(timeout: .seconds(10)),
    ]
  }
}
