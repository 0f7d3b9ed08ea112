private import Dispatch
private import Hosting
package import Kafka
package import Observability
private import Records
private import SQLite
private import Synchronization

/// A message accepted over HTTP, on its way to `observers.raw`.
package struct SpooledMessage: Sendable {
  /// What `MessageReader` will tell it apart by.
  package var identity: String
  /// CloudEvents' id, unique within `source`.
  package var id: String
  package var source: String
  package var type: String
  package var contentType: String
  package var bytes: [UInt8]

  /// - Parameter identity: the same as `id` when it is not given.
  package init(
    identity: String? = nil, id: String, source: String, type: String, contentType: String,
    bytes: [UInt8]
  ) {
    self.identity = identity ?? id
    self.id = id
    self.source = source
    self.type = type
    self.contentType = contentType
    self.bytes = bytes
  }
}

/// Why a message was not put on disk.
package enum SpoolError: Error {
  /// The configured limit is reached: Kafka has been away for long.
  case full
  /// The disk or the file refused; the sentence says why.
  case failed(String)
}

/// Keeps accepted messages on disk until Kafka has them. What was accepted survives a kill and a
/// power cut: each commit waits for the disk (`synchronous=FULL`).
///
/// `@unchecked`: the two connections are used on their queues alone, one each.
package final class Spool: @unchecked Sendable {
  /// A caller and what it waits for.
  private final class Order: Sendable {
    let messages: [SpooledMessage]
    let outcome = Mutex<Result<Void, SpoolError>>(.success(()))
    let isDone = DispatchSemaphore(value: 0)
    init(_ messages: [SpooledMessage]) { self.messages = messages }
  }

  private let writing: Database
  private let reading: Database
  private let limit: Int
  private let logger: Logger
  private let configuration: ClientConfiguration
  private let writeQueue = DispatchQueue(label: "spool-write")
  private let sendQueue = DispatchQueue(label: "spool-send")
  private let orders = Mutex<[Order]>([])
  private let size: Atomic<Int>
  private let count: Atomic<Int>
  private let isStopping = Atomic(false)
  private let hasWork = DispatchSemaphore(value: 0)
  private let hasEnded = DispatchSemaphore(value: 0)

  /// Opens the file and begins to send what waits in it. Of a damaged file the messages that can
  /// be read are kept, and it is moved aside.
  ///
  /// - Parameter limit: bytes that may wait.
  package init(
    path: String, limit: Int, configuration: ClientConfiguration, logger: Logger, metrics: Metrics
  ) throws {
    writing = try Self.open(path, logger, metrics)
    reading = try Database(path: path, synchronous: .full)
    self.limit = limit
    self.configuration = configuration
    self.logger = logger
    var waiting = (count: 0, bytes: 0)
    try reading.query("SELECT count(*), coalesce(sum(length(body)), 0) FROM spool") {
      waiting = ($0.integer(0), $0.integer(1))
    }
    count = Atomic(waiting.count)
    size = Atomic(waiting.bytes)
    metrics.gauge("spool_messages", help: "Accepted messages that Kafka does not have yet") {
      [weak self] in Double(self?.waiting ?? 0)
    }
    metrics.gauge("spool_bytes", help: "Bytes of accepted messages that Kafka does not have yet") {
      [weak self] in Double(self?.size.load(ordering: .relaxed) ?? 0)
    }
    sendQueue.async { [self] in send() }
  }

  private static func open(
    _ path: String, _ logger: Logger, _ metrics: Metrics
  ) throws -> Database {
    var saved = SpoolFile.Copied()
    let (database, damaged) = try StateFile.open(
      path, migrations: SpoolFile.migrations, synchronous: .full, check: .full
    ) { damaged, successor in
      saved = try SpoolFile.copyMessages(from: damaged, into: successor)
    }
    guard let damaged else { return database }
    logger.error(
      "The spool was damaged: the accepted messages that could be read are kept, and what else it held is in the old file alone; try sqlite3 FILE .recover on a copy of that one, and publish again what is missing",
      [
        "messages_saved": .int(saved.messages), "messages_unreadable": .int(saved.unreadable),
        "file": .string(path), "moved_to": .string(damaged.movedTo),
        "problem": .string(damaged.problem),
      ])
    metrics.counter("state_files_damaged_total", help: "Damaged state files that were moved aside")
      .add()
    return database
  }

  /// How many accepted messages Kafka does not have yet.
  package var waiting: Int { count.load(ordering: .acquiring) }

  /// Whether a message of that identity still waits; blocks for one look at the disk.
  package func holds(_ identity: String) -> Bool {
    writeQueue.sync {
      var found = false
      _ = try? writing.query("SELECT 1 FROM spool WHERE identity = ?", [.text(identity)]) { _ in
        found = true
      }
      return found
    }
  }

  /// Puts messages on disk and returns when they are there, all or none. Blocks the caller; callers
  /// at the same time share a commit. One that waits already is there already; the same identity
  /// with other bytes is another message, whose fate its reader decides.
  package func accept(_ messages: [SpooledMessage]) throws(SpoolError) {
    let bytes = messages.reduce(0) { $0 + $1.bytes.count }
    guard size.load(ordering: .relaxed) + bytes <= limit else { throw .full }
    let order = Order(messages)
    orders.withLock { $0.append(order) }
    writeQueue.async { [self] in write() }
    order.isDone.wait()
    try order.outcome.withLock { $0 }.get()
  }

  /// Sends what waits, for at most `limit`, then ends. What is left stays on disk.
  package func stop(within limit: Duration = .seconds(20)) {
    isStopping.store(true, ordering: .releasing)
    hasWork.signal()
    _ = hasEnded.wait(timeout: .now() + .milliseconds(Int(limit / .milliseconds(1))))
  }

  // MARK: On the writing queue

  private func write() {
    var batch: [Order] = []
    orders.withLock { swap(&batch, &$0) }
    guard !batch.isEmpty else { return }  // An earlier call took this one's order with its own.
    var added = (count: 0, bytes: 0)
    var outcome: Result<Void, SpoolError> = .success(())
    do {
      added = try writing.write { transaction in
        var added = (count: 0, bytes: 0)
        for message in batch.flatMap(\.messages) {
          try transaction.run(
            SpoolFile.insertion,
            [
              .text(message.identity), .text(message.id), .text(message.source),
              .text(message.type), .text(message.contentType), .blob(message.bytes), .null,
            ])
          if transaction.changes > 0 {
            added.count += 1
            added.bytes += message.bytes.count
          }
        }
        return added
      }
    } catch {
      logger.error("Cannot keep messages on disk", ["error": .string("\(error)")])
      outcome = .failure(.failed("\(error)"))
    }
    count.wrappingAdd(added.count, ordering: .releasing)
    size.wrappingAdd(added.bytes, ordering: .relaxed)
    for order in batch {
      order.outcome.withLock { $0 = outcome }
      order.isDone.signal()
    }
    hasWork.signal()
  }

  // MARK: On the sending queue

  private func send() {
    defer { hasEnded.signal() }
    var producer: Producer?
    var gate: ReaderGate?
    var tag = 0
    while true {
      if waiting == 0 {
        if isStopping.load(ordering: .acquiring) { return }
        producer?.serve()
        _ = hasWork.wait(timeout: .now() + .seconds(1))
        continue
      }
      do {
        let open = try producer ?? Producer(configuration, logger: logger)
        producer = open
        let watch =
          gate
          ?? ReaderGate(
            configuration, group: Group.ingestion.rawValue, topic: Topic.raw.rawValue,
            logger: logger)
        gate = watch
        tag += 1
        let rows = try next()
        try watch.admit(bytes: rows.reduce(0) { $0 + $1.size }, records: rows.count) {
          isStopping.load(ordering: .acquiring)
        }
        for row in rows { try open.produce(row.record, tag: tag) }
        while try !open.isDone(tag: tag) {
          open.serve(timeout: .milliseconds(100))
          if isStopping.load(ordering: .acquiring), !open.flush(timeout: .seconds(5)) { return }
        }
        try remove(rows.map { ($0.place, $0.size) })
      } catch {
        logger.warning("Accepted messages wait for Kafka", ["error": .string("\(error)")])
        producer = nil
        if isStopping.load(ordering: .acquiring) { return }
        _ = hasWork.wait(timeout: .now() + .seconds(1))
      }
    }
  }

  private func next() throws -> [(place: Int, size: Int, record: OutgoingRecord)] {
    var rows: [(place: Int, size: Int, record: OutgoingRecord)] = []
    var bytes = 0
    try reading.query(
      "SELECT place, id, source, type, content_type, body, accepted FROM spool ORDER BY place LIMIT 500"
    ) { row in
      // The first one always goes; further ones while they are few bytes.
      guard bytes < 1 << 20 || rows.isEmpty else { return }
      let body = row.blob(5)
      bytes += body.count
      let id = row.text(1)
      rows.append(
        (
          row.integer(0), body.count,
          OutgoingRecord(
            topic: Topic.raw.rawValue, key: Array(id.utf8), value: body,
            headers: [
              ("ce_specversion", Array("1.0".utf8)), ("ce_id", Array(id.utf8)),
              ("ce_source", row.blob(2)), ("ce_type", row.blob(3)),
              (
                "ce_time",
                Array((row.text(6).split(separator: " ").joined(separator: "T") + "Z").utf8)
              ),
              ("content-type", row.blob(4)),
            ])
        ))
    }
    return rows
  }

  private func remove(_ rows: [(place: Int, size: Int)]) throws {
    try writeQueue.sync {
      try writing.write { transaction in
        for row in rows {
          try transaction.run("DELETE FROM spool WHERE place = ?", [.integer(row.place)])
        }
      }
    }
    count.wrappingSubtract(rows.count, ordering: .releasing)
    size.wrappingSubtract(rows.reduce(0) { $0 + $1.size }, ordering: .relaxed)
  }
}
