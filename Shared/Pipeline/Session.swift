private import Glibc
import Kafka
import Observability
import Records
import SQLite

extension Pipeline {
  /// One stay in the consumer group, from joining to leaving it.
  final class Session {
    /// A batch whose outputs the broker has not acknowledged yet.
    private struct Flight {
      let tag: Int
      /// The next offset to read of each partition in it.
      var ends: [TopicPartition: Int] = [:]
      /// The partition for which all of the table up to there is published with it.
      var settled: (partition: TopicPartition, through: Settled)?
    }

    /// One partition that is ours.
    private struct Hold {
      var position: Positions.Position
      /// Outputs of inputs below this offset are in the topics already.
      let heldBackBelow: Int
      /// The next offset to read.
      var next: Int
      /// The end of the log when the partition was gained: caught up from there on.
      let end: Int
      /// Offsets of records that are rejected without being handled.
      var setAside: Set<Int>
      /// What of the table had been published for it when it was gained, and is by now.
      let settledBefore: Settled
      var settled: Settled
      /// How far publishing the rest has come; `nil` when there is nothing to do.
      var settling: Settling?
    }

    private var stage: Service
    private let database: Database
    private let limits: PipelineLimits
    private let mayCarryOn: Bool
    private let safeguards: Safeguards
    private let logger: Logger
    private let metrics: Metrics
    private let events: PipelineEvents
    private let shouldStop: () -> Bool
    private let consumer: Consumer
    private let producer: Producer
    private let configuration: ClientConfiguration
    private let input: Topic
    private let log: String
    private let isEmbedded: Bool

    private var holds: [TopicPartition: Hold] = [:]
    private var lineage = Lineage()
    private var flights: [Flight] = []
    private var uncommitted: [TopicPartition: Int] = [:]
    private var lastCommit = ContinuousClock.now
    private var lastTag = 0
    /// When the broker last acknowledged a whole flight, or had none to acknowledge.
    private var lastAcknowledged = ContinuousClock.now
    private var hasAssignment = false
    /// Partitions have gone, and the group has not said yet what is ours now, if only nothing.
    private var isBetween = false
    /// When the last records came.
    private var lastRecord = ContinuousClock.now
    /// When the stop was noticed: read only after it.
    private lazy var stopSeen = ContinuousClock.now
    /// What the last hand-over failed with; the session ends with it.
    private var failure: (any Error)?
    /// Nothing more is acknowledged or committed: what is open will be published again.
    private var hasEnded = false
    /// The table that every instance reads whole; `nil` when the stage has none.
    private var table: TableReader?
    private let attempts: Attempts
    private let watchdog: Watchdog
    /// By topic, for those that a group reads after us.
    private var gates: [String: ReaderGate] = [:]

    private let taken: Counter
    private let written: Counter
    private let repeated: Counter
    private let refused: Counter
    private let batchDuration: Histogram

    init(
      stage: Service, database: Database, configuration: ClientConfiguration, instance: String?,
      limits: PipelineLimits, mayCarryOn: Bool, safeguards: Safeguards, logger: Logger,
      metrics: Metrics,
      events: PipelineEvents, shouldStop: @escaping () -> Bool
    ) throws {
      self.stage = stage
      self.database = database
      self.limits = limits
      self.configuration = configuration
      self.mayCarryOn = mayCarryOn
      self.safeguards = safeguards
      self.logger = logger
      self.metrics = metrics
      self.events = events
      self.shouldStop = shouldStop
      input = stage.group.input
      taken = metrics.counter("records_in_total", help: "Records taken from the input topic")
      written = metrics.counter("records_out_total", help: "Records acknowledged by the broker")
      repeated = metrics.counter(
        "records_repeated_total", help: "Records passed over as repetitions")
      refused = metrics.counter(
        "records_rejected_total", help: "Records sent to the rejected topic")
      batchDuration = metrics.histogram(
        "batch_duration_seconds", help: "Time to apply one batch, its transaction included")
      producer = try Producer(configuration, logger: logger, metrics: metrics)
      guard let log = producer.clusterID(timeout: .seconds(5)) else {
        throw KafkaError(
          operation: "reach the broker at \(configuration.bootstrap)",
          sentence: "no answer within 5 s; is it running, and is the address right?",
          disposition: .retry)
      }
      isEmbedded = MockCluster.isEmbedded(clusterID: log)
      consumer = try Consumer(
        configuration, group: stage.group.rawValue, instance: instance, isEmbedded: isEmbedded,
        logger: logger, metrics: metrics)
      self.log = log
      attempts = Attempts(
        path: database.path == ":memory:" ? nil : database.path + ".attempt", log: log)
      watchdog = Watchdog(limit: limits.batchDuration) { [logger, limit = limits.batchDuration] in
        logger.error(
          "A batch does not end: this process ends itself, and the next one tries again",
          ["limit_ms": .milliseconds(limit)])
        abort()
      }
      stage.abandon()
      if isEmbedded {
        for reader in Group.allCases where reader != stage.group {
          gates[reader.input.rawValue] = ReaderGate(
            configuration, group: reader.rawValue, topic: reader.input.rawValue, logger: logger)
        }
      }
    }

