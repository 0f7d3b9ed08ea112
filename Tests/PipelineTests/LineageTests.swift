import Kafka
import Pipeline
import Records
import SQLite
import TestSupport
import Testing

@Suite("Addresses")
struct AddressTests {
  @Test("An address reads back from its own text")
  func roundTrip() {
    let address = Address(
      log: "MkU3OEVBNTcwNTJENDM2Qg", topic: "observers.raw", partition: 11, offset: 1 << 40,
      index: 3)
    #expect(address.description == "MkU3OEVBNTcwNTJENDM2Qg/observers.raw/11/1099511627776/3")
    #expect(Address(address.description) == address)
  }

  @Test(
    "Any other text is none",
    arguments: [
      "", "a/b/1/2", "a/b/1/2/3/4", "a/b/x/2/3", "a/b/-1/2/3", "a/b/1/-2/3", "a/b/1/2/-3",
      "a/b/1/2/99999999999999999999", "a/b//2/3", "a/b/1/2/3 ",
    ])
  func others(text: String) { #expect(Address(text) == nil) }
}

@Suite("Lineage and positions")
struct LineageTests {
  let database: Database
  let here = TopicPartition("observers.statements", 0)

  init() throws {
    database = try Database(path: ":memory:")
    try database.migrate([Positions.schema + Positions.setAsideSchema])
  }

  private func cause(_ partition: Int, _ offset: Int, _ index: Int = 0) -> Address {
    Address(log: "log", topic: "observers.raw", partition: partition, offset: offset, index: index)
  }

  /// Whether each cause is a repetition, asked in order at the offsets from `start` on.
  private func repetitions(
    _ lineage: inout Lineage, _ causes: [Address], in partition: TopicPartition, from start: Int = 0
  ) throws -> [Bool] {
    try database.write { transaction in
      var found: [Bool] = []
      for (place, cause) in causes.enumerated() {
        found.append(
          try lineage.isRepetition(cause, in: partition, at: start + place, transaction))
      }
      try lineage.store(in: transaction)
      return found
    }
  }

  @Test("A cause that is not above the highest seen of its partition is a repetition")
  func repetition() throws {
    var lineage = Lineage()
    let found = try repetitions(
      &lineage,
      [
        cause(0, 5, 0),
        cause(0, 5, 1),  // The next output of the same input.
        cause(0, 5, 1), cause(0, 5, 0), cause(0, 4, 9),
        cause(1, 2, 0),  // Another partition counts for itself.
        cause(0, 6, 0),  // A new input begins at its first output.
      ], in: here)
    #expect(found == [false, false, true, true, true, false, false])
    #expect((0..<7).map { lineage.wasPassedOver(here, at: $0) } == found)
  }

  @Test(
    "A route of two roads loses nothing by its cause, where it would lose records by its origin")
  func twoRoads() throws {
    // Raw records 5 and 9 reach one partition of enriched records by two partitions of statements,
    // each written by a process of its own: the road of 9 may be the faster one.
    func road(_ partition: Int, _ offset: Int) -> Address {
      Address(log: "log", topic: "observers.statements", partition: partition, offset: offset)
    }
    let records = [
      (origin: cause(0, 9), cause: road(1, 0)), (origin: cause(0, 5), cause: road(0, 0)),
      (origin: cause(0, 9), cause: road(1, 0)),  // Written twice.
      (origin: cause(0, 6), cause: road(0, 1)),
    ]
    var byCause = Lineage()
    #expect(
      try repetitions(&byCause, records.map(\.cause), in: here) == [false, false, true, false])
    var byOrigin = Lineage()
    let lost = try repetitions(&byOrigin, records.map(\.origin), in: here, from: 10)
    #expect(lost == [false, true, true, true], "records 5 and 6, never seen before, would be lost")
  }

  @Test("Another log and another reading partition have lineages of their own")
  func apart() throws {
    var lineage = Lineage()
    let other = Address(log: "other", topic: "observers.raw", partition: 0, offset: 1)
    #expect(try repetitions(&lineage, [cause(0, 5), other], in: here) == [false, false])
    let beside = TopicPartition(here.topic, 1)
    #expect(try repetitions(&lineage, [cause(0, 5)], in: beside) == [false])
    #expect(try repetitions(&lineage, [cause(0, 5)], in: here, from: 2) == [true])
  }

  @Test("What was stored is known after a start, for the partitions that are loaded")
  func stored() throws {
    var lineage = Lineage()
    #expect(
      try repetitions(&lineage, [cause(0, 5, 2), cause(0, 5, 1)], in: here) == [false, true])
    var next = Lineage()
    #expect(!next.wasPassedOver(here, at: 1))
    try next.load(here, from: database)
    #expect(next.wasPassedOver(here, at: 1))
    #expect(
      try repetitions(&next, [cause(0, 5, 2), cause(0, 6, 0)], in: here, from: 2) == [true, false])
    next.forget(here)
    #expect(!next.wasPassedOver(here, at: 1))
  }

  @Test("A batch that is rolled back leaves no trace in the file")
  func rolledBack() throws {
    struct Refused: Error {}
    var lineage = Lineage()
    #expect(throws: Refused.self) {
      try database.write { transaction in
        _ = try lineage.isRepetition(cause(0, 5), in: here, at: 0, transaction)
        try lineage.store(in: transaction)
        throw Refused()
      }
    }
    var next = Lineage()
    try next.load(here, from: database)
    #expect(try repetitions(&next, [cause(0, 5)], in: here) == [false])
  }

  @Test("What is published is never replayed, and so forgotten")
  func published() throws {
    var lineage = Lineage()
    try database.write { transaction in
      for offset in 0..<4 {
        _ = try lineage.isRepetition(cause(0, 5), in: here, at: offset, transaction)
      }
      try Positions.store(.init(next: 4, published: 3), for: here, in: transaction)
    }
    lineage.published(here, upTo: 3)
    var next = Lineage()
    try next.load(here, from: database)
    for known in [lineage, next] {
      #expect(
        (0..<5).map { known.wasPassedOver(here, at: $0) } == [false, false, false, true, false])
    }
  }

  @Test("Positions are kept by topic and partition, and begin anew with a new log")
  func positions() throws {
    let beside = TopicPartition(here.topic, 1)
    let elsewhere = TopicPartition("observers.raw", 0)
    #expect(try Positions.log(database) == nil)
    try database.write { transaction in
      try Positions.begin(log: "first", in: transaction)
      try Positions.store(.init(next: 1, published: 0), for: here, in: transaction)
      try Positions.store(.init(next: 9, published: 7), for: here, in: transaction)
      try Positions.store(.init(next: 3, published: 3), for: beside, in: transaction)
      try Positions.store(.init(next: 2, published: 2), for: elsewhere, in: transaction)
    }
    #expect(try Positions.log(database) == "first")
    #expect(
      try Positions.load(database, topic: here.topic) == [
        here: .init(next: 9, published: 7), beside: .init(next: 3, published: 3),
      ])
    try database.write { try Positions.begin(log: "second", in: $0) }
    #expect(try Positions.log(database) == "second")
    #expect(try Positions.load(database, topic: here.topic).isEmpty)
  }
}
