package import Kafka
package import Records
package import SQLite

/// One record on its way through a service.
package struct Input {
  package let batch: RecordBatch
  package let record: RecordBatch.Record
  /// The record's own place; its outputs carry it as their cause.
  package let address: Address
  /// State holds this record already: it changes nothing, and only its outputs are wanted again.
  package let isReplay: Bool

  /// The record's bytes; empty for a tombstone.
  package var value: ArraySlice<UInt8> { batch.value(record) ?? [] }

  /// A header's text; `nil` when it is missing or no UTF-8.
  package func header(_ name: StaticString) -> String? {
    batch.header(name, record).flatMap { String(validating: $0, as: UTF8.self) }
  }

  /// The raw record that this one goes back to; a raw record is its own origin.
  package var origin: String { header("ce_origin") ?? address.description }
}

/// What a service does with its records: everything else about topics is the pipeline's.
///
/// The same input, and the same state before it, must give the same outputs in the same order:
/// that is how a reader recognises those that come twice.
package protocol Stage {
  /// Which topic it reads and under which name it commits.
  var group: Group { get }

  /// Applies one record to state, or for a replay only tells its outputs once more.
  ///
  /// - Throws: `Rejection` before anything of the record is in state; any other error rolls the
  ///   whole batch back, and it is tried again.
  func take(_ input: Input, in transaction: borrowing Transaction, to outputs: inout Outputs) throws

  /// Ends a batch, in its transaction: what depends on several records is written and told here.
  func finish(in transaction: borrowing Transaction, to outputs: inout Outputs) throws

  /// Forgets what it noted beside the file of a batch that was then rolled back.
  func abandon()

  /// Tells all that stands, into a log that does not hold it; places in the old log are forgotten.
  func republish(in transaction: borrowing Transaction, to outputs: inout Outputs) throws
}

/// The outputs of a batch, in the order in which they will be written.
package struct Outputs {
  package private(set) var records: [OutgoingRecord] = []
  /// The input that is being applied; `nil` between inputs.
  private var input: Address?
  private var index = 0
  private let now: Timestamp
  private let source: String
  /// Whether what the current input gives has been published before: then it is dropped here.
  package private(set) var isHeldBack = false

  init(source: String, now: Timestamp) {
    self.source = source
    self.now = now
  }

  /// When this batch was taken.
  package var time: Timestamp { now }

  mutating func begin(_ input: Address?, isHeldBack: Bool) {
    self.input = input
    self.isHeldBack = isHeldBack
    index = 0
  }

  /// Adds a CloudEvent in binary mode, with the current input as its cause.
  ///
  /// - Parameters:
  ///   - id: `ce_id`; the same for the same fact.
  ///   - origin: the raw record it goes back to, as text; `nil` for what has no single one.
  ///   - value: JSON unless `contentType` says otherwise; `nil` is a tombstone.
  package mutating func add(
    _ topic: Topic, key: String, type: EventType, id: String, origin: String?, value: [UInt8]?,
    contentType: String = ContentType.json, headers: [(name: String, value: [UInt8])] = []
  ) {
    // An index belongs to each output, held back or not, so that a repetition has the same ones.
    defer { index += 1 }
    guard !isHeldBack else { return }
    var all: [(name: String, value: [UInt8])] = [
      ("ce_specversion", Array("1.0".utf8)),
      ("ce_id", Array(id.utf8)),
      ("ce_source", Array(source.utf8)),
      ("ce_type", Array(type.rawValue.utf8)),
      ("ce_time", Array(now.description.utf8)),
      ("content-type", Array(contentType.utf8)),
    ]
    if let origin { all.append(("ce_origin", Array(origin.utf8))) }
    if let input {
      let cause = Address(
        log: input.log, topic: input.topic, partition: input.partition, offset: input.offset,
        index: index)
      all.append(("ce_cause", Array(cause.description.utf8)))
    }
    records.append(
      OutgoingRecord(
        topic: topic.rawValue, key: Array(key.utf8), value: value, headers: all + headers))
  }

  /// Takes back what the current input gave, when it is refused after all.
  mutating func drop(to count: Int) {
    records.removeLast(records.count - count)
    index = 0
  }
}