    /// Runs until the pipeline is to stop; `progressed` is called when the group has let us in.
    func run(_ progressed: () -> Void) throws {
      events.connected(log, isEmbedded)
      try recognizeLog()
      guard try readTable() else { return }
      try consumer.subscribe(
        [input.rawValue],
        Consumer.Rebalance(
          assigned: { [unowned self] in try assigned($0) },
          revoked: { [unowned self] in revoked($0, lost: $1) }))
      // Here and not when the consumer goes: its last call of `revoked` needs this object.
      defer {
        hasEnded = true
        consumer.close()
      }
      while !isOver() {
        try settle()
        if flights.count >= limits.inFlight {
          producer.serve(timeout: .milliseconds(20))
          tellReadiness()
          continue
        }
        let batch = try poll()
        if let failure { throw failure }
        if hasAssignment { progressed() }
        if !batch.isEmpty {
          lastRecord = .now
          try take(batch)
        }
        passEnds()
        try learn()
        try settleNext()
        try tellNews()
        tellReadiness()
      }
      drain(within: .seconds(10))
    }

    private func poll() throws -> RecordBatch {
      do {
        return try consumer.poll(
          limit: limits.records, bytes: limits.bytes,
          timeout: .milliseconds(flights.isEmpty ? 100 : 5))
      } catch let error as KafkaError where error.isOutOfRange {
        // Records were deleted before we came to them, or the log has been made anew under us.
        for (partition, hold) in holds {
          let held = try consumer.watermarks(partition, timeout: .seconds(10))
          guard !mayCarryOn, !held.contains(hold.next), hold.next != held.upperBound else {
            continue
          }
          throw hold.next < held.lowerBound
            ? LogFault.expired(partition, position: hold.next, start: held.lowerBound)
            : LogFault.cutShort(partition, position: hold.next, end: held.upperBound)
        }
        throw KafkaError(
          operation: error.operation, sentence: error.message, disposition: .retry)
      }
    }

    /// Goes on to the end of a log that ends in what is no record for readers.
    private func passEnds() {
      for (partition, hold) in holds {
        holds[partition]?.next = max(hold.next, consumer.reached(partition) ?? 0)
      }
    }

    /// Whether to end. The embedded broker's log does not outlive it, so there what it holds at the
    /// stop is taken first; with Kafka it waits for the next start.
    private func isOver() -> Bool {
      guard shouldStop() else { return false }
      guard isEmbedded, hasAssignment, !mustEnd() else { return true }
      // What others had may be ours now.
      guard !isBetween || consumer.isUnreachable else { return false }
      // Nothing for many fetches, and what was fetched is taken. The broker is not asked for its
      // ends: it may be gone, and librdkafka would wait for its answer well beyond the time given.
      return ContinuousClock.now - max(lastRecord, stopSeen) > .seconds(1)
        && holds.allSatisfy { $0.value.next >= consumer.knownEnd($0.key) ?? 0 }
    }

    /// Whether the stop has waited long enough for what waits for the broker or for readers.
    private func mustEnd() -> Bool {
      guard shouldStop() else { return false }
      return stopSeen + (isEmbedded ? .seconds(20) : .seconds(10)) < .now
    }

    // MARK: The log

