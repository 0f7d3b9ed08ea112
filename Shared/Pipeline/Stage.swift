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
  /// Of each partition of the stage's table the offset below which all has been published for this
  /// record's partition; see `Outputs.add`.
  package let settled: [Int: Int]

  /// The record's bytes; empty for a tombstone.
  package var value: ArraySlice<UInt8> { batch.value(record) ?? [] }

  /// A header's text; `nil` when it is missing or no UTF-8.
  package func header(_ name: StaticString) -> String? {
    batch.header(name, record).flatMap { String(validating: $0, as: UTF8.self) }
  }

  /// Whether one of our services wrote it: what its headers say of causes can be relied on then, while
  /// anybody may write anything into `observers.raw`.
  private var isOurs: Bool { address.topic != Topic.raw.rawValue }

  /// The record whose processing wrote this one; `nil` for a raw record.
  var cause: Address? { isOurs ? header("ce_cause").flatMap { Address($0) } : nil }

  /// The person's decision that its name was settled by, as a record of `observers.aliases`; `nil` for
  /// a record that no decision is behind.
  package var decision: Address? {
    isOurs ? header("ce_decision").flatMap { Address($0) } : nil
  }

  /// The raw record that this one goes back to; a raw record is its own origin.
  package var origin: String { (isOurs ? header("ce_origin") : nil) ?? address.description }
}

/// One step of publishing again what the table's records change for a partition of the input.
package enum Settling: Sendable {
  /// There is more, after this place.
  case upTo(String)
  case done
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

  /// A topic that every instance reads whole, beside its input; `nil` for none.
  var table: Topic? { get }

  /// Applies one record of the table to state.
  func learn(_ record: Input, in transaction: borrowing Transaction) throws

  /// Publishes what the table's records from the offsets in `since` on mean for what state holds of
  /// one partition of the input. May be asked for the same again after a restart or on another
  /// instance: a reader tells the outputs apart by the table's record, not by their cause.
  ///
  /// - Parameter place: where the last step ended; `nil` at first.
  func settle(
    _ partition: Int, since: [Int: Int], after place: String?,
    in transaction: borrowing Transaction,
    to outputs: inout Outputs
  ) throws -> Settling

  /// Takes note of which partitions of the input are this instance's, and of each the next offset to
  /// apply; one whose state is still being rebuilt is left out. Called between batches.
  func own(_ next: [Int: Int])

  /// Whether it has something to publish although nothing came in: then `finish` is called.
  var hasNews: Bool { get }

  /// Forgets what it noted beside the file of a batch that was then rolled back.
  func abandon()

  /// Tells all that stands, into a log that does not hold it; places in the old log are forgotten.
  func republish(in transaction: borrowing Transaction, to outputs: inout Outputs) throws
}

extension Stage {
  package var table: Topic? { nil }
  package func learn(_ record: Input, in transaction: borrowing Transaction) throws {}
  package func settle(
    _ partition: Int, since: [Int: Int], after place: String?,
    in transaction: borrowing Transaction,
    to outputs: inout Outputs
  ) throws -> Settling { .done }
  package func own(_ next: [Int: Int]) {}
  package var hasNews: Bool { false }
}

/// The outputs of a batch, in the order in which they will be written.
package struct Outputs {
  package private(set) var records: [OutgoingRecord] = []
  /// The input that is being applied; `nil` between inputs.
  private var input: Address?
  private var index = 0
  private var settled: [Int: Int] = [:]
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

  mutating func begin(_ input: Address?, isHeldBack: Bool, settled: [Int: Int] = [:]) {
    self.input = input
    self.isHeldBack = isHeldBack
    self.settled = settled
    index = 0
  }

  /// Names the record that caused the outputs from now on, where it is not the input of the batch.
  package mutating func cause(_ address: Address?) { begin(address, isHeldBack: false) }

  /// Whether what a decision gives is wanted although the current input's outputs are held back: it
  /// was decided after they were published.
  package func isUnsettled(_ decision: Address) -> Bool {
    decision.offset >= settled[decision.partition] ?? 0
  }

  /// Adds a CloudEvent in binary mode, with the current input as its cause.
  ///
  /// - Parameters:
  ///   - id: `ce_id`; the same for the same fact.
  ///   - origin: the raw record it goes back to, as text; `nil` for what has no single one.
  ///   - value: JSON unless `contentType` says otherwise; `nil` is a tombstone.
  ///   - decision: the record of `observers.aliases` that settled its name. A reader takes of such
  ///     records with one `id` the one with the latest decision, whatever their causes are.
  package mutating func add(
    _ topic: Topic, key: String, type: EventType, id: String, origin: String?, value: [UInt8]?,
    decision: Address? = nil, contentType: String = ContentType.json,
    headers: [(name: String, value: [UInt8])] = []
  ) {
    // An index belongs to each output, held back or not, so that a repetition has the same ones.
    defer { index += 1 }
    guard !isHeldBack || decision.map(isUnsettled) ?? false else { return }
    var all: [(name: String, value: [UInt8])] = [
      ("ce_specversion", Array("1.0".utf8)),
      ("ce_id", Array(id.utf8)),
      ("ce_source", Array(source.utf8)),
      ("ce_type", Array(type.rawValue.utf8)),
      ("ce_time", Array(now.description.utf8)),
      ("content-type", Array(contentType.utf8)),
    ]
    if let origin { all.append(("ce_origin", Array(origin.utf8))) }
    if let decision { all.append(("ce_decision", Array(decision.description.utf8))) }
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
