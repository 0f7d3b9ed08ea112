package import Kafka
package import Records
package import SQLite

/// Where a service stands in its input, kept in the same transactions as what it made of it.
package struct Positions {
  /// For one partition of the input.
  package struct Position: Sendable, Equatable {
    /// The next offset to apply; everything below is in state.
    package var next: Int
    /// Every output of inputs below this one has been acknowledged.
    package var published: Int

    package init(next: Int, published: Int) {
      self.next = next
      self.published = published
    }
  }

  /// Part of the first migration of every service's file.
  package static let schema = """
    CREATE TABLE log (only INTEGER PRIMARY KEY CHECK (only = 1), id TEXT NOT NULL);
    CREATE TABLE positions (
      topic TEXT NOT NULL, partition INTEGER NOT NULL, next INTEGER NOT NULL,
      published INTEGER NOT NULL, PRIMARY KEY (topic, partition)) WITHOUT ROWID;
    CREATE TABLE lineage (
      topic TEXT NOT NULL, partition INTEGER NOT NULL, cause TEXT NOT NULL, offset INTEGER NOT NULL,
      place INTEGER NOT NULL, PRIMARY KEY (topic, partition, cause)) WITHOUT ROWID;
    CREATE TABLE passed_over (
      topic TEXT NOT NULL, partition INTEGER NOT NULL, offset INTEGER NOT NULL,
      PRIMARY KEY (topic, partition, offset)) WITHOUT ROWID;
    """

  /// A later migration of every service's file: records that are not handled any more, since
  /// handling them ended the process each time.
  package static let setAsideSchema = """
    CREATE TABLE set_aside (
      topic TEXT NOT NULL, partition INTEGER NOT NULL, offset INTEGER NOT NULL,
      PRIMARY KEY (topic, partition, offset)) WITHOUT ROWID;
    """

  static func setAside(
    _ partition: TopicPartition, _ offset: Int, in transaction: borrowing Transaction
  ) throws {
    try transaction.run(
      "INSERT OR IGNORE INTO set_aside VALUES (?, ?, ?)",
      [.text(partition.topic), .integer(partition.partition), .integer(offset)])
  }

  static func setAside(_ partition: TopicPartition, from database: Database) throws -> Set<Int> {
    var offsets: Set<Int> = []
    try database.query(
      "SELECT offset FROM set_aside WHERE topic = ? AND partition = ?",
      [.text(partition.topic), .integer(partition.partition)]
    ) { offsets.insert($0.integer(0)) }
    return offsets
  }

  /// The cluster whose offsets these are; `nil` in a new file.
  package static func log(_ database: Database) throws -> String? {
    var log: String?
    try database.query("SELECT id FROM log") { log = $0.text(0) }
    return log
  }

  package static func load(_ database: Database, topic: String) throws -> [TopicPartition: Position]
  {
    var positions: [TopicPartition: Position] = [:]
    try database.query(
      "SELECT partition, next, published FROM positions WHERE topic = ?", [.text(topic)]
    ) {
      positions[TopicPartition(topic, $0.integer(0))] = Position(
        next: $0.integer(1), published: $0.integer(2))
    }
    return positions
  }

  package static func store(
    _ position: Position, for partition: TopicPartition, in transaction: borrowing Transaction
  ) throws {
    try transaction.run(
      """
      INSERT INTO positions VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET next = excluded.next, published = excluded.published
      """,
      [
        .text(partition.topic), .integer(partition.partition), .integer(position.next),
        .integer(position.published),
      ])
    try transaction.run(
      "DELETE FROM passed_over WHERE topic = ? AND partition = ? AND offset < ?",
      [.text(partition.topic), .integer(partition.partition), .integer(position.published)])
  }

  /// Forgets every place in the old log: a new one begins at its own beginning.
  package static func begin(log: String, in transaction: borrowing Transaction) throws {
    try transaction.execute(
      "DELETE FROM positions; DELETE FROM passed_over; DELETE FROM lineage; DELETE FROM set_aside")
    try transaction.run(
      "INSERT INTO log VALUES (1, ?) ON CONFLICT DO UPDATE SET id = excluded.id", [.text(log)])
  }
}

/// Recognises records that were written twice, in constant space (DESIGN.md, section 5): for each
/// partition of the input the highest `(offset, index)` seen of each partition that caused records.
///
/// A writer sends the outputs of one of its input partitions in order and without gaps from a
/// committed offset on, so what has been seen is always a prefix, and whatever is not above the
/// highest is a repetition.
package struct Lineage {
  private struct Key: Hashable {
    let partition: TopicPartition
    let cause: String
  }

  private var highest: [Key: (offset: Int, index: Int)] = [:]
  private var changed: Set<Key> = []
  private var passedOver: [TopicPartition: Set<Int>] = [:]

  package init() {}

  /// What the file knows of one partition.
  package mutating func load(_ partition: TopicPartition, from database: Database) throws {
    forget(partition)
    let place: [SQLiteValue] = [.text(partition.topic), .integer(partition.partition)]
    try database.query(
      "SELECT cause, offset, place FROM lineage WHERE topic = ? AND partition = ?", place
    ) {
      highest[Key(partition: partition, cause: $0.text(0))] = ($0.integer(1), $0.integer(2))
    }
    try database.query(
      "SELECT offset FROM passed_over WHERE topic = ? AND partition = ?", place
    ) { passedOver[partition, default: []].insert($0.integer(0)) }
  }

  package mutating func forget(_ partition: TopicPartition) {
    highest = highest.filter { $0.key.partition != partition }
    changed = changed.filter { $0.partition != partition }
    passedOver[partition] = nil
  }

  /// Whether a record, not yet in state, was written for a cause that has been seen; if not, it is
  /// remembered now.
  package mutating func isRepetition(
    _ cause: Address, in partition: TopicPartition, at offset: Int,
    _ transaction: borrowing Transaction
  ) throws -> Bool {
    let key = Key(
      partition: partition, cause: "\(cause.log)/\(cause.topic)/\(cause.partition)")
    if let seen = highest[key], (cause.offset, cause.index) <= seen {
      passedOver[partition, default: []].insert(offset)
      try transaction.run(
        "INSERT OR IGNORE INTO passed_over VALUES (?, ?, ?)",
        [.text(partition.topic), .integer(partition.partition), .integer(offset)])
      return true
    }
    highest[key] = (cause.offset, cause.index)
    changed.insert(key)
    return false
  }

  /// Whether a record that is in state was passed over when it came: a replay passes over it too.
  package func wasPassedOver(_ partition: TopicPartition, at offset: Int) -> Bool {
    passedOver[partition]?.contains(offset) ?? false
  }

  /// Writes what the batch has changed.
  package mutating func store(in transaction: borrowing Transaction) throws {
    for key in changed {
      guard let seen = highest[key] else { continue }
      try transaction.run(
        """
        INSERT INTO lineage VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET offset = excluded.offset, place = excluded.place
        """,
        [
          .text(key.partition.topic), .integer(key.partition.partition), .text(key.cause),
          .integer(seen.offset), .integer(seen.index),
        ])
    }
    changed.removeAll(keepingCapacity: true)
  }

  /// Forgets offsets below the publish watermark, which are never replayed.
  package mutating func published(_ partition: TopicPartition, upTo offset: Int) {
    guard let offsets = passedOver[partition] else { return }
    let left = offsets.filter { $0 >= offset }
    passedOver[partition] = left.isEmpty ? nil : left
  }
}