    /// Compares the cluster with the one that state was made from. The embedded broker's log is a
    /// new one after each of its starts, which is no fault.
    private func recognizeLog() throws {
      let known = try Positions.log(database)
      guard known != log else { return }
      if let known {
        guard
          MockCluster.isEmbedded(clusterID: known) && MockCluster.isEmbedded(clusterID: log)
            || mayCarryOn
        else { throw LogFault.replaced(known: known, found: log) }
      }
      let tag = nextTag()
      let outputs = try database.write { transaction in
        var outputs = newOutputs()
        if known != nil { try stage.republish(in: transaction, to: &outputs) }
        return outputs
      }
      if known != nil {
        logger.info(
          "Going on with what is known in a new log",
          ["log": .string(log), "records": .int(outputs.records.count)])
      }
      for record in outputs.records {
        try producer.produce(record, tag: tag, unless: mustEnd)
      }
      while try !producer.isDone(tag: tag) {
        // The file still names the old log, so the next start tells it all once more.
        guard !shouldStop() else { return }
        producer.serve(timeout: .milliseconds(50))
      }
      // Only now: a kill before would leave the new log without what stands.
      try database.write { try Positions.begin(log: log, in: $0) }
    }

    // MARK: Partitions come and go

    /// Where to begin in each partition: at the committed offset, or before it where state is older.
    private func assigned(_ partitions: [TopicPartition]) throws -> [TopicPartition: Int] {
      hasAssignment = true
      isBetween = false
      let (committed, notes) = try consumer.committed(partitions, timeout: .seconds(10))
      let positions = try Positions.load(database, topic: input.rawValue)
      var starts: [TopicPartition: Int] = [:]
      for partition in partitions {
        let held = try consumer.watermarks(partition, timeout: .seconds(10))
        var position = positions[partition]
        var watermark = committed[partition] ?? 0
        let known = max(position?.next ?? 0, watermark)
        if known > held.upperBound {
          guard mayCarryOn else {
            throw LogFault.cutShort(partition, position: known, end: held.upperBound)
          }
          position = Positions.Position(next: held.lowerBound, published: held.lowerBound)
          // Said of a log that is gone; what comes now has never been published.
          watermark = held.lowerBound
        }
        let published = max(watermark, position?.published ?? 0)
        let start = min(position?.next ?? 0, published)
        if start < held.lowerBound, position != nil || published > 0 {
          guard mayCarryOn else {
            throw LogFault.expired(partition, position: start, start: held.lowerBound)
          }
        }
        let begin = max(start, held.lowerBound)
        holds[partition] = Hold(
          position: Positions.Position(
            next: max(position?.next ?? begin, begin), published: position?.published ?? 0),
          heldBackBelow: published, next: begin, end: held.upperBound,
          setAside: try Positions.setAside(partition, from: database),
          settledBefore: Settled(note: notes[partition]), settled: Settled(note: notes[partition]),
          settling: table == nil ? nil : .upTo(""))
        starts[partition] = begin
        try lineage.load(partition, from: database)
        logger.info(
          "Partition gained",
          [
            "topic": .string(partition.topic), "partition": .int(partition.partition),
            "offset": .int(begin), "position": .int(position?.next ?? 0),
            "committed": .int(committed[partition] ?? -1),
          ])
      }
      return starts
    }

    /// Hands over in order: what can still be acknowledged is, then it is committed.
    private func revoked(_ partitions: [TopicPartition], lost: Bool) {
      if !lost, !hasEnded { drain(within: .seconds(5)) }
      isBetween = true
      for partition in partitions {
        holds[partition] = nil
        uncommitted[partition] = nil
        lineage.forget(partition)
        metrics.remove(
          "lag_records",
          labels: ["topic": partition.topic, "partition": String(partition.partition)])
      }
      // Their outputs may still arrive, which does no harm; but nothing more is committed for them.
      flights = flights.map { flight in
        var flight = flight
        flight.ends = flight.ends.filter { !partitions.contains($0.key) }
        if let settled = flight.settled, partitions.contains(settled.partition) {
          flight.settled = nil
        }
        return flight
      }
      logger.info("Partitions gone", ["count": .int(partitions.count), "lost": .bool(lost)])
    }

    // MARK: A batch

    /// Applies a batch: as a rule as a whole; records that may have ended a process before are kept
    /// apart from the others, and those that did so repeatedly are tried one by one.
    private func take(_ batch: RecordBatch) throws {
      guard attempts.hasSuspects else { return try take(batch, batch.records[...], deaths: 0) }
      let deaths = batch.records.map { attempts.deaths($0.topicPartition, $0.offset) }
      var start = 0
      while start < batch.count {
        var end = start + 1
        if deaths[start] <= Attempts.together {
          end = deaths[start...].firstIndex { $0 != deaths[start] } ?? batch.count
        }
        try take(batch, batch.records[start..<end], deaths: deaths[start])
        start = end
      }
    }

    private func take(
      _ batch: RecordBatch, _ records: ArraySlice<RecordBatch.Record>, deaths: Int
    ) throws {
      // Those polled before the partition went away, or came back at an earlier offset, are left out.
      let records = records.filter { record in
        holds[record.topicPartition].map { record.offset >= $0.next } ?? false
      }
      guard !records.isEmpty else { return }
      let began = ContinuousClock.now
      var ranges: [TopicPartition: Range<Int>] = [:]
      for record in records {
        let start = ranges[record.topicPartition]?.lowerBound ?? record.offset
        ranges[record.topicPartition] = start..<record.offset + 1
      }
      let outputs = try watched(ranges, deaths: deaths) { transaction in
        var outputs = newOutputs()
        for record in records {
          guard let hold = holds[record.topicPartition] else { continue }
          if deaths >= Attempts.limit {
            try setAside(record.topicPartition, record.offset, in: transaction)
          }
          try take(record, of: batch, hold, in: transaction, to: &outputs)
        }
        outputs.begin(nil, isHeldBack: false)
        try stage.finish(in: transaction, to: &outputs)
        try lineage.store(in: transaction)
        for (partition, range) in ranges {
          guard var hold = holds[partition] else { continue }
          hold.next = range.upperBound
          hold.position.next = max(hold.position.next, range.upperBound)
          holds[partition] = hold
          if safeguards.contains(.positionsWithState) {
            try Positions.store(hold.position, for: partition, in: transaction)
          }
        }
        return outputs
      }
      batchDuration.observe(ContinuousClock.now - began)
      taken.add(records.count)
      try publish(outputs, after: ranges.mapValues(\.upperBound))
      if !safeguards.contains(.positionsWithState) { try storePositions() }
    }

    /// Lets handlers work in a transaction, and ends the process when they do not end. To wait for the
    /// broker or for readers is no fault of a record, however long it takes: that comes behind it.
    private func watched(
      _ ranges: [TopicPartition: Range<Int>], deaths: Int,
      _ body: (borrowing Transaction) throws -> Outputs
    ) throws -> Outputs {
      attempts.begin(ranges, deaths: deaths)
      watchdog.begin()
      defer {
        watchdog.end()
        attempts.end(ranges)
      }
      return try database.write(body)
    }

    /// Hands outputs to the broker; `ends` is committed when it has them, and `settled` noted.
    private func publish(
      _ outputs: Outputs, after ends: [TopicPartition: Int] = [:],
      settled: (partition: TopicPartition, through: Settled)? = nil
    ) throws {
      if !safeguards.contains(.commitAfterAcknowledgement) {
        try consumer.commit(ends, timeout: .seconds(10))
      }
      let tag = nextTag()
      try awaitReaders(outputs.records)
      for record in outputs.records {
        try producer.produce(record, tag: tag) { [self] in mustEnd() || isStuck() }
      }
      written.add(outputs.records.count)
      flights.append(Flight(tag: tag, ends: ends, settled: settled))
    }

    /// Lets the stage publish what it has without an input.
    private func tellNews() throws {
      let rebuilt = holds.filter { $0.value.next >= $0.value.heldBackBelow }
      stage.own(
        Dictionary(uniqueKeysWithValues: rebuilt.map { ($0.key.partition, $0.value.next) }))
      guard stage.hasNews, flights.count < limits.inFlight else { return }
      let outputs = try database.write { transaction in
        var outputs = newOutputs()
        try stage.finish(in: transaction, to: &outputs)
        return outputs
      }
      try publish(outputs)
    }

    /// Gives a record up that has ended the process again and again: it is rejected from now on.
    private func setAside(
      _ partition: TopicPartition, _ offset: Int, in transaction: borrowing Transaction
    ) throws {
      try Positions.setAside(partition, offset, in: transaction)
      holds[partition]?.setAside.insert(offset)
      logger.error(
        "Record set aside: handling it ended the service again and again",
        [
          "topic": .string(partition.topic), "partition": .int(partition.partition),
          "offset": .int(offset), "attempts": .int(Attempts.limit),
        ])
    }

    private func take(
      _ record: RecordBatch.Record, of batch: RecordBatch, _ hold: Hold,
      in transaction: borrowing Transaction, to outputs: inout Outputs
    ) throws {
      let partition = record.topicPartition
      let address = Address(
        log: log, topic: partition.topic, partition: partition.partition, offset: record.offset)
      let item = Input(
        batch: batch, record: record, address: address,
        isReplay: record.offset < hold.position.next, settled: hold.settledBefore.offsets)
      outputs.begin(
        address, isHeldBack: record.offset < hold.heldBackBelow,
        settled: hold.settledBefore.offsets)
      // What a decision is behind is told apart by that decision: several instances write for one.
      if safeguards.contains(.lineage), item.decision == nil, let cause = item.cause {
        let isRepetition =
          if item.isReplay { lineage.wasPassedOver(partition, at: record.offset) } else {
            try lineage.isRepetition(cause, in: partition, at: record.offset, transaction)
          }
        if isRepetition {
          repeated.add()
          return
        }
      }
      let before = outputs.records.count
      do {
        if holds[partition]?.setAside.contains(record.offset) == true {
          throw Rejection.handlerFailed(address)
        }
        try stage.take(item, in: transaction, to: &outputs)
      } catch let rejection as Rejection {
        outputs.drop(to: before)
        outputs.reject(item, rejection, by: stage.group)
        refused.add()
        logger.info(
          "Record rejected",
          [
            "code": .string(rejection.code), "topic": .string(partition.topic),
            "partition": .int(partition.partition), "offset": .int(record.offset),
          ])
      }
    }

    /// Holds back while those who read the outputs are too far behind for a bounded log.
    private func awaitReaders(_ records: [OutgoingRecord]) throws {
      for (topic, gate) in gates {
        let own = records.filter { $0.topic == topic }
        guard !own.isEmpty else { continue }
        let bytes = own.reduce(0) { $0 + ($1.value?.count ?? 0) + 300 }
        try gate.admit(bytes: bytes, records: own.count) { [self] in
          producer.serve()
          return mustEnd()
        }
      }
    }

    // MARK: The table

    /// Opens the stage's table and reads it to its present end; `false` when the stop came first.
    private func readTable() throws -> Bool {
      guard let topic = stage.table else { return true }
      let table = try TableReader(
        topic, configuration, known: try Positions.load(database, topic: topic.rawValue),
        mayCarryOn: mayCarryOn, logger: logger)
      self.table = table
      while !table.isCaughtUp {
        guard !shouldStop() else { return false }
        try learn(within: .milliseconds(100))
      }
      return true
    }

    /// Applies what has come of the table; it is then published for every partition that is ours.
    private func learn(within timeout: Duration = .zero) throws {
      guard let table else { return }
      let batch = try table.poll(timeout: timeout)
      guard !batch.isEmpty else { return }
      try database.write { transaction in
        for record in batch.records {
          let place = record.topicPartition
          let address = Address(
            log: log, topic: place.topic, partition: place.partition, offset: record.offset)
          try stage.learn(
            Input(batch: batch, record: record, address: address, isReplay: false, settled: [:]),
            in: transaction)
        }
        for (partition, next) in table.next {
          try Positions.store(
            Positions.Position(next: next, published: next), for: partition, in: transaction)
        }
      }
      for partition in holds.keys { holds[partition]?.settling = .upTo("") }
    }

    /// Publishes a piece of what the table means for one of our partitions.
    private func settleNext() throws {
      guard let table, flights.count < limits.inFlight,
        let (partition, hold) = holds.filter({ $0.value.settling != nil }).min(by: {
          $0.key < $1.key
        }), case .upTo(let place) = hold.settling
      else { return }
      let ends = Settled(table.next)
      guard hold.settled != ends else {
        holds[partition]?.settling = nil
        return
      }
      let (step, outputs) = try database.write { transaction in
        var outputs = newOutputs()
        let step = try stage.settle(
          partition.partition, since: hold.settled.offsets, after: place.isEmpty ? nil : place,
          in: transaction, to: &outputs)
        try stage.finish(in: transaction, to: &outputs)
        return (step, outputs)
      }
      switch step {
      case .upTo:
        holds[partition]?.settling = step
        try publish(outputs)
      case .done:
        holds[partition]?.settling = nil
        try publish(outputs, settled: (partition, ends))
      }
    }

    // MARK: Acknowledged and committed

    /// Commits for the batches, oldest first, whose outputs have all been acknowledged.
    private func settle(within limit: Duration = .seconds(10)) throws {
      producer.serve()
      if flights.isEmpty { lastAcknowledged = .now }
      while let flight = flights.first, try producer.isDone(tag: flight.tag) {
        flights.removeFirst()
        lastAcknowledged = .now
        for (partition, end) in flight.ends {
          guard var hold = holds[partition] else { continue }
          hold.position.published = max(hold.position.published, end)
          holds[partition] = hold
          lineage.published(partition, upTo: hold.position.published)
          // While state is rebuilt the group's offset stands already further on.
          if end > hold.heldBackBelow { uncommitted[partition] = end }
        }
        if let (partition, through) = flight.settled, var hold = holds[partition] {
          hold.settled = through
          holds[partition] = hold
          // Not noted while state is rebuilt: records that are still to come may need it.
          if hold.next >= hold.heldBackBelow {
            uncommitted[partition] = max(uncommitted[partition] ?? 0, hold.position.published)
          }
        }
      }
      if isStuck() { throw stuck }
      guard !uncommitted.isEmpty, ContinuousClock.now - lastCommit >= .milliseconds(50) else {
        return
      }
      try commit(within: limit)
    }

    private var stuck: KafkaError {
      KafkaError(
        operation: "write to the broker at \(configuration.bootstrap)",
        sentence: "it answers, and has acknowledged nothing for \(limits.acknowledgement)",
        disposition: .retry)
    }

    /// Whether the producer gets nothing acknowledged by a broker that is there: librdkafka's
    /// idempotent producer may wait for ever for what a broker forgot when it was killed.
    private func isStuck() -> Bool {
      guard !flights.isEmpty, !shouldStop(),
        ContinuousClock.now - lastAcknowledged > limits.acknowledgement
      else { return false }
      let answer = try? producer.partitions(of: input.rawValue, timeout: .seconds(1))
      // One that is away is asked again after a while.
      lastAcknowledged = .now - limits.acknowledgement * 0.8
      return answer != nil
    }

    private func commit(within limit: Duration) throws(KafkaError) {
      lastCommit = ContinuousClock.now
      let offsets = uncommitted
      uncommitted.removeAll()
      do {
        let notes = holds.filter { offsets[$0.key] != nil }.mapValues(\.settled.note)
        try consumer.commit(offsets, notes: notes, timeout: limit)
      } catch  where error.isFenced {
        // The partitions are somebody else's, who starts from the old offset: nothing is lost.
        logger.info("Commit refused: the group has moved on", ["error": .describing(error)])
      }
    }

    /// Waits for the outputs on their way, and commits them.
    private func drain(within limit: Duration) {
      let deadline = ContinuousClock.now + limit
      do {
        while !flights.isEmpty, ContinuousClock.now < deadline {
          producer.serve(timeout: .milliseconds(20))
          try settle(within: ContinuousClock.now.duration(to: deadline))
        }
        try commit(within: max(.seconds(1), ContinuousClock.now.duration(to: deadline)))
        // The publish watermark in the file saves a replay at the next start, nothing more.
        try storePositions()
      } catch {
        failure = error
        logger.info(
          "Stopped before everything was acknowledged; it will be published again",
          ["error": .string("\(error)")])
      }
    }

    private func storePositions() throws {
      try database.write { transaction in
        for (partition, hold) in holds {
          try Positions.store(hold.position, for: partition, in: transaction)
        }
      }
    }

    // MARK: Small things

    private func tellReadiness() {
      guard hasAssignment, !isBetween else {
        events.readiness(false, "waiting for the consumer group")
        return
      }
      var behind = 0
      var isCaughtUp = true
      for (partition, hold) in holds {
        let lag = max(0, (consumer.knownEnd(partition) ?? hold.end) - hold.next)
        if hold.next < hold.end { isCaughtUp = false }
        behind += lag
        metrics.gauge(
          "lag_records", help: "Records of the input not yet applied",
          labels: ["topic": partition.topic, "partition": String(partition.partition)]
        ).set(lag)
      }
      if consumer.isUnreachable {
        events.readiness(false, "Kafka is out of reach; is the broker running?")
      } else {
        events.readiness(
          isCaughtUp,
          isCaughtUp ? "\(holds.count) partitions" : "catching up, \(behind) records behind")
      }
    }

    private func nextTag() -> Int {
      lastTag += 1
      return lastTag
    }

    private func newOutputs() -> Outputs {
      Outputs(source: "/scrutineer/\(stage.group.rawValue)", now: .now)
    }
  }

  /// Holds the thread up.
  static func rest(_ duration: Duration) {
    usleep(UInt32(duration / .microseconds(1)))
  }
}
